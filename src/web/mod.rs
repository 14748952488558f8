//! What every page shares: who asks, what they sent, what they are shown, and what protects both.

pub mod assets;
pub mod charts;
pub mod days;
pub mod error;
pub mod form;
pub mod form_pages;
pub mod guards;
pub mod lately;
pub mod limits;
pub mod page;
pub mod pages;
pub mod reply;
pub mod session;
pub mod shield;
pub mod upload;
