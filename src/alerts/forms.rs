//! What people type into the forms of alerts.

use chrono::{Duration, NaiveDate};
use serde::Deserialize;

use crate::alerts::actions::Change;
use crate::alerts::model::narrow::{self, Proposal, Why};
use crate::alerts::model::{Frequency, Reason, Rhythm, USUAL_HOUR, USUAL_WEEKDAY};
use crate::kit::letters::LetterId;
use crate::search::{Criteria, MOST_PAY, PayFloor};
use crate::web::form::{self, Problems};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    pub email: String,
    pub frequency: String,
    pub hour: String,
    pub weekday: String,
    /// The search, as the query of its page.
    pub search: String,
}

impl AlertForm {
    /// As it is first shown.
    pub fn of_search(search: &str) -> Self {
        Self {
            search: search.into(),
            frequency: "daily".into(),
            hour: USUAL_HOUR.to_string(),
            weekday: USUAL_WEEKDAY.to_string(),
            ..Self::default()
        }
    }

    pub fn check(&self, signed_in: bool) -> Result<(String, Rhythm), Problems> {
        let mut problems = Problems::none();
        let email = if signed_in { None } else { problems.keep("email", form::email(&self.email)) };
        let rhythm = rhythm((&self.frequency, &self.hour, &self.weekday), &mut problems);
        problems.done((email.unwrap_or_default(), rhythm))
    }
}

/// How often, at which hour and on which day; what a frequency does not look at may be anything.
fn rhythm((frequency, hour, weekday): (&str, &str, &str), problems: &mut Problems) -> Rhythm {
    let mut rhythm = Rhythm::usual(Frequency::Daily);
    match Frequency::parse(frequency) {
        Some(frequency) => rhythm.frequency = frequency,
        None => problems.add("frequency", "Choose how often we should write"),
    }
    match hour.parse() {
        Ok(hour @ 0..=23) => rhythm.hour = hour,
        _ if rhythm.frequency == Frequency::Instant => {}
        _ => problems.add("hour", "Choose an hour"),
    }
    match weekday.parse() {
        Ok(weekday @ 1..=7) => rhythm.weekday = weekday,
        _ if rhythm.frequency != Frequency::Weekly => {}
        _ => problems.add("weekday", "Choose a day of the week"),
    }
    rhythm
}

/// One of the buttons on an alert's page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    pub change: String,
    pub frequency: String,
    pub hour: String,
    pub weekday: String,
    pub until: String,
}

/// A pause is no longer than this, so that nobody forgets what they have.
const LONGEST_PAUSE: Duration = Duration::days(366);

impl ChangeForm {
    pub fn of(rhythm: Rhythm, until: Option<NaiveDate>) -> Self {
        Self {
            change: String::new(),
            frequency: rhythm.frequency.to_string(),
            hour: rhythm.hour.to_string(),
            weekday: rhythm.weekday.to_string(),
            until: until.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// With what the alert has where another form of the page was sent.
    pub fn beside(self, rhythm: Rhythm, until: Option<NaiveDate>) -> Self {
        let has = Self::of(rhythm, until);
        match self.change.as_str() {
            "frequency" => Self { until: has.until, ..self },
            _ => Self { until: self.until, change: self.change, ..has },
        }
    }

    /// What is to change; none when the form was not ours.
    pub fn check(&self, today: NaiveDate) -> Result<Option<Change>, Problems> {
        let mut problems = Problems::none();
        let change = match self.change.as_str() {
            "pause" => Change::Pause(self.until(today, &mut problems)),
            "resume" => Change::Resume,
            "end" => Change::End,
            "frequency" => {
                let said = (self.frequency.as_str(), self.hour.as_str(), self.weekday.as_str());
                Change::Rhythm(rhythm(said, &mut problems))
            }
            _ => return Ok(None),
        };
        problems.done(Some(change))
    }

    fn until(&self, today: NaiveDate, problems: &mut Problems) -> Option<NaiveDate> {
        let until = problems.keep("until", form::day(&self.until)).flatten()?;
        if until <= today {
            problems.add("until", "Choose a day after today");
        } else if until > today + LONGEST_PAUSE {
            problems.add("until", "Choose a day within a year, or leave it empty");
        }
        Some(until)
    }
}

/// Another search for an alert.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// The new search, as the query of its page.
    pub search: String,
    /// The search that the alert had when its owner began.
    pub was: String,
}

/// How to leave out a listing that was not wanted.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NarrowForm {
    pub listing: i64,
    pub why: String,
    pub miles: String,
    pub leave: String,
    pub pay: String,
    pub per: String,
    /// The search that the alert had when its owner looked.
    pub was: String,
}

