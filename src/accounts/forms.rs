//! What people type into the forms of accounts.

use serde::Deserialize;

use crate::accounts::model::{LONGEST_PASSWORD, check_password};
use crate::web::form::{self, Problems};
use crate::web::guards::safe_next;
use crate::web::session::Role;

const LONGEST_NAME: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    pub role: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub next: String,
}

pub struct NewPerson {
    pub role: Role,
    pub name: String,
    pub email: String,
    pub password: String,
    pub next: Option<String>,
}

impl SignUpForm {
    pub fn check(&self) -> Result<NewPerson, Problems> {
        let mut problems = Problems::none();
        let role = match self.role.as_str() {
            "candidate" => Role::Candidate,
            "member" => Role::Member,
            _ => {
                problems.add("role", "Choose whether you look for work or offer it");
                Role::Candidate
            }
        };
        let name = problems.required("name", &self.name, "Enter your name", LONGEST_NAME);
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        problems.keep("password", check_password(&self.password, &[&name, &email]));
        let next = safe_next(&self.next);
        problems.done(NewPerson { role, name, email, password: self.password.clone(), next })
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    pub next: String,
}

/// Is the page that somebody comes back to an application for a listing?
pub fn is_to_apply(next: &str) -> bool {
    next.starts_with("/listings/") && next.split('?').next().is_some_and(|path| path.ends_with("/apply"))
}

impl SignInForm {
    /// Was something typed that is kept until this person is back?
    pub fn is_kept(&self) -> bool {
        self.next.contains("?kept=")
    }

    pub fn is_to_apply(&self) -> bool {
        is_to_apply(&self.next)
    }

    /// Address and password as typed.
    pub fn check(&self) -> Result<(String, String), Problems> {
        let mut problems = Problems::none();
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        if self.password.is_empty() {
            problems.add("password", "Enter your password");
        }
        problems.not_longer("password", &self.password, LONGEST_PASSWORD);
        problems.done((email, self.password.clone()))
    }
}

/// The link of the letter, with the password chosen when signing up.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    pub token: String,
    pub password: String,
}

impl ConfirmForm {
    pub fn check(&self) -> Problems {
        let mut problems = Problems::none();
        if self.password.is_empty() {
            problems.add("password", "Enter your password");
        }
        problems.not_longer("password", &self.password, LONGEST_PASSWORD);
        problems
    }
}

/// Forms that ask for an address only.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EmailForm {
    pub email: String,
    /// The present password, where an address is changed.
    pub password: String,
}

impl EmailForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        problems.done(email)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NameForm {
    pub name: String,
}

impl NameForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &self.name, "Enter your name", LONGEST_NAME);
        problems.done(name)
    }
}

/// A new password, with the present one unless it comes with a link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    pub present: String,
    pub password: String,
    pub token: String,
}

impl PasswordForm {
    pub fn check(&self, known: &[&str]) -> Result<String, Problems> {
        let mut problems = Problems::none();
        problems.keep("password", check_password(&self.password, known));
        problems.done(self.password.clone())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AdministratorForm {
    pub token: String,
    pub name: String,
    pub email: String,
    pub password: String,
}

impl AdministratorForm {
    pub fn check(&self) -> Result<NewPerson, Problems> {
        let form = SignUpForm {
            role: "candidate".into(),
            name: self.name.clone(),
            email: self.email.clone(),
            password: self.password.clone(),
            next: String::new(),
        };
        form.check().map(|person| NewPerson { role: Role::Administrator, ..person })
    }
}

/// A link's token in an address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenQuery {
    pub token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NextQuery {
    pub next: String,
    /// Which kind of account the sign-up page starts with.
    pub role: String,
}
