//! Messages, as either side reads them, and a desk's list of its conversations.

use askama::Template;

use crate::applications::actions::Thread;
use crate::applications::forms::MessageForm;
use crate::applications::model::{Side, State};
use crate::applications::store::{Message, THREADS, Talk};
use crate::kit::clock;
use crate::kit::links::{self, Piece};
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::{Pages, with_query};

pub struct MessageLine {
    pub who: String,
    pub when: String,
    /// Written by the reader's side.
    pub is_own: bool,
    pub is_new: bool,
    /// The other side has read it.
    pub is_seen: bool,
    pub pieces: Vec<Piece>,
}

/// A conversation, and the form of one more message.
#[derive(Template)]
#[template(path = "applications/messages.html")]
pub struct MessagesPage {
    pub page: Page,
    /// Of the desk; none for the candidate.
    pub nav: Option<DeskNav>,
    /// The application.
    pub back: String,
    pub caption: String,
    pub lines: Vec<MessageLine>,
    pub form: MessageForm,
    pub problems: Problems,
    pub may_write: bool,
    /// Why nothing can be written; empty when it can.
    pub closed: String,
    /// What it may be good to know before writing.
    pub hint: String,
    /// Where the form is sent to.
    pub action: String,
}

impl MessagesPage {
    pub fn for_candidate(page: Page, thread: Thread, form: MessageForm, problems: Problems) -> Self {
        let (id, provider) = (thread.application.id, thread.vacancy.provider_name.clone());
        Self {
            page: page.with_problems(&problems),
            nav: None,
            back: format!("/applications/{id}"),
            caption: format!("{}, {provider}", thread.vacancy.title),
            closed: closed(&thread, Side::Candidate),
            may_write: thread.takes_messages,
            hint: format!("The owners and editors of {provider} are told by email that you have written"),
            action: format!("/applications/{id}/messages"),
            lines: lines(thread, Side::Candidate),
            form,
            problems,
        }
    }

    pub fn for_member(
        page: Page,
        desk: &Desk,
        thread: Thread,
        form: MessageForm,
        problems: Problems,
    ) -> Self {
        let base = format!("/desk/{}/applications/{}", desk.provider.id, thread.application.id);
        let may_write = thread.takes_messages && desk.role.may_edit();
        Self {
            page: page.with_problems(&problems),
            nav: Some(DeskNav::new(&desk.provider, DeskPlace::Messages)),
            caption: format!("{}, {}", thread.application.name, thread.vacancy.title),
            closed: match thread.takes_messages && !desk.role.may_edit() {
                true => "You may read these messages. An editor or owner can answer them.".into(),
                false => closed(&thread, Side::Provider),
            },
            may_write,
            hint: "We email the candidate that there is a message, and not what it says".into(),
            action: format!("{base}/messages"),
            back: base,
            lines: lines(thread, Side::Provider),
            form,
            problems,
        }
    }
}

fn closed(thread: &Thread, reader: Side) -> String {
    if thread.takes_messages {
        return String::new();
    }
    let whose = if reader == Side::Candidate { "your application" } else { "this application" };
    match thread.application.state {
        State::Withdrawn => format!("No more can be written, because {whose} was withdrawn."),
        State::Declined => "No more can be written, because the offer was declined.".into(),
        _ => {
            format!("No more can be written. Messages are taken for four weeks after the answer to {whose}.")
        }
    }
}

fn lines(thread: Thread, reader: Side) -> Vec<MessageLine> {
    let candidate = thread.application.name;
    let provider = thread.vacancy.provider_name;
    let line = |message: Message| MessageLine {
        who: match (message.side, message.author) {
            (side, _) if side == reader && side == Side::Candidate => "You".into(),
            (Side::Candidate, _) => candidate.clone(),
            (Side::Provider, Some(author)) => format!("{author}, {provider}"),
            (Side::Provider, None) => provider.clone(),
        },
        when: clock::moment_words(message.at),
        is_own: message.side == reader,
        is_new: message.side != reader && message.id > thread.seen,
        is_seen: message.id <= thread.seen_by_other,
        pieces: links::pieces(&message.words),
    };
    thread.messages.into_iter().map(line).collect()
}

pub struct TalkLine {
    pub href: String,
    pub who: String,
    pub title: String,
    pub when: String,
    /// The candidate wrote last.
    pub is_theirs: bool,
    pub unread: i64,
}

/// Conversations of a desk, last written first.
#[derive(Template)]
#[template(path = "applications/talks.html")]
pub struct TalksPage {
    pub page: Page,
    pub nav: DeskNav,
    pub lines: Vec<TalkLine>,
    pub pages: Pages,
}

impl TalksPage {
    pub fn new(page: Page, desk: &Desk, (talks, total): (Vec<Talk>, i64), at: i64) -> Self {
        let base = format!("/desk/{}", desk.provider.id);
        let line = |talk: Talk| TalkLine {
            href: format!("{base}/applications/{}/messages", talk.id),
            who: talk.who,
            title: talk.title,
            when: clock::moment_words(talk.last_at),
            is_theirs: talk.last_from == Side::Candidate,
            unread: talk.unread,
        };
        let address = |page: i64| with_query(&format!("{base}/messages"), &[("page", &page.to_string())]);
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Messages),
            lines: talks.into_iter().map(line).collect(),
            pages: Pages::new(at, total, THREADS, address),
        }
    }
}

/// `2 new`, for the link that leads there; empty when there is none.
pub fn new_messages(unread: i64) -> String {
    match unread {
        0 => String::new(),
        many => format!("{many} new"),
    }
}
