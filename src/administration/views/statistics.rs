//! The site in numbers over time.

use askama::Template;
use chrono::NaiveDate;

use super::Tab;
use crate::administration::forms::{SPANS, StatisticsQuery, Step};
use crate::applications::model::{divided, median};
use crate::kit::clock::day_words;
use crate::providers::Chosen;
use crate::statistics::{Figure, Wait};
use crate::web::charts::{Chart, Point};
use crate::web::page::Page;

pub const STATISTICS: &str = "/administration/statistics";
pub const STATISTICS_FILE: &str = "/administration/statistics/totals.csv";

/// What was counted, in steps of time.
pub struct Counted {
    pub starts: Vec<NaiveDate>,
    by: Step,
    figures: Vec<(Figure, Vec<i64>)>,
    /// Of each step: how many were decided, the median of hours that they waited, and how many of a hundred in time.
    reviews: Vec<(i64, Option<i64>, Option<i64>)>,
}

impl Counted {
    pub fn new(
        query: &StatisticsQuery,
        today: NaiveDate,
        totals: &[(NaiveDate, Figure, i64)],
        waits: &[Wait],
    ) -> Self {
        let starts = query.starts(today);
        let of = |figure: &Figure| {
            let own = totals.iter().filter(|(_, one, _)| one == figure);
            (*figure, divided(&starts, own.map(|(day, _, number)| (*day, *number))))
        };
        let figures = Figure::ALL.iter().map(of).collect();
        let reviews = (0..starts.len()).map(|place| review(&starts, place, waits)).collect();
        Self { by: query.step(), figures, reviews, starts }
    }

    fn label(&self, day: NaiveDate) -> (String, String) {
        match self.by {
            Step::Week => (day.format("%-d %b").to_string(), format!("Week from {}", day_words(day))),
            Step::Month => (day.format("%b").to_string(), day.format("%B %Y").to_string()),
        }
    }

    fn chart(&self, id: &'static str, title: &str, head: &'static str, values: &[i64]) -> Chart {
        let point = |(day, value): (&NaiveDate, &i64)| {
            let (label, said) = self.label(*day);
            Point { label, said, value: *value, href: String::new() }
        };
        Chart::columns(id, title, ["When", head], self.starts.iter().zip(values).map(point).collect())
    }

    pub fn charts(&self) -> Vec<Chart> {
        let figure = |(figure, values): &(Figure, Vec<i64>)| {
            self.chart(id_of(*figure), figure.label(), "Number", values)
        };
        let mut charts: Vec<Chart> = self.figures.iter().map(figure).collect();
        let median: Vec<i64> = self.reviews.iter().map(|(_, hours, _)| hours.unwrap_or_default()).collect();
        let share: Vec<i64> = self.reviews.iter().map(|(.., share)| share.unwrap_or_default()).collect();
        let decided = self.reviews.iter().map(|(decided, ..)| decided).sum::<i64>();
        let told = format!("Of {decided} decisions. A step without a decision stands at nothing.");
        charts.push(Chart {
            told: told.clone(),
            ..self.chart("review-hours", "Median hours until the review desk decided", "Hours", &median)
        });
        let title = "Per cent decided within the review target";
        charts.push(Chart { told, ..self.chart("review-share", title, "Per cent", &share) });
        charts
    }

    /// Everything as rows, with their heads.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let heads = ["From".to_string()].into_iter();
        let heads = heads.chain(self.figures.iter().map(|(figure, _)| figure.label().to_string()));
        let reviews = ["Decided by the review desk", "Median of hours waited", "Per cent decided in time"];
        let mut rows = vec![heads.chain(reviews.map(str::to_string)).collect::<Vec<String>>()];
        let said = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        for (place, (start, review)) in self.starts.iter().zip(&self.reviews).enumerate() {
            let numbers = self.figures.iter().map(|(_, values)| said(values.get(place).copied()));
            let ends = [review.0.to_string(), said(review.1), said(review.2)];
            rows.push([start.to_string()].into_iter().chain(numbers).chain(ends).collect());
        }
        rows
    }
}

