//! The pages of the review desk.

mod listing;
mod provider;
mod queue;
mod report;
mod stand;
mod threads;
mod twins;

pub use listing::*;
pub use provider::*;
pub use queue::*;
pub use report::*;
pub use stand::{hold, next, release};
pub use threads::*;
pub use twins::twins;

use stand::{done, stand, standing};
