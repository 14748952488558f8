//! Rounds: a careers site for independent healthcare in the United Kingdom.

pub mod codes;
pub mod kit;
