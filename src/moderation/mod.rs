//! Moderation: nothing reaches the public before a person has looked at it.
//!
//! One queue of all that waits, oldest first; `model::queue` says how a kind of thing is added. A moderator takes a
//! thing, alone for a while, and approves it or returns it with reasons; the decision itself is an action of the feature
//! that owns the thing. Rules mark what deserves a look: a rule advises, a person
//! decides. The public reports listings; each report is settled and its writer told.

pub mod actions;
pub mod forms;
mod mails;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use model::{ReportId, TARGET_DAYS, age_words};
pub use store::{any_lapsed, count_waiting, oldest_waiting};
pub use views::{provider_state_words, state_words as listing_state_words};
