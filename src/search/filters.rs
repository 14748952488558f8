//! The groups of filters as a page has them: their name in the address, their heading, and the list of their values.

use crate::codes::{self, Code};
use crate::search::index::Group;

pub struct Filter {
    pub group: Group,
    /// In addresses and forms.
    pub name: &'static str,
    pub label: &'static str,
    /// Unfolded on the page from the start.
    pub open: bool,
    codes: fn() -> Vec<Choice>,
}

/// A value of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: &'static str,
    pub label: &'static str,
    /// Listings may still have it, but no new one gets it.
    pub is_retired: bool,
}

impl Choice {
    fn fixed(code: &'static str, label: &'static str) -> Choice {
        Choice { code, label, is_retired: false }
    }
}

/// In the order of the page.
pub const FILTERS: [Filter; 17] = [
    Filter { group: Group::Kind, name: "kind", label: "Kind", open: true, codes: kinds },
    Filter {
        group: Group::Profession,
        name: "profession",
        label: "Profession",
        open: true,
        codes: || all(codes::professions()),
    },
    Filter {
        group: Group::Specialty,
        name: "specialty",
        label: "Specialty",
        open: false,
        codes: || all(codes::specialties()),
    },
    Filter {
        group: Group::Pattern,
        name: "pattern",
        label: "Working pattern",
        open: true,
        codes: || all(codes::patterns()),
    },
    Filter {
        group: Group::Contract,
        name: "contract",
        label: "Contract",
        open: true,
        codes: || all(codes::contracts()),
    },
    Filter { group: Group::Grade, name: "grade", label: "Grade or learner", open: false, codes: grades },
    Filter {
        group: Group::Band,
        name: "band",
        label: "Comparable band",
        open: false,
        codes: || all(codes::pay_bands()),
    },
    Filter {
        group: Group::Stage,
        name: "stage",
        label: "Career stage",
        open: false,
        codes: || all(codes::stages()),
    },
    Filter {
        group: Group::Sector,
        name: "sector",
        label: "Kind of care",
        open: false,
        codes: || all(codes::sectors()),
    },
    Filter {
        group: Group::Funding,
        name: "funding",
        label: "Funding",
        open: false,
        codes: || all(codes::fundings()),
    },
    Filter {
        group: Group::Region,
        name: "region",
        label: "Region",
        open: false,
        codes: || all(codes::regions()),
    },
    Filter {
        group: Group::Visa,
        name: "visa",
        label: "Visa sponsorship",
        open: false,
        codes: || yes("Offered"),
    },
    Filter {
        group: Group::Ltft,
        name: "ltft",
        label: "Less than full time",
        open: false,
        codes: || yes("Welcome"),
    },
    Filter { group: Group::Career, name: "career", label: "Career", open: false, codes: || claims("Career") },
    Filter {
        group: Group::Control,
        name: "control",
        label: "Control",
        open: false,
        codes: || claims("Control"),
    },
    Filter {
        group: Group::Culture,
        name: "culture",
        label: "Culture",
        open: false,
        codes: || claims("Culture"),
    },
    Filter { group: Group::Provider, name: "provider", label: "Provider", open: false, codes: Vec::new },
];

/// The filter with this name in addresses.
pub fn filter(name: &str) -> Option<&'static Filter> {
    FILTERS.iter().find(|filter| filter.name == name)
}

/// The filter of a group; those that no page has yet have none.
pub fn filter_of(group: Group) -> Option<&'static Filter> {
    FILTERS.iter().find(|filter| filter.group == group)
}

impl Filter {
    /// Every value, in the order of its list, the retired ones last; none for providers, which are as many as there are.
    pub fn choices(&self) -> Vec<Choice> {
        (self.codes)()
    }

    /// A few words more for the person who chooses; mostly empty.
    pub fn hint(&self) -> &'static str {
        match self.group {
            Group::Career | Group::Control | Group::Culture => "What providers say of working there",
            _ => "",
        }
    }

    /// Whether an address may name this value.
    pub fn accepts(&self, code: &str) -> bool {
        match self.group {
            Group::Provider => {
                code.len() <= 100 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            }
            _ => self.choices().iter().any(|choice| choice.code == code),
        }
    }

    /// What a chip says: the label, with its group where the label alone would not do.
    pub fn chip(&self, code: &str) -> String {
        match self.group {
            Group::Visa => "Visa sponsorship".into(),
            Group::Ltft => "Less than full time".into(),
            _ => self.label_of(code),
        }
    }

    pub fn label_of(&self, code: &str) -> String {
        match self.choices().iter().find(|choice| choice.code == code) {
            Some(choice) => choice.label.to_owned(),
            None => words_of(code),
        }
    }
}

/// A provider's name as well as its place in an address tells it: "larkfield-surgical" as "Larkfield Surgical".
fn words_of(slug: &str) -> String {
    let words = slug.split('-').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn all(list: &'static codes::List) -> Vec<Choice> {
    let choice =
        |is_retired| move |code: &'static Code| Choice { code: &code.code, label: &code.label, is_retired };
    list.all().iter().map(choice(false)).chain(list.retired().iter().map(choice(true))).collect()
}

fn kinds() -> Vec<Choice> {
    vec![Choice::fixed("role", "Role"), Choice::fixed("placement", "Training placement")]
}

/// What a provider may say of working there, of one of its three kinds.
fn claims(kind: &str) -> Vec<Choice> {
    let of_kind = codes::claims().all().iter().filter(|claim| claim.group == kind);
    of_kind.map(|claim| Choice::fixed(&claim.code, &claim.label)).collect()
}

/// Doctors' grades, then other learners.
fn grades() -> Vec<Choice> {
    [all(codes::grades()), all(codes::learners())].concat()
}

fn yes(label: &'static str) -> Vec<Choice> {
    vec![Choice::fixed("yes", label)]
}
