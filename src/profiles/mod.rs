//! Profiles: what a candidate says of themselves once, in parts that can be skipped: how to reach them, their work,
//! registrations, qualifications, employment, training, referees, right to work, wishes and CVs. Applications are
//! filled in from it, and keep what it said when they were submitted. It is the candidate's alone until then, and can
//! be printed or downloaded whole.

pub mod actions;
pub mod forms;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use model::{EntryId, Kept, Profile, Qualification, Registration, WITHHELD};
pub use store::{cv_file, cvs, forget_cv, held, is_begun, open, profiles_with_code};
pub use views::{Section, sections, shown_number};
