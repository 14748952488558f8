//! Where to look: how far, and what became of the words for a place.

use crate::kit::places::Place;

/// Miles that a page offers.
pub const RADII: [u16; 7] = [5, 10, 15, 25, 50, 75, 100];
/// Miles round a place when nothing is said.
const USUAL_MILES: u16 = 25;
const ANYWHERE: &str = "any";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    #[default]
    Usual,
    Miles(u16),
    Anywhere,
}

impl Within {
    pub fn of(miles: u16) -> Within {
        if miles == USUAL_MILES { Within::Usual } else { Within::Miles(miles) }
    }

    pub(super) fn read(code: &str) -> Within {
        match code.parse() {
            Ok(miles) if (1..=500).contains(&miles) => Within::of(miles),
            _ if code == ANYWHERE => Within::Anywhere,
            _ => Within::Usual,
        }
    }

    /// `None` for the usual, which need not be said.
    pub(super) fn code(self) -> Option<String> {
        match self {
            Within::Usual => None,
            Within::Miles(miles) => Some(miles.to_string()),
            Within::Anywhere => Some(ANYWHERE.into()),
        }
    }

    /// As the choice of a form.
    pub fn choice(self) -> String {
        self.code().unwrap_or_else(|| USUAL_MILES.to_string())
    }

    pub fn miles(self) -> Option<u16> {
        match self {
            Within::Usual => Some(USUAL_MILES),
            Within::Miles(miles) => Some(miles),
            Within::Anywhere => None,
        }
    }
}

/// What became of the words for a place.
#[derive(Clone, Debug)]
pub enum Located {
    Nowhere,
    At(Place),
    /// The name is shared; the biggest is taken until another is chosen.
    Several(Vec<Place>),
    /// Not known; these are spelt much like it.
    Unknown(Vec<Place>),
    Outside,
}

impl Located {
    pub fn place(&self) -> Option<&Place> {
        match self {
            Located::At(place) => Some(place),
            Located::Several(places) => places.first(),
            _ => None,
        }
    }
}
