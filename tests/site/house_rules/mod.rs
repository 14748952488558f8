//! The walls of the house, as DESIGN.md draws them and as the compiler cannot hold them by itself.

mod directions;
mod letters;
mod limits;
mod migrations;
mod templates;
mod tree;
mod wording;
