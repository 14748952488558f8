//! The life of a listing.

use super::Listing;
use crate::kit::clock::Moment;

crate::kit::words::words! {
    pub enum ListingKind { Role = "role", Placement = "placement" }
}

impl ListingKind {
    /// For cards and pages of the public.
    pub fn label(self) -> &'static str {
        match self {
            Self::Role => "Role",
            Self::Placement => "Training placement",
        }
    }

    /// In the middle of a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Placement => "placement",
        }
    }
}

crate::kit::words::words! {
    pub enum ListingState {
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Live = "live",
        Closed = "closed",
        Withdrawn = "withdrawn",
    }
}

impl ListingState {
    /// The table of a listing's life.
    pub fn may_become(self, next: Self) -> bool {
        use ListingState::{Closed, Draft, Live, Returned, Submitted, Withdrawn};
        matches!(
            (self, next),
            (Draft | Returned | Withdrawn, Submitted)
                | (Submitted, Live | Returned | Withdrawn)
                | (Live, Closed)
        )
    }

    /// The states from which `next` can be reached.
    pub fn before(next: Self) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|state| state.may_become(next)).collect()
    }

    /// While a listing waits for review or is public, its words stand still.
    pub fn may_be_edited(self) -> bool {
        self.may_become(Self::Submitted)
    }

    /// On the provider's desk.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Submitted => "In review",
            Self::Returned => "Returned to you",
            Self::Live => "Live",
            Self::Closed => "Closed",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Draft => "grey",
            Self::Submitted => "blue",
            Self::Returned => "orange",
            Self::Live => "green",
            Self::Closed | Self::Withdrawn => "purple",
        }
    }
}

/// What decides a closing day that nobody moved.
pub const DECIDE_WEEKS: i64 = 4;
/// So that nothing stays up forgotten.
pub const LONGEST_OPEN_DAYS: i64 = 366;
pub const CLOSES_SOON_DAYS: i64 = 7;

impl Listing {
    /// Is it before the closing minute? A listing without a closing day has not passed it.
    pub fn is_before_closing(&self, now: Moment) -> bool {
        self.closes_at.is_none_or(|closes_at| now < closes_at)
    }

    /// Is it what the public may see and apply to?
    pub fn is_live(&self, now: Moment) -> bool {
        self.is_running(now) && !self.is_suspended()
    }

    /// Approved, and before its closing minute; moderators may keep it out of sight all the same.
    fn is_running(&self, now: Moment) -> bool {
        self.state == ListingState::Live && self.closes_at.is_some_and(|closes_at| now < closes_at)
    }

    /// Do moderators keep it out of sight? What is to close by the clock closes all the same.
    pub fn is_suspended(&self) -> bool {
        self.suspended_at.is_some()
    }

    /// Its state in a word, with the colour of its tag.
    pub fn standing(&self) -> (&'static str, &'static str) {
        match self.is_suspended() {
            true => ("Suspended", "red"),
            false => (self.state.label(), self.state.colour()),
        }
    }

    pub fn takes_applications(&self, now: Moment) -> bool {
        self.is_live(now)
    }

    /// Was it public once, and is no more? A live row past its minute counts, however late the clock's job is.
    pub fn has_closed(&self, now: Moment) -> bool {
        self.state == ListingState::Closed || (self.state == ListingState::Live && !self.is_running(now))
    }

    /// When it closed, or the moment that it was to close.
    pub fn closed_moment(&self) -> Option<Moment> {
        self.closed_at.or(self.closes_at)
    }

    /// "Closes today", "Closes tomorrow", "Closes 2 December 2026", "Closed on 2 December 2026".
    pub fn closes_words(&self, now: Moment) -> String {
        use crate::kit::clock::day_words;
        if self.has_closed(now) {
            let day = self.closed_moment().map(|at| day_words(at.london_day()));
            return day.map_or("Closed".into(), |day| format!("Closed on {day}"));
        }
        let Some(day) = self.closes_on else { return "No closing date".into() };
        match (day - now.london_day()).num_days() {
            0 => "Closes today".into(),
            1 => "Closes tomorrow".into(),
            _ => format!("Closes {}", day_words(day)),
        }
    }

    pub fn closes_soon(&self, now: Moment) -> bool {
        let days = self.closes_on.map(|day| (day - now.london_day()).num_days());
        self.is_live(now) && days.is_some_and(|days| days <= CLOSES_SOON_DAYS)
    }
}
