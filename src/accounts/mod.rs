//! Accounts: people sign up, prove their address by letter, sign in and out, and mind their own account.
//! Roles: candidate, provider member, moderator, administrator. Passwords are argon2id; links are single-use.

pub mod actions;
pub mod forms;
mod mails;
pub mod model;
pub mod pages;
pub mod passwords;
mod store;
mod views;

pub use crate::web::session::{Account, AccountId, Role};
pub use mails::letter_examples;
pub use model::AccountState;
pub use store::{
    NewAccount, PeopleFilter, Person, confirmed_by_email, count_by_role, find, find_by_email,
    has_administrator, people, person,
};
