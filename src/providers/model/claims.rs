//! What can be said of working somewhere: claims with figures of a kind, and the life of each.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate, NaiveTime, Timelike};

use crate::codes::{self, Code};
use crate::kit::text;

crate::kit::words::words! {
    /// Where a version of what an organisation says stands. Only what is approved is public.
    pub enum SayingState {
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Approved = "approved",
    }
}

impl SayingState {
    pub fn may_become(self, next: Self) -> bool {
        use SayingState::{Approved, Draft, Returned, Submitted};
        matches!((self, next), (Draft | Returned, Submitted) | (Submitted, Draft | Returned | Approved))
    }

    /// Where a version stands once it is saved, or sent to a moderator. What was sent back keeps its reasons until then.
    pub fn after_saving(before: Option<Self>, send: bool) -> Self {
        match before {
            _ if send => Self::Submitted,
            Some(Self::Returned) => Self::Returned,
            _ => Self::Draft,
        }
    }

    pub fn label_for_staff(self) -> &'static str {
        match self {
            Self::Submitted => "Waits for review",
            Self::Returned => "Returned",
            other => other.label(),
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "Being read",
            Self::Returned => "Sent back to you",
            Self::Approved => "Public",
        }
    }

    /// The colour of its tag; none for what needs nobody.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Draft => "grey",
            Self::Submitted => "blue",
            Self::Returned => "yellow",
            Self::Approved => "",
        }
    }
}

/// Years after which what was true then is marked as old.
pub const CLAIM_YEARS: u32 = 2;

/// Is it so long ago that a reader is warned?
pub fn is_old(stated_on: NaiveDate, today: NaiveDate) -> bool {
    stated_on.checked_add_months(Months::new(12 * CLAIM_YEARS)).is_some_and(|until| until < today)
}

/// What is kept of a version of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// A code of `codes::claims`.
    pub claim: String,
    pub figures: Figures,
    /// What the figures do not say.
    pub detail: String,
    /// Where the public can check it.
    pub source: String,
    /// Missing only in a draft.
    pub stated_on: Option<NaiveDate>,
    /// What shows that it is so, for moderators and members alone.
    pub evidence: String,
}

/// The figures of a claim by their names, each as it is kept.
pub type Figures = BTreeMap<String, String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// With up to two places: `7.5`.
    Number,
    /// A whole number.
    Count,
    Percent,
    /// Kept in pence.
    Money,
    /// Kept as `07:30`.
    Time,
    Line,
}

impl FigureKind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "number" => Self::Number,
            "count" => Self::Count,
            "percent" => Self::Percent,
            "money" => Self::Money,
            "time" => Self::Time,
            "line" => Self::Line,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Must,
    May,
    /// One of those marked so.
    One,
}

/// A figure that a claim asks for, as the list of claims describes it: `name|kind|need|label|words`, where the figure
/// stands in the words at `{}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    pub name: &'static str,
    pub kind: FigureKind,
    pub need: Need,
    pub label: &'static str,
    says: &'static str,
}

/// The figures of a claim, in the order in which they are asked for and said.
pub fn figures_of(code: &'static Code) -> Vec<Figure> {
    code.fact("figures").split(';').filter_map(figure).collect()
}

fn figure(words: &'static str) -> Option<Figure> {
    let parts: Vec<&'static str> = words.split('|').collect();
    let [name, kind, need, label, says] = *parts.as_slice() else { return None };
    let need = match need {
        "must" => Need::Must,
        "may" => Need::May,
        "one" => Need::One,
        _ => return None,
    };
    Some(Figure { name, kind: FigureKind::parse(kind)?, need, label, says })
}

const LONGEST_LINE: usize = 200;
const MOST: f64 = 100_000.0;

impl Figure {
    /// As it is kept; nothing typed is `None`.
    ///
    /// # Errors
    /// A sentence for the visitor.
    pub fn read(&self, typed: &str) -> Result<Option<String>, String> {
        let typed = text::line(typed);
        if typed.is_empty() {
            return Ok(None);
        }
        match self.kind {
            FigureKind::Number => number(&typed, 2, MOST).ok_or("Enter a number, like 5 or 7.5".into()),
            FigureKind::Count => number(&typed, 0, MOST).ok_or("Enter a whole number, like 12".into()),
            FigureKind::Percent => number(typed.trim_end_matches('%').trim_end(), 1, 100.0)
                .ok_or("Enter a percentage between 0 and 100".into()),
            FigureKind::Money => number(typed.trim_start_matches('£').trim_start(), 2, MOST)
                .and_then(|pounds| pounds.parse::<f64>().ok())
                .map(|pounds| ((pounds * 100.0).round() as i64).to_string())
                .ok_or("Enter an amount in pounds, like 1,200 or 18.50".into()),
            FigureKind::Time => time(&typed).ok_or("Enter a time, like 07:30".into()),
            FigureKind::Line if typed.chars().count() > LONGEST_LINE => {
                Err(format!("This must be {LONGEST_LINE} characters or fewer"))
            }
            FigureKind::Line => Ok(typed),
        }
        .map(Some)
    }

    /// As a field shows again what is kept.
    pub fn typed(&self, kept: &str) -> String {
        match self.kind {
            FigureKind::Money => kept.parse().map(pounds).unwrap_or_default(),
            _ => kept.to_string(),
        }
    }

    /// `6 study days a year`
    fn said(&self, kept: &str) -> String {
        let value = match self.kind {
            FigureKind::Number | FigureKind::Line => kept.to_string(),
            FigureKind::Count => kept.parse().map_or_else(|_| kept.to_string(), text::thousands),
            FigureKind::Percent => format!("{kept}%"),
            FigureKind::Money => format!("£{}", kept.parse().map(pounds).unwrap_or_default()),
            FigureKind::Time => NaiveTime::parse_from_str(kept, "%H:%M").map(hour).unwrap_or_default(),
        };
        let words = if kept == "1" { singular(self.says) } else { self.says.to_string() };
        words.replace("{}", &value)
    }
}

