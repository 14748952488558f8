//! One list of codes: those that are offered now, in their order, and those that were once.

use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Code {
    pub code: String,
    pub label: String,
    /// Empty in a list without groups.
    pub group: String,
    /// A few words more for the person who chooses; often empty.
    pub hint: String,
    /// The columns that only this list has.
    #[serde(skip)]
    more: BTreeMap<String, String>,
}

/// A column as [`Code::word`] names it, and its words.
pub type Words = BTreeMap<String, String>;

impl Code {
    /// A column that only this list has; empty when there is none of that name.
    pub fn fact(&self, column: &str) -> &str {
        self.more.get(column).map_or("", String::as_str)
    }

    /// Any column by its name.
    pub fn word(&self, column: &str) -> &str {
        match column {
            "label" => &self.label,
            "group" => &self.group,
            "hint" => &self.hint,
            other => self.fact(other),
        }
    }

    /// The same code with other words in some columns.
    pub(super) fn with(mut self, words: &Words) -> Code {
        for (column, word) in words {
            match column.as_str() {
                "label" => self.label.clone_from(word),
                "group" => self.group.clone_from(word),
                "hint" => self.hint.clone_from(word),
                other => drop(self.more.insert(other.to_owned(), word.clone())),
            }
        }
        self
    }

    pub(super) fn new(code: &str, words: &Words) -> Code {
        let empty = || String::new();
        let blank = Code {
            code: code.to_owned(),
            label: empty(),
            group: empty(),
            hint: empty(),
            more: BTreeMap::new(),
        };
        blank.with(words)
    }

    /// "Physiotherapists"; the label where the list has no plural.
    pub fn plural(&self) -> &str {
        match self.fact("plural") {
            "" => &self.label,
            plural => plural,
        }
    }

    /// The register that a person of this profession must be on.
    pub fn body(&self) -> Option<&str> {
        Some(self.fact("body")).filter(|body| !body.is_empty())
    }
}

/// The codes that stand under one heading.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    pub label: &'a str,
    pub codes: Vec<&'a Code>,
}

/// A code on its way into a list.
pub(super) struct Row {
    pub code: Code,
    /// Where it stands in the file; after these, those that were added, in the order in which they were.
    pub number: usize,
    pub is_retired: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct List {
    offered: Vec<Code>,
    retired: Vec<Code>,
    /// The retired ones as a form shows them to somebody who has chosen them.
    marked: Vec<Code>,
    known: HashMap<String, Known>,
}

#[derive(Debug, PartialEq, Eq)]
struct Known {
    number: usize,
    /// In `offered`, or in `retired`.
    at: usize,
    is_retired: bool,
}

impl List {
    /// In the order of the rows.
    pub(super) fn of(rows: Vec<Row>) -> List {
        let mut list =
            List { offered: Vec::new(), retired: Vec::new(), marked: Vec::new(), known: HashMap::new() };
        for Row { code, number, is_retired } in rows {
            let at = if is_retired { list.retired.len() } else { list.offered.len() };
            list.known.insert(code.code.clone(), Known { number, at, is_retired });
            match is_retired {
                false => list.offered.push(code),
                true => {
                    let label = format!("{} ({NO_LONGER})", code.label);
                    list.marked.push(Code { label, ..code.clone() });
                    list.retired.push(code);
                }
            }
        }
        list
    }

    /// Also one that is retired: what was chosen once is read as ever.
    pub fn get(&self, code: &str) -> Option<&Code> {
        let Known { at, is_retired, .. } = self.known.get(code)?;
        if *is_retired { self.retired.get(*at) } else { self.offered.get(*at) }
    }

    /// Also one that is retired; whether it may be chosen is asked with [`List::offers`] and [`List::check`].
    pub fn contains(&self, code: &str) -> bool {
        self.known.contains_key(code)
    }

    /// Whether anybody may choose it now.
    pub fn offers(&self, code: &str) -> bool {
        self.known.get(code).is_some_and(|known| !known.is_retired)
    }

