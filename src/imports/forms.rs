//! What members send: a file, what its columns mean, and which rows are wanted.

use serde::Deserialize;

use crate::imports::model::{Column, Takes, column};
use crate::listings::ListingKind;
use crate::web::form::Problems;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FileForm {}

/// A field for each column of the file, in its order; an empty one leaves the column out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ColumnsForm {
    pub kind: String,
    pub column: Vec<String>,
}

impl ColumnsForm {
    /// What `count` columns mean.
    pub fn check(&self, count: usize) -> Result<(ListingKind, Vec<Option<&'static Column>>), Problems> {
        let (mut problems, mut columns) = (Problems::none(), Vec::new());
        for place in 0..count {
            let field = self.column.get(place).map_or("", String::as_str);
            let (name, found) = (format!("column-{}", place + 1), column(field));
            if found.is_none() && !field.is_empty() {
                problems.add(&name, "Choose one of the list");
            }
            if let Some(twice) = found.filter(|_| self.column.iter().take(place).any(|one| one == field)) {
                problems.add(&name, format!("“{}” is chosen for a column above already", twice.label));
            }
            columns.push(found);
        }
        if columns.iter().all(Option::is_none) {
            problems.add("column-1", "Say what at least one of the columns is");
        }
        let kind = ListingKind::parse(&self.kind);
        if kind.is_none() {
            problems.add("kind", "Choose what the rows are");
        }
        problems.done((kind.unwrap_or(ListingKind::Role), columns))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StartForm {
    pub takes: String,
    pub submits: String,
}

impl StartForm {
    pub fn check(&self) -> Result<(Takes, bool), Problems> {
        let mut problems = Problems::none();
        let takes = Takes::parse(&self.takes);
        if takes.is_none() {
            problems.add("takes", "Choose which rows you want");
        }
        problems.done((takes.unwrap_or(Takes::Good), self.submits == "yes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_means_one_thing() {
        let form = |kind: &str, columns: &[&str]| ColumnsForm {
            kind: kind.into(),
            column: columns.iter().map(ToString::to_string).collect(),
        };
        for (kind, columns, wrong) in [
            ("role", vec!["title", "", "pay_min"], vec![]),
            ("role", vec!["title"], vec![]),
            ("", vec!["title"], vec!["kind"]),
            ("role", vec!["title", "title", "x"], vec!["column-2", "column-3"]),
            ("placement", vec![], vec!["column-1"]),
        ] {
            let checked = form(kind, &columns).check(3);
            let found: Vec<String> = match checked {
                Ok((_, found)) => {
                    assert_eq!(found.len(), 3);
                    Vec::new()
                }
                Err(problems) => problems.list().iter().map(|problem| problem.field.clone()).collect(),
            };
            assert_eq!(found, wrong, "{kind} {columns:?}");
        }
    }
}
