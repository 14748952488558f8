//! Machinery: knows no job-board word.

pub mod places;
