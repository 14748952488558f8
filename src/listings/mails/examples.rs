//! A letter of each kind, to people who are invented.

use super::*;
use crate::accounts::AccountId;
use crate::kit::letters::{Example, example_day, example_moment};
use crate::listings::model::{ListingId, ListingKind, Plan, Tags};
use crate::listings::store::{Listing, Terms};
use crate::providers::{ProviderId, larkfield};

const RUN_IT: &str = "Owners and editors of the organisation";

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, name, full) = ("bea@example.org", "Bea Holt", &nurse());
    let approved = |later| ApprovedMail { email, name, full, later }.letter(site);
    let (because, changes) = ("Please say which shifts are worked.", &[pay()]);
    let saver = &Saver {
        account: AccountId(1),
        email: "ada@example.org".into(),
        name: "Ada Marsh".into(),
        note: String::new(),
    };
    vec![
        approved(None).example("A listing is live", RUN_IT),
        approved(Some(example_day(8))).example("A listing is approved for a later day", RUN_IT),
        ReturnedMail { email, name, full, because }
            .letter(site)
            .example("A listing is to be corrected", RUN_IT),
        ChangesApprovedMail { email, name, full, changes }
            .letter(site)
            .example("Changes to a listing are live", RUN_IT),
        ChangesReturnedMail { email, name, full, because }
            .letter(site)
            .example("Changes to a listing are to be corrected", RUN_IT),
        ClosedMail { email, name, full, because: None }.letter(site).example("A listing has closed", RUN_IT),
        ClosedEarlyMail { saver, full }
            .letter(site)
            .example("A saved listing closed early", "Candidates who saved it"),
        ClosesSoonMail { saver, full, closes_at: example_moment(31) }
            .letter(site)
            .example("A saved listing closes soon", "Candidates who saved it"),
    ]
}

fn pay() -> Difference {
    Difference {
        label: "Pay".into(),
        before: "£34,000 to £38,000 a year".into(),
        after: "£36,000 to £40,000 a year".into(),
        material: true,
    }
}

fn nurse() -> Full {
    let draft = Listing::draft(ProviderId(1), ListingKind::Role, None, example_moment(1));
    let listing = Listing {
        id: ListingId(1),
        title: "Theatre nurse".into(),
        profession: "nurse".into(),
        closes_on: Some(example_day(31)),
        closes_at: Some(example_moment(31)),
        decide_by: Some(example_day(31)),
        ..draft
    };
    Full {
        terms: Terms::empty(listing.id),
        tags: Tags::default(),
        sites: Vec::new(),
        questions: Vec::new(),
        criteria: Vec::new(),
        plan: Plan::default(),
        placement: None,
        provider: larkfield(),
        listing,
    }
}
