//! What the public reads of a provider, with its listings.

use askama::Template;

use crate::listings::model::Card;
use crate::providers::PublicProfile;
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "providers/show.html")]
pub struct ProviderPage {
    pub page: Page,
    pub profile: PublicProfile,
    pub cards: Vec<Card>,
    /// How many are live in all, and the search for them.
    pub live: i64,
    pub search: String,
    /// Where its new listings can be asked for by email.
    pub alert_href: String,
    /// How soon it answers; empty where that is not known of enough people.
    pub answers: String,
}
