//! Letters about interviews. Those to a provider do not say who comes.

use chrono::NaiveDate;

use super::{YOURS, noun, own, to_candidate, what};
use crate::applications::model::{
    Application, Arranged, InterviewId, Slot, State, Vacancy, named, weekday_words,
};
use crate::kit::clock;
use crate::kit::letters::{Letter, Site};

/// What a candidate is told of an interview.
#[derive(Clone, Copy, Debug)]
pub enum Saying<'a> {
    Invited,
    Booked,
    /// The provider has given them another time, with words that may be empty.
    Moved(&'a str),
    /// The place or what to bring is another.
    Changed,
    /// The provider takes it back; the time that was agreed, if one was.
    Cancelled {
        slot: Option<Slot>,
        words: &'a str,
    },
    /// They have accepted an offer; the time that was agreed.
    NotNeeded(Slot),
    Tomorrow,
}

/// To a candidate.
pub struct InterviewMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub arranged: &'a Arranged,
    pub saying: Saying<'a>,
}

impl InterviewMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let letter = to_candidate(self.application, self.about())
            .subject(self.subject())
            .para(self.opening())
            .facts(self.facts());
        let letter = match self.saying {
            Saying::Moved(words) | Saying::Cancelled { words, .. } => letter.quote(words),
            _ => letter,
        };
        let url = format!("{}/interviews/{}", own(site, self.application.id), self.arranged.invitation.id);
        let letter = match self.saying {
            Saying::Invited => letter
                .para("Times go to whoever chooses them first. You can change yours later.")
                .button("Choose a time", url),
            Saying::Cancelled { .. } | Saying::NotNeeded(_) => {
                letter.button("See your application", own(site, self.application.id))
            }
            Saying::Moved(_) => letter
                .para("If this time does not suit you, choose another one, or write to the provider.")
                .button("See your interview", url),
            _ => letter
                .para("There you can add it to your calendar, choose another time, or say that you cannot come.")
                .button("See your interview", url),
        };
        letter.owed_because(YOURS)
    }

    fn about(&self) -> &'static str {
        match self.saying {
            Saying::Invited => "interviews.invited",
            Saying::Booked => "interviews.booked",
            Saying::Moved(_) => "interviews.moved",
            Saying::Changed => "interviews.changed",
            Saying::Cancelled { .. } | Saying::NotNeeded(_) => "interviews.cancelled",
            Saying::Tomorrow => "interviews.tomorrow",
        }
    }

    fn subject(&self) -> String {
        let title = &self.vacancy.title;
        match self.saying {
            Saying::Invited => format!("You are invited to an interview: {title}"),
            Saying::Booked => format!("Your interview is arranged: {title}"),
            Saying::Moved(_) => format!("Your interview has another time: {title}"),
            Saying::Changed => format!("Your interview has changed: {title}"),
            Saying::Cancelled { .. } | Saying::NotNeeded(_) => {
                format!("Your interview is cancelled: {title}")
            }
            Saying::Tomorrow => format!("Your interview is soon: {title}"),
        }
    }

    fn opening(&self) -> String {
        let provider = &self.vacancy.provider_name;
        match self.saying {
            Saying::Invited => format!("{provider} would like to meet you. Choose the time that suits you."),
            Saying::Booked => format!("You have a time with {provider}."),
            Saying::Moved(_) => format!("{provider} has given your interview another time."),
            Saying::Changed => {
                format!("{provider} has changed where or how your interview is. Its time is the same.")
            }
            Saying::Cancelled { .. } if self.application.state == State::Offered => {
                format!("{provider} has cancelled this interview. The offer that it made you stands.")
            }
            Saying::Cancelled { .. } => {
                format!("{provider} has cancelled this interview. Your application stays on its shortlist.")
            }
            Saying::NotNeeded(_) => {
                format!("You have accepted the offer of {provider}, so this interview does not take place.")
            }
            Saying::Tomorrow => format!("This is to remind you of your interview with {provider}."),
        }
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let (mut facts, interview) = (what(self.vacancy), &self.arranged.interview);
        facts.push(("Interview", interview.title.clone()));
        match self.saying {
            Saying::Cancelled { slot: None, .. } => return facts,
            Saying::Cancelled { slot: Some(slot), .. } | Saying::NotNeeded(slot) => {
                facts.push(("It was on", slot.words()));
                return facts;
            }
            _ => {}
        }
        facts.extend(self.arranged.slot.map(|slot| ("When", slot.words())));
        match self.arranged.slot {
            Some(_) => facts.push(("Where", interview.where_words())),
            None => facts.push(("How", interview.manner.label().to_string())),
        }
        let panel: Vec<&str> = self.arranged.panel.iter().map(|one| one.name.as_str()).collect();
        if !panel.is_empty() {
            facts.push(("With", named(&panel)));
        }
        if !interview.words.is_empty() {
            facts.push(("Good to know", interview.words.clone()));
        }
        facts
    }
}

