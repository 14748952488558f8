//! What a provider sees of its interviews: the rounds of a listing, one round with its times and people, and the forms.

use askama::Template;

use crate::applications::forms::{InterviewForm, SlotsForm};
use crate::applications::model::{
    Application, Interview, Invitation, InvitationState, Manner, Panelist, Slot, Vacancy, called, is_hidden,
    named,
};
use crate::kit::clock::{self, Moment};
use crate::kit::links::{self, Piece};
use crate::providers::{Belongs, Desk, DeskNav, DeskPlace, ProviderId};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// Its place on a desk.
pub fn round_href(provider: ProviderId, interview: &Interview) -> String {
    format!("/desk/{provider}/interviews/{}", interview.id)
}

pub struct RoundLine {
    pub href: String,
    pub title: String,
    /// How they meet, and with whom.
    pub hint: String,
    /// How many times there are, and how many of them are free.
    pub state: String,
}

/// What the database found of one round.
pub struct Round {
    pub interview: Interview,
    pub panel: Vec<Panelist>,
    pub slots: Vec<Slot>,
    pub invited: Vec<(Invitation, Application)>,
}

impl Round {
    fn panel_words(&self) -> String {
        let names: Vec<&str> = self.panel.iter().map(|one| one.name.as_str()).collect();
        named(&names)
    }

    fn free(&self, now: Moment) -> usize {
        let taken = |slot: &&Slot| self.invited.iter().any(|(one, _)| one.slot_id == Some(slot.id));
        self.slots.iter().filter(|slot| slot.starts_at > now && !taken(slot)).count()
    }
}

/// The rounds of a listing.
#[derive(Template)]
#[template(path = "applications/interviews.html")]
pub struct InterviewsPage {
    pub page: Page,
    pub nav: DeskNav,
    /// The applications of the listing.
    pub back: String,
    pub title: String,
    pub new: String,
    pub rounds: Vec<RoundLine>,
    pub may_edit: bool,
}

impl InterviewsPage {
    pub fn new(page: Page, desk: &Desk, vacancy: &Vacancy, rounds: Vec<Round>, now: Moment) -> Self {
        let (provider, listing) = (desk.provider.id, vacancy.listing);
        let line = |round: &Round| RoundLine {
            href: round_href(provider, &round.interview),
            title: round.interview.title.clone(),
            hint: match round.panel_words() {
                panel if panel.is_empty() => round.interview.manner.label().to_string(),
                panel => format!("{}, with {panel}", round.interview.manner.label()),
            },
            state: format!("{} times, {} free", round.slots.len(), round.free(now)),
        };
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: format!("/desk/{provider}/listings/{listing}/applications"),
            title: vacancy.title.clone(),
            new: format!("/desk/{provider}/listings/{listing}/interviews/new"),
            rounds: rounds.iter().map(line).collect(),
            may_edit: desk.role.may_edit(),
        }
    }
}

/// A round is made, or changed.
#[derive(Template)]
#[template(path = "applications/interview_form.html")]
pub struct InterviewFormPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: String,
    pub title: String,
    pub form: InterviewForm,
    pub problems: Problems,
    pub manners: Vec<Choice>,
    pub members: Vec<Choice>,
    /// It is there already.
    pub is_change: bool,
}

impl InterviewFormPage {
    /// `changed` is the round that is there already.
    pub fn new(
        page: Page,
        desk: &Desk,
        (vacancy, changed): (&Vacancy, Option<&Interview>),
        members: &[Belongs],
        (form, problems): (InterviewForm, Problems),
    ) -> Self {
        let provider = desk.provider.id;
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            is_change: changed.is_some(),
            back: match changed {
                Some(interview) => round_href(provider, interview),
                None => format!("/desk/{provider}/listings/{}/interviews", vacancy.listing),
            },
            title: vacancy.title.clone(),
            form,
            problems,
            manners: Manner::ALL.iter().map(|one| Choice::new(one.to_string(), one.label())).collect(),
            members: members.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str())).collect(),
        }
    }
}

pub struct SlotLine {
    pub id: String,
    pub words: String,
    /// Who has it; empty when it is free.
    pub who: String,
    pub href: String,
    /// Where it can be changed; empty when it cannot.
    pub change: String,
    pub is_past: bool,
}

