//! Scores come as `score-{number of the criterion}`, because each listing has its own.

use std::collections::HashMap;

use serde::Deserialize;

use crate::accounts::AccountId;
use crate::applications::model::{BEST, Score};
use crate::kit::text;
use crate::listings::Criterion;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct ScoresForm {
    fields: HashMap<String, String>,
}

impl ScoresForm {
    /// As this member scored before.
    pub fn of(scores: &[Score], by: AccountId) -> Self {
        let own = scores.iter().filter(|score| score.by == by);
        let fields = own.map(|score| (field_of(score.criterion), score.score.to_string()));
        Self { fields: fields.collect() }
    }

    pub fn typed(&self, criterion: &Criterion) -> &str {
        self.fields.get(&field_of(criterion.id)).map_or("", String::as_str)
    }

    /// Every criterion needs a score, so that the totals of members can be compared.
    pub fn check(&self, criteria: &[Criterion], by: AccountId) -> Result<Vec<Score>, Problems> {
        let mut problems = Problems::none();
        let mut scores = Vec::new();
        for criterion in criteria {
            match self.typed(criterion).parse().ok().filter(|score| (0..=BEST).contains(score)) {
                Some(score) => scores.push(Score { criterion: criterion.id, by, score }),
                None => problems.add(
                    &field_of(criterion.id),
                    format!("Choose a score for “{}”", text::excerpt(&criterion.words, 60)),
                ),
            }
        }
        problems.done(scores)
    }
}

/// The name of a criterion's field.
pub fn field_of(criterion: crate::listings::CriterionId) -> String {
    format!("score-{criterion}")
}
