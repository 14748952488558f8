//! What a provider types to arrange interviews: a round, and its times.

use chrono::{NaiveDate, NaiveTime, Weekday};
use itertools::Itertools;
use serde::Deserialize;

use crate::applications::actions::NewInterview;
use crate::applications::model::{Interview, InterviewId, MOST_PANEL, MOST_SLOTS, Manner, Panelist, Series};
use crate::kit::clock::Moment;
use crate::kit::text;
use crate::providers::Belongs;
use crate::web::form::{self, Problems};

const LONGEST_TITLE: usize = 80;
const LONGEST_PLACE: usize = 300;
const LONGEST_WORDS: usize = 1000;
const LONGEST_NAME: usize = 100;
/// Minutes.
const SHORTEST: i64 = 5;
const LONGEST: i64 = 480;
/// How far ahead a time or a day may be, in days.
const FURTHEST_DAYS: i64 = 366;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InterviewForm {
    pub title: String,
    pub manner: String,
    pub place: String,
    pub words: String,
    /// Memberships of those who interview.
    pub panel: Vec<String>,
    /// Names of people who are no members, one on each line.
    pub others: String,
    /// The number that the round will have.
    pub number: String,
}

impl InterviewForm {
    pub fn fresh() -> Self {
        Self { title: "Interview".into(), number: InterviewId::new().to_string(), ..Self::default() }
    }

    pub fn of(interview: &Interview, panel: &[Panelist], members: &[Belongs]) -> Self {
        let member = |one: &Panelist| members.iter().find(|member| Some(member.account) == one.account);
        let others: Vec<&str> =
            panel.iter().filter(|one| member(one).is_none()).map(|one| one.name.as_str()).collect();
        Self {
            title: interview.title.clone(),
            manner: interview.manner.to_string(),
            place: interview.place.clone(),
            words: interview.words.clone(),
            panel: panel.iter().filter_map(member).map(|member| member.id.to_string()).collect(),
            others: others.join("\n"),
            number: interview.id.to_string(),
        }
    }

    pub fn check(&self, members: &[Belongs]) -> Result<NewInterview, Problems> {
        let mut problems = Problems::none();
        let title = problems.required("title", &self.title, "Say what this round is called", LONGEST_TITLE);
        let manner = problems.keep("manner", Manner::parse(&self.manner).ok_or("Choose how you meet"));
        let missing = match manner {
            Some(Manner::Video) => "Enter the link of the video call, or say when you will send it",
            Some(Manner::Phone) => "Say who rings whom, and on which number",
            _ => "Enter where to come to",
        };
        let place = problems.required("place", &self.place, missing, LONGEST_PLACE);
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        let chosen = |typed: &String| members.iter().find(|one| one.id.to_string() == *typed);
        let sitting: Option<Vec<&Belongs>> = self.panel.iter().unique().map(chosen).collect();
        if sitting.is_none() {
            problems.add("panel", "Choose people who still belong to the organisation");
        }
        let sitting = sitting.unwrap_or_default().into_iter();
        let mut panel: Vec<Panelist> =
            sitting.map(|one| Panelist { account: Some(one.account), name: one.name.clone() }).collect();
        let others = text::lines(&self.others);
        let names = others.lines().map(text::line).filter(|name| !name.is_empty());
        panel.extend(names.map(|name| Panelist { account: None, name }));
        if panel.len() > MOST_PANEL {
            problems.add("others", format!("Name {MOST_PANEL} people or fewer"));
        }
        if panel.iter().any(|one| one.name.chars().count() > LONGEST_NAME) {
            problems.add("others", format!("Each name must be {LONGEST_NAME} characters or fewer"));
        }
        let id =
            self.number.parse().ok().filter(|id: &InterviewId| id.0 > 0).unwrap_or_else(InterviewId::new);
        match manner {
            Some(manner) => problems.done(NewInterview { id, title, manner, place, words, panel }),
            None => Err(problems),
        }
    }
}

