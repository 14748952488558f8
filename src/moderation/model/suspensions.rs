//! Taking an organisation or a live listing out of the public's sight: one moderator proposes, another confirms, and its
//! people may appeal once to a third.

use super::About;
use crate::accounts::AccountId;

crate::kit::id::id_type!(SuspensionId);

/// How long something stays hidden at once before a second moderator confirms. Long enough for somebody else to be on
/// duty, short enough that one person alone keeps nobody out of sight.
pub const HIDE_HOURS: i64 = 24;
/// Within which the same thing is not hidden at once again after nobody confirmed it.
pub const HIDE_AGAIN_DAYS: i64 = 7;
/// How long after the confirmation an organisation may appeal.
pub const APPEAL_DAYS: i64 = 14;

crate::kit::words::words! {
    pub enum SuspensionState {
        /// Waits for a second moderator.
        Proposed = "proposed",
        /// Taken back by who proposed it.
        Withdrawn = "withdrawn",
        Declined = "declined",
        Standing = "standing",
        /// Waits for a third moderator.
        Appealed = "appealed",
        Upheld = "upheld",
        Restored = "restored",
    }
}

impl SuspensionState {
    pub fn may_become(self, next: Self) -> bool {
        use SuspensionState::{Appealed, Declined, Proposed, Restored, Standing, Upheld, Withdrawn};
        matches!(
            (self, next),
            (Proposed, Standing | Declined | Withdrawn)
                | (Standing, Appealed | Restored)
                | (Appealed, Upheld | Restored)
                // A moderator may always find that it has lasted long enough.
                | (Upheld, Restored)
        )
    }

    /// Is it neither over nor refused?
    pub fn is_open(self) -> bool {
        Self::ALL.iter().any(|next| self.may_become(*next))
    }

    /// Two people have decided it.
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Standing | Self::Appealed | Self::Upheld)
    }

    /// For moderators.
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "Waits for a second moderator",
            Self::Withdrawn => "Taken back",
            Self::Declined => "Declined",
            Self::Standing => "Suspended",
            Self::Appealed => "Appealed",
            Self::Upheld => "Suspended, appeal declined",
            Self::Restored => "Ended",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Proposed => "yellow",
            Self::Withdrawn | Self::Declined => "grey",
            Self::Standing | Self::Upheld => "red",
            Self::Appealed => "orange",
            Self::Restored => "green",
        }
    }
}

/// May `me` decide, who must be nobody of those who decided before?
pub fn is_another(me: Option<AccountId>, before: &[Option<AccountId>]) -> bool {
    me.is_none_or(|me| !before.contains(&Some(me)))
}

impl About {
    /// Where the people of the organisation read why, and appeal.
    pub fn suspension_path(&self) -> String {
        match self.listing {
            Some(listing) => format!("/desk/{}/listings/{listing}/suspension", self.provider),
            None => format!("/desk/{}/suspension", self.provider),
        }
    }

    /// Its place on the organisation's desk.
    pub fn home_path(&self) -> String {
        match self.listing {
            Some(listing) => format!("/desk/{}/listings/{listing}", self.provider),
            None => format!("/desk/{}", self.provider),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SuspensionState::{Appealed, Declined, Proposed, Restored, Standing, Upheld, Withdrawn};
    use super::*;

    #[test]
    fn the_life_of_a_suspension() {
        let allowed = [
            (Proposed, Standing),
            (Proposed, Declined),
            (Proposed, Withdrawn),
            (Standing, Appealed),
            (Standing, Restored),
            (Appealed, Upheld),
            (Appealed, Restored),
            (Upheld, Restored),
        ];
        for &from in SuspensionState::ALL {
            for &to in SuspensionState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn what_is_open_and_what_is_in_force() {
        for (state, open, force) in [
            (Proposed, true, false),
            (Withdrawn, false, false),
            (Declined, false, false),
            (Standing, true, true),
            (Appealed, true, true),
            (Upheld, true, true),
            (Restored, false, false),
        ] {
            assert_eq!((state.is_open(), state.is_in_force()), (open, force), "{state}");
        }
    }

    #[test]
    fn nobody_decides_twice() {
        let (maya, noor, ida) = (AccountId(1), AccountId(2), AccountId(3));
        for (me, before, may) in [
            (Some(maya), &[Some(maya)][..], false),
            (Some(noor), &[Some(maya)], true),
            (Some(noor), &[Some(maya), Some(noor)], false),
            (Some(ida), &[Some(maya), Some(noor)], true),
            (Some(ida), &[None, None], true),
        ] {
            assert_eq!(is_another(me, before), may, "{me:?} after {before:?}");
        }
    }
}
