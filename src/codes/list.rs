//! One list of codes, in the order of its file.

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

impl Code {
    /// A column that only this list has; empty when there is none of that name.
    pub fn fact(&self, column: &str) -> &str {
        self.more.get(column).map_or("", String::as_str)
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

#[derive(Debug)]
pub struct List {
    codes: Vec<Code>,
    by_code: HashMap<String, usize>,
}

impl List {
    /// Of rows with the same code (pay bands of several years) the first stands in the list.
    pub(super) fn read(csv: &str) -> List {
        let mut list = List { codes: Vec::new(), by_code: HashMap::new() };
        for code in rows(csv) {
            if !list.contains(&code.code) {
                list.by_code.insert(code.code.clone(), list.codes.len());
                list.codes.push(code);
            }
        }
        list
    }

    pub fn get(&self, code: &str) -> Option<&Code> {
        self.by_code.get(code).and_then(|&place| self.codes.get(place))
    }

    pub fn contains(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// The label; the code itself when it is not (or no longer) in the list.
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.get(code).map_or(code, |found| &found.label)
    }

    /// "Full time, Nights": the labels of several codes in one line.
    pub fn labels<S: AsRef<str>>(&self, codes: &[S]) -> String {
        codes.iter().map(|code| self.label(code.as_ref())).collect::<Vec<_>>().join(", ")
    }

    pub fn all(&self) -> &[Code] {
        &self.codes
    }

    /// Where a code stands in the list: its number where numbers are wanted, as in the search index.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// The groups in the order of the file; one without a label in a list that has no groups.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for code in &self.codes {
            match groups.iter_mut().find(|group| group.label == code.group) {
                Some(group) => group.codes.push(code),
                None => groups.push(Group { label: &code.group, codes: vec![code] }),
            }
        }
        groups
    }
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
