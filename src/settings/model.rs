//! Each setting: its default, its limits and its words.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::kit::clock::day_words;
use crate::web::page::Banner;

/// Characters of the notice on every page.
pub const LONGEST_WORDS: usize = 200;
/// Characters of the path that the notice leads to.
pub const LONGEST_PATH: usize = 200;
/// Days that the review target may be.
pub const TARGET_DAYS: RangeInclusive<i64> = 1..=30;
/// Minutes that a hold may last: time enough to read, and never more than a working day.
pub const HOLD_MINUTES: RangeInclusive<i64> = 5..=480;
/// Alerts that one person may be let have.
pub const ALERTS: RangeInclusive<i64> = 1..=200;
/// Listings that one person may be let save.
pub const SAVED: RangeInclusive<i64> = 10..=5_000;

crate::kit::words::words! {
    /// What can be set, in the order of the page.
    pub enum Name {
        Notice = "notice",
        Contact = "contact",
        SignUp = "sign-up",
        Target = "target",
        Hold = "hold",
        Alerts = "alerts",
        Saved = "saved",
    }
}

impl Name {
    pub fn label(self) -> &'static str {
        match self {
            Self::Notice => "Notice on every page",
            Self::Contact => "Contact address",
            Self::SignUp => "Signing up",
            Self::Target => "Review target",
            Self::Hold => "How long a moderator has something alone",
            Self::Alerts => "Most alerts",
            Self::Saved => "Most saved listings",
        }
    }

    /// What it does, with its unit.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Notice => {
                "Shown above every page, to everybody, until the end of its last day in London. Say what people need to \
                 know now: work on the site, an office that is closed."
            }
            Self::Contact => {
                "The email address that the public writes to. It stands on the contact page and on the pages about \
                 privacy and accessibility."
            }
            Self::SignUp => {
                "While it is closed, nobody can make an account by themselves. Invitations still work, and so does \
                 every account that there is."
            }
            Self::Target => {
                "Within how many days we aim to answer what waits for review. It marks what is late at the review desk, \
                 and is what we promise to providers. Bank holidays count as working days."
            }
            Self::Hold => {
                "Minutes after which something that a moderator has taken is free for others again. What is taken \
                 already keeps its time."
            }
            Self::Alerts => "How many alerts one person may have. Those who have more keep them.",
            Self::Saved => "How many listings one person may save. Those who have saved more keep them.",
        }
    }
}

/// What is in force, setting by setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// Said on every page; `None` says nothing.
    pub notice: Option<Notice>,
    /// Where the public writes to; `None` is the address that the site was started with.
    pub contact: Option<String>,
    /// Whether people may make accounts by themselves.
    pub sign_up: bool,
    /// By when we aim to answer what waits for review.
    pub target: Target,
    /// How long a moderator has something alone, in minutes: long enough to read and decide, short enough that a
    /// forgotten one is soon free again.
    pub hold_minutes: i64,
    /// Alerts that one person may have.
    pub most_alerts: i64,
    /// Listings that one person may save: by default more than anybody reads through.
    pub most_saved: i64,
}

impl Default for Values {
    fn default() -> Self {
        Self {
            notice: None,
            contact: None,
            sign_up: true,
            target: Target::default(),
            hold_minutes: 30,
            most_alerts: 20,
            most_saved: 500,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub words: String,
    /// A path of this site, or empty.
    pub path: String,
    /// The last day in London on which it is shown; `None` until it is taken away.
    pub until: Option<NaiveDate>,
}

/// A number of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub days: u32,
    /// Saturdays and Sundays do not count.
    pub working: bool,
}

impl Default for Target {
    fn default() -> Self {
        Self { days: 2, working: true }
    }
}

impl Target {
    /// `two working days`, `one day`, `12 days`
    pub fn words(self) -> String {
        const SMALL: [&str; 10] =
            ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let number = usize::try_from(self.days).ok().and_then(|days| SMALL.get(days));
        let number = number.map_or_else(|| self.days.to_string(), |word| (*word).to_string());
        let (kind, s) = (if self.working { "working " } else { "" }, if self.days == 1 { "" } else { "s" });
        format!("{number} {kind}day{s}")
    }
}

impl Values {
    /// What every page says on a day; asks for the day only when that matters.
    pub fn banner(&self, today: impl FnOnce() -> NaiveDate) -> Option<Banner> {
        let notice = self.notice.as_ref()?;
        if notice.until.is_some_and(|last| last < today()) {
            return None;
        }
        let href = Some(notice.path.clone()).filter(|path| !path.is_empty());
        Some(Banner { words: notice.words.clone(), href })
    }

