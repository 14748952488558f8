//! Placements: what only training placements have. So far the rules by which the places of a round are given out.

pub mod allocation;
