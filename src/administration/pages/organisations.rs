//! Organisations: in what state they are, who belongs to them, what they list, and what was done with them.

use actix_web::web::Path;
use diesel::QueryResult;

use super::PER_PAGE;
use crate::administration::forms::OrganisationsQuery;
use crate::administration::views::{
    Fact, InvitationLine, MemberLine, OrganisationLine, OrganisationPage, OrganisationsPage, nav,
};
use crate::app::App;
use crate::audit::{self, Line};
use crate::codes;
use crate::kit::clock;
use crate::kit::db::Conn;
use crate::listings::{self, Listing, ListingState};
use crate::moderation::{listing_state_words, provider_state_words};
use crate::providers::{self, Belongs, Invitation, Provider, ProviderId, ProviderState, Scope, Site};
use crate::web::error::Error;
use crate::web::form::{Choice, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::{Link, Page};
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, page};

const PATH: &str = "/administration/organisations";
const HISTORY: i64 = 30;
/// Listings that are named, the last begun first.
const NAMED: i64 = 15;
/// Listings whose history is looked through.
const LOOKED_THROUGH: i64 = 200;

pub async fn organisations(
    administrator: Administrator,
    query: Query<OrganisationsQuery>,
    app: App,
) -> Reply {
    let (words, state) = (query.q.trim().to_string(), ProviderState::parse(&query.state));
    let number = page_number(&query.page);
    let (found, total) = app
        .read(move |conn| providers::matching(conn, &words, state, (number - 1) * PER_PAGE, PER_PAGE))
        .await?;
    let address = |number: i64| {
        let number = number.to_string();
        with_query(PATH, &[("q", query.q.as_str()), ("state", &query.state), ("page", &number)])
    };
    let choice = |state: &ProviderState| Choice::new(state.as_str(), provider_state_words(*state).0);
    page(OrganisationsPage {
        page: Page::new(&administrator, "Organisations"),
        nav: nav(PATH),
        states: ProviderState::ALL.iter().map(choice).collect(),
        lines: found.iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, address),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}

/// What the database knows of an organisation.
struct Found {
    provider: Provider,
    members: Vec<Belongs>,
    invitations: Vec<Invitation>,
    sites: Vec<Site>,
    counts: Vec<(ListingState, i64)>,
    listings: Vec<Listing>,
    history: Vec<Line>,
}

fn find(conn: &mut Conn, id: ProviderId) -> QueryResult<Option<Found>> {
    let Some(provider) = providers::find(conn, id)? else { return Ok(None) };
    let ids = listings::last_of(conn, id, LOOKED_THROUGH)?;
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut history = audit::of_subject(conn, "provider", id.0, HISTORY)?;
    history.extend(audit::of_subjects(conn, "listing", &ids, HISTORY)?);
    history.sort_by_key(|line| std::cmp::Reverse(line.id));
    history.truncate(usize::try_from(HISTORY).unwrap_or_default());
    Ok(Some(Found {
        members: providers::members(conn, id)?,
        invitations: providers::open_invitations(conn, id)?,
        sites: providers::sites(conn, id)?,
        counts: listings::counts(conn, &Scope::whole(id))?,
        listings: listings::last_begun(conn, id, NAMED)?,
        provider,
        history,
    }))
}

pub async fn organisation(administrator: Administrator, id: Path<ProviderId>, app: App) -> Reply {
    let id = *id;
    let found = app.read(move |conn| find(conn, id)).await?.ok_or(Error::NotFound)?;
    page(OrganisationPage {
        page: Page::new(&administrator, found.provider.name.as_str()),
        line: OrganisationLine::from(&found.provider),
        facts: facts(&found.provider),
        links: links(&found.provider),
        members: found.members.iter().map(|member| MemberLine::new(member, &found.sites)).collect(),
        invitations: found
            .invitations
            .iter()
            .map(|invitation| InvitationLine::new(invitation, &found.sites))
            .collect(),
        counts: found.counts.iter().map(|(state, count)| (listing_state_words(*state).0, *count)).collect(),
        listings: found.listings.iter().map(Into::into).collect(),
        history: found.history.into_iter().map(Into::into).collect(),
    })
}

fn facts(provider: &Provider) -> Vec<Fact> {
    let fact = |label: &'static str, value: String| Fact { label, value };
    let day = |at: Option<clock::Moment>| at.map(clock::moment_words).unwrap_or_default();
    vec![
        fact("Kind of care", codes::sectors().label(&provider.sector).to_string()),
        fact("Funding", codes::fundings().label(&provider.funding).to_string()),
        fact("CQC code", provider.cqc_code.clone().unwrap_or_default()),
        fact("ODS code", provider.ods_code.clone().unwrap_or_default()),
        fact("Begun", clock::moment_words(provider.created_at)),
        fact("First verified", day(provider.verified_at)),
    ]
}

fn links(provider: &Provider) -> Vec<Link> {
    let mut links =
        vec![Link::to(format!("/moderation/providers/{}", provider.id), "Open it on the review desk")];
    if provider.state.is_public() {
        links.push(Link::to(provider.href(), "See its public page"));
    }
    links
}
