//! The pages of listings: the public's, and the provider's desk.

mod desk;
mod provider;
mod public;
mod steps;

pub use desk::*;
pub use provider::*;
pub use public::*;
pub use steps::*;
