//! Feeds: what a search or a provider has open, as Atom (RFC 4287) for programs that read along.
//!
//! An entry keeps its id for ever (RFC 4151) whatever becomes of its title or of our address, and its `updated` moves
//! only when something changes that people decide by. What is not live is not in it.

mod model;
pub mod pages;
