//! The rules of providers: the life of an organisation, and what a member may do there.

mod claims;
mod deeds;
mod point;
mod scope;
mod stories;

pub use claims::*;
pub use deeds::*;
pub use point::*;
pub use scope::*;
pub use stories::*;

use chrono::Duration;

crate::kit::words::words! {
    /// Where an organisation stands with the moderators.
    pub enum ProviderState {
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Verified = "verified",
        Suspended = "suspended",
    }
}

impl ProviderState {
    pub fn may_become(self, next: Self) -> bool {
        use ProviderState::{Draft, Returned, Submitted, Suspended, Verified};
        matches!(
            (self, next),
            (Draft, Submitted)
                | (Submitted, Verified | Returned | Draft)
                | (Returned, Submitted)
                // A new name or code is verified again.
                | (Verified, Submitted)
                // From wherever a new name has brought it meanwhile, and back to there.
                | (Draft | Submitted | Returned | Verified, Suspended)
                | (Suspended, Draft | Submitted | Returned | Verified)
        )
    }

    /// Only what is verified is shown, and only its listings go live.
    pub fn is_public(self) -> bool {
        self == Self::Verified
    }

    /// A suspended organisation is frozen until a moderator restores it.
    pub fn may_be_edited(self) -> bool {
        self != Self::Suspended
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Not sent yet",
            Self::Submitted => "Being verified",
            Self::Returned => "Sent back to you",
            Self::Verified => "Verified",
            Self::Suspended => "Suspended",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Draft => "grey",
            Self::Submitted => "blue",
            Self::Returned => "yellow",
            Self::Verified => "green",
            Self::Suspended => "red",
        }
    }
}

crate::kit::words::words! {
    /// What a person may do for an organisation; each includes those after it.
    pub enum MemberRole {
        Owner = "owner",
        Editor = "editor",
        Viewer = "viewer",
    }
}

impl MemberRole {
    pub fn may_own(self) -> bool {
        self == Self::Owner
    }

    pub fn may_edit(self) -> bool {
        matches!(self, Self::Owner | Self::Editor)
    }

    pub fn may(self, needs: Needs) -> bool {
        match needs {
            Needs::View | Needs::ViewAll => true,
            Needs::Edit | Needs::EditAll => self.may_edit(),
            Needs::Own => self.may_own(),
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Editor => "Editor",
            Self::Viewer => "Viewer",
        }
    }

    pub fn with_article(self) -> &'static str {
        match self {
            Self::Owner => "an owner",
            Self::Editor => "an editor",
            Self::Viewer => "a viewer",
        }
    }

    /// What the role allows, after "you can".
    pub fn may_words(self) -> &'static str {
        match self {
            Self::Owner => "do everything, and decide who else belongs",
            Self::Editor => "change the organisation and its sites, post listings and answer applicants",
            Self::Viewer => "see everything and change nothing",
        }
    }

    /// The same for who is limited to some sites. An owner is not.
    pub fn may_there_words(self) -> &'static str {
        match self {
            Self::Owner => self.may_words(),
            Self::Editor => "post listings for these sites and answer those who apply to them",
            Self::Viewer => "see the listings of these sites and who applies to them, and change nothing",
        }
    }

    pub fn hint(self) -> &'static str {
        match self {
            Self::Owner => "Can do everything, and decide who else belongs",
            Self::Editor => "Can change the organisation and its sites, post listings and answer applicants",
            Self::Viewer => "Can see everything and change nothing",
        }
    }
}

/// What a page of the desk asks of the member who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    View,
    /// To look at what belongs to the organisation as a whole, and not to one site.
    ViewAll,
    Edit,
    /// To change what belongs to the organisation as a whole.
    EditAll,
    Own,
}

impl Needs {
    /// Is it beyond those who are limited to some sites?
    pub fn is_of_all(self) -> bool {
        matches!(self, Self::ViewAll | Self::EditAll | Self::Own)
    }

    /// Does it change anything?
    pub fn changes(self) -> bool {
        !matches!(self, Self::View | Self::ViewAll)
    }
}

/// What a role, limited to some sites or not, may do.
pub fn may(role: MemberRole, reach: &Reach, needs: Needs) -> bool {
    role.may(needs) && (reach.is_all() || !needs.is_of_all())
}

/// What is kept of an organisation's profile.
#[derive(Clone, Debug, Default)]
pub struct NewProvider {
    pub name: String,
    /// Markdown.
    pub description: String,
    pub sector: String,
    pub funding: String,
    pub website: String,
    pub cqc_code: Option<String>,
    pub ods_code: Option<String>,
}

