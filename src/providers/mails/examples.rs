//! A letter of each kind, to people who are invented.

use super::*;
use crate::kit::letters::{Example, example_moment};
use crate::providers::ProviderState;

const RUN_IT: &str = "Owners and editors of the organisation";

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, name, provider) = ("bea@example.org", "Bea Holt", larkfield());
    let decided = |decision| {
        DecisionMail { email, name, provider: &provider.name, id: provider.id, decision }.letter(site)
    };
    let reviewed = |reviewed| {
        let (what, page) = ("Study days and budget", "/claims/study-days");
        ReviewMail { email, name, provider: &provider, what, page, reviewed }.letter(site)
    };
    let invitation = InvitationMail {
        email,
        inviter: "Owen Reed",
        provider: &provider.name,
        role: MemberRole::Editor,
        reach: None,
        token: "invented",
    };
    vec![
        invitation
            .letter(site)
            .example("Join an organisation", "Whoever is invited to an organisation")
            .guarded(),
        decided(Decision::Verified).example("The organisation is verified", RUN_IT),
        decided(Decision::Returned("We could not match your CQC code with the name."))
            .example("The organisation could not be verified", RUN_IT),
        reviewed(Reviewed::Approved).example("A claim or story is approved", RUN_IT),
        reviewed(Reviewed::Returned("Please name the page that says so."))
            .example("A claim or story is to be corrected", RUN_IT),
    ]
}

/// An organisation for letters to people who are invented.
pub fn larkfield() -> Provider {
    let at = example_moment(1);
    Provider {
        id: ProviderId(1),
        slug: "larkfield-surgical".into(),
        name: "Larkfield Surgical".into(),
        description: String::new(),
        sector: "acute".into(),
        funding: "mixed".into(),
        website: String::new(),
        cqc_code: None,
        ods_code: None,
        logo_id: None,
        state: ProviderState::Verified,
        returned_because: None,
        submitted_at: None,
        verified_at: Some(at),
        created_at: at,
        updated_at: at,
    }
}
