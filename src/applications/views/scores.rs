//! Scores against the person specification: all members' side by side, and the form of one's own.

use askama::Template;

use crate::accounts::AccountId;
use crate::applications::forms::{ScoresForm, field_of};
use crate::applications::model::{BEST, SCORES, Score, points, total, total_by};
use crate::applications::store::Opening;
use crate::listings::{Criterion, Need};
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// A line of the table: the point, and what each member gave for it.
pub struct ScoreLine {
    pub words: String,
    pub need: &'static str,
    pub given: Vec<String>,
}

/// What everybody gave; empty when the listing has no person specification.
#[derive(Default)]
pub struct Scored {
    pub members: Vec<String>,
    pub lines: Vec<ScoreLine>,
    pub totals: Vec<String>,
    /// Of all members together: `7.5 of 12`; empty when nobody has scored.
    pub total: String,
}

impl Scored {
    pub fn new(criteria: &[Criterion], scores: &[(Score, String)]) -> Self {
        let mut members: Vec<(AccountId, String)> = Vec::new();
        for (score, name) in scores {
            if members.iter().all(|(id, _)| *id != score.by) {
                members.push((score.by, name.clone()));
            }
        }
        let plain: Vec<Score> = scores.iter().map(|(score, _)| *score).collect();
        let given = |criterion: &Criterion, by: AccountId| {
            let found = plain.iter().find(|score| score.criterion == criterion.id && score.by == by);
            found.map(|score| score.score.to_string()).unwrap_or_default()
        };
        let line = |criterion: &Criterion| ScoreLine {
            words: criterion.words.clone(),
            need: criterion.need.label(),
            given: members.iter().map(|(id, _)| given(criterion, *id)).collect(),
        };
        let theirs = |(id, _): &(AccountId, String)| {
            total_by(&plain, *id).map(|sum| sum.to_string()).unwrap_or_default()
        };
        Self {
            lines: criteria.iter().map(line).collect(),
            totals: members.iter().map(theirs).collect(),
            total: total(&plain).map(|sum| of_most(sum, criteria)).unwrap_or_default(),
            members: members.into_iter().map(|(_, name)| name).collect(),
        }
    }
}

fn of_most(sum: f64, criteria: &[Criterion]) -> String {
    format!("{} of {}", points(sum), criteria.len() as i32 * BEST)
}

/// A point with its choice.
pub struct Asked {
    pub field: String,
    pub label: String,
    pub value: String,
}

#[derive(Template)]
#[template(path = "applications/scores.html")]
pub struct ScoresPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub who: String,
    pub title: String,
    pub groups: Vec<(&'static str, Vec<Asked>)>,
    pub choices: Vec<Choice>,
    pub problems: Problems,
}

impl ScoresPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        opening: &Opening,
        criteria: &[Criterion],
        (form, problems): (ScoresForm, Problems),
    ) -> Self {
        let application = &opening.opened.application;
        let asked = |criterion: &Criterion| Asked {
            field: field_of(criterion.id),
            label: criterion.words.clone(),
            value: form.typed(criterion).to_string(),
        };
        let group = |need: &Need| {
            let of_need = criteria.iter().filter(|criterion| criterion.need == *need);
            (need.label(), of_need.map(asked).collect::<Vec<_>>())
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/applications/{}", desk.provider.id, application.id),
            who: application.name.clone(),
            title: opening.opened.vacancy.title.clone(),
            groups: Need::ALL.iter().map(group).filter(|(_, asked)| !asked.is_empty()).collect(),
            choices: SCORES
                .iter()
                .map(|(score, words)| Choice::new(score.to_string(), format!("{score}: {words}")))
                .collect(),
            problems,
        }
    }
}
