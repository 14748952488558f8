//! Search: finds live listings by words, place and filters, and counts what each further filter would leave.
//!
//! A [`Criteria`] is what a person searches for; it is also the address of the page and what an alert keeps. Every node
//! follows `listing_changes` into an index of its own. The index is a projection, never the truth: what it finds is
//! read again from the database as live listings.
//!
//! [`index`] is the engine: it knows documents and queries, and neither the database nor the web. [`words`] is the
//! language of the search box.

mod alike;
mod criteria;
mod documents;
mod engine;
mod filters;
mod follow;
mod fresh;
pub mod index;
mod labels;
pub mod pages;
mod reading;
mod results;
mod spots;
mod standing;
pub mod synonyms;
mod views;
pub mod words;

pub use criteria::{Criteria, Located, MOST_PAY, PayFloor, RADII, Within, annual};
pub use documents::{document, documents};
pub use engine::Search;
pub use filters::{FILTERS, Filter, filter, filter_of};
pub use follow::{Lag, catch_up, follow, lag};
pub use fresh::{Found, Fresh};
pub use pages::{Asked, asked};
pub use results::{count, count_for_letters, newest, overview};
pub use standing::browse_addresses;

/// Reads the gazetteer and the lexicon, which the first search would wait for: about a tenth of a second.
pub fn prepare() {
    drop(reading::read("nurse in leeds", true, &|_| false));
}
