//! What the pages of a profile show.

mod pages;
mod record;

pub use pages::*;
pub use record::*;
