//! Listings: roles and training placements in one life: draft, submitted, live, closed (also returned, withdrawn).
//!
//! Members of a provider write them in steps, moderators approve or return them, the clock closes them, in London
//! time. Each change of what the public sees leaves a `listing_changes` row, which every node's search follows.
//! What the public is shown is asked for with the present moment, so that nothing late is ever shown.

pub mod actions;
pub mod forms;
mod looks;
mod mails;
pub mod model;
pub mod pages;
mod store;
pub mod views;

pub use actions::{ListingAmended, ListingClosedEarly, ListingPublished, ListingSubmitted};
pub use looks::{Looks, counted, write_looks};
pub use mails::{change_facts, letter_examples};
pub use model::{
    Amendment, Card, Criterion, CriterionId, Difference, EditState, Full, Listing, ListingId, ListingKind,
    ListingState, Need, Piece, Placement, Question, QuestionId, QuestionKind, Tags, Terms, missing,
};
pub use store::{
    Change, EDITS_WAITING, LooksWanted, WAITING, addresses, amendments, any_due, any_to_publish, by_state,
    cards, cards_of_provider, changes_since, closing_by, count_in, count_live, count_saved, counts, criteria,
    documents, edit_of, edits_in, every_live, find, forget_reminders, full, full_live, fulls, insert, intake,
    is_saved, last_amended, last_begun, last_changed, last_of, listings_with_code, looks_by_day,
    looks_by_listing, looks_by_source, newest, newest_of_provider, note_provider_change, note_told, owned,
    owned_full, reaching, readers, suspended, titles, within,
};
pub use views::Applied;
