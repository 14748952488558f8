//! The desk's navigation and its overview.

use std::collections::BTreeSet;

use askama::Template;
use chrono::NaiveDate;

use super::old_words;
use crate::kit::clock;
use crate::providers::ProviderId;
use crate::providers::actions::Lack;
use crate::providers::model::{Needs, ProviderState, SayingState, Scope};
use crate::providers::store::{Claim, Desk, Invitation, Provider, Story};
use crate::providers::views::Home;
use crate::settings::Target;
use crate::web::page::{Link, Page};

/// The pages of one organisation's desk, as its navigation names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskPlace {
    Overview,
    Listings,
    Applicants,
    Messages,
    Organisation,
    Sites,
    Members,
}

/// The navigation of a desk. A view that has one as its field `nav` shows it with
/// `{% include "parts/desk_navigation.html" %}` in its block `before`.
#[derive(Clone, Debug)]
pub struct DeskNav {
    pub provider_id: ProviderId,
    pub name: String,
    pub here: DeskPlace,
}

pub struct DeskLink {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}

impl DeskNav {
    pub fn new(provider: &Provider, here: DeskPlace) -> Self {
        Self { provider_id: provider.id, name: provider.name.clone(), here }
    }

    /// What the navigation is called for those who hear it.
    pub fn label(&self) -> String {
        format!("Desk of {}", self.name)
    }

    pub fn links(&self) -> Vec<DeskLink> {
        [
            (DeskPlace::Overview, "", "Overview"),
            (DeskPlace::Listings, "/listings", "Listings"),
            (DeskPlace::Applicants, "/applications", "Applications"),
            (DeskPlace::Messages, "/messages", "Messages"),
            (DeskPlace::Organisation, "/profile", "Organisation"),
            (DeskPlace::Sites, "/sites", "Sites"),
            (DeskPlace::Members, "/members", "Members"),
        ]
        .into_iter()
        .map(|(place, path, label)| DeskLink {
            href: format!("/desk/{}{path}", self.provider_id),
            label,
            current: place == self.here,
        })
        .collect()
    }
}

/// A step towards being verified.
pub struct Task {
    pub id: &'static str,
    pub label: &'static str,
    pub href: String,
    pub state: String,
    pub colour: &'static str,
    pub hint: &'static str,
}

/// Something that waits for a member.
pub struct Doing {
    pub href: String,
    pub label: String,
    /// "Late"; empty for what has time.
    pub mark: &'static str,
}

impl Doing {
    pub fn new(href: String, label: String) -> Self {
        Self { href, label, mark: "" }
    }

    pub fn marked(href: String, label: String, mark: &'static str) -> Self {
        Self { href, label, mark }
    }

    /// Of its mark.
    pub fn colour(&self) -> &'static str {
        match self.mark {
            "Late" => "red",
            "Today" => "orange",
            _ => "yellow",
        }
    }
}

/// The overview. Features above add numbers and what waits.
#[derive(Template)]
#[template(path = "providers/overview.html")]
pub struct OverviewPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider: Provider,
    pub scope: Scope,
    /// The sites to which this member is limited, in words.
    pub reach: Option<String>,
    pub may_edit: bool,
    /// May this member change what belongs to the whole organisation?
    pub may_edit_all: bool,
    pub tasks: Vec<Task>,
    /// "To do", or for who only looks "What waits".
    pub doings_title: &'static str,
    /// What was missing when somebody tried to send it.
    pub missing: Vec<Link>,
    pub sent: String,
    /// By when a moderator usually answers: `two working days`.
    pub target: String,
    pub doings: Vec<Doing>,
    /// `None` while there is no listing.
    pub home: Option<Home>,
}

/// How far an organisation is, for its task list.
pub struct Progress {
    pub lacking: Vec<Lack>,
    pub sites: usize,
    /// What a member who is limited to some sites reaches.
    pub reach: Option<String>,
    /// Every version of what is said of working there.
    pub claims: Vec<Claim>,
    /// Every version of every story.
    pub stories: Vec<Story>,
    /// Invitations that nobody accepted in time; none for who cannot invite.
    pub run_out: Vec<Invitation>,
    pub today: NaiveDate,
}

impl Progress {
    /// How many different things are said, public or on their way.
    fn said(&self) -> usize {
        self.claims.iter().map(|claim| &claim.claim).collect::<BTreeSet<_>>().len()
    }

