//! The pages of administration.

mod nobody_decides_about_their_own;
mod people_are_looked_after;
