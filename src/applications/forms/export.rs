//! Which file of applicants a member wants.

use serde::Deserialize;

use crate::applications::model::ExportKind;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    pub kind: String,
}

impl ExportForm {
    pub fn check(&self) -> Result<ExportKind, Problems> {
        let mut problems = Problems::none();
        let kind = ExportKind::parse(&self.kind).ok_or("Choose what you want");
        problems.keep("kind", kind).ok_or(problems)
    }
}