fn review(starts: &[NaiveDate], place: usize, waits: &[Wait]) -> (i64, Option<i64>, Option<i64>) {
    let from = waits.partition_point(|wait| starts.get(place).is_some_and(|start| wait.day < *start));
    let until = match starts.get(place + 1) {
        Some(next) => waits.partition_point(|wait| wait.day < *next),
        None => waits.len(),
    };
    let own = waits.get(from..until).unwrap_or_default();
    let count = own.len() as i64;
    let in_time = own.iter().filter(|wait| wait.is_in_time).count() as i64;
    let hours = median(own.iter().map(|wait| (wait.minutes + 30) / 60).collect());
    (count, hours, (count > 0).then(|| in_time * 100 / count.max(1)))
}

/// On the page.
fn id_of(figure: Figure) -> &'static str {
    match figure {
        Figure::Candidates => "candidates",
        Figure::Members => "members",
        Figure::Staff => "staff",
        Figure::Verified => "verified",
        Figure::Published => "published",
        Figure::Closed => "closed",
        Figure::Begun => "begun",
        Figure::Submitted => "submitted",
        Figure::AlertsMade => "alerts-made",
        Figure::AlertsEnded => "alerts-ended",
        Figure::LettersSent => "emails-sent",
        Figure::LettersDead => "emails-dead",
        Figure::Views => "views",
    }
}

#[derive(Template)]
#[template(path = "administration/statistics.html")]
pub struct StatisticsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub steps: Vec<Chosen>,
    pub spans: Vec<Chosen>,
    pub charts: Vec<Chart>,
    /// Why people said that they ended alerts, and how many did.
    pub reasons: Vec<(&'static str, i64)>,
    /// The last day that is counted.
    pub until: String,
    pub file: String,
}

pub fn step_links(query: &StatisticsQuery) -> Vec<Chosen> {
    let label = |step: Step| if step == Step::Week { "Weeks" } else { "Months" };
    let link = |step: &Step| Chosen {
        href: StatisticsQuery::address(STATISTICS, *step, query.span()),
        label: label(*step).into(),
        current: *step == query.step(),
    };
    Step::ALL.iter().map(link).collect()
}

pub fn span_links(query: &StatisticsQuery) -> Vec<Chosen> {
    let link = |span: u32| Chosen {
        href: StatisticsQuery::address(STATISTICS, query.step(), span),
        label: format!("{span} months"),
        current: span == query.span(),
    };
    SPANS.map(link).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn totals_fall_into_their_weeks_and_the_middle_is_of_what_was_decided() {
        let today = day("2026-11-23");
        let totals = [
            (day("2026-11-15"), Figure::Published, 2),
            (day("2026-11-16"), Figure::Published, 3),
            (day("2026-11-22"), Figure::Published, 4),
            (day("2026-11-22"), Figure::Views, 9),
            (day("2020-01-01"), Figure::Views, 100),
        ];
        let wait = |on: &str, hours: i64, is_in_time| Wait { day: day(on), minutes: hours * 60, is_in_time };
        let waits = [
            wait("2026-11-10", 5, true),
            wait("2026-11-16", 1, true),
            wait("2026-11-17", 9, true),
            wait("2026-11-20", 80, false),
        ];
        let counted = Counted::new(&StatisticsQuery::default(), today, &totals, &waits);
        let rows = counted.rows();
        let column = |head: &str| rows[0].iter().position(|one| one == head).unwrap();
        let last = rows.last().unwrap();
        for (head, want) in [
            ("From", "2026-11-16"),
            ("Listings published", "7"),
            ("Views of listings", "9"),
            ("Emails sent", "0"),
            ("Decided by the review desk", "3"),
            ("Median of hours waited", "9"),
            ("Per cent decided in time", "66"),
        ] {
            assert_eq!(last[column(head)], want, "{head}");
        }
        assert_eq!(rows[rows.len() - 2][column("Listings published")], "2");
        assert_eq!(rows[1][column("Median of hours waited")], "", "nothing was decided");
        assert_eq!(counted.charts().len(), Figure::ALL.len() + 2);
    }
}
