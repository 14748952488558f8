//! The pages of the review desk.

mod claim;
mod listing;
mod provider;
mod queue;
mod report;
mod stand;
mod threads;
mod twins;
mod story;

pub use claim::*;
pub use listing::*;
pub use provider::*;
pub use queue::*;
pub use report::*;
pub use stand::{hold, next, release};
pub use threads::*;
pub use twins::twins;
pub use story::*;

use stand::{done, stand, standing};
