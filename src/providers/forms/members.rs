//! What people type to invite, to change a role and to join.

use serde::Deserialize;

use crate::accounts::model::check_password;
use crate::providers::model::MemberRole;
use crate::web::form::{self, Problems};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub email: String,
    pub role: String,
}

impl InviteForm {
    pub fn check(&self) -> Result<(String, MemberRole), Problems> {
        let mut problems = Problems::none();
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        let role = role(&mut problems, &self.role);
        problems.done((email, role))
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub role: String,
}

impl RoleForm {
    pub fn check(&self) -> Result<MemberRole, Problems> {
        let mut problems = Problems::none();
        let role = role(&mut problems, &self.role);
        problems.done(role)
    }
}

fn role(problems: &mut Problems, typed: &str) -> MemberRole {
    MemberRole::parse(typed).unwrap_or_else(|| {
        problems.add("role", "Choose what they may do");
        MemberRole::Viewer
    })
}

/// The secret of a link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    pub token: String,
}

/// Somebody invited, who has no account yet.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    pub token: String,
    pub name: String,
    pub password: String,
}

impl JoinForm {
    /// Name and password; `email` is the invitation's.
    pub fn check(&self, email: &str) -> Result<(String, String), Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &self.name, "Enter your name", 100);
        problems.keep("password", check_password(&self.password, &[&name, email]));
        problems.done((name, self.password.clone()))
    }
}
