//! The pages of checks passports: a candidate's own, what they share with an application, and the provider's side.

mod desk;
mod own;
mod share;

pub use desk::*;
pub use own::*;
pub use share::*;
