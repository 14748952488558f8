//! A letter of each kind, to people who are invented.

use super::*;
use crate::accounts::{AccountId, Role};
use crate::applications::model::{
    Arranged, Door, Interview, InterviewId, Invitation, InvitationId, InvitationState, Manner, Panelist,
    Slot, SlotId, Wants,
};
use crate::kit::letters::{Example, example_day, example_moment};
use crate::listings::model::AmendmentId;
use crate::listings::{Difference, ListingId};
use crate::providers::ProviderId;

const APPLIED: &str = "Candidates who applied";
const BEGAN: &str = "Candidates who began to apply";
const INVITED: &str = "Candidates who are invited";
const RUN_IT: &str = "Owners and editors of the organisation";
const PANEL: &str = "Members who interview";

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (application, vacancy) = (&application(), &vacancy());
    let mut all = of_candidates(site, application, vacancy);
    all.extend(of_interviews(site, application, vacancy));
    all.extend(of_offers(site, application, vacancy));
    all.extend(of_providers(site, vacancy));
    all.extend(of_panels(site, vacancy));
    all
}

fn of_candidates(site: &Site, application: &Application, vacancy: &Vacancy) -> Vec<Example> {
    let candidate = &Account {
        id: AccountId(1),
        email: application.email.clone(),
        name: application.name.clone(),
        role: Role::Candidate,
    };
    let amendment =
        &Amendment { id: AmendmentId(1), at: example_moment(2), changes: vec![pay()], material: true };
    let (reason, words) = ("The position has been filled", "Thank you for your time.");
    vec![
        ReceiptMail { candidate, vacancy, application: application.id, now: example_moment(2) }
            .letter(site)
            .example("Receipt for an application", APPLIED),
        ShortlistedMail { application, vacancy }.letter(site).example("Shortlisted", APPLIED),
        RejectedMail { application, vacancy, reason, words }
            .letter(site)
            .example("Not taken further", APPLIED),
        WaitMail { application, vacancy, day: example_day(31) }
            .letter(site)
            .example("You will hear by a day", "Candidates who wait while others are invited"),
        MessageToCandidateMail { application, vacancy }
            .letter(site)
            .example("A message to a candidate", APPLIED),
        AmendedMail { application, vacancy, amendment }
            .letter(site)
            .example("A listing has changed", "Candidates who applied or began to"),
        DraftClosesSoonMail { application, vacancy, closes_at: example_moment(31) }
            .letter(site)
            .example("A draft’s listing closes soon", BEGAN),
        DraftClosedEarlyMail { application, vacancy, until: example_moment(31) }
            .letter(site)
            .example("A draft’s listing closed early", BEGAN),
    ]
}

fn of_interviews(site: &Site, application: &Application, vacancy: &Vacancy) -> Vec<Example> {
    let told = |saying: Saying<'_>| {
        let arranged = &arranged(!matches!(saying, Saying::Invited));
        InterviewMail { application, vacancy, arranged, saying }.letter(site)
    };
    let cancelled = Saying::Cancelled { slot: Some(slot(16)), words: "Our theatre is closed that day." };
    vec![
        told(Saying::Invited).example("Invited to an interview", INVITED),
        told(Saying::Booked).example("An interview is arranged", INVITED),
        told(Saying::Moved("Our theatre is closed that day."))
            .example("An interview has another time", INVITED),
        told(Saying::Changed).example("An interview has changed", INVITED),
        told(cancelled).example("An interview is cancelled", INVITED),
        told(Saying::Tomorrow).example("An interview is soon", INVITED),
    ]
}

fn of_offers(site: &Site, application: &Application, vacancy: &Vacancy) -> Vec<Example> {
    let (expires_on, expires_at) = (Some(example_day(31)), example_moment(31));
    let (reason, words) = ("A condition of the offer was not met", "We are sorry.");
    vec![
        OfferMail { application, vacancy, expires_on }.letter(site).example("An offer", APPLIED),
        OfferEndsSoonMail { application, vacancy, expires_at }
            .letter(site)
            .example("An offer ends soon", "Candidates who have not answered an offer"),
        OfferEndedMail { application, vacancy }
            .letter(site)
            .example("An offer has ended", "Candidates who did not answer in time"),
        OfferWithdrawnMail { application, vacancy, reason, words, may_follow: false }
            .letter(site)
            .example("An offer is withdrawn", "Candidates whose offer is taken back"),
    ]
}