    /// What a moderator sent back, what nobody sent yet, and what has run out.
    fn doings(&self, desk: &str) -> Vec<Doing> {
        let of = |state| self.claims.iter().filter(move |claim| claim.state == state);
        let claim = |claim: &Claim| {
            let label = format!("Correct what a moderator sent back: {}", claim.label());
            Doing::marked(format!("{desk}/claims/{}", claim.claim), label, "Sent back")
        };
        let story = |story: &Story| {
            let label = format!("Correct the story “{}”, which was sent back to you", story.title);
            Doing::marked(format!("{desk}/stories/{}", story.story_id), label, "Sent back")
        };
        let invitation = |one: &Invitation| {
            Doing::new(format!("{desk}/members"), format!("The invitation of {} has run out", one.email))
        };
        let mut doings: Vec<Doing> = of(SayingState::Returned).map(claim).collect();
        doings.extend(self.stories.iter().filter(|one| one.state == SayingState::Returned).map(story));
        doings.extend(self.run_out.iter().map(invitation));
        let unsent = of(SayingState::Draft).count();
        if unsent > 0 {
            let label =
                format!("{} written and not sent to a moderator yet", counted(unsent, "fact", "facts"));
            doings.push(Doing::new(format!("{desk}/claims"), label));
        }
        let old = old_words(&self.claims, self.today);
        if !old.is_empty() {
            doings.push(Doing::new(format!("{desk}/claims"), format!("{old}: check and renew")));
        }
        doings
    }
}

impl OverviewPage {
    pub fn new(page: Page, desk: Desk, progress: &Progress, target: Target) -> Self {
        let open = desk.provider.state.may_be_edited();
        let (may_edit, may_edit_all) = (desk.may(Needs::Edit) && open, desk.may(Needs::EditAll) && open);
        let doings_title = if desk.role.may_edit() { "To do" } else { "What waits" };
        let tasks = tasks(&desk, progress);
        let provider = desk.provider;
        Self {
            page,
            nav: DeskNav::new(&provider, DeskPlace::Overview),
            scope: desk.scope,
            reach: progress.reach.clone(),
            may_edit,
            may_edit_all,
            tasks,
            doings_title,
            missing: Vec::new(),
            sent: provider.submitted_at.map(clock::moment_words).unwrap_or_default(),
            target: target.words(),
            doings: if may_edit_all { progress.doings(&provider.desk_href()) } else { Vec::new() },
            home: None,
            provider,
        }
    }

    /// The same after it could not be sent.
    pub fn refuse(mut self, lacking: &[Lack]) -> Self {
        let desk = self.provider.desk_href();
        let link = |lack: &Lack| match lack {
            Lack::Description => {
                Link::to(format!("{desk}/profile/edit#description"), "Say what the organisation does")
            }
            Lack::Site => Link::to(format!("{desk}/sites/new"), "Add at least one site"),
        };
        self.missing = lacking.iter().map(link).collect();
        self.page.problem = true;
        self
    }

    /// Is it on the way to be verified for the first time or again?
    pub fn is_in_preparation(&self) -> bool {
        matches!(self.provider.state, ProviderState::Draft | ProviderState::Returned)
    }

    pub fn is_waiting(&self) -> bool {
        self.provider.state == ProviderState::Submitted
    }

    pub fn is_verified(&self) -> bool {
        self.provider.state == ProviderState::Verified
    }

    pub fn is_suspended(&self) -> bool {
        self.provider.state == ProviderState::Suspended
    }

    /// In the moderator's words, a line each.
    pub fn reasons(&self) -> Vec<&str> {
        self.provider.returned_because.iter().flat_map(|words| words.lines()).collect()
    }
}

/// A viewer is led to what there is; who edits all of it, to where it is changed.
fn tasks(of: &Desk, progress: &Progress) -> Vec<Task> {
    let (provider, may_edit) = (&of.provider, of.may(Needs::EditAll));
    let desk = provider.desk_href();
    let lacks = |lack| progress.lacking.contains(&lack);
    let required = |lack: Lack, done: String| {
        if lacks(lack) { ("Missing".to_string(), "yellow") } else { (done, "") }
    };
    let optional =
        |done: bool, words: String| if done { (words, "") } else { ("Optional".to_string(), "grey") };
    let task = |id, label, path: &str, (state, colour): (String, &'static str), hint| Task {
        id,
        label,
        href: format!("{desk}{}", if may_edit || path == "/sites" { path } else { "/profile" }),
        state,
        colour,
        hint,
    };
    let sites_path = if progress.sites == 0 && may_edit { "/sites/new" } else { "/sites" };
    vec![
        task(
            "profile",
            "What the organisation is",
            "/profile/edit",
            required(Lack::Description, "Completed".into()),
            "Name, codes, sector and a description",
        ),
        task(
            "sites",
            "Where it is",
            sites_path,
            required(Lack::Site, counted(progress.sites, "site", "sites")),
            "At least one site with a postcode",
        ),
        task(
            "logo",
            "Logo",
            "/logo",
            optional(provider.logo_id.is_some(), "Completed".into()),
            "Shown beside your listings",
        ),
        task(
            "claims",
            "What it is like to work there",
            "/claims",
            optional(progress.said() > 0, counted(progress.said(), "fact", "facts")),
            "Career, control and culture, with evidence",
        ),
    ]
}

fn counted(number: usize, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}
