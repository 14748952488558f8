//! What the pages of listings show.

mod desk;
mod map;
mod posting;
mod show;
mod steps;

pub use desk::*;
pub use show::*;
pub use steps::*;
