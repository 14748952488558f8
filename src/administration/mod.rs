//! Administration: the site looked at by those who run it: what it holds, what staff did, which letters and jobs got
//! stuck, and who may do what.

mod actions;
mod forms;
mod mails;
pub mod pages;
mod views;

pub use mails::every_example;