/// What those who interview are told.
#[derive(Clone, Copy, Debug)]
pub enum Panel<'a> {
    Booked(Slot),
    Moved {
        from: Slot,
        to: Slot,
    },
    /// A time, if one was agreed.
    Cancelled(Option<Slot>),
    /// The place or what to bring is another, for these times.
    Changed(&'a [Slot]),
    /// The application ended like this.
    Ended(Slot, State),
    Tomorrow(&'a [Slot]),
}

pub struct PanelMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub vacancy: &'a Vacancy,
    pub interview: InterviewId,
    pub panel: Panel<'a>,
    /// The colleague who did it; `None` when it was the candidate, or the clock.
    pub by: Option<&'a str>,
}

impl PanelMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let mut facts = vec![(noun(self.vacancy), self.vacancy.title.clone())];
        facts.extend(self.times());
        Letter::to(self.email, self.name, self.about())
            .subject(format!("{}: {}", self.subject(), self.vacancy.title))
            .para(self.opening())
            .facts(facts)
            .button(
                "Open the interviews",
                site.url(&format!("/desk/{}/interviews/{}", self.vacancy.provider, self.interview)),
            )
            .owed_because(format!(
                "You get this because you interview for {} on Rounds.",
                self.vacancy.provider_name
            ))
    }

    fn about(&self) -> &'static str {
        match self.panel {
            Panel::Booked(_) => "interviews.panel-booked",
            Panel::Moved { .. } => "interviews.panel-moved",
            Panel::Cancelled(_) | Panel::Ended(..) => "interviews.panel-cancelled",
            Panel::Changed(_) => "interviews.panel-changed",
            Panel::Tomorrow(_) => "interviews.panel-tomorrow",
        }
    }

    fn subject(&self) -> &'static str {
        match (self.panel, self.by) {
            (Panel::Booked(_), _) => "An interview is arranged",
            (Panel::Moved { .. }, _) => "An interview has another time",
            (Panel::Cancelled(_), None) => "A candidate has cancelled an interview",
            (Panel::Cancelled(_), Some(_)) | (Panel::Ended(..), _) => "An interview is cancelled",
            (Panel::Changed(_), _) => "Interviews have changed",
            (Panel::Tomorrow(_), _) => "Interviews soon",
        }
    }

    fn opening(&self) -> String {
        match (self.panel, self.by) {
            (Panel::Booked(_), None) => "A candidate has chosen a time.".into(),
            (Panel::Booked(_), Some(by)) => format!("{by} has given a candidate this time."),
            (Panel::Moved { .. }, None) => "A candidate has chosen another time.".into(),
            (Panel::Moved { .. }, Some(by)) => format!("{by} has given an interview another time."),
            (Panel::Cancelled(_), None) => "A candidate has said that they cannot come.".into(),
            (Panel::Cancelled(_), Some(by)) => format!("{by} has cancelled this interview."),
            (Panel::Ended(_, state), _) => format!("{} This interview does not take place.", ended(state)),
            (Panel::Changed(_), by) => {
                let by = by.unwrap_or("A colleague");
                format!(
                    "{by} has changed where or how you meet, or what is good to know. The times are the same."
                )
            }
            (Panel::Tomorrow(_), _) => "This is to remind you of the interviews that you hold.".into(),
        }
    }

    fn times(&self) -> Vec<(&'static str, String)> {
        match self.panel {
            Panel::Booked(slot) | Panel::Cancelled(Some(slot)) | Panel::Ended(slot, _) => {
                vec![("When", slot.words())]
            }
            Panel::Moved { from, to } => vec![("When", to.words()), ("Instead of", from.words())],
            Panel::Cancelled(None) => vec![("When", "No time had been chosen".into())],
            Panel::Changed(slots) | Panel::Tomorrow(slots) => {
                slots.iter().map(|slot| ("When", slot.words())).collect()
            }
        }
    }
}

/// Why nobody comes.
fn ended(state: State) -> &'static str {
    match state {
        State::Accepted => "The candidate has accepted your offer.",
        State::Declined => "The candidate has declined your offer.",
        State::Withdrawn => "The candidate has withdrawn their application.",
        _ => "The application is not taken further.",
    }
}

/// To somebody who is not invited and has no answer yet, while others are.
pub struct WaitMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub day: NaiveDate,
}

impl WaitMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (provider, day) = (&self.vacancy.provider_name, clock::day_words(self.day));
        to_candidate(self.application, "applications.hear-by")
            .subject(format!("You will hear by {day}: {}", self.vacancy.title))
            .para(format!(
                "{provider} has begun to invite people to interviews. You are not among those invited now, and your \
                 application is not decided: {provider} says that you will have an answer by {}.",
                weekday_words(self.day)
            ))
            .facts(what(self.vacancy))
            .para("You need not do anything.")
            .button("See your application", own(site, self.application.id))
            .owed_because(YOURS)
    }
}

#[cfg(test)]
mod tests;
