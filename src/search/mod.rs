//! Search: finds live listings by words, place and filters, and counts what each further filter would leave.
//!
//! [`index`] is the engine: it knows documents and queries, and neither the database nor the web.
//! [`words`] is the language: how text is split, what a visitor's words ask for, and what means the same.

pub mod index;
pub mod words;