/// Times in bulk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SlotsForm {
    pub first: String,
    pub last: String,
    /// `mon` … `sun`
    pub weekday: Vec<String>,
    pub from: String,
    pub until: String,
    pub minutes: String,
    pub pause: String,
}

impl SlotsForm {
    pub fn fresh() -> Self {
        Self {
            weekday: ["mon", "tue", "wed", "thu", "fri"].map(String::from).into(),
            minutes: "30".into(),
            ..Self::default()
        }
    }

    /// The times that are still to come, and how long each is in minutes.
    pub fn check(&self, now: Moment) -> Result<(Vec<Moment>, i32), Problems> {
        let mut problems = Problems::none();
        let first = problems.keep("first", day_between(&self.first, now, "Enter the first day")).flatten();
        let last = match self.last.trim().is_empty() {
            true => first,
            false => problems.keep("last", day_between(&self.last, now, "")).flatten(),
        };
        let from = problems.keep("from", time(&self.from));
        let until = problems.keep("until", time(&self.until));
        let minutes = problems.keep("minutes", whole(&self.minutes, SHORTEST, LONGEST));
        let pause = if self.pause.trim().is_empty() { Ok(0) } else { whole(&self.pause, 0, LONGEST) };
        let pause = problems.keep("pause", pause);
        let weekdays: Vec<Weekday> = self.weekday.iter().filter_map(|day| day.parse().ok()).collect();
        let (Some(first), Some(last), Some(from), Some(until), Some(minutes), Some(pause)) =
            (first, last, from, until, minutes, pause)
        else {
            return Err(problems);
        };
        let series = Series { first, last, weekdays, from, until, minutes, pause };
        let starts = problems.keep("first", starts(&series, now)).unwrap_or_default();
        problems.done((starts, minutes as i32)).map_err(|problems| problems.in_order(&["first", "last"]))
    }
}

/// Why no time comes of it, or those that are still to come.
fn starts(series: &Series, now: Moment) -> Result<Vec<Moment>, String> {
    let all = series.starts();
    if series.last < series.first {
        return Err("The last day is before the first".into());
    }
    if all.len() > MOST_SLOTS {
        return Err(format!("These are more than {MOST_SLOTS} times. Add them in several steps"));
    }
    if all.is_empty() {
        return Err("No time fits: choose days of the week that are in it, and times that leave room for one interview".into());
    }
    let ahead: Vec<Moment> = all.into_iter().filter(|at| *at > now).collect();
    if ahead.is_empty() { Err("These times have passed".into()) } else { Ok(ahead) }
}

/// A day from today on, within a year.
pub(super) fn day_between(typed: &str, now: Moment, missing: &str) -> Result<Option<NaiveDate>, String> {
    let today = now.london_day();
    match form::day(typed)? {
        None => Err(missing.into()),
        Some(day) if day < today => Err("Enter a day that has not passed".into()),
        Some(day) if (day - today).num_days() > FURTHEST_DAYS => Err("Enter a day within a year".into()),
        day => Ok(day),
    }
}

/// `9:30`, `09.30`, `2pm`, `2:15 pm`.
fn time(typed: &str) -> Result<NaiveTime, String> {
    let plain = typed.to_lowercase().replace('.', ":").replace(' ', "");
    let (digits, half) = match plain.strip_suffix("am").map(|rest| (rest, Some(0))) {
        Some(morning) => morning,
        None => plain.strip_suffix("pm").map_or((plain.as_str(), None), |rest| (rest, Some(12))),
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, if half.is_some() { "0" } else { "" }));
    let (hour, minute): (Option<u32>, Option<u32>) = (hour.parse().ok(), minute.parse().ok());
    let hour = match half {
        None => hour,
        Some(half) => hour.filter(|hour| (1..=12).contains(hour)).map(|hour| hour % 12 + half),
    };
    let at = hour.zip(minute).and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
    at.ok_or_else(|| "Enter a time of day, like 9:30 or 2pm".into())
}

fn whole(typed: &str, least: i64, most: i64) -> Result<i64, String> {
    let number = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("Enter a number of minutes from {least} to {most}"))
}

#[cfg(test)]
mod tests;
