//! The SQL of members and invitations.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::tokens::Token;
use crate::providers::model::{MemberRole, invitation_lifetime};
use crate::providers::{InvitationId, MembershipId, ProviderId};
use crate::schema::{accounts, invitations, memberships};

/// Somebody who belongs to an organisation.
#[derive(Clone, Debug, Queryable)]
pub struct Belongs {
    pub id: MembershipId,
    pub account: AccountId,
    pub name: String,
    pub email: String,
    pub role: MemberRole,
    pub since: Moment,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    pub id: InvitationId,
    pub provider_id: ProviderId,
    pub email: String,
    pub role: MemberRole,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// Address and name of everybody who may act for it, for letters.
pub fn members_to_tell(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<(String, String)>> {
    memberships::table
        .inner_join(accounts::table)
        .filter(memberships::provider_id.eq(provider))
        .filter(memberships::role.eq_any([MemberRole::Owner, MemberRole::Editor]))
        .order(memberships::id)
        .select((accounts::email, accounts::name))
        .load(conn)
}

/// Everybody who belongs to it, by name.
pub fn members(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Belongs>> {
    memberships::table
        .inner_join(accounts::table)
        .filter(memberships::provider_id.eq(provider))
        .order((accounts::name, memberships::id))
        .select((
            memberships::id,
            accounts::id,
            accounts::name,
            accounts::email,
            memberships::role,
            memberships::created_at,
        ))
        .load(conn)
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

pub fn set_role(conn: &mut Conn, id: MembershipId, role: MemberRole) -> QueryResult<()> {
    diesel::update(memberships::table.find(id)).set(memberships::role.eq(role)).execute(conn).map(drop)
}

pub fn delete_member(conn: &mut Conn, id: MembershipId) -> QueryResult<()> {
    diesel::delete(memberships::table.find(id)).execute(conn).map(drop)
}

/// Those that were not accepted yet, newest first; also those that have run out.
pub fn open_invitations(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Invitation>> {
    invitations::table
        .filter(invitations::provider_id.eq(provider))
        .filter(invitations::accepted_at.is_null())
        .order(invitations::created_at.desc())
        .select(Invitation::as_select())
        .load(conn)
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
    invitations::table
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::expires_at.gt(now))
        .select(Invitation::as_select())
        .first(conn)
        .optional()
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
    invited: (&str, MemberRole, AccountId),
    token: &Token,
    now: Moment,
) -> QueryResult<()> {
    let (email, role, invited_by) = invited;
    diesel::delete(
        invitations::table.filter(invitations::provider_id.eq(provider)).filter(invitations::email.eq(email)),
    )
    .execute(conn)?;
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(InvitationId::new()),
            invitations::provider_id.eq(provider),
            invitations::email.eq(email),
            invitations::role.eq(role),
            invitations::token_hash.eq(token.hash()),
            invitations::invited_by.eq(invited_by),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(now + invitation_lifetime()),
        ))
        .execute(conn)
        .map(drop)
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
