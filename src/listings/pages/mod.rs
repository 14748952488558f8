//! The pages of listings: the public's, and the provider's desk.

mod desk;
mod provider;
mod public;
mod saved;
mod sites;
mod steps;

pub use desk::*;
pub use provider::*;
pub use public::*;
pub use saved::*;
pub use sites::*;
pub use steps::*;
