//! The pages of listings: the public's, and the provider's desk.

mod desk;
mod public;
mod steps;

pub use desk::*;
pub use public::*;
pub use steps::*;
