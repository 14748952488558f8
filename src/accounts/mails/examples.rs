//! A letter of each kind, to people who are invented.

use super::*;
use crate::kit::letters::Example;
use crate::web::session::Role;

/// What stands where a letter has its secret.
const TOKEN: &str = "invented";

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, name, token) = ("ada@example.org", "Ada Marsh", TOKEN);
    vec![
        ConfirmMail { email, name, token }
            .letter(site)
            .example("Confirm your address", "Whoever signs up")
            .guarded(),
        ConfirmAgainMail { email, name, token }
            .letter(site)
            .example(
                "Confirm your address again",
                "Whoever our emails did not reach, and who asks for this one",
            )
            .guarded(),
        AlreadyMail { email, name }
            .letter(site)
            .example("You already have an account", "Whoever signs up with the address of an account")
            .guarded(),
        ResetMail { email, name, token }
            .letter(site)
            .example("Choose a new password", "Whoever has forgotten their password")
            .guarded(),
        ChangeEmailMail { email, name, token }
            .letter(site)
            .example("Confirm a new address", "Whoever changes their address, at the new one")
            .guarded(),
        ChangedMail { email, name, what: "password" }
            .letter(site)
            .example("Something of your account was changed", "People whose password or address was changed")
            .guarded(),
        StaffMail {
            email: "maya@example.org",
            name: "Maya Moss",
            role: Role::Moderator,
            inviter: "Alex Ash",
        }
        .letter(site)
        .example("Account for a colleague", "Colleagues whom an administrator adds")
        .guarded(),
    ]
}
