//! What of an organisation's listings somebody reaches, as SQL says it; `providers::Scope` says the rule.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use itertools::Itertools;

use super::{find, sites_of};
use crate::kit::db::Conn;
use crate::listings::model::ListingId;
use crate::providers::{self, Belongs, Scope, SiteId};

/// A condition on rows of `listings`, wherever that table stands in a statement. Written out, because no one type fits
/// every statement that is joined or grouped with it; it holds numbers only.
pub fn within(scope: &Scope) -> SqlLiteral<Bool> {
    sql(&words(scope))
}

/// The same of rows of another table whose column names a listing.
pub(super) fn of_listings(column: &str, scope: &Scope) -> SqlLiteral<Bool> {
    match scope.is_whole() {
        true => sql("1 = 1"),
        false => sql(&format!("{column} IN (SELECT listings.id FROM listings WHERE {})", words(scope))),
    }
}

fn words(scope: &Scope) -> String {
    let theirs = format!("listings.provider_id = {}", scope.provider);
    let Some((account, sites)) = scope.limit() else { return theirs };
    let of_site = "SELECT 1 FROM listing_sites AS reached WHERE reached.listing_id = listings.id";
    let mut ways = Vec::new();
    if !sites.is_empty() {
        ways.push(format!("EXISTS ({of_site} AND reached.site_id IN ({}))", sites.iter().join(", ")));
    }
    if let Some(account) = account {
        ways.push(format!("(listings.created_by = {account} AND NOT EXISTS ({of_site}))"));
    }
    match ways.is_empty() {
        true => "1 = 0".into(),
        false => format!("({theirs} AND ({}))", ways.join(" OR ")),
    }
}

/// The members of its provider who reach a listing, by name; nobody when there is no such listing.
pub fn reaching(conn: &mut Conn, id: ListingId) -> QueryResult<Vec<Belongs>> {
    let Some(listing) = find(conn, id)? else { return Ok(Vec::new()) };
    let mut members = providers::members(conn, listing.provider_id)?;
    if members.iter().all(|member| member.scope.is_whole()) {
        return Ok(members);
    }
    let sites: Vec<SiteId> =
        sites_of(conn, &[id])?.remove(&id).unwrap_or_default().iter().map(|site| site.id).collect();
    members.retain(|member| member.scope.reaches(listing.provider_id, &sites, listing.created_by));
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::AccountId;
    use crate::providers::{ProviderId, Reach};

    #[test]
    fn a_scope_in_words() {
        let (larch, me) = (ProviderId(1), AccountId(7));
        let reached = "SELECT 1 FROM listing_sites AS reached WHERE reached.listing_id = listings.id";
        let own = format!("(listings.created_by = 7 AND NOT EXISTS ({reached}))");
        for (scope, want) in [
            (Scope::whole(larch), "listings.provider_id = 1".to_string()),
            (
                Scope::of(larch, me, Reach::only(vec![SiteId(3), SiteId(2)])),
                format!(
                    "(listings.provider_id = 1 AND (EXISTS ({reached} AND reached.site_id IN (2, 3)) OR {own}))"
                ),
            ),
            (
                Scope::of(larch, me, Reach::only(Vec::new())),
                format!("(listings.provider_id = 1 AND ({own}))"),
            ),
        ] {
            assert_eq!(words(&scope), want);
        }
    }
}
