//! What people type to invite, to change a role and to join.

use serde::Deserialize;

use crate::accounts::model::check_password;
use crate::providers::model::{MemberRole, NewInvitation, Reach};
use crate::providers::{Belongs, Site, SiteId};
use crate::web::form::{self, Problems};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub email: String,
    pub role: String,
    /// `all` or `some`.
    pub reach: String,
    /// With `some`, which.
    pub sites: Vec<String>,
}

impl InviteForm {
    pub fn fresh() -> Self {
        Self { reach: EVERY_SITE.into(), ..Self::default() }
    }

    /// `sites` are the organisation's.
    pub fn check(&self, sites: &[Site]) -> Result<NewInvitation, Problems> {
        let mut problems = Problems::none();
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        let role = role(&mut problems, &self.role);
        let reach = reach(&mut problems, (role, &self.reach), &self.sites, sites);
        problems.done(NewInvitation { email, role, reach })
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub role: String,
    pub reach: String,
    pub sites: Vec<String>,
    /// What they might do and where when the page was opened.
    pub seen: String,
}

impl RoleForm {
    pub fn of(member: &Belongs) -> Self {
        let (reach, sites) = match member.scope.reach() {
            Reach::All => (EVERY_SITE, Vec::new()),
            Reach::Sites(sites) => (SOME_SITES, sites.iter().map(SiteId::to_string).collect()),
        };
        Self { role: member.role.to_string(), reach: reach.into(), sites, seen: member.standing() }
    }

    /// `sites` are the organisation's.
    pub fn check(&self, sites: &[Site]) -> Result<(MemberRole, Reach), Problems> {
        let mut problems = Problems::none();
        let role = role(&mut problems, &self.role);
        let reach = reach(&mut problems, (role, &self.reach), &self.sites, sites);
        problems.done((role, reach))
    }
}

/// What the choice is called in a form.
pub const EVERY_SITE: &str = "all";
pub const SOME_SITES: &str = "some";

/// A site of another organisation is not among these, so it cannot be chosen.
fn reach(
    problems: &mut Problems,
    (role, typed): (MemberRole, &str),
    chosen: &[String],
    sites: &[Site],
) -> Reach {
    let is_chosen = |site: &&Site| chosen.iter().any(|one| *one == site.id.to_string());
    let chosen: Vec<SiteId> = sites.iter().filter(is_chosen).map(|site| site.id).collect();
    match typed {
        EVERY_SITE => Reach::All,
        SOME_SITES if role.may_own() => {
            problems.add("reach", "An owner reaches every site. Choose all sites, or another role");
            Reach::All
        }
        SOME_SITES if chosen.is_empty() => {
            problems.add("sites", "Choose at least one site, or all sites");
            Reach::All
        }
        SOME_SITES => Reach::only(chosen),
        _ => {
            problems.add("reach", "Choose which sites they reach");
            Reach::All
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::clock::Moment;
    use crate::providers::ProviderId;

    fn site(id: i64) -> Site {
        Site {
            id: SiteId(id),
            provider_id: ProviderId(1),
            name: format!("Site {id}"),
            address: String::new(),
            town: String::new(),
            postcode: String::new(),
            region: String::new(),
            latitude: 0.0,
            longitude: 0.0,
            sector: String::new(),
            funding: String::new(),
            cqc_code: None,
            ods_code: None,
            created_at: Moment("2026-11-22T10:00:00".parse().unwrap()),
        }
    }

    #[test]
    fn which_sites_somebody_reaches() {
        let only = |sites: &[i64]| Some(Reach::only(sites.iter().copied().map(SiteId).collect()));
        for (role, reach, sites, want, field) in [
            ("editor", "all", vec![], Some(Reach::All), ""),
            // What was ticked before all sites were chosen does not count.
            ("viewer", "all", vec!["1"], Some(Reach::All), ""),
            ("editor", "some", vec!["2", "1"], only(&[1, 2]), ""),
            ("viewer", "some", vec!["2"], only(&[2]), ""),
            ("editor", "some", vec![], None, "sites"),
            // Of another organisation.
            ("editor", "some", vec!["9"], None, "sites"),
            ("owner", "all", vec![], Some(Reach::All), ""),
            ("owner", "some", vec!["1"], None, "reach"),
            ("editor", "", vec!["1"], None, "reach"),
        ] {
            let sites: Vec<String> = sites.into_iter().map(String::from).collect();
            let form = RoleForm { role: role.into(), reach: reach.into(), sites, seen: String::new() };
            match form.check(&[site(1), site(2)]) {
                Ok((_, reach)) => assert_eq!(Some(reach), want, "{form:?}"),
                Err(problems) => assert!(want.is_none() && problems.of(field).is_some(), "{form:?}"),
            }
        }
    }
}
