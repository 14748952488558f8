//! Applications: a candidate asks for a role or placement, in steps that are saved one by one; a provider answers.
//! Both see the same timeline. However often a button is pressed, there is one application of one person to one
//! listing, one receipt and one letter to the provider. Every look of a provider leaves a line in the audit log, and
//! where shortlisting is blind it does not show whose application it is. The two sides write to one another in messages
//! that only they read.

pub mod actions;
mod export;
mod forms;
mod mails;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use export::{make as make_export, tidy as tidy_exports};
pub use mails::letter_examples;
pub use model::{ApplicationId, State};
pub use store::{
    Ledgers, Standing, any_offer_due, applications_with_code, forget_old_forms, standing_of_candidate,
    standing_of_provider, standings,
};
