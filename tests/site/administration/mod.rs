//! The pages of administration.

mod code_lists_are_kept;
mod code_lists_reach_every_page;
mod jobs_are_minded;
mod letters_are_worded;
mod nobody_decides_about_their_own;
mod people_are_looked_after;
mod settings_are_changed;
mod the_log_is_searched;
mod the_site_is_told_in_numbers;
mod the_site_says_how_it_is;
