//! What a provider offers, and what a candidate says to it.

use chrono::{Duration, NaiveDate};
use serde::Deserialize;

use super::LONGEST_WORDS;
use crate::applications::actions::OfferEnd;
use crate::applications::model::{Condition, MISTAKE, MOST_DAYS, OfferId, OfferTerms, State, USUAL_DAYS};
use crate::codes::{self, List};
use crate::kit::text;
use crate::web::form::{self, Problems};

const LONGEST_PAY: usize = 300;
const LONGEST_CONDITION: usize = 200;
const MOST_OWN: usize = 10;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    pub starts_on: String,
    pub pay: String,
    /// Codes of the list.
    pub condition: Vec<String>,
    /// Others, one on each line.
    pub others: String,
    pub words: String,
    pub expires_on: String,
    /// `letters` asks to see it before it is sent, `change` to write it once more.
    pub then: String,
}

impl OfferForm {
    /// What most offers say: the pay of the listing, the usual checks, a week to answer.
    pub fn fresh(pay: Option<String>, today: NaiveDate) -> Self {
        Self {
            pay: pay.unwrap_or_default(),
            condition: ["references", "right-to-work", "occupational-health"].map(String::from).into(),
            expires_on: (today + Duration::days(USUAL_DAYS)).to_string(),
            ..Self::default()
        }
    }

    pub fn wants_letters(&self) -> bool {
        self.then == "letters"
    }

    pub fn wants_change(&self) -> bool {
        self.then == "change"
    }

    pub fn check(&self, today: NaiveDate) -> Result<OfferTerms, Problems> {
        let mut problems = Problems::none();
        let pay = problems.required("pay", &self.pay, "Say what you pay", LONGEST_PAY);
        let starts_on = problems.keep("starts_on", start(&self.starts_on, today)).flatten();
        let conditions = codes::offer_conditions();
        let chosen = conditions.check_each(&self.condition, &[], "Choose conditions from the list");
        let chosen = problems.keep("condition", chosen).unwrap_or_default();
        let own = text::lines(&self.others);
        let own: Vec<String> = own.lines().map(text::line).filter(|line| !line.is_empty()).collect();
        if own.len() > MOST_OWN {
            problems.add("others", format!("Write {MOST_OWN} conditions of your own or fewer"));
        }
        if own.iter().any(|line| line.chars().count() > LONGEST_CONDITION) {
            problems.add("others", format!("Each condition must be {LONGEST_CONDITION} characters or fewer"));
        }
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        let expires_on = problems.keep("expires_on", end(&self.expires_on, today));
        // What was agreed stays, whatever the list says later.
        let listed = chosen.into_iter().map(|code| {
            let words = conditions.label(&code).to_string();
            Condition { code: Some(code), words }
        });
        let own = own.into_iter().map(|words| Condition { code: None, words });
        let conditions = listed.chain(own).collect();
        problems.done(OfferTerms { starts_on, pay, words, expires_on, conditions })
    }
}

fn start(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    match form::day(typed)? {
        Some(day) if day < today => Err("Enter a start date that has not passed".into()),
        day => Ok(day),
    }
}

fn end(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    match form::day(typed)? {
        None => Err("Enter the last day on which the offer can be answered".into()),
        Some(day) if day <= today => Err("Give the candidate until tomorrow at the least".into()),
        Some(day) if (day - today).num_days() > MOST_DAYS => {
            Err(format!("Enter a day within {MOST_DAYS} days"))
        }
        Some(day) => Ok(day),
    }
}

/// Which offer is accepted: the one that the page showed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    pub offer: String,
}

impl AcceptForm {
    pub fn offer(&self) -> Option<OfferId> {
        self.offer.parse().ok()
    }
}

/// Why an offer is taken back, or declined.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OfferEndForm {
    /// The offer that the page was about.
    pub offer: String,
    pub reason: String,
    pub words: String,
}

impl OfferEndForm {
    pub fn of(offer: OfferId) -> Self {
        Self { offer: offer.to_string(), ..Self::default() }
    }

    pub fn offer(&self) -> Option<OfferId> {
        self.offer.parse().ok()
    }

    /// A provider says why. What has been accepted is not replaced: changes to it are agreed by both.
    pub fn check_withdrawal(&self, state: State) -> Result<OfferEnd, Problems> {
        let mut problems = Problems::none();
        let wrong = "Choose the reason that the candidate will read";
        problems.keep("reason", codes::offer_withdrawal_reasons().check(&self.reason, "", wrong));
        if self.reason == MISTAKE && state == State::Accepted {
            problems.add("reason", "The offer has been accepted. Agree on a change by message instead");
        }
        self.end(problems)
    }

    /// A candidate may say why, or not.
    pub fn check_refusal(&self) -> Result<OfferEnd, Problems> {
        let mut problems = Problems::none();
        let list: &List = codes::offer_decline_reasons();
        if !self.reason.is_empty() {
            problems.keep("reason", list.check(&self.reason, "", "Choose a reason from the list"));
        }
        self.end(problems)
    }

    fn end(&self, mut problems: Problems) -> Result<OfferEnd, Problems> {
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        let reason = Some(self.reason.clone()).filter(|reason| !reason.is_empty());
        problems.done(OfferEnd { reason, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_has_pay_and_an_end() {
        let today: NaiveDate = "2026-11-20".parse().unwrap();
        let fresh = || OfferForm::fresh(Some("£40,000 a year".into()), today);
        for (form, wrong) in [
            (fresh(), ""),
            (OfferForm { pay: " ".into(), ..fresh() }, "pay"),
            (OfferForm { expires_on: "2026-11-20".into(), ..fresh() }, "expires_on"),
            (OfferForm { expires_on: "2026-11-21".into(), ..fresh() }, ""),
            (OfferForm { expires_on: "2027-06-01".into(), ..fresh() }, "expires_on"),
            (OfferForm { expires_on: String::new(), ..fresh() }, "expires_on"),
            (OfferForm { starts_on: "2026-11-19".into(), ..fresh() }, "starts_on"),
            (OfferForm { condition: vec!["gold".into()], ..fresh() }, "condition"),
            (OfferForm { others: "x\n".repeat(11), ..fresh() }, "others"),
        ] {
            match form.check(today) {
                Ok(terms) => assert!(wrong.is_empty() && terms.conditions.len() >= 3, "{wrong}"),
                Err(problems) => assert!(!wrong.is_empty() && problems.of(wrong).is_some(), "{problems:?}"),
            }
        }
    }

    #[test]
    fn what_was_accepted_is_not_replaced() {
        for (reason, state, right) in [
            ("mistake", State::Offered, true),
            ("mistake", State::Accepted, false),
            ("check-not-passed", State::Accepted, true),
            ("", State::Offered, false),
        ] {
            let form = OfferEndForm { reason: reason.into(), ..OfferEndForm::default() };
            assert_eq!(form.check_withdrawal(state).is_ok(), right, "{reason} {state}");
        }
        assert!(OfferEndForm::default().check_refusal().is_ok());
    }
}
