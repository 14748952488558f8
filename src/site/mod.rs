//! Site: the pages around the product: home, health, and the letters of the demonstration.

pub mod pages;
mod views;
