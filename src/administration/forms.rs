//! What administrators type.

use serde::Deserialize;

use crate::kit::text;
use crate::web::form::{self, Problems};
use crate::web::session::Role;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    pub act: String,
    pub actor: String,
    pub subject: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LettersQuery {
    pub state: String,
    pub to: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    pub q: String,
    pub role: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LockForm {
    pub because: String,
}

impl LockForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let because = problems.required("because", &self.because, "Say why; the log keeps it", 300);
        problems.done(because)
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub role: String,
}

impl RoleForm {
    pub fn check(&self) -> Result<Role, Problems> {
        let mut problems = Problems::none();
        match Role::parse(&self.role) {
            Some(role) => Ok(role),
            None => {
                problems.add("role", "Choose a role");
                Err(problems)
            }
        }
    }
}

/// A colleague who is to moderate or to run the site.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub name: String,
    pub email: String,
    pub role: String,
}

pub struct Colleague {
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl InviteForm {
    pub fn check(&self) -> Result<Colleague, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &text::line(&self.name), "Enter their name", 100);
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        let role = Role::parse(&self.role).filter(|role| role.is_staff());
        if role.is_none() {
            problems.add("role", "Choose what they do");
        }
        problems.done(Colleague { name, email, role: role.unwrap_or(Role::Moderator) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_staff_are_invited() {
        for (name, email, role, right) in [
            ("Mo", "mo@example.org", "moderator", true),
            ("Mo", "mo@example.org", "administrator", true),
            ("Mo", "mo@example.org", "candidate", false),
            ("Mo", "mo@example.org", "", false),
            ("", "mo@example.org", "moderator", false),
            ("Mo", "mo", "moderator", false),
        ] {
            let form = InviteForm { name: name.into(), email: email.into(), role: role.into() };
            assert_eq!(form.check().is_ok(), right, "{name} {email} {role}");
        }
    }
}
