//! What of an organisation a member reaches: all of it, or what belongs to some of its sites.

use crate::accounts::AccountId;
use crate::providers::model::MemberRole;
use crate::providers::{ProviderId, Site, SiteId};

/// The sites that a membership is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    #[default]
    All,
    /// By number, each once. None of them reaches nothing: what a site gave ends with the site.
    Sites(Vec<SiteId>),
}

impl Reach {
    /// Only these sites.
    pub fn only(mut sites: Vec<SiteId>) -> Self {
        sites.sort_unstable();
        sites.dedup();
        Self::Sites(sites)
    }

    pub fn is_all(&self) -> bool {
        *self == Self::All
    }

    pub fn has(&self, site: SiteId) -> bool {
        match self {
            Self::All => true,
            Self::Sites(sites) => sites.contains(&site),
        }
    }

    /// The same without what is none of these sites.
    pub fn of(&self, sites: &[Site]) -> Self {
        match self {
            Self::All => Self::All,
            Self::Sites(own) => Self::Sites(
                own.iter().filter(|one| sites.iter().any(|site| site.id == **one)).copied().collect(),
            ),
        }
    }

    /// Is everything of the other within this one?
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::Sites(_), Self::All) => false,
            (Self::Sites(_), Self::Sites(sites)) => sites.iter().all(|site| self.has(*site)),
        }
    }

    /// "2 of 5 sites: Leeds, York", as the organisation's sites are called now.
    pub fn words(&self, sites: &[Site]) -> String {
        if self.is_all() {
            return "All sites".into();
        }
        let names: Vec<&str> =
            sites.iter().filter(|site| self.has(site.id)).map(|site| site.name.as_str()).collect();
        match names.len() {
            0 => "No site".into(),
            chosen => format!("{chosen} of {} sites: {}", sites.len(), names.join(", ")),
        }
    }

    /// For a column or a form: `all`, or the numbers with commas between them.
    pub fn code(&self) -> String {
        match self {
            Self::All => ALL.into(),
            Self::Sites(sites) => sites.iter().map(SiteId::to_string).collect::<Vec<_>>().join(","),
        }
    }

    /// What [`Reach::code`] wrote. Anything else is passed over, and so reaches less.
    pub fn parse(code: &str) -> Self {
        match code {
            ALL => Self::All,
            _ => Self::only(code.split(',').filter_map(|number| number.parse().ok()).collect()),
        }
    }
}

const ALL: &str = "all";

/// Who is invited, to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInvitation {
    pub email: String,
    pub role: MemberRole,
    pub reach: Reach,
}

/// For whom something of an organisation is read or changed. What the desk asks for names one, so that no query forgets
/// the organisation, or the sites to which a member is limited.
///
/// A listing is within reach when at least one of its sites is. A draft that has no site yet is within reach of whoever
/// made it, and of those who reach everything. What belongs to a listing is where the listing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub provider: ProviderId,
    reach: Reach,
    /// Who is limited; nobody when everything is within reach.
    account: Option<AccountId>,
}

impl Scope {
    /// Everything of an organisation: for the site's own work, and for its staff.
    pub fn whole(provider: ProviderId) -> Self {
        Self { provider, reach: Reach::All, account: None }
    }

    /// What a member reaches.
    pub fn of(provider: ProviderId, account: AccountId, reach: Reach) -> Self {
        let account = Some(account).filter(|_| !reach.is_all());
        Self { provider, reach, account }
    }

    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    pub fn is_whole(&self) -> bool {
        self.reach.is_all()
    }

    /// Whose drafts without a site, and which sites; `None` when everything is within reach.
    pub fn limit(&self) -> Option<(Option<AccountId>, &[SiteId])> {
        match &self.reach {
            Reach::All => None,
            Reach::Sites(sites) => Some((self.account, sites)),
        }
    }

    pub fn has_site(&self, site: SiteId) -> bool {
        self.reach.has(site)
    }

    /// Is a listing of this organisation, at these sites, within reach?
    pub fn reaches(&self, provider: ProviderId, sites: &[SiteId], made_by: Option<AccountId>) -> bool {
        if provider != self.provider {
            return false;
        }
        match sites {
            _ if self.is_whole() => true,
            [] => made_by.is_some() && made_by == self.account,
            sites => sites.iter().any(|site| self.has_site(*site)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(sites: &[i64]) -> Reach {
        Reach::only(sites.iter().copied().map(SiteId).collect())
    }

    #[test]
    fn what_is_within_reach() {
        let (larch, elm, me, other) = (ProviderId(1), ProviderId(2), AccountId(7), AccountId(8));
        for (reach, of, sites, made_by, within) in [
            // Whoever reaches everything.
            (Reach::All, larch, vec![], None, true),
            (Reach::All, larch, vec![1, 2], Some(other), true),
            (Reach::All, elm, vec![1], Some(me), false),
            // One site is enough, whoever made the listing.
            (only(&[1]), larch, vec![1], Some(other), true),
            (only(&[1]), larch, vec![2, 1], None, true),
            (only(&[1, 3]), larch, vec![3], None, true),
            (only(&[1]), larch, vec![2], Some(other), false),
            (only(&[1]), larch, vec![2], Some(me), false),
            (only(&[1]), elm, vec![1], Some(me), false),
            // A draft without a site is its maker's.
            (only(&[1]), larch, vec![], Some(me), true),
            (only(&[1]), larch, vec![], Some(other), false),
            (only(&[1]), larch, vec![], None, false),
            // Of whom every site was removed.
            (only(&[]), larch, vec![1], Some(me), false),
            (only(&[]), larch, vec![], Some(other), false),
        ] {
            let scope = Scope::of(larch, me, reach.clone());
            let sites: Vec<SiteId> = sites.into_iter().map(SiteId).collect();
            assert_eq!(scope.reaches(of, &sites, made_by), within, "{reach:?} {of} {sites:?} {made_by:?}");
        }
    }

    #[test]
    fn less_is_within_more() {
        for (reach, other, covers) in [
            (Reach::All, Reach::All, true),
            (Reach::All, only(&[1]), true),
            (only(&[1, 2]), only(&[2]), true),
            (only(&[1]), only(&[]), true),
            (only(&[1]), only(&[1, 2]), false),
            (only(&[1, 2]), Reach::All, false),
            (only(&[]), Reach::All, false),
        ] {
            assert_eq!(reach.covers(&other), covers, "{reach:?} {other:?}");
        }
    }

    #[test]
    fn a_reach_is_read_as_it_was_written_and_never_as_more() {
        for reach in [Reach::All, only(&[]), only(&[3, 1, 3])] {
            assert_eq!(Reach::parse(&reach.code()), reach);
        }
        for (code, want) in [("", only(&[])), ("ALL", only(&[])), ("4,all", only(&[4])), (" ", only(&[]))] {
            assert_eq!(Reach::parse(code), want, "{code}");
        }
    }
}
