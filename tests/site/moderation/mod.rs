//! The review desk and the pages of administration.

mod administrators_run_the_site;
mod moderators_review;
mod moderators_share_the_queue;
mod moderators_suspend;
mod near_copies_are_shown;
mod rules_are_measured;
mod the_public_reports;
mod the_two_sides_write;
