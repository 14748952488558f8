//! Alerts: a saved search that writes to its owner when new listings fit it. Made with or without an account, proved
//! by letter, ended with one click. A listing is told to an alert once, and an empty letter is never written.

pub mod actions;
mod deliver;
mod forms;
mod mails;
pub mod model;
pub mod pages;
#[allow(dead_code, reason = "the writer of letters comes next")]
mod payload;
mod store;
mod views;

pub use deliver::{MatchRest, RunAlerts, is_run_due, match_listing, run, start_runs};
pub use mails::letter_examples;
pub use model::{AlertId, Frequency, Reason};
pub use store::{any_waking, count_asking, count_of_person, forget_unconfirmed, reasons_since};
