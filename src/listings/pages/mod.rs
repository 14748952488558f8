//! The pages of listings: the public's, and the provider's desk.

mod changes;
mod desk;
mod provider;
mod public;
mod saved;
mod sites;
mod steps;
mod templates;

pub use changes::*;
pub use desk::*;
pub use provider::*;
pub use public::*;
pub use saved::*;
pub use sites::*;
pub use steps::*;
pub use templates::*;
