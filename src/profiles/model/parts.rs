//! The parts of a profile, where each stands, and what it costs to leave one out.

use chrono::NaiveDate;

use super::{Profile, USUAL_REFEREES};
use crate::codes::registrations;

crate::kit::words::words! {
    /// In the order of the task list.
    pub enum Part {
        Contact = "contact",
        Work = "work",
        Registrations = "registrations",
        Qualifications = "qualifications",
        Employment = "employment",
        Training = "training",
        Referees = "referees",
        RightToWork = "right-to-work",
        Preferences = "preferences",
        Cvs = "cvs",
    }
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Done,
    /// Something is there, and something is asked about.
    Begun,
    Open,
    Skipped,
    /// Their profession has no register.
    NotNeeded,
}

impl Part {
    pub fn label(self) -> &'static str {
        match self {
            Self::Contact => "Name and contact",
            Self::Work => "What you do",
            Self::Registrations => "Professional registration",
            Self::Qualifications => "Qualifications",
            Self::Employment => "Employment",
            Self::Training => "Training",
            Self::Referees => "Referees",
            Self::RightToWork => "Right to work",
            Self::Preferences => "What you are looking for",
            Self::Cvs => "CVs",
        }
    }

    /// What leaving it empty costs, as a sentence.
    pub fn cost(self) -> &'static str {
        match self {
            Self::Contact => "Without it, you type your name and number in each application.",
            Self::Work => "Without it, providers see from your CV alone what you do.",
            Self::Registrations => "Without it, you type your number in each application.",
            Self::Qualifications => "Without them, providers ask for your qualifications later.",
            Self::Employment => "Without it, you are asked for your history before you can start.",
            Self::Training => "Without it, you may be sent on courses that you have done.",
            Self::Referees => "Without them, an offer waits until you have named some.",
            Self::RightToWork => "Without it, providers ask you before an interview.",
            Self::Preferences => "Without it, providers do not know when you could start.",
            Self::Cvs => "Without one, you choose a file in each application.",
        }
    }

    /// The part that follows.
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().skip_while(|part| *part != self).nth(1)
    }

    pub fn standing(self, profile: &Profile, today: NaiveDate) -> Standing {
        if self.is_complete(profile, today) {
            return Standing::Done;
        }
        if !self.is_empty(profile) {
            return Standing::Begun;
        }
        let profession = profile.work.profession.as_str();
        let unregulated = !profession.is_empty() && registrations::body_of(profession).is_none();
        if self == Self::Registrations && unregulated {
            return Standing::NotNeeded;
        }
        if profile.skipped.contains(&self) { Standing::Skipped } else { Standing::Open }
    }

    fn is_complete(self, profile: &Profile, today: NaiveDate) -> bool {
        match self {
            Self::Contact => !profile.contact.name.is_empty() && !profile.contact.phone.is_empty(),
            Self::Work => !profile.work.profession.is_empty() && !profile.work.stage.is_empty(),
            Self::Employment => !profile.employments.is_empty() && profile.gaps(today).is_empty(),
            Self::Training => !profile.training.is_empty() && profile.run_out(today) == 0,
            Self::Referees => profile.referees.len() >= USUAL_REFEREES,
            Self::RightToWork => match profile.right_to_work.work_until {
                Some(until) => until >= today,
                None => !self.is_empty(profile),
            },
            _ => !self.is_empty(profile),
        }
    }

    /// Is nothing there?
    pub fn is_empty(self, profile: &Profile) -> bool {
        match self {
            Self::Contact => profile.contact == Default::default(),
            Self::Work => profile.work == Default::default() && profile.specialties.is_empty(),
            Self::Registrations => profile.registrations.is_empty(),
            Self::Qualifications => profile.qualifications.is_empty(),
            Self::Employment => profile.employments.is_empty() && profile.breaks.is_empty(),
            Self::Training => profile.training.is_empty(),
            Self::Referees => profile.referees.is_empty(),
            Self::RightToWork => profile.right_to_work.code.is_empty(),
            Self::Preferences => {
                let wishes = profile.wishes == Default::default() && profile.patterns.is_empty();
                wishes && profile.places.is_empty()
            }
            Self::Cvs => profile.cvs.is_empty(),
        }
    }
}
