//! Checks passports: what a candidate keeps of their employment checks and core skills training, with evidence and the
//! day on which each item runs out. It is theirs alone until they share items of it with one application; they can take
//! that back, and read who opened what. The provider accepts each item or says why it must be repeated. They are written
//! to before an item expires.

pub mod actions;
pub mod forms;
mod mails;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use mails::letter_examples;
pub use model::ItemId;
