//! Listings, from the first word of a draft to the minute they close.

mod listings_are_planned;
mod listings_have_a_life;
mod live_listings_change;
mod providers_ask_questions;
mod providers_write_listings;
mod the_public_reads_listings;

use crate::world::{Organisation, Page, Person, Thing};
use rounds::kit::clock::{Moment, end_of_london_day};

/// Noon or so of a day.
pub fn on(day: &str) -> Moment {
    end_of_london_day(day.parse().expect("a day")) - chrono::Duration::hours(12)
}

/// Starts a listing of this kind; gives its place on the desk.
pub async fn starts(person: &Person, of: &Organisation, kind: &str) -> String {
    let fields = [("What are you posting?", kind)];
    let page = person.submits(&format!("/desk/{}/listings/new", of.id), "Continue", &fields).await;
    page.is(200);
    page.path().trim_end_matches("/title").to_owned()
}

/// Fills in a step and goes on.
pub async fn takes_step(person: &Person, desk: &str, step: &str, fields: &[(&str, &str)]) -> Page {
    person.submits(&format!("{desk}/{step}"), "Save and continue", fields).await
}

/// Every step of a role, with what it needs.
pub async fn writes_role(person: &Person, desk: &str, title: &str) {
    let steps: &[(&str, &[(&str, &str)])] = &[
        ("title", &[("Title", title), ("Profession", "Nurse"), ("Your own reference", "TH-12")]),
        ("places", &[("sites", "Main hospital, Leeds, LS1 4AP")]),
        ("work", &[("Description", "You will scrub for **two lists** a week.\n\n- Prepare\n- Count")]),
        ("pay", &[("Lowest", "36,000"), ("Highest", "£42,000"), ("For", "a year")]),
        ("terms", &[("Contract", "Permanent"), ("Working pattern", "Full time"), ("Hours", "37.5")]),
        ("dates", &[("Closing day", "2027-01-15")]),
        ("applying", &[("Name", "Moira Finch"), ("Email address", "moira.finch@example.org")]),
    ];
    for (step, fields) in steps {
        takes_step(person, desk, step, fields).await.is(200);
    }
}

/// Reads what the review desk would: the state shown on the provider's desk.
pub async fn state(person: &Person, desk: &str) -> String {
    person.gets(desk).await.is(200).one("main .govuk-tag")
}

impl Thing {
    pub fn at(&self, address: &str) -> String {
        format!("/listings/{}/{address}", self.id)
    }
}
