//! Why an act was refused, and what to do next.

use crate::listings::model::{Listing, Missing};
use crate::providers::ProviderId;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// Why a member's act was refused.
#[derive(Debug)]
pub enum DeskError {
    NotFound,
    /// It is in a state from which this cannot be done.
    NotNow(Box<Listing>, &'static str),
    Incomplete(Box<Listing>, Vec<Missing>),
    Unverified(ProviderId),
    /// Somebody has begun to apply, and answers the questions as they are.
    AskedAlready(Box<Listing>),
}

impl Refusal for DeskError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::NotFound,
            Self::NotNow(listing, act) => Error::refused(
                format!("This {} cannot be {act}", listing.kind.noun()),
                format!(
                    "Its state is now: {}. It may have changed since you opened the page.",
                    listing.standing().0
                ),
                Link::to(listing.desk_path(), format!("See the {}", listing.kind.noun())),
            ),
            Self::Incomplete(listing, missing) => Error::refused(
                "Something is missing",
                missing.iter().map(|one| format!("{}.", one.words)).collect::<Vec<_>>().join(" "),
                Link::to(format!("{}/check", listing.desk_path()), "See what to add"),
            ),
            Self::Unverified(provider) => Error::refused(
                "Your organisation is not verified yet",
                "We check that an organisation is what it says before it posts anything. Complete its page and send \
                 it to us; your listing is kept as a draft until then.",
                Link::to(format!("/desk/{provider}/profile"), "Go to your organisation"),
            ),
            Self::AskedAlready(listing) => Error::refused(
                "The questions cannot be changed now",
                "Somebody has begun to apply. Everybody answers the same questions, and no answer is lost: put the \
                 questions back as they were. What else you changed is kept.",
                Link::to(format!("{}/changes", listing.desk_path()), "See your changes"),
            ),
        }
    }
}

/// Why a moderator's act was refused.
#[derive(Debug)]
pub enum ReviewError {
    NotFound,
    /// Somebody decided first, or the provider withdrew it.
    NotWaiting(Box<Listing>),
    ClosingDayPassed(Box<Listing>),
    Unverified(Box<Listing>),
    /// The sites that it names were removed since it was sent.
    NoSite(Box<Listing>),
    /// Somebody has begun to apply since the changes were sent, and answers the questions as they are.
    AskedAlready(Box<Listing>),
}

impl Refusal for ReviewError {
    fn refused(&self) -> Error {
        let look = |listing: &Listing| {
            Link::to(format!("/moderation/listings/{}", listing.id), "Back to the listing")
        };
        match self {
            Self::NotFound => Error::NotFound,
            Self::NotWaiting(listing) => Error::refused(
                "This listing does not wait for review any more",
                format!(
                    "Its state is now: {}. Somebody decided first, or the provider withdrew it.",
                    listing.state.as_str()
                ),
                Link::to("/moderation", "Back to the queue"),
            ),
            Self::ClosingDayPassed(listing) => Error::refused(
                "The closing day has passed",
                "It would close the moment it went live. Return it, and ask the provider for a later closing day.",
                look(listing),
            ),
            Self::Unverified(listing) => Error::refused(
                "The organisation is not verified",
                "Its listings cannot go live before it is. Verify the organisation first, or return the listing.",
                look(listing),
            ),
            Self::NoSite(listing) => Error::refused(
                "The sites of these changes are gone",
                "The organisation has removed them since it sent the changes. Return them, and ask for a site.",
                Link::to(format!("/moderation/edits/{}", listing.id), "Back to the changes"),
            ),
            Self::AskedAlready(listing) => Error::refused(
                "The questions cannot be changed any more",
                "Somebody has begun to apply since the provider sent these changes. Return them, and ask the provider \
                 to leave the questions as they are.",
                Link::to(format!("/moderation/edits/{}", listing.id), "Back to the changes"),
            ),
        }
    }
}
