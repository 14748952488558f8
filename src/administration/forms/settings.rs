//! The settings of the site, as they are typed.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::kit::text;
use crate::settings::{
    ALERTS, HOLD_MINUTES, LONGEST_PATH, LONGEST_WORDS, Name, Notice, SAVED, TARGET_DAYS, Target, Values,
};
use crate::web::form::{self, Problems};
use crate::web::guards::safe_next;

/// One setting; each uses the fields that it has.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettingForm {
    /// A number, an address, or `yes` and `no`.
    pub value: String,
    /// `working` or `every`.
    pub unit: String,
    pub words: String,
    pub path: String,
    pub until: String,
    /// Of the setting that the form was filled in from; 0 before its first change.
    pub version: i64,
}

impl SettingForm {
    /// A setting as it is in force. `contact` is the address that is in force.
    pub fn of(name: Name, values: &Values, contact: &str, version: i64) -> Self {
        let form = Self { version, ..Self::default() };
        let value = |value: String| Self { value, ..form.clone() };
        match name {
            Name::Notice => match &values.notice {
                Some(Notice { words, path, until }) => {
                    let until = until.map(|day| day.to_string()).unwrap_or_default();
                    Self { words: words.clone(), path: path.clone(), until, ..form }
                }
                None => form,
            },
            Name::Contact => value(contact.to_string()),
            Name::SignUp => value(if values.sign_up { "yes" } else { "no" }.into()),
            Name::Target => Self {
                unit: if values.target.working { "working" } else { "every" }.into(),
                ..value(values.target.days.to_string())
            },
            Name::Hold => value(values.hold_minutes.to_string()),
            Name::Alerts => value(values.most_alerts.to_string()),
            Name::Saved => value(values.most_saved.to_string()),
        }
    }

    /// What is typed, beside all else that is in force.
    pub fn check(&self, name: Name, in_force: &Values, today: NaiveDate) -> Result<Values, Problems> {
        let (mut problems, mut wanted) = (Problems::none(), in_force.clone());
        match name {
            Name::Notice => wanted.notice = Some(self.notice(&mut problems, today)),
            Name::Contact => wanted.contact = problems.keep("value", form::email(&self.value)),
            Name::SignUp => match self.value.as_str() {
                "yes" => wanted.sign_up = true,
                "no" => wanted.sign_up = false,
                _ => problems.add("value", "Choose whether people can sign up"),
            },
            Name::Target => wanted.target = self.target(&mut problems),
            Name::Hold => wanted.hold_minutes = self.number(&mut problems, &HOLD_MINUTES),
            Name::Alerts => wanted.most_alerts = self.number(&mut problems, &ALERTS),
            Name::Saved => wanted.most_saved = self.number(&mut problems, &SAVED),
        }
        problems.done(wanted)
    }

    fn notice(&self, problems: &mut Problems, today: NaiveDate) -> Notice {
        let words = problems.required("words", &self.words, "Enter what everybody is to read", LONGEST_WORDS);
        let path = self.path.trim().to_string();
        problems.not_longer("path", &path, LONGEST_PATH);
        let is_local = safe_next(&path).is_some() && !path.contains(char::is_whitespace);
        if !path.is_empty() && !is_local {
            problems.add("path", "Enter the path of a page of this site, like /about");
        }
        let until = problems.keep("until", form::day(&self.until)).flatten();
        if until.is_some_and(|last| last < today) {
            problems.add("until", "Enter today or a day to come");
        }
        Notice { words, path, until }
    }

    fn target(&self, problems: &mut Problems) -> Target {
        let days = u32::try_from(self.number(problems, &TARGET_DAYS)).unwrap_or_default();
        if !["working", "every"].contains(&self.unit.as_str()) {
            problems.add("unit", "Choose which days count");
        }
        Target { days, working: self.unit == "working" }
    }

    fn number(&self, problems: &mut Problems, range: &RangeInclusive<i64>) -> i64 {
        let typed = text::line(&self.value).parse::<i64>().ok().filter(|number| range.contains(number));
        if typed.is_none() {
            problems.add("value", format!("Enter a whole number from {} to {}", range.start(), range.end()));
        }
        typed.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem_of(name: Name, form: SettingForm) -> Option<(String, String)> {
        let checked = form.check(name, &Values::default(), "2026-11-30".parse().unwrap());
        let found = checked.err()?.list().first().cloned()?;
        Some((found.field, found.message))
    }

    #[test]
    fn wrong_values_are_told_beside_their_field() {
        let value =
            |value: &str| SettingForm { value: value.into(), unit: "working".into(), ..Default::default() };
        for (name, form, field) in [
            (Name::Contact, value("nobody"), "value"),
            (Name::Contact, value(""), "value"),
            (Name::SignUp, value("perhaps"), "value"),
            (Name::Target, value("0"), "value"),
            (Name::Target, value("31"), "value"),
            (Name::Target, SettingForm { unit: "lunar".into(), ..value("2") }, "unit"),
            (Name::Hold, value("4"), "value"),
            (Name::Hold, value("481"), "value"),
            (Name::Hold, value("half an hour"), "value"),
            (Name::Alerts, value("-1"), "value"),
            (Name::Alerts, value("99999999999999999999"), "value"),
            (Name::Saved, value("9"), "value"),
        ] {
            let found = problem_of(name, form.clone());
            assert_eq!(found.map(|(field, _)| field).as_deref(), Some(field), "{name}: {form:?}");
        }
        for (name, form) in [
            (Name::Contact, value("Desk@example.org")),
            (Name::SignUp, value("no")),
            (Name::Target, value(" 30 ")),
            (Name::Hold, value("5")),
            (Name::Alerts, value("200")),
            (Name::Saved, value("5000")),
        ] {
            assert_eq!(problem_of(name, form), None, "{name}");
        }
    }

    #[test]
    fn a_notice_has_words_stays_on_the_site_and_ends_in_the_future() {
        let long = "x".repeat(LONGEST_WORDS + 1);
        for (words, path, until, field) in [
            ("We move house.", "", "", None),
            ("We move house.", "/about?from=notice", "2026-11-30", None),
            ("", "/about", "", Some("words")),
            (long.as_str(), "", "", Some("words")),
            ("We move house.", "https://evil.example", "", Some("path")),
            ("We move house.", "//evil.example", "", Some("path")),
            ("We move house.", "/about us", "", Some("path")),
            ("We move house.", "about", "", Some("path")),
            ("We move house.", "", "2026-11-29", Some("until")),
            ("We move house.", "", "soon", Some("until")),
        ] {
            let (words, path, until) = (words.into(), path.into(), until.into());
            let form = SettingForm { words, path, until, ..SettingForm::default() };
            let found = problem_of(Name::Notice, form.clone());
            assert_eq!(found.map(|(field, _)| field).as_deref(), field, "{form:?}");
        }
    }
}
