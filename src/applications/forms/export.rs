//! Which file of applicants a member wants.

use serde::Deserialize;

use super::TableQuery;
use crate::applications::model::ExportKind;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    pub kind: String,
    /// What the table was filtered by.
    pub state: String,
    pub q: String,
}

impl ExportForm {
    /// Of what this table shows.
    pub fn of(table: &TableQuery) -> Self {
        Self { kind: String::new(), state: table.state.clone(), q: table.q.clone() }
    }

    /// The table, from its first page on.
    pub fn table(&self) -> TableQuery {
        TableQuery { state: self.state.clone(), q: self.q.clone(), ..TableQuery::default() }
    }

    pub fn check(&self) -> Result<ExportKind, Problems> {
        let mut problems = Problems::none();
        let kind = ExportKind::parse(&self.kind).ok_or("Choose what you want");
        problems.keep("kind", kind).ok_or(problems)
    }
}
