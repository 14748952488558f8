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
pub use mails::{larkfield, letter_examples};
pub use model::{
    Deed, Done, MemberRole, Needs, ProviderState, Reach, SayingState, Scope, Thing, is_old, listed,
};
pub use store::{
    Belongs, CLAIMS_WAITING, Claim, Desk, Invitation, Picture, Provider, STORIES_WAITING, Site, Story,
    WAITING, claim, claims, claims_of, count_waiting, desk, desks, every_claim, find, find_by_slug,
    forget_deeds, matching, members, members_to_tell, names, note_deed, open_invitations, owned_site,
    partnerships, pictures, places_with_code, public_claim, public_story, sites, story,
};
pub use views::{
    Chosen, DeskNav, DeskPlace, Doing, Home, HomeLine, OverviewPage, PublicProfile, Sketch, Told, Took,
    claims_by_group, consent_words,
};

crate::kit::id::id_type!(ProviderId);
crate::kit::id::id_type!(SiteId);
crate::kit::id::id_type!(ClaimId);
crate::kit::id::id_type!(PictureId);
crate::kit::id::id_type!(StoryId);
crate::kit::id::id_type!(PartnershipId);
crate::kit::id::id_type!(MembershipId);
crate::kit::id::id_type!(InvitationId);