/// Somebody who has no time.
pub struct InvitedLine {
    pub who: String,
    pub href: String,
    pub state: InvitationState,
    pub since: String,
    pub change: String,
}

/// One round: its times, and who has which.
#[derive(Template)]
#[template(path = "applications/interview.html")]
pub struct InterviewPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub back: String,
    pub title: String,
    pub how: String,
    pub place: Vec<Piece>,
    pub words: String,
    pub panel: String,
    pub slots: Vec<SlotLine>,
    pub invited: Vec<InvitedLine>,
    pub free: usize,
    pub may_edit: bool,
}

impl InterviewPage {
    pub fn new(page: Page, desk: &Desk, vacancy: &Vacancy, round: &Round, now: Moment) -> Self {
        let of = Of { desk, vacancy, round, base: round_href(desk.provider.id, &round.interview) };
        let without = round.invited.iter().filter(|(one, _)| one.slot_id.is_none());
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: format!("/desk/{}/listings/{}/interviews", desk.provider.id, vacancy.listing),
            title: vacancy.title.clone(),
            how: round.interview.manner.label().to_string(),
            place: links::pieces(&round.interview.place),
            words: round.interview.words.clone(),
            panel: round.panel_words(),
            slots: round.slots.iter().map(|slot| of.slot_line(slot, now)).collect(),
            invited: without.map(|one| of.invited_line(one)).collect(),
            free: round.free(now),
            may_edit: desk.role.may_edit(),
            base: of.base,
        }
    }
}

/// What the lines of a round have in common.
struct Of<'a> {
    desk: &'a Desk,
    vacancy: &'a Vacancy,
    round: &'a Round,
    base: String,
}

impl Of<'_> {
    fn slot_line(&self, slot: &Slot, now: Moment) -> SlotLine {
        let taken = self.round.invited.iter().find(|(one, _)| one.slot_id == Some(slot.id));
        let is_past = slot.starts_at <= now;
        SlotLine {
            id: slot.id.to_string(),
            words: slot.words(),
            who: taken.map(|(_, application)| self.who(application)).unwrap_or_default(),
            href: taken.map(|(_, application)| self.application(application)).unwrap_or_default(),
            change: taken.filter(|_| !is_past).map(|(one, _)| self.change(one)).unwrap_or_default(),
            is_past,
        }
    }

    fn invited_line(&self, (invitation, application): &(Invitation, Application)) -> InvitedLine {
        InvitedLine {
            who: self.who(application),
            href: self.application(application),
            state: invitation.state,
            since: clock::day_words(invitation.updated_at.london_day()),
            change: match invitation.state {
                InvitationState::Invited => self.change(invitation),
                _ => String::new(),
            },
        }
    }

    fn who(&self, application: &Application) -> String {
        let hidden = is_hidden(self.vacancy.blind, application.revealed_at);
        called(application.id, &application.name, hidden)
    }

    fn application(&self, application: &Application) -> String {
        format!("/desk/{}/applications/{}", self.desk.provider.id, application.id)
    }

    /// Empty for those who may only look.
    fn change(&self, invitation: &Invitation) -> String {
        match self.desk.role.may_edit() {
            true => format!("{}/invitations/{}", self.base, invitation.id),
            false => String::new(),
        }
    }
}

/// Times are added in bulk.
#[derive(Template)]
#[template(path = "applications/interview_slots.html")]
pub struct SlotsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: String,
    pub title: String,
    pub form: SlotsForm,
    pub problems: Problems,
    pub weekdays: Vec<Choice>,
}

impl SlotsPage {
    pub fn new(page: Page, desk: &Desk, interview: &Interview, form: SlotsForm, problems: Problems) -> Self {
        let days = [
            ("mon", "Monday"),
            ("tue", "Tuesday"),
            ("wed", "Wednesday"),
            ("thu", "Thursday"),
            ("fri", "Friday"),
            ("sat", "Saturday"),
            ("sun", "Sunday"),
        ];
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: round_href(desk.provider.id, interview),
            title: interview.title.clone(),
            form,
            problems,
            weekdays: days.map(|(code, label)| Choice::new(code, label)).into(),
        }
    }
}
