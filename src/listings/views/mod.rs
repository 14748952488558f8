//! What the pages of listings show.

mod changes;
mod check;
mod closing;
mod desk;
mod facts;
mod posting;
mod provider;
mod saved;
mod show;
mod steps;
mod templates;

pub use changes::*;
pub use check::*;
pub use closing::*;
pub use desk::*;
pub use facts::Fact;
pub use provider::*;
pub use saved::*;
pub use show::*;
pub use steps::*;
pub use templates::*;
