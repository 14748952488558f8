//! The name of a listing that others start from.

use serde::Deserialize;

use crate::kit::text;
use crate::web::form::Problems;

const LONGEST_NAME: usize = 120;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    pub name: String,
}

impl TemplateForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let name = text::line(&self.name);
        if name.is_empty() {
            problems.add("name", "Give the template a name");
        }
        problems.not_longer("name", &name, LONGEST_NAME);
        problems.done(name)
    }
}
