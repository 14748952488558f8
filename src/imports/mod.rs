//! Imports: members bring a table of listings, say what its columns mean, see what would be made, and let it be made.
//!
//! Rows go through the forms of the steps, so that a listing that came in a file obeys the rules of one that was typed.
//! What a row made is remembered by the provider's own reference, or by what the row says where it has none: the same
//! row makes nothing twice. Rows are checked and made some at a time by a job that anybody may go on with.

pub mod actions;
mod forms;
pub mod model;
pub mod pages;
pub mod reading;
mod store;
mod views;
mod work;

pub use actions::WorkOnImport;
pub use model::{Import, ImportId, ImportState};
pub use work::work;
