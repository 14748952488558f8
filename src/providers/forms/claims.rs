//! What people type about working there.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::kit::text;
use crate::providers::model::NewClaim;
use crate::providers::store::Claim;
use crate::web::form::{self, Problems};

const LONGEST_CLAIM: usize = 300;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub detail: String,
    pub source: String,
    pub stated_on: String,
}

impl From<&Claim> for ClaimForm {
    fn from(claim: &Claim) -> Self {
        Self {
            detail: claim.detail.clone(),
            source: claim.source.clone(),
            stated_on: claim.stated_on.to_string(),
        }
    }
}

impl ClaimForm {
    pub fn check(&self, claim: &str, today: NaiveDate) -> Result<NewClaim, Problems> {
        let mut problems = Problems::none();
        let detail = text::line(&self.detail);
        if detail.is_empty() {
            problems.add("detail", "Say what you offer, with figures where there are any");
        }
        problems.not_longer("detail", &detail, LONGEST_CLAIM);
        let source = problems.required("source", &self.source, "Say where this can be checked", 160);
        let stated_on = match problems.keep("stated_on", form::day(&self.stated_on)).flatten() {
            Some(day) if day > today => {
                problems.add("stated_on", "The date must be today or in the past");
                today
            }
            Some(day) => day,
            None => {
                problems.add("stated_on", "Enter the date from which this is true");
                today
            }
        };
        problems.done(NewClaim { claim: claim.into(), detail, source, stated_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_dated_and_can_be_checked() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let form = |detail: &str, source: &str, day: &str| ClaimForm {
            detail: detail.into(),
            source: source.into(),
            stated_on: day.into(),
        };
        for (form, field) in [
            (form("Five days a year", "Handbook", "2026-11-22"), None),
            (form("", "Handbook", "2026-11-22"), Some("detail")),
            (form("Five days a year", " ", "2026-11-22"), Some("source")),
            (form("Five days a year", "Handbook", "2026-11-23"), Some("stated_on")),
            (form("Five days a year", "Handbook", ""), Some("stated_on")),
            (form("Five days a year", "Handbook", "soon"), Some("stated_on")),
        ] {
            let problems = form.check("study-leave", today).err();
            let first = problems.map(|problems| problems.list()[0].field.clone());
            assert_eq!(first.as_deref(), field, "{form:?}");
        }
    }
}
