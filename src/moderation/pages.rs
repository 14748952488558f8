//! The pages of the review desk.

mod listing;
mod provider;
mod queue;
mod report;
mod stand;

pub use listing::*;
pub use provider::*;
pub use queue::*;
pub use report::*;
pub use stand::{hold, next, release};

use stand::{done, stand, standing};
