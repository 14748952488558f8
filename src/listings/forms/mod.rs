//! What editors type, one form a step. A step takes what is right into the listing and says what is wrong, so that
//! nothing is lost: right values are saved, wrong ones are shown again.

mod applying;
mod extension;
mod keeper;
mod offer;
mod questions;
mod saved;
mod specification;
mod template;
mod training;
mod words;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use applying::*;
pub use extension::ExtendForm;
pub use keeper::Keeper;
pub use offer::*;
pub use questions::*;
pub use saved::*;
pub use specification::*;
pub use template::*;
pub use training::*;
pub use words::*;

use crate::listings::model::{Full, Step};
use crate::providers::{Belongs, Scope, Site};
use crate::web::form::Problems;

/// What a step may look at besides the listing.
#[derive(Clone)]
pub struct Around {
    /// All sites of the provider.
    pub sites: Vec<Site>,
    /// Those who belong to it and reach the listing.
    pub members: Vec<Belongs>,
    /// What the editor reaches.
    pub scope: Scope,
    pub today: NaiveDate,
}

/// The form of one step.
pub trait StepForm: Clone + Default + DeserializeOwned + Send + 'static {
    const STEP: Step;

    /// The fields in the order of the page.
    const FIELDS: &'static [&'static str];

    /// The form as it stands in the listing.
    fn of(full: &Full) -> Self;

    /// Puts texts into a field by its name, the first into one that holds a single text; false when there is none.
    fn put(&mut self, field: &str, typed: Vec<String>) -> bool;

    /// Takes what is right into the listing and notes what is wrong.
    fn apply(&self, full: &mut Full, around: &Around, keep: &mut Keeper);

    /// The version that the editor saw.
    fn version(&self) -> i32;

    /// Was a button pressed that only draws the page anew, and keeps nothing?
    fn only_looks(&self) -> bool {
        false
    }

    /// The button that was pressed: `later`, or a step's own word; empty for the first.
    fn then(&self) -> &str;
}

/// Declares a step's form: texts, then lists of texts; and what every step's form has.
macro_rules! step_form {
    ($(#[$meta:meta])* $name:ident { $($field:ident),* $(,)? } $([$($list:ident),* $(,)?])?) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            pub version: String,
            pub then: String,
            $(pub $field: String,)*
            $($(pub $list: Vec<String>,)*)?
        }

        impl $name {
            /// The fields as declared here: their order on the page, where texts come before lists.
            #[allow(dead_code)]
            const DECLARED: &'static [&'static str] = &[$(stringify!($field),)* $($(stringify!($list),)*)?];

            #[allow(unused_mut, unused_variables)]
            fn take(&mut self, field: &str, typed: Vec<String>) -> bool {
                match field {
                    $(stringify!($field) => self.$field = typed.into_iter().next().unwrap_or_default(),)*
                    $($(stringify!($list) => self.$list = typed,)*)?
                    _ => return false,
                }
                true
            }
        }
    };
}
use step_form;

/// What every step's form shares; with fields, when their order on the page is not the declared one.
macro_rules! shared {
    () => {
        shared!(Self::DECLARED);
    };
    ($fields:expr) => {
        const FIELDS: &'static [&'static str] = $fields;

        fn version(&self) -> i32 {
            self.version.parse().unwrap_or_default()
        }

        fn then(&self) -> &str {
            &self.then
        }

        fn put(&mut self, field: &str, typed: Vec<String>) -> bool {
            self.take(field, typed)
        }
    };
}
use shared;

/// Role or placement.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KindForm {
    pub kind: String,
}

impl KindForm {
    pub fn check(&self) -> Result<crate::listings::ListingKind, Problems> {
        let mut problems = Problems::none();
        let kind = crate::listings::ListingKind::parse(&self.kind);
        if kind.is_none() {
            problems.add("kind", "Choose what you are posting");
        }
        kind.ok_or(problems)
    }
}

/// Why a listing closes before its day.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    pub reason: String,
}

impl CloseForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let reasons = crate::codes::close_reasons();
        problems.keep("reason", reasons.check(&self.reason, "", "Choose why you close it"));
        problems.done(self.reason.clone())
    }
}

fn yes_no_word(answer: Option<bool>) -> String {
    match answer {
        Some(true) => "yes".into(),
        Some(false) => "no".into(),
        None => String::new(),
    }
}

fn shown<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}