/// Digits with at most so many places, as short as they can be written.
fn number(typed: &str, places: usize, most: f64) -> Option<String> {
    let typed = typed.replace(',', "");
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let fits = !whole.is_empty() && whole.len() <= 7 && part.len() <= places && digits(whole) && digits(part);
    let value: f64 = typed.parse().ok().filter(|value| fits && *value <= most)?;
    Some(value.to_string())
}

fn time(typed: &str) -> Option<String> {
    let read =
        ["%H:%M", "%H:%M:%S", "%I:%M%p"].iter().find_map(|form| NaiveTime::parse_from_str(typed, form).ok());
    read.map(|at| at.format("%H:%M").to_string())
}

/// `7am`, `7:30pm`
fn hour(at: NaiveTime) -> String {
    let (pm, hour) = at.hour12();
    let minutes = if at.minute() == 0 { String::new() } else { format!(":{:02}", at.minute()) };
    format!("{hour}{minutes}{}", if pm { "pm" } else { "am" })
}

/// `1,200`, `18.50`
fn pounds(pence: i64) -> String {
    let whole = text::thousands(u32::try_from(pence / 100).unwrap_or(u32::MAX));
    if pence % 100 == 0 { whole } else { format!("{whole}.{:02}", pence % 100) }
}

/// The same words for one.
fn singular(says: &str) -> String {
    let one = |word: &str| match word {
        "days" | "weeks" | "months" | "hours" | "posts" | "minutes" => word.trim_end_matches('s').to_string(),
        "people" => "person".into(),
        other => other.to_string(),
    };
    says.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// A claim as it is read, in one line: figures, then what they do not say.
pub fn said(claim: &str, figures: &Figures, detail: &str) -> String {
    let asked = codes::claims().get(claim).map(figures_of).unwrap_or_default();
    let parts = asked.iter().filter_map(|figure| Some(figure.said(figures.get(figure.name)?)));
    let words = text::capital(&parts.collect::<Vec<_>>().join(", "));
    match (words.is_empty(), detail.is_empty()) {
        (true, true) => "Yes".into(),
        (true, false) => detail.to_string(),
        (false, true) => words,
        (false, false) => format!("{}. {detail}", words.trim_end_matches('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::SayingState::{Approved, Draft, Returned, Submitted};
    use super::*;

    fn kept(pairs: &[(&str, &str)]) -> Figures {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn the_life_of_a_claim() {
        let allowed = [
            (Draft, Submitted),
            (Returned, Submitted),
            (Submitted, Draft),
            (Submitted, Returned),
            (Submitted, Approved),
        ];
        for &from in SayingState::ALL {
            for &to in SayingState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn every_figure_of_the_list_is_read() {
        for code in codes::claims().all() {
            let written = code.fact("figures").split(';').filter(|words| !words.is_empty()).count();
            let figures = figures_of(code);
            assert_eq!(figures.len(), written, "{}", code.code);
            assert!(figures.iter().all(|figure| figure.says.contains("{}")), "{}", code.code);
        }
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (claim, name, typed, want) in [
            ("study-leave", "days", " 5.0 ", Some("5")),
            ("study-leave", "days", "7.5", Some("7.5")),
            ("study-leave", "days", "five", None),
            ("study-leave", "days", "-1", None),
            ("study-leave", "days", "1e3", None),
            ("study-leave", "budget", "£1,200", Some("120000")),
            ("staff-survey", "share", "82 %", Some("82")),
            ("staff-survey", "share", "101", None),
            ("staff-survey", "sample", "1,204", Some("1204")),
            ("staff-survey", "sample", "12.5", None),
            ("flexible-start", "from", "7:30", Some("07:30")),
            ("flexible-start", "from", "25:00", None),
        ] {
            let code = codes::claims().get(claim).unwrap();
            let figure = figures_of(code).into_iter().find(|figure| figure.name == name).unwrap();
            assert_eq!(figure.read(typed).ok().flatten().as_deref(), want, "{claim} {typed}");
        }
    }

    #[test]
    fn a_claim_reads_as_a_line() {
        for (claim, figures, detail, line) in [
            (
                "study-leave",
                kept(&[("days", "6"), ("budget", "120050")]),
                "For every registered professional",
                "6 study days a year, £1,200.50 a year. For every registered professional",
            ),
            ("rota-notice", kept(&[("weeks", "1")]), "", "1 week"),
            (
                "staff-survey",
                kept(&[("question", "I would work here again"), ("share", "82.5"), ("sample", "1204")]),
                "",
                "“I would work here again”, 82.5% agreed, 1,204 people answered",
            ),
            (
                "flexible-start",
                kept(&[("from", "07:00"), ("to", "10:30")]),
                "",
                "Starts from 7am, to 10:30am",
            ),
            ("ltft-welcome", kept(&[]), "", "Yes"),
            ("study-leave", kept(&[]), "Five days", "Five days"),
        ] {
            assert_eq!(said(claim, &figures, detail), line);
        }
    }

    #[test]
    fn what_is_older_than_two_years_is_old() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (stated, today, old) in [
            ("2024-11-22", "2026-11-22", false),
            ("2024-11-21", "2026-11-22", true),
            ("2024-02-29", "2026-02-28", false),
            ("2024-02-29", "2026-03-01", true),
        ] {
            assert_eq!(is_old(day(stated), day(today)), old, "{stated} {today}");
        }
    }
}
