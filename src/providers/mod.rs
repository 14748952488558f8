//! Providers: organisations that offer work and training, their sites, the people who act for them, and what they say
//! of working there. A moderator verifies an organisation before the public sees anything of it.
//! Name and codes are what is verified; everything else its editors may change at any time.

pub mod actions;
pub mod forms;
mod mails;
pub mod model;
pub mod pages;
mod store;
mod views;

pub use actions::{restore, return_, suspend, verify};
pub use model::{MemberRole, Needs, ProviderState};
pub use store::{
    Belongs, Claim, Desk, Provider, Site, WAITING, claims, claims_of, count_waiting, desk, desks, find,
    find_by_slug, matching, members, members_to_tell, names, owned_site, sites,
};
pub use views::{DeskNav, DeskPlace, Doing, Number, OverviewPage, PublicProfile, claims_by_group};

crate::kit::id::id_type!(ProviderId);
crate::kit::id::id_type!(SiteId);
crate::kit::id::id_type!(MembershipId);
crate::kit::id::id_type!(InvitationId);