fn of_providers(site: &Site, vacancy: &Vacancy) -> Vec<Example> {
    let (email, name, application) = ("bea@example.org", "Bea Holt", ApplicationId(1));
    let told = |told| ProviderMail { email, name, told, vacancy, application }.letter(site);
    vec![
        told(Told::Submitted).example("A new application", RUN_IT),
        told(Told::Withdrawn).example("An application is withdrawn", RUN_IT),
        told(Told::Accepted).example("An offer is accepted", RUN_IT),
        told(Told::Declined).example("An offer is declined", RUN_IT),
        told(Told::Lapsed).example("Nobody answered an offer", RUN_IT),
        MessageToProviderMail { email, name, vacancy, application }
            .letter(site)
            .example("A message to a provider", RUN_IT),
        MentionMail { email, name, author: "Owen Reed", vacancy, application }
            .letter(site)
            .example("Named in a note", "Members whom a colleague names"),
        AnswersDueMail { email, name, vacancy, decide_by: example_day(31), is_late: false, waiting: 3 }
            .letter(site)
            .example("Answers are due", RUN_IT),
    ]
}

fn of_panels(site: &Site, vacancy: &Vacancy) -> Vec<Example> {
    let (email, name, interview) = ("bea@example.org", "Bea Holt", InterviewId(1));
    let told = |panel, by| PanelMail { email, name, vacancy, interview, panel, by }.letter(site);
    let (from, to) = (slot(16), slot(17));
    vec![
        told(Panel::Booked(from), None).example("To those who interview: arranged", PANEL),
        told(Panel::Moved { from, to }, None).example("To those who interview: another time", PANEL),
        told(Panel::Cancelled(Some(from)), None).example("To those who interview: cancelled", PANEL),
        told(Panel::Changed(&[from]), Some("Owen Reed")).example("To those who interview: changed", PANEL),
        told(Panel::Tomorrow(&[from, to]), None).example("To those who interview: soon", PANEL),
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

fn vacancy() -> Vacancy {
    Vacancy {
        listing: ListingId(1),
        title: "Theatre nurse".into(),
        is_placement: false,
        provider: ProviderId(1),
        provider_name: "Larkfield Surgical".into(),
        closes_at: Some(example_moment(31)),
        decide_by: Some(example_day(31)),
        was_public: true,
        blind: true,
        version: 1,
        changed_at: example_moment(1),
        door: Door::Open,
        hidden: None,
        wants: Wants {
            register: None,
            statement: true,
            questions: Vec::new(),
            documents: Vec::new(),
            cv: true,
        },
    }
}

fn application() -> Application {
    let at = example_moment(2);
    Application {
        id: ApplicationId(1),
        listing_id: ListingId(1),
        candidate_id: AccountId(1),
        state: State::Submitted,
        name: "Ada Marsh".into(),
        email: "ada@example.org".into(),
        phone: String::new(),
        registration: String::new(),
        statement: String::new(),
        cv_id: None,
        reason: None,
        reason_words: String::new(),
        created_at: at,
        updated_at: at,
        submitted_at: Some(at),
        revealed_at: None,
        listing_version: 1,
        sends_profile: false,
        source: None,
    }
}

fn slot(day: u32) -> Slot {
    Slot { id: SlotId(1), interview_id: InterviewId(1), starts_at: example_moment(day), minutes: 30 }
}

fn arranged(is_booked: bool) -> Arranged {
    let (at, slot) = (example_moment(2), is_booked.then(|| slot(16)));
    Arranged {
        interview: Interview {
            id: InterviewId(1),
            listing_id: ListingId(1),
            title: "First interview".into(),
            manner: Manner::Place,
            place: "Larkfield House, 1 Park Row, Leeds".into(),
            words: "Bring your registration certificate.".into(),
            created_at: at,
        },
        panel: vec![Panelist { account: None, name: "Bea Holt".into() }],
        invitation: Invitation {
            id: InvitationId(1),
            interview_id: InterviewId(1),
            application_id: ApplicationId(1),
            slot_id: slot.map(|slot| slot.id),
            state: if is_booked { InvitationState::Booked } else { InvitationState::Invited },
            sequence: 1,
            invited_at: at,
            updated_at: at,
            reminded: false,
            was_at: None,
            was_minutes: 30,
        },
        slot,
    }
}
