//! Listings: roles and training placements in one life: draft, submitted, live, closed (also returned, withdrawn).
//!
//! Members of a provider write them in steps, moderators approve or return them, the clock closes them, in London
//! time. Each change of what the public sees leaves a `listing_changes` row, which every node's search follows.
//! What the public is shown is asked for with the present moment, so that nothing late is ever shown.

pub mod actions;
pub mod forms;
mod mails;
pub mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::{ListingClosedEarly, ListingPublished, ListingSubmitted};
pub use model::{
    Card, Criterion, CriterionId, Full, Listing, ListingId, ListingKind, ListingState, Need, Placement,
    Question, QuestionId, QuestionKind, Tags, Terms, missing,
};
pub use store::{
    Change, WAITING, addresses, any_due, by_state, cards, cards_of_provider, changes_since, count_live,
    counts, criteria, documents, every_live, find, forget_reminders, full, full_live, fulls, insert,
    is_saved, last_of, newest, note_provider_change, owned,
};
pub use views::Applied;
