//! What a candidate sees of what they have submitted.

use askama::Template;
use chrono::NaiveDate;

use super::{Happened, Head, InterviewLine, Written, timeline};
use crate::applications::forms::WithdrawForm;
use crate::applications::model::{ApplicationId, Door, Party, State, days_late, is_unopened, late_words};
use crate::applications::store::Opened;
use crate::codes;
use crate::codes::Code;
use crate::kit::clock::{self, Moment};
use crate::web::form::Problems;
use crate::web::page::Page;

/// What happened, and what is still to come. Other things that happen to an application join in as events.
fn told(opened: &Opened, today: NaiveDate) -> Vec<Happened> {
    let (state, provider) = (opened.application.state, &opened.vacancy.provider_name);
    let mut told = timeline(&opened.events);
    if is_unopened(state, &opened.events) {
        let (label, detail) = match state.awaits_provider() {
            true => {
                ("Not opened yet", format!("Nobody of {provider} has opened it here since you submitted it."))
            }
            false => ("Answered without being opened", format!("Nobody of {provider} had opened it here.")),
        };
        told.push(Happened { label, when: String::new(), detail });
    }
    let due = opened.vacancy.decide_by.filter(|_| state.awaits_provider());
    told.extend(due.map(|day| Happened {
        label: "Decision due",
        when: clock::day_words(day),
        detail: days_late(state, Some(day), today).map(late_words).unwrap_or_default(),
    }));
    told
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
    /// They have not been asked the equality questions yet.
    pub may_be_asked: bool,
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
            happened: told(opened, now.london_day()),
            written: Written::of(opened, &format!("/applications/{id}"), "cv/file", String::new()),
            unread: String::new(),
            interviews: Vec::new(),
            may_withdraw: state.may_become(State::Withdrawn, Party::Candidate),
            takes_checks: state.goes_on(),
            may_be_asked: false,
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
    /// They have not been asked the equality questions yet.
    pub may_be_asked: bool,
}

impl ReceiptPage {
    pub fn new(page: Page, opened: &Opened, may_be_asked: bool) -> Self {
        Self {
            page,
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            may_be_asked,
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
