//! What the pages of listings show.

mod check;
mod desk;
mod facts;
mod map;
mod posting;
mod provider;
mod saved;
mod show;
mod steps;

pub use check::*;
pub use desk::*;
pub use facts::Fact;
pub use provider::*;
pub use saved::*;
pub use show::*;
pub use steps::*;
