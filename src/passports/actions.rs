//! The verbs of checks passports: each is one transaction.

mod desk;
mod items;
mod share;
mod warn;

pub use desk::{Given, Marked, Seen, look, mark, open_file};
pub use items::{NewItem, add, change, remove};
pub use share::{revoke, share};
pub use warn::warn;

pub use crate::accounts::actions::Here;
use crate::applications::ApplicationId;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum PassportError {
    NotFound,
    /// There are as many items as a passport may have.
    Full,
    /// The application is a draft or is over, so that nothing can be shared with it.
    NotNow(ApplicationId),
}

impl Refusal for PassportError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::not_found(),
            Self::Full => Error::refused(
                "There is no room for more",
                "Your checks passport has as many items as it can hold. Remove one that you no longer need.",
                Link::to("/passport", "Your checks passport"),
            ),
            Self::NotNow(id) => Error::refused(
                "Nothing can be shared now",
                "Checks are shared with an application that you have submitted and that is still going on.",
                Link::to(format!("/applications/{id}"), "See your application"),
            ),
        }
    }
}
