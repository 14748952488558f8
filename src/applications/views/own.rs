//! What a candidate sees of what they have submitted.

use askama::Template;
use chrono::NaiveDate;

use super::{Happened, Head, InterviewLine, Written, timeline};
use crate::applications::forms::WithdrawForm;
use crate::applications::model::{ApplicationId, Door, Party, State};
use crate::applications::store::{Opened, Own};
use crate::codes;
use crate::codes::Code;
use crate::kit::clock::{self, Moment};
use crate::web::form::Problems;
use crate::web::page::Page;

pub struct OwnLine {
    pub href: String,
    pub title: String,
    pub provider: String,
    pub state: &'static str,
    pub colour: &'static str,
    /// What happens next, and by when.
    pub next: String,
}

/// A person's applications, by what needs doing.
#[derive(Template)]
#[template(path = "applications/list.html")]
pub struct ListPage {
    pub page: Page,
    pub groups: Vec<(&'static str, Vec<OwnLine>)>,
}

impl ListPage {
    pub fn new(page: Page, all: Vec<Own>, now: Moment) -> Self {
        let (mut yours, mut theirs, mut over) = (Vec::new(), Vec::new(), Vec::new());
        for own in all {
            let door = Door::of(&own.listing, now);
            let group = match own.state {
                State::Offered => &mut yours,
                State::Draft if door.takes_drafts() => &mut yours,
                State::Submitted | State::Shortlisted => &mut theirs,
                _ => &mut over,
            };
            group.push(line(own, door, now.london_day()));
        }
        let groups = [("For you to do", yours), ("With the provider", theirs), ("Finished", over)];
        Self { page, groups: groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect() }
    }
}

fn line(own: Own, door: Door, today: NaiveDate) -> OwnLine {
    let next = match (own.state, door) {
        (State::Draft, Door::Open) => match own.listing.closes_at {
            Some(closes) => format!("Finish it by {}", clock::moment_words(closes)),
            None => "Finish and submit it".into(),
        },
        (State::Draft, Door::Grace(until)) => {
            format!("Closed early. You can still submit it until {}", clock::moment_words(until))
        }
        (State::Draft, Door::Closed) => "The listing closed before you submitted it".into(),
        (State::Offered, _) => "Read the offer, and accept or decline it".into(),
        (state, _) if state.awaits_provider() => decision_words(own.listing.decide_by, today),
        _ => format!("Since {}", clock::day_words(own.updated_at.london_day())),
    };
    OwnLine {
        href: format!("/applications/{}", own.id),
        title: own.listing.title,
        provider: own.provider_name,
        state: own.state.label(),
        colour: own.state.colour(),
        next,
    }
}

fn decision_words(decide_by: Option<NaiveDate>, today: NaiveDate) -> String {
    match decide_by {
        Some(day) if day < today => format!("A decision was due by {}, and is late", clock::day_words(day)),
        Some(day) => format!("Decision by {}", clock::day_words(day)),
        None => "The provider has named no day for its decision".into(),
    }
}

/// An application that was submitted.
#[derive(Template)]
#[template(path = "applications/show.html")]
pub struct ShowPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub state: State,
    pub next: String,
    pub happened: Vec<Happened>,
    pub written: Written,
    /// Messages that they have not read, in words.
    pub unread: String,
    pub interviews: Vec<InterviewLine>,
    pub may_withdraw: bool,
    /// Withdrawn, and may be begun once more.
    pub may_begin_again: bool,
    /// It goes on, so that checks can be shared with it.
    pub takes_checks: bool,
}

impl ShowPage {
    pub fn new(page: Page, opened: &Opened, now: Moment) -> Self {
        let (state, id) = (opened.application.state, opened.application.id);
        let times = crate::applications::model::times_submitted(&opened.events);
        Self {
            page,
            id,
            head: Head::of(&opened.vacancy),
            state,
            next: next_words(opened, now.london_day()),
            happened: timeline(&opened.events),
            written: Written::of(opened, format!("/applications/{id}/cv/file"), String::new()),
            unread: String::new(),
            interviews: Vec::new(),
            may_withdraw: state.may_become(State::Withdrawn, Party::Candidate),
            takes_checks: state.goes_on(),
            may_begin_again: state == State::Withdrawn
                && times < crate::applications::model::MOST_TIMES
                && opened.vacancy.door == Door::Open,
        }
    }

    pub fn has_offer(&self) -> bool {
        self.state == State::Offered
    }

    pub fn has_accepted(&self) -> bool {
        self.state == State::Accepted
    }
}

fn next_words(opened: &Opened, today: NaiveDate) -> String {
    let provider = &opened.vacancy.provider_name;
    match opened.application.state {
        State::Submitted | State::Shortlisted => match opened.vacancy.decide_by {
            Some(day) if day < today => format!(
                "{provider} said that it would decide by {}. That day has passed: you may ask how it stands.",
                clock::day_words(day)
            ),
            Some(day) => format!("{provider} says that it will decide by {}.", clock::day_words(day)),
            None => {
                format!("{provider} has named no day for its decision. We email you when there is one.")
            }
        },
        State::Offered => format!("{provider} has made you an offer."),
        State::Accepted => format!("You have accepted the offer. {provider} will tell you what comes next."),
        State::Declined => "You have declined the offer.".into(),
        State::Rejected => format!("{provider} has not taken your application further."),
        State::Withdrawn => "You have withdrawn this application.".into(),
        State::Draft => String::new(),
    }
}

/// Right after submitting, and whenever it is asked for.
#[derive(Template)]
#[template(path = "applications/receipt.html")]
pub struct ReceiptPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub email: String,
    pub submitted: String,
}

impl ReceiptPage {
    pub fn new(page: Page, opened: &Opened) -> Self {
        Self {
            page,
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            email: opened.application.email.clone(),
            submitted: opened.application.submitted_at.map(clock::moment_words).unwrap_or_default(),
        }
    }
}

/// Asks before an application is taken back, or a draft thrown away.
#[derive(Template)]
#[template(path = "applications/withdraw.html")]
pub struct WithdrawPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub form: WithdrawForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
    pub is_draft: bool,
    pub may_return: bool,
}

impl WithdrawPage {
    pub fn new(page: Page, opened: &Opened, form: WithdrawForm, problems: Problems) -> Self {
        let times = crate::applications::model::times_submitted(&opened.events);
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            form,
            problems,
            reasons: codes::withdrawal_reasons().all(),
            is_draft: opened.application.state == State::Draft,
            may_return: opened.vacancy.door == Door::Open && times < crate::applications::model::MOST_TIMES,
        }
    }
}
