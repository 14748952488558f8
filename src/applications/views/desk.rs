//! What a provider sees of one application. Their table is in [`table`](super::table).

use askama::Template;

use super::{Happened, Head, InterviewLine, Noted, Scored, Written, timeline};
use crate::applications::forms::RejectForm;
use crate::applications::model::{ApplicationId, Party, State, reference};
use crate::applications::store::{Opening, Standing};
use crate::codes::{self, Code};
use crate::listings::ListingId;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;

/// Whom a page on a desk is about, as the provider may name them now.
pub struct About {
    pub id: ApplicationId,
    pub name: String,
    pub listing: ListingId,
    pub title: String,
    pub state: State,
}

impl From<Standing> for About {
    fn from(standing: Standing) -> Self {
        let Standing { id, name, listing, title, state, .. } = standing;
        Self { id, name, listing, title, state }
    }
}

impl About {
    pub(super) fn base(&self, desk: &Desk) -> String {
        format!("/desk/{}/applications/{}", desk.provider.id, self.id)
    }
}

/// One application, as a member of the provider reads it.
#[derive(Template)]
#[template(path = "applications/read.html")]
pub struct ReadPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    /// The table of its listing.
    pub back: String,
    pub head: Head,
    /// The day by which the candidate was to hear has passed.
    pub is_late: bool,
    pub written: Written,
    pub reference: String,
    /// Messages of the candidate that the reader has not read, in words.
    pub unread: String,
    pub interviews: Vec<InterviewLine>,
    /// Where they are arranged.
    pub interviews_href: String,
    /// Whose it is, is not shown yet.
    pub is_hidden: bool,
    pub noted: Noted,
    pub scored: Scored,
    pub may_note: bool,
    pub state: State,
    pub happened: Vec<Happened>,
    pub may_shortlist: bool,
    pub may_reject: bool,
    pub may_offer: bool,
    pub may_withdraw_offer: bool,
    /// A move is there to be made, but only editors and owners make it.
    pub may_only_look: bool,
}

impl ReadPage {
    pub fn new(page: Page, desk: &Desk, opening: &Opening, (noted, scored): (Noted, Scored)) -> Self {
        let opened = &opening.opened;
        let (state, provider) = (opened.application.state, desk.provider.id);
        let base = format!("/desk/{provider}/applications/{}", opened.application.id);
        let open_to = |next: State| state.may_become(next, Party::Provider);
        let may = |next: State| desk.role.may_edit() && open_to(next);
        let any = open_to(State::Shortlisted) || open_to(State::Rejected) || open_to(State::Offered);
        Self {
            page: page.with_problems(&noted.problems),
            may_note: desk.role.may_edit(),
            noted,
            scored,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: format!("/desk/{provider}/listings/{}/applications", opened.vacancy.listing),
            head: Head::of(&opened.vacancy),
            is_late: opening.is_late,
            written: Written {
                is_hidden: opening.is_hidden,
                ..Written::of(opened, &base, "cv", String::new())
            },
            unread: String::new(),
            interviews: Vec::new(),
            interviews_href: format!("/desk/{provider}/listings/{}/interviews", opened.vacancy.listing),
            reference: reference(opened.application.id),
            is_hidden: opening.is_hidden,
            state,
            happened: timeline(&opened.events),
            may_shortlist: may(State::Shortlisted),
            may_reject: may(State::Rejected),
            may_offer: may(State::Offered),
            may_withdraw_offer: desk.role.may_edit() && matches!(state, State::Offered | State::Accepted),
            may_only_look: any && !desk.role.may_edit(),
            base,
        }
    }
}

#[derive(Template)]
#[template(path = "applications/reject.html")]
pub struct RejectPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub form: RejectForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
}

impl RejectPage {
    pub fn new(page: Page, desk: &Desk, about: About, form: RejectForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: about.base(desk),
            name: about.name,
            title: about.title,
            form,
            problems,
            reasons: codes::rejection_reasons().all(),
        }
    }
}
