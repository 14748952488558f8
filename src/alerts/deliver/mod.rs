//! From news to letters. A listing that becomes public, or changes in what matters, is news. Alerts that write at the
//! same time are a slot; when its moment comes, a run matches them all against the news that the slot has not told,
//! and puts one letter for each person into the outbox. What the letter says is written when it is sent.
//!
//! `model` says when, `news` what, `run` goes through the people, `matched` says who is told what, `write` writes, `store` has the SQL.

mod matched;
mod news;
mod run;
mod store;
mod why;
mod write;

pub use news::{note_amended, note_published};
pub use run::{BATCH, Run, RunSlot, Spent, is_due, run, start_again, start_due};
pub(in crate::alerts) use store::Kept;
pub use store::{NewAlertRow, SlotRow, add_many, forget_news, news_seq, slot_rows};
pub use write::write;