    /// The label; the code itself when it is not in the list.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |found| &found.label)
    }

    /// "Full time, Nights": the labels of several codes in one line.
    pub fn labels<S: AsRef<str>>(&self, codes: &[S]) -> String {
        codes.iter().map(|code| self.label(code.as_ref())).collect::<Vec<_>>().join(", ")
    }

    /// What is offered now, in its order.
    pub fn all(&self) -> &[Code] {
        &self.offered
    }

    /// What is offered no longer.
    pub fn retired(&self) -> &[Code] {
        &self.retired
    }

    /// What is offered, then what is retired.
    pub fn known(&self) -> impl Iterator<Item = &Code> {
        self.offered.iter().chain(&self.retired)
    }

    /// A number that a code keeps, in whatever order the list is shown: what is stored is sorted by it.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.known.get(code).map(|known| known.number)
    }

    /// The groups in the order of the file; one without a label in a list that has no groups.
    pub fn groups(&self) -> Vec<Group<'_>> {
        in_groups(self.offered.iter())
    }

    /// What a form offers to somebody who has `chosen` this: a retired code stays, marked as such.
    pub fn with(&self, chosen: &str) -> Vec<&Code> {
        self.offered.iter().chain(self.marked.iter().filter(|code| code.code == chosen)).collect()
    }

    /// The same where several may be chosen.
    pub fn with_each<S: AsRef<str>>(&self, chosen: &[S]) -> Vec<&Code> {
        let is_chosen = |code: &&Code| chosen.iter().any(|one| one.as_ref() == code.code);
        self.offered.iter().chain(self.marked.iter().filter(is_chosen)).collect()
    }

    /// The same in groups.
    pub fn groups_with(&self, chosen: &str) -> Vec<Group<'_>> {
        in_groups(self.with(chosen).into_iter())
    }

    /// Whether this may be chosen by somebody who had chosen `before`, which may be empty.
    ///
    /// # Errors
    /// A sentence for the visitor: `wrong` for what was never in the list.
    pub fn check(&self, code: &str, before: &str, wrong: &str) -> Result<(), String> {
        match self.known.get(code) {
            None => Err(wrong.to_owned()),
            Some(known) if known.is_retired && code != before => {
                Err(format!("“{}” is {NO_LONGER}. {wrong}", self.label(code)))
            }
            Some(_) => Ok(()),
        }
    }

    /// The same for several, which come back each once and sorted; empty ones are passed over.
    ///
    /// # Errors
    /// A sentence for the visitor.
    pub fn check_each(
        &self,
        codes: &[String],
        before: &[String],
        wrong: &str,
    ) -> Result<Vec<String>, String> {
        let mut right: Vec<String> = codes.iter().filter(|code| !code.is_empty()).cloned().collect();
        for code in &right {
            let had = before.iter().find(|one| *one == code).map_or("", String::as_str);
            self.check(code, had, wrong)?;
        }
        right.sort_by_key(|code| self.position(code));
        right.dedup();
        Ok(right)
    }
}

/// What is said of a code that is retired.
const NO_LONGER: &str = "no longer offered";

fn in_groups<'a>(codes: impl Iterator<Item = &'a Code>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for code in codes {
        match groups.iter_mut().find(|group| group.label == code.group) {
            Some(group) => group.codes.push(code),
            None => groups.push(Group { label: &code.group, codes: vec![code] }),
        }
    }
    groups
}

/// Panics on a broken file: the files are part of the program and every one is read in a test.
pub(super) fn rows(csv: &str) -> Vec<Code> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| code_of(row.expect("a row of a code list"))).collect()
}

fn code_of(mut row: BTreeMap<String, String>) -> Code {
    let mut take = |column| row.remove(column).unwrap_or_default();
    let (code, label, group, hint) = (take("code"), take("label"), take("group"), take("hint"));
    Code { code, label, group, hint, more: row }
}
