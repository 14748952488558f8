//! The forms of parts and of entries, with what stands around them.

use crate::codes::{self, Group};
use crate::profiles::forms::{
    BreakForm, ContactForm, EmploymentForm, EntryForm, PartForm, PlaceForm, QualificationForm, RefereeForm,
    RegistrationForm, RightToWorkForm, TrainingForm, WishesForm, WorkForm,
};
use crate::profiles::model::{EntryId, Part, Profile};
use crate::profiles::views::record::{Item, all};
use crate::web::form_pages::form_pages;

/// What stands around the form of a part.
pub struct Frame {
    pub part: Part,
    /// There is nothing that leaving it out would hide.
    pub may_skip: bool,
    /// Of the places, which only the part of wishes has.
    pub places: Vec<Item>,
}

impl Frame {
    pub fn new(profile: &Profile, part: Part) -> Self {
        let places = if part == Part::Preferences { profile.places.as_slice() } else { &[] };
        Self { part, may_skip: part.is_empty(profile), places: all(places) }
    }
}

form_pages!(
    PartPage for PartForm in Frame;
    ContactPage ContactForm "profiles/contact.html";
    WorkPage WorkForm "profiles/work.html";
    RightToWorkPage RightToWorkForm "profiles/right_to_work.html";
    WishesPage WishesForm "profiles/preferences.html";
);

impl WorkPage {
    /// Of doctors, and bands for everybody else.
    pub fn grades(&self) -> Vec<Group<'static>> {
        codes::grades().groups_with(&self.form.grade).into_iter().chain(codes::pay_bands().groups()).collect()
    }
}

/// What stands around the form of an entry.
pub struct EntryFrame {
    /// In the middle of a sentence, with its article.
    pub a_noun: &'static str,
    pub action: String,
    /// Where the entries are listed.
    pub back: String,
    pub back_label: &'static str,
    /// Where it is removed; a new one cannot be.
    pub removal: Option<String>,
}

impl EntryFrame {
    pub fn new<F: EntryForm>(id: Option<EntryId>) -> Self {
        Self {
            a_noun: F::A_NOUN,
            action: id.map_or_else(|| format!("{}/new", F::BASE), |id| format!("{}/{id}", F::BASE)),
            back: format!("/profile/{}", F::PART),
            back_label: F::PART.label(),
            removal: id.map(|id| format!("{}/{id}/removal", F::BASE)),
        }
    }

    pub fn title(&self) -> String {
        let verb = if self.removal.is_some() { "Change" } else { "Add" };
        format!("{verb} {}", self.a_noun)
    }
}

form_pages!(
    EntryPage for EntryForm in EntryFrame;
    RegistrationPage RegistrationForm "profiles/registration.html";
    QualificationPage QualificationForm "profiles/qualification.html";
    EmploymentPage EmploymentForm "profiles/employment.html";
    BreakPage BreakForm "profiles/break.html";
    TrainingPage TrainingForm "profiles/training.html";
    RefereePage RefereeForm "profiles/referee.html";
    PlacePage PlaceForm "profiles/place.html";
);
