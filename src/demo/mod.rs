//! Demo: an invented sector to look at and to measure with. Providers, listings, people and letters are put
//! together from tables and sentences under `data/demo`.
//!
//! The same number always gives the same thing, relative to the day it is asked for, so that a demonstration site
//! never goes out of date. Nothing here is a real organisation or a real person. Apart from `seed` nothing here
//! does any I/O.

mod alerts;
mod applications;
mod dice;
mod listings;
mod people;
mod profiles;
mod providers;
pub mod seed;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use alerts::{DemoAlert, alert};
pub use applications::{DemoApplication, application};
pub use listings::{DemoListing, DemoPlacement, listing};
pub use people::{DemoPerson, person};
pub use profiles::profile;
pub use providers::{DemoClaim, DemoProvider, DemoSite, providers};
