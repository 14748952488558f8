//! A form as a browser sees it: what it would send if nobody touched it, and what can be filled in by label.
//! A field that is not on the page cannot be filled in, so a journey notices when one is lost.

mod control;
mod tests;

use super::page::{css, squeeze};
use control::{Control, Kind};
use scraper::{ElementRef, Html};

#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub method: String,
    pub multipart: bool,
    controls: Vec<Control>,
}

#[derive(Clone, Debug)]
pub struct Attachment {
    pub filename: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// One thing that is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    Text(String),
    File(String, String, Vec<u8>),
}

impl Form {
    pub fn all(html: &str) -> Vec<Form> {
        let document = Html::parse_document(html);
        document.select(&css("form")).map(|form| Form::read(&document, form)).collect()
    }

    fn read(document: &Html, form: ElementRef<'_>) -> Form {
        let inside = css("input, select, textarea, button");
        let mut found: Vec<_> = form.select(&inside).collect();
        if let Some(id) = form.attr("id") {
            found.extend(document.select(&inside).filter(|control| control.attr("form") == Some(id)));
        }
        Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            method: form.attr("method").unwrap_or("get").to_ascii_lowercase(),
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            controls: found.into_iter().filter_map(|control| Control::read(document, control)).collect(),
        }
    }

    pub fn buttons(&self) -> Vec<String> {
        self.controls.iter().filter_map(Control::button_words).map(str::to_owned).collect()
    }

    pub fn has_button(&self, words: &str) -> bool {
        self.controls.iter().any(|control| control.button_words() == Some(&squeeze(words)))
    }

    /// Where the form goes when the button with these words is pressed.
    pub fn goes_to(&self, button: &str) -> &str {
        let wanted = squeeze(button);
        let own = self.controls.iter().find_map(|control| control.button_action(&wanted));
        own.unwrap_or(&self.action)
    }

    /// Fills in the field with this label or name. One of several choices is named by its own words or value.
    #[track_caller]
    pub fn fill(&mut self, field: &str, value: &str) {
        let known: Vec<_> = self.controls.iter().map(Control::to_string).collect();
        let matching = self.matching(field);
        assert!(!matching.is_empty(), "no field “{field}” in the form {}, only {known:?}", self.action);
        let done = matching.iter().any(|at| self.controls[*at].take(field, value));
        assert!(done, "“{field}” in the form {} does not offer “{value}”: {:?}", self.action, known);
        if let Some(name) = self.single_choice(&matching, value) {
            self.turn_off_others(&name, value);
        }
    }

    #[track_caller]
    pub fn attach(&mut self, field: &str, file: Attachment) {
        assert!(self.multipart, "the form {} would send a file's name only", self.action);
        let at = self.matching(field).into_iter().find(|at| matches!(self.controls[*at].kind, Kind::File(_)));
        let at = at.unwrap_or_else(|| panic!("no file field “{field}” in the form {}", self.action));
        self.controls[at].kind = Kind::File(Some(file));
    }

    /// What the browser would send when the button with these words is pressed.
    pub fn sent(&self, button: &str) -> Vec<(String, Sent)> {
        let wanted = squeeze(button);
        let values = self.controls.iter().flat_map(|control| control.sent(&wanted));
        values.filter(|(name, _)| !name.is_empty()).collect()
    }

    pub fn value(&self, field: &str) -> Option<String> {
        let mut values = self.matching(field).into_iter().flat_map(|at| self.controls[at].sent(""));
        values.find_map(|(_, sent)| match sent {
            Sent::Text(text) => Some(text),
            Sent::File(..) => None,
        })
    }

    /// Exact matches win over labels that merely begin like it (“Phone (optional)”).
    fn matching(&self, field: &str) -> Vec<usize> {
        let wanted = squeeze(field);
        let pick = |test: &dyn Fn(&Control) -> bool| {
            let numbered = self.controls.iter().enumerate();
            numbered.filter(|(_, control)| test(control)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let exact = pick(&|control| [&control.name, &control.label, &control.group].contains(&&wanted));
        match exact.is_empty() {
            true => pick(&|c| c.label.starts_with(&wanted) || c.group.starts_with(&wanted)),
            false => exact,
        }
    }

    fn single_choice(&self, matching: &[usize], value: &str) -> Option<String> {
        let control =
            matching.iter().map(|at| &self.controls[*at]).find(|control| control.is_named(value))?;
        matches!(control.kind, Kind::Tick { one_of_many: true, .. }).then(|| control.name.clone())
    }

    fn turn_off_others(&mut self, group: &str, chosen: &str) {
        for control in self.controls.iter_mut().filter(|control| control.name == group) {
            if !control.is_named(chosen) {
                control.clear();
            }
        }
    }
}