    /// Takes over what is stored of one setting.
    ///
    /// # Errors
    /// It is not what this program stores.
    pub fn read(&mut self, name: Name, stored: &str) -> serde_json::Result<()> {
        match name {
            Name::Notice => self.notice = serde_json::from_str(stored)?,
            Name::Contact => self.contact = serde_json::from_str(stored)?,
            Name::SignUp => self.sign_up = serde_json::from_str(stored)?,
            Name::Target => self.target = serde_json::from_str(stored)?,
            Name::Hold => self.hold_minutes = serde_json::from_str(stored)?,
            Name::Alerts => self.most_alerts = serde_json::from_str(stored)?,
            Name::Saved => self.most_saved = serde_json::from_str(stored)?,
        }
        Ok(())
    }

    /// One setting as it is stored.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn stored(&self, name: Name) -> serde_json::Result<String> {
        match name {
            Name::Notice => serde_json::to_string(&self.notice),
            Name::Contact => serde_json::to_string(&self.contact),
            Name::SignUp => serde_json::to_string(&self.sign_up),
            Name::Target => serde_json::to_string(&self.target),
            Name::Hold => serde_json::to_string(&self.hold_minutes),
            Name::Alerts => serde_json::to_string(&self.most_alerts),
            Name::Saved => serde_json::to_string(&self.most_saved),
        }
    }

    /// One setting as a person reads it.
    pub fn words(&self, name: Name) -> String {
        match name {
            Name::Notice => self.notice.as_ref().map_or_else(|| "None".into(), Notice::in_words),
            Name::Contact => self.contact.clone().unwrap_or_else(|| "The address of the site’s start".into()),
            Name::SignUp => if self.sign_up { "Open" } else { "Closed" }.into(),
            Name::Target => crate::kit::text::capital(&self.target.words()),
            Name::Hold => format!("{} minutes", self.hold_minutes),
            Name::Alerts if self.most_alerts == 1 => "1 alert".into(),
            Name::Alerts => format!("{} alerts", self.most_alerts),
            Name::Saved => format!("{} listings", self.most_saved),
        }
    }
}

impl Notice {
    fn in_words(&self) -> String {
        let leads = if self.path.is_empty() { String::new() } else { format!(", leads to {}", self.path) };
        let until =
            self.until.map(|day| format!(", until the end of {}", day_words(day))).unwrap_or_default();
        format!("“{}”{leads}{until}", self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn notice(until: Option<&str>) -> Values {
        let notice = Notice { words: "We move house.".into(), path: "/about".into(), until: until.map(day) };
        Values { notice: Some(notice), ..Values::default() }
    }

    #[test]
    fn a_notice_is_shown_through_its_last_day() {
        for (until, today, shown) in [
            (None, "2030-01-01", true),
            (Some("2026-11-30"), "2026-11-29", true),
            (Some("2026-11-30"), "2026-11-30", true),
            (Some("2026-11-30"), "2026-12-01", false),
        ] {
            assert_eq!(notice(until).banner(|| day(today)).is_some(), shown, "{until:?} on {today}");
        }
        assert_eq!(Values::default().banner(|| day("2026-11-30")), None);
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let set = Values {
            contact: Some("desk@example.org".into()),
            sign_up: false,
            target: Target { days: 5, working: false },
            hold_minutes: 45,
            most_alerts: 7,
            most_saved: 70,
            ..notice(Some("2026-11-30"))
        };
        let mut read = Values::default();
        for name in Name::ALL {
            read.read(*name, &set.stored(*name).unwrap()).unwrap();
            assert_eq!(read.words(*name), set.words(*name));
            assert!(Values::default().read(*name, "{").is_err(), "{name}");
        }
        assert_eq!(read, set);
    }

    #[test]
    fn a_target_reads_as_a_person_says_it() {
        for (days, working, words) in [
            (1, true, "one working day"),
            (2, true, "two working days"),
            (1, false, "one day"),
            (12, false, "12 days"),
        ] {
            assert_eq!(Target { days, working }.words(), words);
        }
    }
}
