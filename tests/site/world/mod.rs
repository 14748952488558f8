//! The world that journeys happen in.

mod browser;
mod databases;
mod form;
mod guard;
mod page;
mod smtp;
