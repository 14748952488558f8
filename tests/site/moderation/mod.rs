//! The review desk and the pages of administration.

mod administrators_run_the_site;
mod moderators_review;
mod the_public_reports;
