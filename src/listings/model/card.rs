//! A listing in a list of results.

use super::{Full, Listing, ListingId, Tags, Terms, miles_words, pay_words, place_words};
use crate::codes;
use crate::kit::clock::{Moment, ago_words};
use crate::kit::text;
use crate::providers::{Provider, Site};

/// What the card of `parts/parts.html` shows.
#[derive(Clone, Debug)]
pub struct Card {
    pub id: ListingId,
    pub is_placement: bool,
    pub kind_label: &'static str,
    /// Published within two days.
    pub is_new: bool,
    pub href: String,
    pub title: String,
    pub provider: String,
    pub provider_href: String,
    pub pay: String,
    pub place: String,
    pub distance: Option<String>,
    pub tags: Vec<String>,
    /// Why it is shown to this reader; alerts and searches fill it.
    pub why: Option<String>,
    pub closes: String,
    pub closes_soon: bool,
    pub posted: String,
}

const NEW_DAYS: i64 = 2;
const MOST_TAGS: usize = 4;

impl Card {
    pub fn of(full: &Full, miles: Option<f32>, now: Moment) -> Self {
        Self::new(&full.listing, &full.terms, &full.tags, (&full.sites, &full.provider), miles, now)
    }

    pub fn new(
        listing: &Listing,
        terms: &Terms,
        tags: &Tags,
        (sites, provider): (&[Site], &Provider),
        miles: Option<f32>,
        now: Moment,
    ) -> Self {
        let published = listing.published_at.map(Moment::london_day);
        let today = now.london_day();
        Self {
            id: listing.id,
            is_placement: listing.is_placement(),
            kind_label: listing.kind.label(),
            is_new: published.is_some_and(|day| (today - day).num_days() <= NEW_DAYS),
            href: listing.path(),
            title: listing.name().to_string(),
            provider: provider.name.clone(),
            provider_href: format!("/providers/{}", provider.slug),
            pay: card_pay(listing, terms),
            place: place_words(sites),
            distance: miles.map(miles_words),
            tags: pills(listing, terms, tags),
            why: None,
            closes: listing.closes_words(now),
            closes_soon: listing.closes_soon(now),
            posted: published.map(|day| format!("Posted {}", ago_words(day, today))).unwrap_or_default(),
        }
    }
}

/// Never empty: numbers, else what the provider says of pay, else who pays.
pub fn card_pay(listing: &Listing, terms: &Terms) -> String {
    pay_words(terms).unwrap_or_else(|| match (terms.pay_note.is_empty(), listing.is_placement()) {
        (false, _) => text::excerpt(&terms.pay_note, 80),
        (true, true) => "Paid by the lead employer".into(),
        (true, false) => "Not stated".into(),
    })
}

/// The few terms that people sift by.
fn pills(listing: &Listing, terms: &Terms, tags: &Tags) -> Vec<String> {
    let mut pills = Vec::new();
    if !listing.contract.is_empty() {
        pills.push(codes::contracts().label(&listing.contract).to_string());
    }
    pills.extend(tags.patterns.iter().map(|code| codes::patterns().label(code).to_string()));
    if listing.is_placement() {
        pills
            .extend(tags.specialties.iter().take(2).map(|code| codes::specialties().label(code).to_string()));
    }
    if terms.visa_sponsorship == Some(true) {
        pills.push("Visa sponsorship".into());
    }
    pills.truncate(MOST_TAGS);
    pills
}
