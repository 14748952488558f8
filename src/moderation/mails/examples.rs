//! A letter of each kind, to people who are invented.

use super::*;
use crate::kit::letters::{Example, example_moment};
use crate::listings::ListingId;
use crate::providers::ProviderId;
use crate::settings::Target;

const RUN_IT: &str = "Owners and editors of the organisation";

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, name) = ("bea@example.org", "Bea Holt");
    let (title, provider) = ("Theatre nurse", "Larkfield Surgical");
    let about = About { provider: ProviderId(1), listing: Some(ListingId(1)) };
    let told = |news| SuspensionMail { email, name, provider, title, about, news }.letter(site);
    let (because, words) = ("Candidates were asked to pay.", "Thank you for the papers.");
    let settled = SettledMail {
        email: "ada@example.org",
        listing: title,
        outcome: ReportState::Upheld,
        words: "The provider has taken that sentence out.",
    };
    let question = "Which theatres would they work in?";
    let (at, until) = (example_moment(1), example_moment(2));
    let answered = AnsweredMail {
        email: "maya@example.org",
        name: "Maya Moss",
        title,
        provider,
        words: "All four.",
        thread: ThreadId(1),
    };
    vec![
        settled.letter(site).example("A report is settled", "Whoever reported a listing and left an address"),
        AskedMail { email, name, title, provider, words: question, about }
            .letter(site)
            .example("A moderator asks", RUN_IT),
        answered.letter(site).example("A provider answers", "Moderators who wrote to the provider"),
        told(SuspensionNews::Hidden { because, until }).example("Hidden for now", RUN_IT),
        told(SuspensionNews::Confirmed { because, at }).example("Suspended", RUN_IT),
        told(SuspensionNews::ShownAgain).example("Not hidden any more", RUN_IT),
        told(SuspensionNews::Restored { words }).example("No longer suspended", RUN_IT),
        told(SuspensionNews::Appealed { words: "It was a mistake.", by: name, target: Target::default() })
            .example("We have your appeal", RUN_IT),
        told(SuspensionNews::Decided { restores: true, words }).example("An appeal is decided", RUN_IT),
    ]
}
