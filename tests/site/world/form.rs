//! A form as a browser sees it: what it would send if nobody touched it, and what can be filled in by label.
//! A field that is not on the page cannot be filled in, so a journey notices when one is lost.

use super::page::{css, squeeze, text_of};
use scraper::{ElementRef, Html};

#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub method: String,
    pub multipart: bool,
    controls: Vec<Control>,
}

#[derive(Clone, Debug)]
struct Control {
    name: String,
    /// The visible label, and for one of several choices also the words over the group.
    label: String,
    group: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
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
    },
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

    /// Empties a field, or takes away every tick of a group.
    pub fn clear(&mut self, field: &str) {
        for at in self.matching(field) {
            self.controls[at].clear();
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

impl Control {
    fn read(document: &Html, element: ElementRef<'_>) -> Option<Control> {
        let kind = Kind::read(element)?;
        let disabled = element.attr("disabled").is_some();
        (!disabled).then(|| Control {
            name: element.attr("name").unwrap_or_default().to_owned(),
            label: label_of(document, element),
            group: group_of(element),
            kind,
        })
    }

    fn button_words(&self) -> Option<&str> {
        match &self.kind {
            Kind::Button { words, .. } => Some(words),
            _ => None,
        }
    }

    fn is_named(&self, value: &str) -> bool {
        match &self.kind {
            Kind::Tick { value: own, .. } => own == value || self.label == value,
            _ => false,
        }
    }

    /// False if this control has no such choice.
    fn take(&mut self, field: &str, wanted: &str) -> bool {
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

    fn clear(&mut self) {
        match &mut self.kind {
            Kind::Text(value) => value.clear(),
            Kind::Tick { on, .. } => *on = false,
            Kind::Select { chosen, .. } => chosen.clear(),
            Kind::File(file) => *file = None,
            Kind::Hidden(_) | Kind::Button { .. } => {}
        }
    }

    fn sent(&self, button: &str) -> Vec<(String, Sent)> {
        let values = match &self.kind {
            Kind::Text(value) | Kind::Hidden(value) => vec![Sent::Text(value.clone())],
            Kind::Tick { value, on: true, .. } => vec![Sent::Text(value.clone())],
            Kind::Select { chosen, .. } => chosen.iter().cloned().map(Sent::Text).collect(),
            Kind::Button { words, value } if words == button => vec![Sent::Text(value.clone())],
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
        let kind = element.attr("type").unwrap_or_default();
        Some(match (element.value().name(), kind) {
            ("button", "button" | "reset") | ("input", "button" | "reset") => return None,
            ("button", _) => Kind::Button { words: text_of(element), value: value() },
            ("input", "submit") => Kind::Button { words: value(), value: value() },
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

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form action="/apply" method="post" enctype="multipart/form-data">
        <input type="hidden" name="step" value="2">
        <label for="n">Your name</label><input id="n" name="name" value="Ada">
        <label for="s">Statement (optional)</label><textarea id="s" name="statement">
Dear all</textarea>
        <fieldset><legend>Pattern</legend>
          <label><input type="radio" name="pattern" value="days" checked> Days</label>
          <label><input type="radio" name="pattern" value="nights"> Nights</label></fieldset>
        <fieldset><legend>Skills</legend>
          <input type="checkbox" name="skill" value="a" id="a"><label for="a">Airway</label>
          <input type="checkbox" name="skill" value="b" id="b"><label for="b">Blood</label></fieldset>
        <label for="g">Grade</label><select id="g" name="grade"><option value="">Choose</option><option value="5">Band 5</option></select>
        <label for="cv">CV</label><input type="file" id="cv" name="cv">
        <button name="then" value="next">Save and continue</button><button name="then" value="later">Save for later</button>
        </form><form action="/search"><button>Search</button></form>"#;

    fn form() -> Form {
        Form::all(PAGE).into_iter().find(|form| form.has_button("Save for later")).expect("the form")
    }

    fn texts(sent: Vec<(String, Sent)>) -> Vec<String> {
        let text = |(name, sent)| match sent {
            Sent::Text(value) => format!("{name}={value}"),
            Sent::File(file, ..) => format!("{name}:{file}"),
        };
        sent.into_iter().map(text).collect()
    }

    #[test]
    fn an_untouched_form_sends_what_it_holds() {
        let expected =
            ["step=2", "name=Ada", "statement=Dear all", "pattern=days", "grade=", "cv:", "then=later"];
        assert_eq!(texts(form().sent("Save for later")), expected);
    }

    #[test]
    fn fields_are_filled_by_label_group_or_name() {
        let mut form = form();
        form.fill("Your name", "Grace");
        form.fill("Statement", "Hello");
        form.fill("Pattern", "Nights");
        form.fill("Skills", "Airway");
        form.fill("Blood", "yes");
        form.fill("grade", "Band 5");
        let cv = Attachment { filename: "cv.pdf".into(), mime: "application/pdf".into(), bytes: vec![1] };
        form.attach("CV", cv);
        let sent = texts(form.sent("Save and continue")).join(" ");
        assert_eq!(
            sent,
            "step=2 name=Grace statement=Hello pattern=nights skill=a skill=b grade=5 cv:cv.pdf then=next"
        );
    }

    #[test]
    #[should_panic(expected = "no field “Telephone”")]
    fn a_field_that_is_not_there_is_noticed() {
        form().fill("Telephone", "1");
    }

    #[test]
    #[should_panic(expected = "does not offer “Band 9”")]
    fn a_choice_that_is_not_there_is_noticed() {
        form().fill("Grade", "Band 9");
    }
}
