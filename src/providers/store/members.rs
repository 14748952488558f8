//! The SQL of members and invitations, and of the sites that they are limited to.

use std::collections::HashMap;

use diesel::prelude::*;
use itertools::Itertools;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::tokens::Token;
use crate::providers::model::{MemberRole, NewInvitation, Reach, Scope, invitation_lifetime};
use crate::providers::{InvitationId, MembershipId, ProviderId, SiteId};
use crate::schema::{accounts, invitation_sites, invitations, membership_sites, memberships};

/// Somebody who belongs to an organisation.
#[derive(Clone, Debug)]
pub struct Belongs {
    pub id: MembershipId,
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub role: MemberRole,
    pub since: Moment,
    /// What of it they reach.
    pub scope: Scope,
}

impl Belongs {
    /// What they may do and where, for a form to say what it showed.
    pub fn standing(&self) -> String {
        format!("{} {}", self.role, self.scope.reach().code())
    }
}

#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub provider_id: ProviderId,
    pub email: String,
    pub role: MemberRole,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub reach: Reach,
}

/// Address and name of everybody who may act for all of it, for letters about what belongs to no site.
pub fn members_to_tell(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<(String, String)>> {
    memberships::table
        .inner_join(accounts::table)
        .filter(memberships::provider_id.eq(provider))
        .filter(memberships::role.eq_any([MemberRole::Owner, MemberRole::Editor]))
        .filter(memberships::role.eq(MemberRole::Owner).or(memberships::limited.eq(false)))
        .order(memberships::id)
        .select((accounts::email, accounts::name))
        .load(conn)
}

/// Everybody who belongs to it, by name.
pub fn members(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Belongs>> {
    type Row = (MembershipId, (AccountId, String, String), MemberRole, Moment, bool);
    let rows: Vec<Row> = memberships::table
        .inner_join(accounts::table)
        .filter(memberships::provider_id.eq(provider))
        .order((accounts::name, memberships::id))
        .select((
            memberships::id,
            (accounts::id, accounts::name, accounts::email),
            memberships::role,
            memberships::created_at,
            memberships::limited,
        ))
        .load(conn)?;
    let mut sites = match rows.iter().any(|(.., limited)| *limited) {
        true => sites_of_members(conn, provider)?,
        false => HashMap::new(),
    };
    let belongs = |(id, (account, name, email), role, since, limited): Row| {
        let reach = reach(role, limited, sites.remove(&id).unwrap_or_default());
        Belongs { id, account, name, email, role, since, scope: Scope::of(provider, account, reach) }
    };
    Ok(rows.into_iter().map(belongs).collect())
}

fn sites_of_members(
    conn: &mut Conn,
    provider: ProviderId,
) -> QueryResult<HashMap<MembershipId, Vec<SiteId>>> {
    let rows: Vec<(MembershipId, SiteId)> = membership_sites::table
        .inner_join(memberships::table)
        .filter(memberships::provider_id.eq(provider))
        .select((membership_sites::membership_id, membership_sites::site_id))
        .load(conn)?;
    Ok(rows.into_iter().into_group_map())
}

/// An owner reaches everything, whatever else is written.
fn reach(role: MemberRole, limited: bool, sites: Vec<SiteId>) -> Reach {
    if limited && !role.may_own() { Reach::only(sites) } else { Reach::All }
}

/// What one membership reaches.
pub(super) fn reach_of(
    conn: &mut Conn,
    id: MembershipId,
    (role, limited): (MemberRole, bool),
) -> QueryResult<Reach> {
    let sites = match limited {
        true => membership_sites::table
            .filter(membership_sites::membership_id.eq(id))
            .select(membership_sites::site_id)
            .load(conn)?,
        false => Vec::new(),
    };
    Ok(reach(role, limited, sites))
}

/// `None` when this organisation has no such member.
pub fn member(conn: &mut Conn, provider: ProviderId, id: MembershipId) -> QueryResult<Option<Belongs>> {
    Ok(members(conn, provider)?.into_iter().find(|member| member.id == id))
}

pub fn owners(conn: &mut Conn, provider: ProviderId) -> QueryResult<i64> {
    memberships::table
        .filter(memberships::provider_id.eq(provider))
        .filter(memberships::role.eq(MemberRole::Owner))
        .count()
        .get_result(conn)
}

/// What somebody may do, and where.
pub fn set_role(conn: &mut Conn, id: MembershipId, role: MemberRole, reach: &Reach) -> QueryResult<()> {
    diesel::update(memberships::table.find(id))
        .set((memberships::role.eq(role), memberships::limited.eq(!reach.is_all())))
        .execute(conn)?;
    diesel::delete(membership_sites::table.filter(membership_sites::membership_id.eq(id))).execute(conn)?;
    let Reach::Sites(sites) = reach else { return Ok(()) };
    for site in sites {
        let row = (membership_sites::membership_id.eq(id), membership_sites::site_id.eq(site));
        diesel::insert_into(membership_sites::table).values(row).execute(conn)?;
    }
    Ok(())
}

pub fn delete_member(conn: &mut Conn, id: MembershipId) -> QueryResult<()> {
    diesel::delete(memberships::table.find(id)).execute(conn).map(drop)
}

/// Those that were not accepted yet, newest first; also those that have run out.
pub fn open_invitations(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Invitation>> {
    let rows: Vec<Row> = invitations::table
        .filter(invitations::provider_id.eq(provider))
        .filter(invitations::accepted_at.is_null())
        .order((invitations::created_at.desc(), invitations::id.desc()))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(|row| invitation(conn, row)).collect()
}

type Row = (InvitationId, ProviderId, String, MemberRole, Moment, Moment, bool);

const COLUMNS: (
    invitations::id,
    invitations::provider_id,
    invitations::email,
    invitations::role,
    invitations::created_at,
    invitations::expires_at,
    invitations::limited,
) = (
    invitations::id,
    invitations::provider_id,
    invitations::email,
    invitations::role,
    invitations::created_at,
    invitations::expires_at,
    invitations::limited,
);

fn invitation(conn: &mut Conn, row: Row) -> QueryResult<Invitation> {
    let (id, provider_id, email, role, created_at, expires_at, limited) = row;
    let sites = match limited {
        true => invitation_sites::table
            .filter(invitation_sites::invitation_id.eq(id))
            .select(invitation_sites::site_id)
            .load(conn)?,
        false => Vec::new(),
    };
    let reach = reach(role, limited, sites);
    Ok(Invitation { id, provider_id, email, role, created_at, expires_at, reach })
}

/// Those that nobody accepted in time, newest first.
pub fn run_out(conn: &mut Conn, provider: ProviderId, now: Moment) -> QueryResult<Vec<Invitation>> {
    let open = open_invitations(conn, provider)?;
    Ok(open.into_iter().filter(|invitation| invitation.expires_at <= now).collect())
}

/// `None` when it was accepted, withdrawn, or is another organisation's.
pub fn owned_invitation(
    conn: &mut Conn,
    provider: ProviderId,
    id: InvitationId,
) -> QueryResult<Option<Invitation>> {
    Ok(open_invitations(conn, provider)?.into_iter().find(|invitation| invitation.id == id))
}

/// `None` when the link was used, is too old, was replaced by a newer one, or never was.
pub fn invitation_behind(conn: &mut Conn, token_hash: &str, now: Moment) -> QueryResult<Option<Invitation>> {
    let row: Option<Row> = invitations::table
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(|row| invitation(conn, row)).transpose()
}

/// The organisation that a link led to, when it was accepted already; `None` for any other link.
pub fn accepted_behind(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<ProviderId>> {
    invitations::table
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::accepted_at.is_not_null())
        .select(invitations::provider_id)
        .first(conn)
        .optional()
}

/// Invites an address; an earlier invitation of it, and its link, ends.
pub fn put_invitation(
    conn: &mut Conn,
    provider: ProviderId,
    (new, invited_by): (&NewInvitation, AccountId),
    token: &Token,
    now: Moment,
) -> QueryResult<()> {
    let NewInvitation { email, role, reach } = new;
    let id = InvitationId::new();
    diesel::delete(
        invitations::table.filter(invitations::provider_id.eq(provider)).filter(invitations::email.eq(email)),
    )
    .execute(conn)?;
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(id),
            invitations::provider_id.eq(provider),
            invitations::email.eq(email),
            invitations::role.eq(role),
            invitations::token_hash.eq(token.hash()),
            invitations::invited_by.eq(invited_by),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(now + invitation_lifetime()),
            invitations::limited.eq(!reach.is_all()),
        ))
        .execute(conn)?;
    let Reach::Sites(sites) = reach else { return Ok(()) };
    for site in sites {
        let row = (invitation_sites::invitation_id.eq(id), invitation_sites::site_id.eq(site));
        diesel::insert_into(invitation_sites::table).values(row).execute(conn)?;
    }
    Ok(())
}

pub fn accept_invitation(conn: &mut Conn, id: InvitationId, now: Moment) -> QueryResult<()> {
    diesel::update(invitations::table.find(id)).set(invitations::accepted_at.eq(now)).execute(conn).map(drop)
}

pub fn delete_invitation(conn: &mut Conn, provider: ProviderId, id: InvitationId) -> QueryResult<()> {
    diesel::delete(
        invitations::table
            .find(id)
            .filter(invitations::provider_id.eq(provider))
            .filter(invitations::accepted_at.is_null()),
    )
    .execute(conn)
    .map(drop)
}
