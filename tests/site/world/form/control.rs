//! One control of a form: how it is found, filled in and sent.

use super::{Attachment, Sent};
use crate::world::page::{css, squeeze, text_of};
use scraper::{ElementRef, Html};

#[derive(Clone, Debug)]
pub struct Control {
    pub name: String,
    /// The visible label, and for one of several choices also the words over the group.
    pub label: String,
    pub group: String,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Text(String),
    Hidden(String),
    /// A radio button or a checkbox.
    Tick {
        one_of_many: bool,
        value: String,
        on: bool,
    },
    Select {
        several: bool,
        options: Vec<(String, String)>,
        chosen: Vec<String>,
    },
    File(Option<Attachment>),
    Button {
        words: String,
        value: String,
        /// Where this button sends the form, when that is not where the form says.
        action: Option<String>,
    },
}

impl Control {
    pub fn read(document: &Html, element: ElementRef<'_>) -> Option<Control> {
        let kind = Kind::read(element)?;
        let disabled = element.attr("disabled").is_some();
        (!disabled).then(|| Control {
            name: element.attr("name").unwrap_or_default().to_owned(),
            label: label_of(document, element),
            group: group_of(element),
            kind,
        })
    }

    pub fn button_words(&self) -> Option<&str> {
        match &self.kind {
            Kind::Button { words, .. } => Some(words),
            _ => None,
        }
    }

    pub fn button_action(&self, button: &str) -> Option<&str> {
        match &self.kind {
            Kind::Button { words, action, .. } if words == button => action.as_deref(),
            _ => None,
        }
    }

    pub fn is_named(&self, value: &str) -> bool {
        match &self.kind {
            Kind::Tick { value: own, .. } => own == value || self.label == value,
            _ => false,
        }
    }

    /// False if this control has no such choice.
    pub fn take(&mut self, field: &str, wanted: &str) -> bool {
        let alone = self.label == field;
        let named = self.is_named(wanted);
        match &mut self.kind {
            Kind::Text(value) | Kind::Hidden(value) => *value = wanted.to_owned(),
            Kind::Tick { on, one_of_many: false, .. } if alone && !named => match wanted {
                "yes" => *on = true,
                "no" => *on = false,
                _ => return false,
            },
            Kind::Tick { on, .. } if named => *on = true,
            Kind::Select { several, options, chosen } => {
                let found = options.iter().find(|(value, words)| value == wanted || words == wanted);
                let Some((value, _)) = found else { return false };
                if !*several {
                    chosen.clear();
                }
                chosen.push(value.clone());
            }
            Kind::Tick { .. } | Kind::File(_) | Kind::Button { .. } => return false,
        }
        true
    }

    pub fn clear(&mut self) {
        match &mut self.kind {
            Kind::Text(value) => value.clear(),
            Kind::Tick { on, .. } => *on = false,
            Kind::Select { chosen, .. } => chosen.clear(),
            Kind::File(file) => *file = None,
            Kind::Hidden(_) | Kind::Button { .. } => {}
        }
    }

    pub fn sent(&self, button: &str) -> Vec<(String, Sent)> {
        let values = match &self.kind {
            Kind::Text(value) | Kind::Hidden(value) => vec![Sent::Text(value.clone())],
            Kind::Tick { value, on: true, .. } => vec![Sent::Text(value.clone())],
            Kind::Select { chosen, .. } => chosen.iter().cloned().map(Sent::Text).collect(),
            Kind::Button { words, value, .. } if words == button => vec![Sent::Text(value.clone())],
            Kind::File(Some(file)) => {
                vec![Sent::File(file.filename.clone(), file.mime.clone(), file.bytes.clone())]
            }
            Kind::File(None) => {
                vec![Sent::File(String::new(), "application/octet-stream".into(), Vec::new())]
            }
            Kind::Tick { .. } | Kind::Button { .. } => Vec::new(),
        };
        values.into_iter().map(|value| (self.name.clone(), value)).collect()
    }
}

impl std::fmt::Display for Control {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} “{}”", self.name, self.label)
    }
}

impl Kind {
    fn read(element: ElementRef<'_>) -> Option<Kind> {
        let value = || element.attr("value").unwrap_or_default().to_owned();
        let action = || element.attr("formaction").map(str::to_owned);
        let kind = element.attr("type").unwrap_or_default();
        Some(match (element.value().name(), kind) {
            ("button", "button" | "reset") | ("input", "button" | "reset") => return None,
            ("button", _) => Kind::Button { words: text_of(element), value: value(), action: action() },
            ("input", "submit") => Kind::Button { words: value(), value: value(), action: action() },
            ("input", "hidden") => Kind::Hidden(value()),
            ("input", "file") => Kind::File(None),
            ("input", "radio" | "checkbox") => Kind::Tick {
                one_of_many: kind == "radio",
                value: element.attr("value").unwrap_or("on").to_owned(),
                on: element.attr("checked").is_some(),
            },
            ("select", _) => Kind::read_select(element),
            // A browser drops the line break that follows the tag.
            ("textarea", _) => Kind::Text(element.text().collect::<String>()),
            _ => Kind::Text(value()),
        })
    }

    fn read_select(element: ElementRef<'_>) -> Kind {
        let several = element.attr("multiple").is_some();
        let mut options = Vec::new();
        let mut chosen = Vec::new();
        for option in element.select(&css("option")) {
            let words = text_of(option);
            let value = option.attr("value").map_or_else(|| words.clone(), str::to_owned);
            if option.attr("selected").is_some() {
                chosen.push(value.clone());
            }
            options.push((value, words));
        }
        if chosen.is_empty() && !several {
            chosen.extend(options.first().map(|(value, _)| value.clone()));
        }
        Kind::Select { several, options, chosen }
    }
}

fn label_of(document: &Html, element: ElementRef<'_>) -> String {
    let pointing = element.attr("id").and_then(|id| {
        document.select(&css("label[for]")).find(|label| label.attr("for") == Some(id)).map(text_of)
    });
    let around = || ancestor(element, "label").map(text_of);
    let spoken = || element.attr("aria-label").map(squeeze);
    pointing.or_else(around).or_else(spoken).unwrap_or_default()
}

fn group_of(element: ElementRef<'_>) -> String {
    let legend = css("legend");
    let group = ancestor(element, "fieldset").and_then(|group| group.select(&legend).next());
    group.map(text_of).unwrap_or_default()
}

fn ancestor<'a>(element: ElementRef<'a>, name: &str) -> Option<ElementRef<'a>> {
    element.ancestors().filter_map(ElementRef::wrap).find(|above| above.value().name() == name)
}
