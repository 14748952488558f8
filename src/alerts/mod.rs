//! Alerts: a saved search that writes to its owner when new listings fit it. Made with or without an account, proved
//! by letter, ended with one click. A listing is told to an alert once, and an empty letter is never written.

pub mod actions;
mod deliver;
mod forms;
mod mails;
pub mod model;
pub mod pages;
mod payload;
mod store;
mod views;

pub use deliver::{
    BATCH, NewAlertRow, Run, RunSlot, SlotRow, Spent, add_many, forget_news, is_due, news_seq, note_amended,
    note_published, run, slot_rows, start_again, start_due, write,
};
pub use mails::letter_examples;
pub use model::{AlertId, Frequency, Reason, Slot};
pub use store::{any_waking, count_asking, count_of_person, forget_unconfirmed, reasons_since};
