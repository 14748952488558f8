//! The SQL of providers: organisations and sites here; claims, members, the queue and what changes in their own files.

mod changes;
mod claims;
mod deeds;
mod members;
mod pictures;
mod queue;
mod stories;
mod uses;

use std::collections::HashMap;

use diesel::prelude::*;

pub use changes::*;
pub use claims::*;
pub use deeds::*;
pub use members::*;
pub use pictures::*;
pub use queue::*;
pub use stories::*;
pub use uses::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, lower};
use crate::kit::files::FileId;
use crate::kit::places::Postcode;
use crate::kit::text::like;
use crate::providers::model::{MemberRole, Needs, ProviderState, Scope, may};
use crate::providers::{MembershipId, ProviderId, SiteId};
use crate::schema::{memberships, providers, sites};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = providers)]
pub struct Provider {
    pub id: ProviderId,
    /// Its place in the public page's address. Until it is first verified, only a number.
    pub slug: String,
    pub name: String,
    /// Markdown.
    pub description: String,
    pub sector: String,
    pub funding: String,
    /// An address with its scheme, or empty.
    pub website: String,
    pub cqc_code: Option<String>,
    pub ods_code: Option<String>,
    pub logo_id: Option<FileId>,
    pub state: ProviderState,
    /// What a moderator wrote when it was returned.
    pub returned_because: Option<String>,
    pub submitted_at: Option<Moment>,
    /// When it was first verified.
    pub verified_at: Option<Moment>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

impl Provider {
    /// The public page; it exists while the organisation is verified.
    pub fn href(&self) -> String {
        format!("/providers/{}", self.slug)
    }

    /// What it has open, for programs that read along.
    pub fn feed_href(&self) -> String {
        format!("{}/feed.atom", self.href())
    }

    /// Empty when there is no logo.
    pub fn logo_href(&self) -> String {
        // The number makes a new logo a new address, so that an old one may be cached.
        self.logo_id.map(|logo| format!("/providers/{}/logo?v={logo}", self.slug)).unwrap_or_default()
    }

    /// The number of the file makes a new picture a new address.
    pub fn picture_href(&self, file: FileId) -> String {
        format!("/providers/{}/pictures/{file}", self.slug)
    }

    /// What stands where there is no logo.
    pub fn initials(&self) -> String {
        crate::providers::model::initials(&self.name)
    }

    pub fn desk_href(&self) -> String {
        format!("/desk/{}", self.id)
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sites)]
pub struct Site {
    pub id: SiteId,
    pub provider_id: ProviderId,
    pub name: String,
    pub address: String,
    pub town: String,
    pub postcode: String,
    /// A code of `codes::regions`.
    pub region: String,
    pub latitude: f64,
    pub longitude: f64,
    pub sector: String,
    pub funding: String,
    pub cqc_code: Option<String>,
    pub ods_code: Option<String>,
    pub created_at: Moment,
}

/// Values in one statement: far below what either engine takes.
const MOST_AT_ONCE: usize = 500;

/// An organisation as one of its members sees it.
#[derive(Clone, Debug)]
pub struct Desk {
    pub provider: Provider,
    pub role: MemberRole,
    /// What of it this member reaches.
    pub scope: Scope,
}

impl Desk {
    pub fn may(&self, needs: Needs) -> bool {
        may(self.role, self.scope.reach(), needs)
    }
}

/// `None` when there is no such organisation.
pub fn find(conn: &mut Conn, id: ProviderId) -> QueryResult<Option<Provider>> {
    providers::table.find(id).select(Provider::as_select()).first(conn).optional()
}

/// In whatever state; `None` when no organisation has this address.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Provider>> {
    providers::table.filter(providers::slug.eq(slug)).select(Provider::as_select()).first(conn).optional()
}

/// `None` unless this account is a member of this organisation.
pub fn desk(conn: &mut Conn, account: AccountId, provider: ProviderId) -> QueryResult<Option<Desk>> {
    let found: Option<DeskRow> = providers::table
        .inner_join(memberships::table)
        .filter(providers::id.eq(provider))
        .filter(memberships::account_id.eq(account))
        .select((Provider::as_select(), (memberships::id, memberships::role, memberships::limited)))
        .first(conn)
        .optional()?;
    found.map(|row| desk_with(conn, account, row)).transpose()
}

type DeskRow = (Provider, (MembershipId, MemberRole, bool));

/// The one place where a scope is made of a membership for its member.
fn desk_with(conn: &mut Conn, account: AccountId, row: DeskRow) -> QueryResult<Desk> {
    let (provider, (id, role, limited)) = row;
    let scope = Scope::of(provider.id, account, reach_of(conn, id, (role, limited))?);
    Ok(Desk { provider, role, scope })
}

/// The organisations that a person belongs to, by name.
pub fn desks(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Desk>> {
    let found: Vec<DeskRow> = providers::table
        .inner_join(memberships::table)
        .filter(memberships::account_id.eq(account))
        .order((providers::name, providers::id))
        .select((Provider::as_select(), (memberships::id, memberships::role, memberships::limited)))
        .load(conn)?;
    found.into_iter().map(|row| desk_with(conn, account, row)).collect()
}

/// Its sites, by name.
pub fn sites(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Site>> {
    sites::table
        .filter(sites::provider_id.eq(provider))
        .order((sites::name, sites::id))
        .select(Site::as_select())
        .load(conn)
}

type Sites<'a> = sites::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// Sites with these words in their name, town or postcode, by name, and how many there are in all.
pub fn find_sites(
    conn: &mut Conn,
    provider: ProviderId,
    words: &str,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<Site>, i64)> {
    let fitting = || -> Sites<'_> {
        let own = sites::table.filter(sites::provider_id.eq(provider)).into_boxed();
        if words.trim().is_empty() {
            return own;
        }
        let (words, code) = (like(words.trim()), like(&tidy_postcode(words)));
        let named = lower(sites::name).like(words.clone()).escape('\\');
        let in_town = lower(sites::town).like(words).escape('\\');
        let coded = lower(sites::postcode).like(code).escape('\\');
        own.filter(named.or(in_town).or(coded))
    };
    let total = fitting().count().get_result(conn)?;
    let found = fitting()
        .order((sites::name, sites::id))
        .offset(offset)
        .limit(limit)
        .select(Site::as_select())
        .load(conn)?;
    Ok((found, total))
}

/// `ls14ap` as it is kept, `LS1 4AP`; whatever is no postcode stays as it is.
fn tidy_postcode(typed: &str) -> String {
    let parsed = Postcode::parse(typed);
    let tidy = parsed.map(|code| code.full.or(code.sector).unwrap_or(code.district));
    tidy.unwrap_or_else(|| typed.trim().to_string())
}

/// `None` when this organisation has no such site.
pub fn owned_site(conn: &mut Conn, provider: ProviderId, site: SiteId) -> QueryResult<Option<Site>> {
    sites::table
        .find(site)
        .filter(sites::provider_id.eq(provider))
        .select(Site::as_select())
        .first(conn)
        .optional()
}

/// The names behind places in addresses, in whatever state they are; unknown ones are left out.
pub fn names(conn: &mut Conn, slugs: &[String]) -> QueryResult<HashMap<String, String>> {
    let mut found = HashMap::new();
    for some in slugs.chunks(MOST_AT_ONCE) {
        let rows: Vec<(String, String)> = providers::table
            .filter(providers::slug.eq_any(some.to_vec()))
            .select((providers::slug, providers::name))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}
