//! What can wait on the review desk, and which of it a moderator wants to see.
//!
//! A new kind takes five steps:
//! 1. a variant of [`Kind`] here, with its words; its pages stand at `/moderation/{word}/{id}`;
//! 2. in the store of the feature that owns it a constant `WAITING`: a SELECT of `id, sent_at, title, who, what` of all
//!    that waits, with an index on its condition; `store/queue.rs` names it;
//! 3. `what` in words, in `views/queue.rs`;
//! 4. its page asks `pages::stand` where it stands and includes `moderation/standing.html`;
//! 5. its decision begins with `actions::decide_alone` and ends with `pages::done`.

use chrono::{Days, NaiveDate};

use super::due_on;
use crate::kit::clock::{self, Moment};
use crate::settings::Target;

crate::kit::words::words! {
    /// What kind of thing waits. The word is in its address.
    pub enum Kind {
        Provider = "providers",
        Listing = "listings",
        Edit = "edits",
        Claim = "claims",
        Story = "stories",
        Report = "reports",
        Suspension = "suspensions",
        Appeal = "appeals",
        Thread = "threads",
    }
}

impl Kind {
    /// Of many.
    pub fn label(self) -> &'static str {
        match self {
            Self::Provider => "Organisations",
            Self::Listing => "Listings",
            Self::Edit => "Changes to listings",
            Self::Claim => "Claims",
            Self::Story => "Staff stories",
            Self::Report => "Reports",
            Self::Suspension => "Suspensions",
            Self::Appeal => "Appeals",
            Self::Thread => "Answers",
        }
    }

    /// The page of one of them.
    pub fn path(self, id: i64) -> String {
        format!("/moderation/{self}/{id}")
    }
}

crate::kit::words::words! {
    /// In whose hands it is.
    pub enum Whose { Mine = "mine", Nobodys = "nobodys" }
}

impl Whose {
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "What I have taken",
            Self::Nobodys => "What nobody has taken",
        }
    }
}

/// What a moderator wants to see of the queue; the default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Option<Kind>,
    /// Only what has waited longer than the target.
    pub late: bool,
    pub whose: Option<Whose>,
    /// In its title, or in the name of who sent it.
    pub words: String,
}

impl Filter {
    /// What an address says of it; empty values say nothing.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("kind", self.kind.as_ref().map_or("", Kind::as_str)),
            ("late", if self.late { "yes" } else { "" }),
            ("whose", self.whose.as_ref().map_or("", Whose::as_str)),
            ("q", &self.words),
        ]
    }

    pub fn address(&self, path: &str) -> String {
        crate::web::pages::with_query(path, &self.pairs())
    }
}

/// A place in the queue, which is ordered by when a thing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub sent_at: Moment,
    pub id: i64,
}

/// Something in a moderator's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub account: crate::accounts::AccountId,
    pub name: String,
    pub until: Moment,
}

/// What was sent before this moment is late.
pub fn late_before(today: NaiveDate, target: Target) -> Moment {
    let is_late = |day: &NaiveDate| due_on(*day, target) < today;
    let mut day = today;
    while !is_late(&day) {
        day = day.checked_sub_days(Days::new(1)).unwrap_or_default();
    }
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    clock::london_time(next, chrono::NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::model::Age;

    #[test]
    fn late_in_the_list_is_late_on_the_page() {
        let mut day: NaiveDate = "2026-11-20".parse().unwrap();
        let target = Target::default();
        for _ in 0..14 {
            let (edge, now) = (late_before(day, target), clock::london_time(day, chrono::NaiveTime::MIN));
            let before = Moment(edge.0 - chrono::Duration::milliseconds(1));
            assert_eq!(Age::of(before, now, target), Age::Late, "{day}");
            assert_ne!(Age::of(edge, now, target), Age::Late, "{day}");
            day = day + Days::new(1);
        }
    }

    #[test]
    fn an_address_says_only_what_is_asked() {
        let filter = Filter { kind: Some(Kind::Report), words: "a & b".into(), ..Filter::default() };
        assert_eq!(filter.address("/moderation"), "/moderation?kind=reports&q=a+%26+b");
        assert_eq!(Filter::default().address("/moderation"), "/moderation");
    }
}
