//! Why a step of a suspension is refused, and what to do instead.

use crate::moderation::actions::DeskError;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum SuspensionError {
    Desk(DeskError),
    /// The public does not see it, so there is nothing to take away; its page.
    NotPublic(String),
    /// Somebody proposed it already; its page.
    Proposed(String),
    /// It was hidden at once lately, and nobody confirmed it; its page.
    HiddenLately(String),
    /// It waits for an appeal, which a third moderator decides; its page.
    Appealed(String),
    /// It is not for appeal (any more): where its people read why.
    NoAppeal(String, &'static str),
}

impl Refusal for SuspensionError {
    fn refused(&self) -> Error {
        let refused = |heading: &str, message: &str, page: &str, label: &str| {
            Error::refused(heading, message, Link::to(page, label))
        };
        match self {
            Self::Desk(error) => error.refused(),
            Self::NotPublic(page) => refused(
                "The public does not see this",
                "There is nothing to take out of sight. It may have changed since you opened the page.",
                page,
                "See how it stands",
            ),
            Self::Proposed(page) => refused(
                "This is under way already",
                "Somebody else has proposed it, or it is decided. Nothing was done twice.",
                page,
                "See how it stands",
            ),
            Self::HiddenLately(page) => refused(
                "It was hidden at once lately",
                "No second moderator confirmed it then, so it cannot be hidden by one person again this week. Propose \
                 it without hiding it, and ask a colleague to look.",
                page,
                "Propose it without hiding it",
            ),
            Self::Appealed(page) => refused(
                "The organisation has appealed",
                "A moderator who was neither of the two decides that. Nothing was changed.",
                page,
                "Read the appeal",
            ),
            Self::NoAppeal(page, why) => {
                refused("This cannot be appealed now", why, page, "See how it stands")
            }
        }
    }
}
