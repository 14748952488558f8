//! Who is invited to interviews, what the others hear meanwhile, each letter before it goes, and what is changed later.

use askama::Template;

use super::round_href;
use crate::applications::actions::Meanwhile;
use crate::applications::forms::{InviteForm, MoveForm};
use crate::applications::mails::{InterviewMail, RejectedMail, Saying, WaitMail};
use crate::applications::model::{
    Application, Arranged, Interview, Invitation, InvitationId, InvitationState, Panelist, Slot, State,
    Vacancy, called, is_hidden,
};
use crate::codes::{self, Code};
use crate::kit::clock::Moment;
use crate::kit::letters::Foresight;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// What inviting needs to know.
pub struct Inviting {
    pub desk: Desk,
    pub interview: Interview,
    pub panel: Vec<Panelist>,
    pub vacancy: Vacancy,
    /// On the shortlist, and not invited to this round.
    pub open: Vec<Application>,
    /// Free times.
    pub free: usize,
    /// How many wait for an answer, those who can be invited among them, and the first of these.
    pub waiting: (usize, Option<Application>),
    /// The same of those who are not chosen.
    pub left: (usize, Option<Application>),
    pub now: Moment,
}

impl Inviting {
    /// How many are told something else than those who are chosen. Who is the only one to be invited, and the only one who
    /// waits, is no other.
    pub fn others(&self) -> usize {
        if self.is_alone() { 0 } else { self.left.0 }
    }

    fn is_alone(&self) -> bool {
        let (many, first) = (self.waiting.0, self.waiting.1.as_ref());
        let [only] = self.open.as_slice() else { return false };
        many == 1 && first.is_some_and(|first| first.id == only.id)
    }
}

/// Asks whom, and what the others hear.
#[derive(Template)]
#[template(path = "applications/invite.html")]
pub struct InvitePage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub title: String,
    pub people: Vec<Choice>,
    pub form: InviteForm,
    pub problems: Problems,
    pub free: usize,
    pub waiting: usize,
    pub meanwhiles: Vec<Choice>,
    pub reasons: &'static [Code],
}

impl InvitePage {
    pub fn new(page: Page, inviting: &Inviting, form: InviteForm, problems: Problems) -> Self {
        let person = |application: &Application| {
            let seen = seen(inviting, application);
            Choice::new(seen.id.to_string(), seen.name)
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&inviting.desk.provider, DeskPlace::Applicants),
            base: round_href(inviting.desk.provider.id, &inviting.interview),
            title: format!("{}, {}", inviting.interview.title, inviting.vacancy.title),
            people: inviting.open.iter().map(person).collect(),
            free: inviting.free,
            waiting: if inviting.is_alone() { 0 } else { inviting.waiting.0 },
            form,
            problems,
            meanwhiles: vec![
                Choice::new("date", "The day by which they have an answer"),
                Choice::new("outcome", "That they are not successful"),
            ],
            reasons: codes::rejection_reasons().all(),
        }
    }
}

/// What one person will read.
pub struct LetterTo {
    pub who: String,
    pub letter: String,
}

/// Each letter, before it goes.
#[derive(Template)]
#[template(path = "applications/invite_letters.html")]
pub struct InviteLettersPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub title: String,
    pub letters: Vec<LetterTo>,
    /// How many hear something else, and what: the same for all of them.
    pub others: usize,
    pub other_letter: Option<LetterTo>,
    pub form: InviteForm,
}

impl InviteLettersPage {
    pub fn new(
        page: Page,
        inviting: &Inviting,
        form: InviteForm,
        meanwhile: Option<&Meanwhile>,
        site: &Foresight,
    ) -> Result<Self, askama::Error> {
        let chosen = form.ids();
        let people = inviting.open.iter().filter(|application| chosen.contains(&application.id));
        let letters = people.map(|application| letter_to(inviting, application, site));
        let other_letter = meanwhile
            .zip(inviting.left.1.as_ref())
            .map(|(meanwhile, first)| other_letter(inviting, first, meanwhile, site))
            .transpose()?;
        Ok(Self {
            page,
            nav: DeskNav::new(&inviting.desk.provider, DeskPlace::Applicants),
            base: round_href(inviting.desk.provider.id, &inviting.interview),
            title: format!("{}, {}", inviting.interview.title, inviting.vacancy.title),
            letters: letters.collect::<Result<_, _>>()?,
            others: inviting.others(),
            other_letter,
            form,
        })
    }
}

/// Whoever looks at a letter first may not know the name that it goes out with.
fn seen(inviting: &Inviting, application: &Application) -> Application {
    application.clone().for_provider(is_hidden(inviting.vacancy.blind, application.revealed_at))
}

fn letter_to(
    inviting: &Inviting,
    application: &Application,
    site: &Foresight,
) -> Result<LetterTo, askama::Error> {
    let application = seen(inviting, application);
    let arranged = Arranged {
        interview: inviting.interview.clone(),
        panel: inviting.panel.clone(),
        // Its number is made when it is sent.
        invitation: Invitation {
            id: InvitationId(0),
            interview_id: inviting.interview.id,
            application_id: application.id,
            slot_id: None,
            state: InvitationState::Invited,
            sequence: 0,
            invited_at: inviting.now,
            updated_at: inviting.now,
            reminded: false,
            was_at: None,
            was_minutes: 0,
        },
        slot: None,
    };
    let (vacancy, saying) = (&inviting.vacancy, Saying::Invited);
    let mail = InterviewMail { application: &application, vacancy, arranged: &arranged, saying };
    let letter = site.words(&mail.letter(site))?.replace("/interviews/0", "/interviews/…");
    Ok(LetterTo { letter, who: application.name })
}

fn other_letter(
    inviting: &Inviting,
    application: &Application,
    meanwhile: &Meanwhile,
    site: &Foresight,
) -> Result<LetterTo, askama::Error> {
    let (application, vacancy) = (seen(inviting, application), &inviting.vacancy);
    let letter = match meanwhile {
        Meanwhile::HearBy(day) => WaitMail { application: &application, vacancy, day: *day }.letter(site),
        Meanwhile::NotSuccessful(rejection) => RejectedMail {
            application: &application,
            vacancy,
            reason: codes::rejection_reasons().label(&rejection.reason),
            words: &rejection.words,
        }
        .letter(site),
    };
    Ok(LetterTo { letter: site.words(&letter)?, who: application.name })
}

/// One invitation: another time, or its end.
#[derive(Template)]
#[template(path = "applications/invitation.html")]
pub struct InvitationPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub back: String,
    pub caption: String,
    /// The time that is agreed; empty when none is.
    pub when: String,
    pub has_offer: bool,
    pub slots: Vec<Choice>,
    pub form: MoveForm,
    pub problems: Problems,
}

impl InvitationPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        (application, vacancy): (&Application, &Vacancy),
        (arranged, free): (&Arranged, &[Slot]),
        (form, problems): (MoveForm, Problems),
    ) -> Self {
        let hidden = is_hidden(vacancy.blind, application.revealed_at);
        let back = round_href(desk.provider.id, &arranged.interview);
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("{back}/invitations/{}", arranged.invitation.id),
            caption: format!(
                "{}, {}",
                called(application.id, &application.name, hidden),
                arranged.interview.title
            ),
            when: arranged.slot.map(|slot| slot.words()).unwrap_or_default(),
            has_offer: application.state == State::Offered,
            slots: slot_choices(free),
            back,
            form,
            problems,
        }
    }
}

fn slot_choices(slots: &[Slot]) -> Vec<Choice> {
    slots.iter().map(|slot| Choice::new(slot.id.to_string(), slot.words())).collect()
}
