//! What the pages of providers show.

use crate::providers::store::Provider;

/// The pages of one organisation's desk, as its navigation names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskPlace {
    Overview,
    Listings,
    Applicants,
    Organisation,
    Sites,
    Members,
}

/// The navigation of a desk. A view that has one as its field `nav` shows it with
/// `{% include "parts/desk_navigation.html" %}` in its block `before`.
#[derive(Clone, Debug)]
pub struct DeskNav {
    pub provider_id: crate::providers::ProviderId,
    pub name: String,
    pub here: DeskPlace,
}

pub struct DeskLink {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}

impl DeskNav {
    pub fn new(provider: &Provider, here: DeskPlace) -> Self {
        Self { provider_id: provider.id, name: provider.name.clone(), here }
    }

    pub fn links(&self) -> Vec<DeskLink> {
        [
            (DeskPlace::Overview, "", "Overview"),
            (DeskPlace::Listings, "/listings", "Listings"),
            (DeskPlace::Applicants, "/applications", "Applicants"),
            (DeskPlace::Organisation, "/profile", "Organisation"),
            (DeskPlace::Sites, "/sites", "Sites"),
            (DeskPlace::Members, "/members", "Members"),
        ]
        .into_iter()
        .map(|(place, path, label)| DeskLink {
            href: format!("/desk/{}{path}", self.provider_id),
            label,
            current: place == self.here,
        })
        .collect()
    }
}
