//! The pages of administration.

mod jobs_are_minded;
mod nobody_decides_about_their_own;
mod people_are_looked_after;
mod the_log_is_searched;
mod the_site_is_told_in_numbers;
mod the_site_says_how_it_is;
