//! Site: the pages around the product: home, what Rounds is and how it treats people, health, what robots are told,
//! and the letters and sign-ins of the demonstration.

pub mod constant;
mod figures;
pub mod pages;
mod views;
