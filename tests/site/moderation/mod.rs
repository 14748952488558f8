//! The review desk and the pages of administration.

mod administrators_run_the_site;
mod moderators_review;
mod moderators_share_the_queue;
mod the_public_reports;