impl NarrowForm {
    pub fn why(&self) -> Option<Why> {
        Why::parse(&self.why)
    }

    /// With what is proposed where nothing was typed.
    pub fn or_proposed(mut self, proposal: &Proposal) -> Self {
        match proposal {
            Proposal::Nearer { radii, .. } => {
                self.miles = radii.first().map(ToString::to_string).unwrap_or_default();
            }
            Proposal::Without(leavings) => {
                if let [only] = leavings.as_slice() {
                    self.leave = only.filter.name.into();
                }
            }
            Proposal::Pays { floor, per, .. } => {
                self.pay = floor.map(|pounds| pounds.to_string()).unwrap_or_default();
                self.per.clone_from(per);
            }
            Proposal::Nothing(_) => {}
        }
        self
    }

    /// The narrower search; none when there was nothing to propose.
    pub fn check(&self, criteria: &Criteria, proposal: &Proposal) -> Result<Option<Criteria>, Problems> {
        let mut problems = Problems::none();
        let narrowed = match proposal {
            Proposal::Nothing(_) => return Ok(None),
            Proposal::Nearer { radii, .. } => {
                let miles = self.miles.parse().ok().filter(|miles| radii.contains(miles));
                let miles = problems.keep("miles", miles.ok_or("Choose a distance"));
                miles.map(|miles| narrow::within(criteria, miles))
            }
            Proposal::Without(leavings) => {
                let leaving = leavings.iter().find(|leaving| leaving.filter.name == self.leave);
                let leaving = problems.keep("leave", leaving.ok_or("Choose what to leave out"));
                leaving.map(|leaving| leaving.applied(criteria))
            }
            Proposal::Pays { pays, .. } => {
                let floor = problems.keep("pay", self.floor(*pays));
                floor.map(|floor| criteria.with(|other| other.pay = Some(floor)))
            }
        };
        problems.done(narrowed)
    }

    fn floor(&self, pays: Option<u32>) -> Result<PayFloor, String> {
        let Some(pence) = form::money(&self.pay)? else {
            return Err("Enter the least pay you look for".into());
        };
        let pounds = u32::try_from(pence.saturating_add(99) / 100).unwrap_or(u32::MAX);
        let floor = PayFloor { pounds, per: self.per.clone() };
        match floor.a_year() {
            None if pounds > MOST_PAY => Err("Enter £1,000,000 or less".into()),
            None => Err("Enter a pay that a search can look for, and choose its period".into()),
            Some(_) if pounds > MOST_PAY => Err("Enter £1,000,000 or less".into()),
            Some(0) => Err("Enter an amount in pounds, like 36,000 or 18.50".into()),
            Some(_) if !narrow::leaves_out(&floor, pays) => {
                Err("Enter more than that: this listing would still fit".into())
            }
            Some(_) => Ok(floor),
        }
    }
}

const LONGEST_REASON: usize = 300;

/// Why somebody left.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    pub reason: String,
    pub words: String,
}

impl ReasonForm {
    pub fn check(&self) -> Result<(Reason, String), Problems> {
        let mut problems = Problems::none();
        let reason = Reason::parse(&self.reason);
        if reason.is_none() {
            problems.add("reason", "Choose a reason, or leave this page");
        }
        let words = crate::kit::text::line(&self.words);
        problems.not_longer("words", &words, LONGEST_REASON);
        problems.done((reason.unwrap_or(Reason::Other), words))
    }
}

/// What a mail program posts (RFC 8058), or our own page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    /// `yes` ends every alert of the address.
    pub all: String,
    /// `page` from our own page, which wants an answer a person can read.
    pub from: String,
}

/// What the address of a way out says besides its key.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LeaveQuery {
    /// The letter that it stands in: all that it told of ends.
    pub letter: String,
    /// `yes` in the letter that asks whether alerts are still wanted: all that it asks about end.
    pub asked: String,
}

impl LeaveQuery {
    pub fn letter(&self) -> Option<LetterId> {
        self.letter.parse().ok().map(LetterId)
    }

    pub fn was_asked(&self) -> bool {
        self.asked == "yes"
    }

    /// The same, for the address of a form.
    pub fn address(&self) -> String {
        match (self.letter(), self.was_asked()) {
            (Some(letter), _) => format!("?letter={letter}"),
            (None, true) => "?asked=yes".into(),
            (None, false) => String::new(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    pub token: String,
}
