//! Organisations, from their first page to their last owner.

mod an_organisation_sees_what_was_done;
mod claims_are_read_first;
mod members_are_limited_to_sites;
mod members_come_and_go;
mod mistakes_are_told;
mod organisations_are_verified;
mod pictures_are_shown;
mod sites_are_found_and_moved;
mod stories_need_consent;

use crate::world::{Page, Person, World};
use rounds::audit::Actor;
use rounds::providers::{self, ProviderId};

/// A site in Leeds, as its form asks for it.
pub const SITE: [(&str, &str); 4] = [
    ("Name of the site", "Main hospital"),
    ("Street address", "1 Station Road"),
    ("Town or city", "Leeds"),
    ("Postcode", "ls1 4ap"),
];

/// The organisation whose overview this is.
pub fn id_of(overview: &Page) -> ProviderId {
    let id = overview.path().strip_prefix("/desk/").and_then(|id| id.parse().ok());
    id.unwrap_or_else(|| panic!("{} is no overview:\n{}", overview.url, overview.text()))
}

/// Begins an organisation that has everything except a site.
pub async fn begins(person: &Person, name: &str) -> ProviderId {
    let fields = [
        ("Name", name),
        ("Sector", "Acute"),
        ("Who pays for the care", "Private"),
        ("What the organisation does", "A small hospital with two theatres."),
    ];
    id_of(person.submits("/desk/new", "Save and continue", &fields).await.is(200))
}

pub async fn adds_site(person: &Person, of: ProviderId) {
    let page = person.submits(&format!("/desk/{of}/sites/new"), "Save the site", &SITE).await;
    page.is(200).shows("Main hospital is added");
}

/// Begins an organisation and sends it to be verified.
pub async fn sends(person: &Person, name: &str) -> ProviderId {
    let id = begins(person, name).await;
    adds_site(person, id).await;
    let page = person.submits(&format!("/desk/{id}"), "Send for verification", &[]).await;
    page.is(200).shows("Being verified");
    id
}

pub async fn verifies(world: &World, id: ProviderId) {
    let here = world.here();
    let verified = world.app.db.write(move |conn| providers::verify(conn, &Actor::site(), id, &here)).await;
    verified.unwrap_or_else(|failed| panic!("it is verified: {failed:?}"));
}

pub async fn returns(world: &World, id: ProviderId, because: &'static str) {
    let here = world.here();
    let returned =
        world.app.db.write(move |conn| providers::return_(conn, &Actor::site(), id, because, &here)).await;
    returned.unwrap_or_else(|failed| panic!("it is returned: {failed:?}"));
}

/// Writes to somebody that they may join.
pub async fn invites(owner: &Person, to: ProviderId, email: &str, role: &str) -> Page {
    let fields = [("Email address", email), ("What they may do", role)];
    owner.submits(&format!("/desk/{to}/members/invite"), "Send the invitation", &fields).await
}
