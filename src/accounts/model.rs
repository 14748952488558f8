//! The rules of accounts: what a password must be, how long a link lives.

use chrono::Duration;

use crate::web::session::Role;

crate::kit::words::words! {
    /// What a link in a letter is good for.
    pub enum Purpose {
        Confirm = "confirm",
        Reset = "reset",
        ChangeEmail = "change-email",
        FirstAdministrator = "first-administrator",
    }
}

impl Purpose {
    pub fn lifetime(self) -> Duration {
        match self {
            Self::Confirm | Self::ChangeEmail => Duration::days(3),
            Self::Reset => Duration::hours(1),
            Self::FirstAdministrator => Duration::days(1),
        }
    }
}

/// Whoever belongs to an organisation is a member and nothing else: nobody reviews what their own organisation sends,
/// and nobody applies to it from the account that reads its applications.
pub fn may_become(role: Role, belongs: bool) -> bool {
    role == Role::Member || !belongs
}

crate::kit::words::words! {
    /// What keeps an account from signing in, when something does.
    pub enum AccountState { Open = "open", Unconfirmed = "unconfirmed", Locked = "locked" }
}

impl AccountState {
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Unconfirmed => "Not confirmed",
            Self::Locked => "Locked",
        }
    }
}

pub const SHORTEST_PASSWORD: usize = 12;
/// So that nobody can make us hash a book.
pub const LONGEST_PASSWORD: usize = 200;

/// Length and an estimate of how hard it is to guess, instead of rules about its characters.
///
/// # Errors
/// A sentence for the visitor.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), String> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(format!("Choose a password of at least {SHORTEST_PASSWORD} characters"));
    }
    if length > LONGEST_PASSWORD {
        return Err(format!("Choose a password of at most {LONGEST_PASSWORD} characters"));
    }
    // zxcvbn's score 3 of 4: ten to the eighth guesses and more.
    let hard = zxcvbn::zxcvbn(password, known).score() >= zxcvbn::Score::Three;
    if hard {
        Ok(())
    } else {
        Err("Choose a password that is harder to guess: three or four unrelated words do well".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_belongs_to_an_organisation_is_a_member_only() {
        for (role, belongs, may) in [
            (Role::Candidate, false, true),
            (Role::Member, false, true),
            (Role::Moderator, false, true),
            (Role::Administrator, false, true),
            (Role::Candidate, true, false),
            (Role::Member, true, true),
            (Role::Moderator, true, false),
            (Role::Administrator, true, false),
        ] {
            assert_eq!(may_become(role, belongs), may, "{role} {belongs}");
        }
    }

    #[test]
    fn passwords_are_long_and_hard_to_guess() {
        for (password, right) in [
            ("short", false),
            ("passwordpassword", false),
            ("aaaaaaaaaaaaaaaa", false),
            ("ada.lovelace@example.org", false),
            ("violet tractor hums loudly", true),
            (&"x".repeat(201), false),
        ] {
            let known = ["ada.lovelace@example.org", "Ada Lovelace"];
            assert_eq!(check_password(password, &known).is_ok(), right, "{password}");
        }
    }
}
