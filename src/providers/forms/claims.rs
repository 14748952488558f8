//! What people type about working there. Figures come as `figure-{name}`, because each claim asks for its own.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::codes::Code;
use crate::kit::text;
use crate::providers::model::{Figure, Figures, Need, NewClaim, figures_of};
use crate::providers::store::Claim;
use crate::web::form::{self, Problems};

const LONGEST_DETAIL: usize = 300;
pub const LONGEST_EVIDENCE: usize = 2_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct ClaimForm {
    fields: HashMap<String, Vec<String>>,
}

impl From<&Claim> for ClaimForm {
    fn from(claim: &Claim) -> Self {
        let figures = claim.figures();
        let asked = crate::codes::claims().get(&claim.claim).map(figures_of).unwrap_or_default();
        let mut form = Self::default();
        for figure in asked {
            let typed = figures.get(figure.name).map(|kept| figure.typed(kept)).unwrap_or_default();
            form.put(&field_of(&figure), typed);
        }
        form.put("detail", claim.detail.clone());
        form.put("source", claim.source.clone());
        form.put("stated_on", claim.stated_on.map(|day| day.to_string()).unwrap_or_default());
        form.put("evidence", claim.evidence.clone());
        form
    }
}

/// The name of a figure's field.
pub fn field_of(figure: &Figure) -> String {
    format!("figure-{}", figure.name)
}

impl ClaimForm {
    fn put(&mut self, field: &str, value: String) {
        self.fields.insert(field.into(), vec![value]);
    }

    pub fn typed(&self, field: &str) -> &str {
        self.fields.get(field).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// Kept as it is, for nobody to read yet.
    pub fn is_draft(&self) -> bool {
        self.typed("then") == "draft"
    }

    /// The mark of what the form was filled in from.
    pub fn seen(&self) -> &str {
        self.typed("seen")
    }

    /// In a draft everything may be missing, but nothing wrong. `has_file`: evidence is there or comes with the form.
    pub fn check(&self, code: &'static Code, has_file: bool, today: NaiveDate) -> Result<NewClaim, Problems> {
        let mut problems = Problems::none();
        let figures = self.figures(code, &mut problems);
        let detail = text::line(self.typed("detail"));
        problems.not_longer("detail", &detail, LONGEST_DETAIL);
        let source = text::line(self.typed("source"));
        problems.not_longer("source", &source, 160);
        let stated_on = problems.keep("stated_on", self.day(today)).flatten();
        let evidence = text::lines(self.typed("evidence"));
        problems.not_longer("evidence", &evidence, LONGEST_EVIDENCE);
        if !self.is_draft() {
            if source.is_empty() {
                problems.add("source", "Say where this can be checked");
            }
            if stated_on.is_none() {
                problems.add("stated_on", "Enter the date from which this is true");
            }
            if evidence.is_empty() && !has_file {
                problems.add("evidence", "Say what shows that this is so, or add a file");
            }
        }
        problems.done(NewClaim { claim: code.code.clone(), figures, detail, source, stated_on, evidence })
    }

    fn day(&self, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
        match form::day(self.typed("stated_on"))? {
            Some(day) if day > today => Err("The date must be today or in the past".into()),
            day => Ok(day),
        }
    }

    fn figures(&self, code: &'static Code, problems: &mut Problems) -> Figures {
        let (asked, mut kept) = (figures_of(code), Figures::new());
        for figure in &asked {
            let field = field_of(figure);
            match problems.keep(&field, figure.read(self.typed(&field))).flatten() {
                Some(value) => drop(kept.insert(figure.name.to_string(), value)),
                None if figure.need == Need::Must && !self.is_draft() => {
                    problems.add(&field, enter(figure.label));
                }
                None => {}
            }
        }
        let ones: Vec<&Figure> = asked.iter().filter(|figure| figure.need == Need::One).collect();
        if let Some(first) = ones.first().filter(|_| !self.is_draft())
            && !ones.iter().any(|one| kept.contains_key(one.name))
        {
            problems.add(&field_of(first), "Enter one of the figures");
        }
        in_order(&kept, problems);
        kept
    }
}

/// `Which teams` → `Enter which teams`
fn enter(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(char::to_lowercase).into_iter().flatten();
    format!("Enter {}{}", first.collect::<String>(), letters.as_str())
}

/// What begins does so before it ends, and the least is no more than the most.
fn in_order(kept: &Figures, problems: &mut Problems) {
    let both = |low, high| Some((kept.get(low)?, kept.get(high)?));
    if both("from", "to").is_some_and(|(from, to)| from >= to) {
        problems.add("figure-to", "The latest start must be after the earliest");
    }
    let number = |text: &String| text.parse::<f64>().unwrap_or_default();
    if both("least", "most").is_some_and(|(least, most)| number(least) > number(most)) {
        problems.add("figure-most", "The most hours must not be fewer than the fewest");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    const GOOD: [(&str, &str); 4] = [
        ("figure-days", "5"),
        ("source", "Handbook"),
        ("stated_on", "2026-11-22"),
        ("evidence", "Page 12 of the handbook"),
    ];

    fn form(fields: &[(&str, &str)]) -> ClaimForm {
        let mut form = ClaimForm::default();
        GOOD.iter().chain(fields).for_each(|(field, value)| form.put(field, (*value).into()));
        form
    }

    fn first_problem(claim: &str, has_file: bool, fields: &[(&str, &str)]) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let checked = form(fields).check(codes::claims().get(claim).unwrap(), has_file, today);
        checked.err().map(|problems| problems.list()[0].field.clone())
    }

    #[test]
    fn a_claim_is_dated_shown_and_can_be_checked() {
        for (fields, field) in [
            (&[][..], None),
            (&[("figure-days", "")], Some("figure-days")),
            (&[("figure-days", "five")], Some("figure-days")),
            (&[("figure-budget", "lots")], Some("figure-budget")),
            (&[("source", " ")], Some("source")),
            (&[("stated_on", "2026-11-23")], Some("stated_on")),
            (&[("stated_on", "")], Some("stated_on")),
            (&[("stated_on", "soon")], Some("stated_on")),
            (&[("evidence", "")], Some("evidence")),
            (&[("then", "draft"), ("figure-days", ""), ("source", ""), ("evidence", "")], None),
            (&[("then", "draft"), ("figure-days", "five")], Some("figure-days")),
        ] {
            assert_eq!(first_problem("study-leave", false, fields).as_deref(), field, "{fields:?}");
        }
        assert_eq!(first_problem("study-leave", true, &[("evidence", "")]), None, "a file will do");
    }

    #[test]
    fn figures_belong_together() {
        for (claim, fields, field) in [
            ("flexible-start", [("figure-from", "07:00"), ("figure-to", "10:00")], None),
            ("flexible-start", [("figure-from", "10:00"), ("figure-to", "07:00")], Some("figure-to")),
            ("choice-of-hours", [("figure-least", "7.5"), ("figure-most", "37.5")], None),
            ("choice-of-hours", [("figure-least", "9"), ("figure-most", "7.5")], Some("figure-most")),
            ("time-to-care", [("figure-ratio", ""), ("figure-minutes", "")], Some("figure-ratio")),
            ("time-to-care", [("figure-ratio", ""), ("figure-minutes", "30")], None),
        ] {
            assert_eq!(first_problem(claim, false, &fields).as_deref(), field, "{claim} {fields:?}");
        }
    }
}
