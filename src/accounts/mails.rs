//! The letters of accounts.

mod examples;

pub use examples::letter_examples;

use crate::kit::letters::{Letter, Site};

/// Proves that an address is its owner's.
pub struct ConfirmMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub token: &'a str,
}

impl ConfirmMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.confirm")
            .awaited()
            .subject("Confirm your email address")
            .para("Thank you for signing up to Rounds. Confirm that this is your address, and you can sign in.")
            .button("Confirm my email address", site.url(&format!("/confirm?token={}", self.token)))
            .para("The link works once, for three days. If you did not sign up, do nothing: without it there is no account.")
            .asked_because("You get this because somebody signed up to Rounds with this address.")
    }
}

/// The same for somebody who has an account whose emails came back.
pub struct ConfirmAgainMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub token: &'a str,
}

impl ConfirmAgainMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.confirm-again")
            .awaited()
            .subject("Do our emails reach you again?")
            .para("Emails that we sent to this address came back, so we stopped. If you can read this one, confirm that it reached you, and the others will follow.")
            .button("Confirm my email address", site.url(&format!("/confirm?token={}", self.token)))
            .para("The link works once, for three days.")
            .asked_because("You get this because you asked for it on your account page at Rounds.")
    }
}

/// For an address that has an account already; the page must not say so.
pub struct AlreadyMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
}

impl AlreadyMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.already")
            .awaited()
            .subject("You already have an account")
            .para("Somebody, perhaps you, signed up to Rounds with this address. You already have an account, so nothing was changed.")
            .button("Sign in", site.url("/sign-in"))
            .para(format!("If you have forgotten your password, choose a new one here: {}", site.url("/reset")))
            .asked_because("You get this because somebody signed up to Rounds with this address.")
    }
}

pub struct ResetMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub token: &'a str,
}

impl ResetMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.reset")
            .awaited()
            .subject("Choose a new password")
            .para("Somebody, perhaps you, asked for a new password for your account.")
            .button("Choose a new password", site.url(&format!("/reset/new?token={}", self.token)))
            .para("The link works once, for one hour. If you did not ask, do nothing: your password stays as it is.")
            .asked_because("You get this because a new password was asked for at Rounds for this address.")
    }
}

/// To the new address, before it is taken.
pub struct ChangeEmailMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub token: &'a str,
}

impl ChangeEmailMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.change-email")
            .awaited()
            .subject("Confirm your new email address")
            .para("You asked to use this address for your Rounds account.")
            .button("Use this address", site.url(&format!("/account/email/confirm?token={}", self.token)))
            .para("The link works once, for three days. Until then your old address stays in use.")
            .asked_because("You get this because somebody asked to use this address at Rounds.")
    }
}

/// To the old address, so that nobody loses an account without hearing of it.
pub struct ChangedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// What was changed: `email address`, `password`.
    pub what: &'a str,
}

impl ChangedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.changed")
            .awaited()
            .subject(format!("Your {} was changed", self.what))
            .para(format!("The {} of your Rounds account has just been changed.", self.what))
            .para(format!("If that was not you, choose a new password at once: {}", site.url("/reset")))
            .owed_because("You get this because this is, or was, the address of your Rounds account.")
    }
}

/// For a colleague who is to moderate or to run the site.
pub struct StaffMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub role: crate::web::session::Role,
    pub inviter: &'a str,
}

impl StaffMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "accounts.staff")
            .awaited()
            .subject(format!("Your account as {} at Rounds", self.role.label()))
            .para(format!("{} has made an account for you as {}.", self.inviter, self.role.label()))
            .para("Choose a password first: enter this address on the page below, and follow the link in the email that comes.")
            .button("Choose a password", site.url("/reset"))
            .para("If you did not expect this, do nothing: without a password nobody can use the account.")
            .owed_because("You get this because an administrator of Rounds entered this address.")
    }
}
