//! The SQL of members and invitations.

use diesel::prelude::*;

use crate::kit::db::Conn;
use crate::providers::ProviderId;
use crate::providers::model::MemberRole;
use crate::schema::{accounts, memberships};

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
