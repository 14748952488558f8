//! What a candidate sees of their interviews, and what both sides see of them on an application's page.

use askama::Template;
use chrono::NaiveDate;

use super::Head;
use crate::applications::forms::ChooseSlotForm;
use crate::applications::model::{Application, Arranged, Slot, Vacancy, named, weekday_words};
use crate::kit::clock::Moment;
use crate::kit::links::{self, Piece};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// An interview on the page of its application.
pub struct InterviewLine {
    pub title: String,
    /// How it stands, and the colour of that.
    pub tag: (&'static str, &'static str),
    pub when: String,
    /// What there is to do; empty when there is nothing.
    pub todo: &'static str,
    pub href: String,
}

impl InterviewLine {
    /// For the candidate.
    pub fn own(arranged: &Arranged, application: &Application, now: Moment) -> Self {
        let todo = match (arranged.is_open(application, now), arranged.slot) {
            (true, None) => "Choose a time",
            (true, Some(_)) => "See, change or cancel it",
            _ => "",
        };
        let id = application.id;
        Self {
            todo,
            ..Self::new(arranged, format!("/applications/{id}/interviews/{}", arranged.invitation.id), now)
        }
    }

    /// For a member, on their desk.
    pub fn desk(arranged: &Arranged, desk: &str, now: Moment) -> Self {
        let href = format!("{desk}/interviews/{}", arranged.interview.id);
        Self { todo: "See the interviews", ..Self::new(arranged, href, now) }
    }

    fn new(arranged: &Arranged, href: String, now: Moment) -> Self {
        Self {
            title: arranged.interview.title.clone(),
            tag: arranged.tag(now),
            when: arranged.slot.map(|slot| slot.words()).unwrap_or_default(),
            todo: "",
            href,
        }
    }
}

/// Times of one day, by the hours alone.
pub struct SlotDay {
    pub label: String,
    pub slots: Vec<Choice>,
}

/// An invitation: the times that are free, or the one that was chosen.
#[derive(Template)]
#[template(path = "applications/own_interview.html")]
pub struct OwnInterviewPage {
    pub page: Page,
    pub base: String,
    pub back: String,
    pub head: Head,
    pub tag: (&'static str, &'static str),
    pub when: String,
    pub how: String,
    /// Where; known once there is a time.
    pub place: Vec<Piece>,
    pub words: String,
    pub panel: String,
    pub is_open: bool,
    pub days: Vec<SlotDay>,
    pub form: ChooseSlotForm,
    pub problems: Problems,
    pub messages: String,
}

impl OwnInterviewPage {
    pub fn new(
        page: Page,
        (application, vacancy): (&Application, &Vacancy),
        (arranged, free): (&Arranged, &[Slot]),
        now: Moment,
        (form, problems): (ChooseSlotForm, Problems),
    ) -> Self {
        let back = format!("/applications/{}", application.id);
        let names: Vec<&str> = arranged.panel.iter().map(|one| one.name.as_str()).collect();
        Self {
            page: page.with_problems(&problems),
            base: format!("{back}/interviews/{}", arranged.invitation.id),
            head: Head::of(vacancy),
            tag: arranged.tag(now),
            when: arranged.slot.map(|slot| slot.words()).unwrap_or_default(),
            how: arranged.interview.manner.label().to_string(),
            place: arranged.slot.map(|_| links::pieces(&arranged.interview.place)).unwrap_or_default(),
            words: arranged.interview.words.clone(),
            panel: named(&names),
            is_open: arranged.is_open(application, now),
            days: days(free),
            form,
            problems,
            messages: format!("{back}/messages"),
            back,
        }
    }
}

fn days(free: &[Slot]) -> Vec<SlotDay> {
    let mut days: Vec<(NaiveDate, Vec<Slot>)> = Vec::new();
    for slot in free {
        let day = slot.starts_at.london_day();
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, slots)) => slots.push(*slot),
            None => days.push((day, vec![*slot])),
        }
    }
    let choice = |slot: &Slot| Choice::new(slot.id.to_string(), slot.hours());
    let day = |(day, slots): (NaiveDate, Vec<Slot>)| SlotDay {
        label: weekday_words(day),
        slots: slots.iter().map(choice).collect(),
    };
    days.into_iter().map(day).collect()
}

/// Asks before a candidate cancels.
#[derive(Template)]
#[template(path = "applications/cancel_interview.html")]
pub struct CancelInterviewPage {
    pub page: Page,
    pub base: String,
    pub head: Head,
    pub title: String,
    pub when: String,
}

impl CancelInterviewPage {
    pub fn new(page: Page, (application, vacancy): (&Application, &Vacancy), arranged: &Arranged) -> Self {
        Self {
            page,
            base: format!("/applications/{}/interviews/{}", application.id, arranged.invitation.id),
            head: Head::of(vacancy),
            title: arranged.interview.title.clone(),
            when: arranged.slot.map(|slot| slot.words()).unwrap_or_default(),
        }
    }
}
