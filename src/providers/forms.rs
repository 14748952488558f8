//! What people type about an organisation: its profile here, sites, claims and members in their own files.

mod claims;
mod deeds;
mod members;
mod pictures;
mod point;
mod sites;
mod stories;

use serde::Deserialize;

pub use claims::{ClaimForm, field_of};
pub use deeds::ActivityQuery;
pub use members::{EVERY_SITE, InviteForm, JoinForm, RoleForm, SOME_SITES, TokenForm};
pub use pictures::{PictureForm, PlaceForm, check_picture};
pub use point::{PointForm, Pressed, check_point};
pub use sites::{SiteForm, SitesQuery};
pub use stories::{MOST_STORY_WORDS, PartnershipForm, StoryForm};

use crate::codes::establishments::{check_cqc, check_ods};
use crate::codes::{self, List};
use crate::kit::text;
use crate::providers::model::{NewProvider, ProviderState};
use crate::providers::store::Provider;
use crate::web::form::Problems;

const LONGEST_NAME: usize = 120;
pub const MOST_DESCRIPTION_WORDS: usize = 600;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    pub name: String,
    pub sector: String,
    pub funding: String,
    pub website: String,
    pub cqc_code: String,
    pub ods_code: String,
    pub description: String,
    /// `yes`: verify again, because name or code changed.
    pub again: String,
    /// `preview` shows the description instead of saving.
    pub then: String,
}

impl From<&Provider> for ProfileForm {
    fn from(provider: &Provider) -> Self {
        Self {
            name: provider.name.clone(),
            sector: provider.sector.clone(),
            funding: provider.funding.clone(),
            website: provider.website.clone(),
            cqc_code: provider.cqc_code.clone().unwrap_or_default(),
            ods_code: provider.ods_code.clone().unwrap_or_default(),
            description: provider.description.clone(),
            ..Self::default()
        }
    }
}

impl ProfileForm {
    pub fn wants_preview(&self) -> bool {
        self.then == "preview"
    }

    /// `before` is what is known of the organisation, unless it is a new one.
    pub fn check(&self, before: Option<&Provider>) -> Result<NewProvider, Problems> {
        let mut problems = Problems::none();
        let missing = "Enter the name of the organisation";
        // In the order of the fields: the summary of what is wrong follows it.
        let new = NewProvider {
            name: problems.required("name", &self.name, missing, LONGEST_NAME),
            cqc_code: code(&mut problems, "cqc_code", &self.cqc_code, check_cqc),
            ods_code: code(&mut problems, "ods_code", &self.ods_code, check_ods),
            sector: one_of(&mut problems, SECTOR, &self.sector, before.map(|before| &before.sector)),
            funding: one_of(&mut problems, FUNDING, &self.funding, before.map(|before| &before.funding)),
            website: problems.keep("website", website(&self.website)).unwrap_or_default(),
            description: text::lines(&self.description),
        };
        if text::word_count(&new.description) > MOST_DESCRIPTION_WORDS {
            problems.add(
                "description",
                format!("The description must be {MOST_DESCRIPTION_WORDS} words or fewer"),
            );
        }
        problems.not_longer("description", &new.description, 8_000);
        if let Some(before) = before.filter(|before| is_renamed(&new, before)) {
            self.check_renaming(before.state, &mut problems);
        }
        problems.done(new)
    }

    fn check_renaming(&self, state: ProviderState, problems: &mut Problems) {
        match state {
            ProviderState::Submitted => problems.add(
                "name",
                "Name and codes are being verified. Take the organisation back on its overview to change them",
            ),
            ProviderState::Verified if self.again != "yes" => {
                problems.add("again", "Confirm that the organisation is to be verified again");
            }
            _ => {}
        }
    }
}

/// Are name and codes, which moderators verify, other than before?
pub(super) fn is_renamed(new: &NewProvider, before: &Provider) -> bool {
    new.name != before.name || new.cqc_code != before.cqc_code || new.ods_code != before.ods_code
}

/// A field, the list that its codes are of, and what is said when none is chosen.
type OneOf = (&'static str, fn() -> &'static List, &'static str);
const SECTOR: OneOf = ("sector", codes::sectors, "Choose a sector");
const FUNDING: OneOf = ("funding", codes::fundings, "Choose how it is funded");

fn one_of(
    problems: &mut Problems,
    (field, list, missing): OneOf,
    typed: &str,
    before: Option<&String>,
) -> String {
    let before = before.map(String::as_str).unwrap_or_default();
    problems.keep(field, list().check(typed, before, missing));
    typed.to_string()
}

/// A code that need not be there.
fn code(
    problems: &mut Problems,
    field: &str,
    typed: &str,
    check: fn(&str) -> Result<String, String>,
) -> Option<String> {
    (!typed.trim().is_empty()).then(|| problems.keep(field, check(typed))).flatten()
}

/// An address on the web; `www.example.org` is taken as `https://www.example.org`.
fn website(typed: &str) -> Result<String, String> {
    let typed = text::line(typed);
    if typed.is_empty() {
        return Ok(typed);
    }
    let full = if typed.contains("://") { typed } else { format!("https://{typed}") };
    let wrong = || "Enter a website in the right form, like www.example.org".to_string();
    let url = url::Url::parse(&full).map_err(|_| wrong())?;
    let dotted = url.host_str().is_some_and(|host| host.contains('.'));
    let plain = url.username().is_empty() && url.password().is_none();
    match url.scheme() {
        "http" | "https" if dotted && plain && full.len() <= 300 => Ok(full),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_an_address_on_the_web() {
        for (typed, want) in [
            ("", Some("")),
            ("www.example.org", Some("https://www.example.org")),
            ("http://example.org/work", Some("http://example.org/work")),
            ("javascript:alert(1)", None),
            ("https://user:pass@example.org", None),
            ("example", None),
            ("ftp://example.org", None),
        ] {
            assert_eq!(website(typed).ok().as_deref(), want, "{typed}");
        }
    }
}
