//! How far statistics look back, and in what steps.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Deserialize;

use crate::web::pages::with_query;

crate::kit::words::words! {
    pub enum Step { Week = "week", Month = "month" }
}

/// Months that can be looked back.
pub const SPANS: [u32; 3] = [3, 12, 24];

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct StatisticsQuery {
    pub by: String,
    pub months: String,
}

impl StatisticsQuery {
    pub fn step(&self) -> Step {
        Step::parse(&self.by).unwrap_or(Step::Week)
    }

    pub fn span(&self) -> u32 {
        let asked = self.months.parse().ok().filter(|months| SPANS.contains(months));
        asked.unwrap_or(SPANS[0])
    }

    /// The address of the page, or of the file, with another step or span.
    pub fn address(path: &str, step: Step, span: u32) -> String {
        with_query(path, &[("by", step.as_str()), ("months", &span.to_string())])
    }

    /// The first day of each step, the oldest first. Weeks begin on Monday.
    pub fn starts(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let first = today.checked_sub_months(Months::new(self.span())).unwrap_or(today);
        let mut start = match self.step() {
            Step::Week => first.week(chrono::Weekday::Mon).first_day(),
            Step::Month => first.with_day(1).unwrap_or(first),
        };
        let mut starts = Vec::new();
        while start < today {
            starts.push(start);
            let next = match self.step() {
                Step::Week => start.checked_add_days(Days::new(7)),
                Step::Month => start.checked_add_months(Months::new(1)),
            };
            start = next.unwrap_or(today);
        }
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_begin_on_mondays_and_on_the_first() {
        for (by, months, today, first, last, count) in [
            ("week", "3", "2026-11-23", "2026-08-17", "2026-11-16", 14),
            ("", "", "2026-11-24", "2026-08-24", "2026-11-23", 14),
            ("month", "12", "2026-11-23", "2025-11-01", "2026-11-01", 13),
            ("month", "24", "2026-12-01", "2024-12-01", "2026-11-01", 24),
            ("month", "7", "2026-11-23", "2026-08-01", "2026-11-01", 4),
        ] {
            let query = StatisticsQuery { by: by.into(), months: months.into() };
            let starts = query.starts(today.parse().unwrap());
            let ends = (starts.first().unwrap().to_string(), starts.last().unwrap().to_string());
            assert_eq!(
                (ends.0.as_str(), ends.1.as_str(), starts.len()),
                (first, last, count),
                "{by} {months}"
            );
        }
    }
}
