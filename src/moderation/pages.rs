//! The pages of the review desk.

mod appeal;
mod claim;
mod edit;
mod listing;
mod provider;
mod queue;
mod report;
mod stand;
mod story;
mod suspension;
mod threads;
mod twins;

pub use appeal::*;
pub use claim::*;
pub use edit::*;
pub use listing::*;
pub use provider::*;
pub use queue::*;
pub use report::*;
pub use stand::{hold, next, release};
pub use story::*;
pub use suspension::*;
pub use threads::*;
pub use twins::twins;

use stand::{done, stand, standing};
