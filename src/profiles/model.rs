//! The nouns and rules of profiles: what one holds, what is missing of it, and what a provider may read.

mod gaps;
mod months;
mod parts;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use gaps::{Gap, gaps};
pub use months::{month_words, read_month, span_words};
pub use parts::{Part, Standing};

pub use crate::profiles::store::{
    Break, Contact, Cv, Employment, Place, Qualification, Referee, Registration, RightToWork, Training,
    Wishes, Work,
};

crate::kit::id::id_type!(EntryId);

impl Default for EntryId {
    /// Of what is not in the profile (any more): an entry as it was sent.
    fn default() -> Self {
        Self(0)
    }
}

/// One entry of a list, with its place in the profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept<E> {
    #[serde(skip)]
    pub id: EntryId,
    #[serde(flatten)]
    pub entry: E,
}

/// Everything that somebody says of themselves. As JSON it is what they download, and what an application keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub contact: Contact,
    pub work: Work,
    /// Codes of `specialties`, in the order of the list; so are the patterns.
    pub specialties: Vec<String>,
    pub registrations: Vec<Kept<Registration>>,
    pub qualifications: Vec<Kept<Qualification>>,
    /// The latest first, and so are the breaks.
    pub employments: Vec<Kept<Employment>>,
    pub breaks: Vec<Kept<Break>>,
    pub training: Vec<Kept<Training>>,
    pub referees: Vec<Kept<Referee>>,
    pub right_to_work: RightToWork,
    pub wishes: Wishes,
    pub patterns: Vec<String>,
    pub places: Vec<Kept<Place>>,
    pub cvs: Vec<Kept<Cv>>,
    #[serde(skip)]
    pub skipped: Vec<Part>,
}

/// What stands for a registration number that was given and that its reader may not see yet.
pub const WITHHELD: &str = "withheld";

/// Entries of one kind that a profile may have, so that nobody fills the disk.
pub const MOST_ENTRIES: usize = 60;
/// Files are larger.
pub const MOST_CVS: usize = 10;
/// Referees that providers usually ask for.
pub const USUAL_REFEREES: usize = 2;

impl Profile {
    /// What goes with an application: not the name and number, which the application has itself, and nothing of where
    /// else somebody would work.
    pub fn to_send(mut self) -> Self {
        (self.contact.name, self.contact.phone) = (String::new(), String::new());
        (self.places, self.cvs, self.skipped) = (Vec::new(), Vec::new(), Vec::new());
        self
    }

    /// As a provider may read it that must not know yet whose it is: nothing to reach or look somebody up by, and no
    /// school. `masked` takes their name out of what they wrote themselves.
    pub fn without_person(mut self, masked: impl Fn(&str) -> String) -> Self {
        let mask = |text: &mut String| *text = masked(text);
        self.contact = Contact::default();
        self.registrations.iter_mut().for_each(|one| one.entry.number = WITHHELD.to_owned());
        for one in self.qualifications.iter_mut().map(|one| &mut one.entry) {
            one.institution.clear();
            [&mut one.title, &mut one.result].into_iter().for_each(mask);
        }
        for one in self.employments.iter_mut().map(|one| &mut one.entry) {
            [&mut one.title, &mut one.employer, &mut one.duties, &mut one.leaving].into_iter().for_each(mask);
        }
        self.breaks.iter_mut().for_each(|one| mask(&mut one.entry.explanation));
        self.training.iter_mut().for_each(|one| mask(&mut one.entry.title));
        // How many there are, is said.
        self.referees.iter_mut().for_each(|one| one.entry = Referee::default());
        self
    }

    pub fn is_empty(&self) -> bool {
        let nothing = Self { skipped: self.skipped.clone(), ..Self::default() };
        *self == nothing
    }

    /// The stretches of over three months that neither work nor a break accounts for.
    pub fn gaps(&self, today: NaiveDate) -> Vec<Gap> {
        let worked = self.employments.iter().map(|one| (one.entry.started, one.entry.ended));
        let away = self.breaks.iter().map(|one| (one.entry.started, one.entry.ended));
        gaps(worked.chain(away), today)
    }

    /// How much of the training has run out.
    pub fn run_out(&self, today: NaiveDate) -> usize {
        let expiries = self.training.iter().filter_map(|one| one.entry.expires_on);
        expiries.filter(|expires| *expires < today).count()
    }

    /// The number in this register, if there is one.
    pub fn registration(&self, body: &str) -> Option<&str> {
        let mut numbers = self.registrations.iter().map(|one| &one.entry);
        numbers.find(|one| one.body == body).map(|one| one.number.as_str())
    }

    pub fn preferred_cv(&self) -> Option<&Cv> {
        self.cvs.iter().map(|one| &one.entry).find(|cv| cv.is_preferred)
    }
}

#[cfg(test)]
mod tests;