/// What is kept of a site.
#[derive(Clone, Debug, Default)]
pub struct NewSite {
    pub name: String,
    pub address: String,
    pub town: String,
    pub postcode: String,
    pub region: String,
    pub latitude: f64,
    pub longitude: f64,
    pub sector: String,
    pub funding: String,
    pub cqc_code: Option<String>,
    pub ods_code: Option<String>,
}

/// Pictures of one organisation.
pub const MOST_PICTURES: usize = 6;

pub const INVITATION_DAYS: i64 = 7;

pub fn invitation_lifetime() -> Duration {
    Duration::days(INVITATION_DAYS)
}

/// Would a change leave an organisation without an owner? `owners` counts them before it.
pub fn loses_last_owner(now: MemberRole, next: Option<MemberRole>, owners: i64) -> bool {
    now == MemberRole::Owner && next != Some(MemberRole::Owner) && owners <= 1
}

/// The letters that stand where there is no logo: `St Oswin's Hospital` is `SO`.
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    name.split_whitespace().filter_map(first).take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::ProviderState::{Draft, Returned, Submitted, Suspended, Verified};
    use super::*;

    #[test]
    fn the_life_of_an_organisation() {
        let allowed = [
            (Draft, Submitted),
            (Submitted, Verified),
            (Submitted, Returned),
            (Submitted, Draft),
            (Returned, Submitted),
            (Verified, Submitted),
            (Draft, Suspended),
            (Submitted, Suspended),
            (Returned, Suspended),
            (Verified, Suspended),
            (Suspended, Draft),
            (Suspended, Submitted),
            (Suspended, Returned),
            (Suspended, Verified),
        ];
        for &from in ProviderState::ALL {
            for &to in ProviderState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn only_verified_organisations_are_public_and_only_suspended_ones_are_frozen() {
        for (state, public, edited) in [
            (Draft, false, true),
            (Submitted, false, true),
            (Returned, false, true),
            (Verified, true, true),
            (Suspended, false, false),
        ] {
            assert_eq!((state.is_public(), state.may_be_edited()), (public, edited), "{state}");
        }
    }

    #[test]
    fn what_each_role_may_do() {
        for (role, view, edit, own) in [
            (MemberRole::Owner, true, true, true),
            (MemberRole::Editor, true, true, false),
            (MemberRole::Viewer, true, false, false),
        ] {
            let may = (role.may(Needs::View), role.may(Needs::Edit), role.may(Needs::Own));
            assert_eq!(may, (view, edit, own), "{role}");
            assert_eq!((role.may_edit(), role.may_own()), (edit, own), "{role}");
        }
    }

    #[test]
    fn what_those_may_do_who_are_limited_to_sites() {
        use MemberRole::{Editor, Owner, Viewer};
        use Needs::{Edit, EditAll, Own, View, ViewAll};
        let (all, some) = (Reach::All, Reach::only(vec![crate::providers::SiteId(1)]));
        for (role, reach, mays) in [
            (Owner, &all, [true, true, true, true, true]),
            (Editor, &all, [true, true, true, true, false]),
            (Editor, &some, [true, false, true, false, false]),
            (Viewer, &all, [true, true, false, false, false]),
            (Viewer, &some, [true, false, false, false, false]),
        ] {
            let found = [View, ViewAll, Edit, EditAll, Own].map(|needs| may(role, reach, needs));
            assert_eq!(found, mays, "{role} {reach:?}");
        }
    }

    #[test]
    fn the_last_owner_stays() {
        use MemberRole::{Editor, Owner, Viewer};
        for (now, next, owners, lost) in [
            (Owner, None, 1, true),
            (Owner, Some(Editor), 1, true),
            (Owner, Some(Owner), 1, false),
            (Owner, None, 2, false),
            (Owner, Some(Viewer), 2, false),
            (Editor, None, 1, false),
            (Viewer, Some(Owner), 1, false),
        ] {
            assert_eq!(loses_last_owner(now, next, owners), lost, "{now} {next:?} {owners}");
        }
    }

    #[test]
    fn initials_stand_for_a_name() {
        for (name, want) in
            [("St Oswin's Hospital", "SO"), ("Larkspur", "L"), ("the (new) clinic", "TN"), ("— —", "")]
        {
            assert_eq!(initials(name), want, "{name}");
        }
    }
}
