//! To a provider whose applicants wait for an answer.

use chrono::NaiveDate;

use crate::applications::model::Vacancy;
use crate::kit::clock;
use crate::kit::letters::{Letter, Site};

pub struct AnswersDueMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub vacancy: &'a Vacancy,
    pub decide_by: NaiveDate,
    pub is_late: bool,
    /// Applications without an outcome.
    pub waiting: i64,
}

impl AnswersDueMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let title = &self.vacancy.title;
        let day = clock::day_words(self.decide_by);
        let who = match self.waiting {
            1 => "1 person still waits".to_string(),
            many => format!("{many} people still wait"),
        };
        let (subject, first) = match self.is_late {
            false => (
                format!("Answers are due by {day}: {title}"),
                format!("You told applicants that everybody hears by {day}. {who} for an answer."),
            ),
            true => (
                format!("Answers are late: {title}"),
                format!("You told applicants that everybody would hear by {day}. {who} for an answer."),
            ),
        };
        let table = format!("/desk/{}/listings/{}/applications", self.vacancy.provider, self.vacancy.listing);
        Letter::to(self.email, self.name, "applications.answers-due")
            .subject(subject)
            .para(first)
            .para(
                "A short answer is better than none. You can tell several of them at once, with one reason.",
            )
            .button("See who waits", site.url(&table))
            .para("How many hear in time is shown on your public page from five applications on.")
            .owed_because("You get this because you are an owner or editor of this organisation on Rounds.")
    }
}
