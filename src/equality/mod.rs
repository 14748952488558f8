//! Equality monitoring: at the end of an application a candidate may answer seven questions about themselves, each of
//! which has “prefer not to say”. Only how many people gave each answer is kept, by provider: no row of a person, no
//! key to one or to an application, no time finer than a month. A provider sees totals of five or more, in sets that
//! are shown once and never change afterwards; `docs/equality.md` says what that guards against.

pub mod forms;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use forms::EqualityForm;
pub use model::{Answers, QUESTIONS, Question};
pub use store::count;
