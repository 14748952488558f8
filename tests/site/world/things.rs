//! The things of the journeys: organisations and listings, made by the same actions that their pages call, for journeys
//! that begin where others end.

use super::{Person, World};
use chrono::Duration;
use rounds::accounts::actions::Here;
use rounds::audit::Actor;
use rounds::kit::db::Conn;
use rounds::kit::{clock, places};
use rounds::listings::model::{Listing, Tags, Terms};
use rounds::listings::{self, Full, ListingId, ListingKind, ListingState};
use rounds::providers::SayingState;
use rounds::providers::actions::Writing;
use rounds::providers::model::{NewClaim, NewProvider, NewSite};
use rounds::providers::{self, ProviderId};

/// A verified organisation, with the person who owns it.
pub struct Organisation {
    pub id: ProviderId,
    pub name: String,
    pub owner: Person,
}

/// A listing as a journey speaks of it.
pub struct Thing {
    pub id: ListingId,
    /// Its public page.
    pub path: String,
    /// Its place on the desk.
    pub desk: String,
}

impl World {
    pub fn here(&self) -> Here {
        Here { now: self.app.clock.now(), site: self.app.site.clone() }
    }

    /// A verified organisation with one site in Leeds.
    pub async fn organisation(&self, name: &str) -> Organisation {
        self.organisation_at(name, "LS1 4AP").await
    }

    pub async fn organisation_at(&self, name: &str, postcode: &str) -> Organisation {
        let owner = self.member(&format!("Owner of {name}")).await;
        let (email, here) = (owner.email.clone(), self.here());
        let (provider, site) = (new_provider(name), new_site(postcode));
        let id = self.app.db.write(move |conn| {
            let account = rounds::accounts::find_by_email(conn, &email)?.expect("the owner's account");
            let id = providers::actions::create(conn, &account, &provider, here.now)?;
            providers::actions::add_site(conn, &Actor::from(&account), id, &site, here.now)?;
            providers::actions::submit(conn, &Actor::from(&account), id, here.now)
                .expect("a complete organisation");
            providers::verify(conn, &Actor::site(), id, &here).expect("an organisation that waits");
            Ok(id)
        });
        let id =
            id.await.map_err(|failed: rounds::kit::db::Failed<std::convert::Infallible>| failed.into_error());
        Organisation { id: id.expect("an organisation"), name: name.into(), owner }
    }

    /// Something that an organisation says of working there, approved by a moderator.
    pub async fn says(&self, of: &Organisation, claim: &str, figures: &[(&str, &str)], since: &str) {
        let (id, here) = (of.id, self.here());
        let said = NewClaim {
            claim: claim.into(),
            figures: figures.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            source: "Staff handbook".into(),
            stated_on: Some(since.parse().expect("a day")),
            evidence: "Page 14 of the handbook".into(),
            ..NewClaim::default()
        };
        let approved = self.app.db.write(move |conn| {
            let writing = Writing { said: &said, file: None, seen: "", send: true, by: &Actor::site() };
            providers::actions::write_claim(conn, id, &writing, here.now)?;
            let every = providers::every_claim(conn, id)?;
            for claim in every.iter().filter(|claim| claim.state == SayingState::Submitted) {
                providers::actions::approve_claim(conn, &Actor::site(), claim.id, &here)?;
            }
            Ok(())
        });
        approved.await.unwrap_or_else(|failed| panic!("“{claim}” is approved: {failed:?}"));
        self.settles().await;
    }

    /// Two moderators take an organisation out of sight, and give the page on which one of them can end it.
    pub async fn suspends(&self, of: ProviderId) -> String {
        let (id, here) = (of, self.here());
        let because = "It charges candidates.".to_string();
        let suspended = self.app.db.write(move |conn| {
            use rounds::moderation::actions::{Proposal, Second, decide_suspension, propose};
            use rounds::moderation::model::About;
            let about = About { provider: id, listing: None };
            let proposal = Proposal { because: because.clone(), at_once: false };
            let id = propose(conn, &Actor::site(), about, &proposal, &here)?;
            decide_suspension(conn, &Actor::site(), id, &Second::Confirm, &here)?;
            Ok(id)
        });
        let id = suspended.await.unwrap_or_else(|failed| panic!("it is suspended: {failed:?}"));
        format!("/moderation/suspensions/{id}")
    }

    /// A live role: a full-time physiotherapist, closing in three weeks.
    pub async fn role(&self, of: &Organisation, title: &str) -> Thing {
        self.publishes(of, ListingKind::Role, title, |_| {}).await
    }

    /// A live listing with other properties than [`World::role`] gives it.
    pub async fn publishes(
        &self,
        of: &Organisation,
        kind: ListingKind,
        title: &str,
        change: impl Fn(&mut Full),
    ) -> Thing {
        let thing = self.submitted(of, kind, title, change).await;
        let (id, here) = (thing.id, self.here());
        let approved =
            self.app.db.write(move |conn| listings::actions::approve(conn, &Actor::site(), id, &here)).await;
        approved.unwrap_or_else(|_| panic!("“{title}” is approved"));
        self.settles().await;
        thing
    }

    /// A listing that waits for review.
    pub async fn submitted(
        &self,
        of: &Organisation,
        kind: ListingKind,
        title: &str,
        change: impl Fn(&mut Full),
    ) -> Thing {
        let (provider, now) = (of.id, self.app.clock.now());
        let found =
            self.app.read(move |conn| organisation_of(conn, provider)).await.expect("an organisation");
        let mut full = complete(found, kind, title, now);
        change(&mut full);
        let thing = Thing { id: full.listing.id, path: full.listing.path(), desk: full.listing.desk_path() };
        self.app.write(move |conn| listings::insert(conn, &full)).await.expect("a listing");
        thing
    }
}

pub type Found = (rounds::providers::Provider, Vec<rounds::providers::Site>);

pub fn organisation_of(conn: &mut Conn, id: ProviderId) -> diesel::QueryResult<Found> {
    let provider = providers::find(conn, id)?.ok_or(diesel::result::Error::NotFound)?;
    Ok((provider, providers::sites(conn, id)?))
}

pub fn complete(found: Found, kind: ListingKind, title: &str, now: clock::Moment) -> Full {
    let (provider, sites) = found;
    let closes = now.london_day() + Duration::days(21);
    let draft = Listing::draft(provider.id, kind, None, now);
    let listing = Listing {
        state: ListingState::Submitted,
        title: title.into(),
        summary: "Work in a small team that has time for each patient.".into(),
        description: "You will see people from first visit to discharge.\n\n- Time to think\n- Time to teach"
            .into(),
        profession: "physiotherapist".into(),
        contract: "permanent".into(),
        funding: "private".into(),
        closes_on: Some(closes),
        closes_at: Some(clock::end_of_london_day(closes)),
        decide_by: Some(closes + Duration::days(28)),
        contact_name: "Moira Finch".into(),
        contact_email: "moira.finch@example.org".into(),
        submitted_at: Some(now),
        ..draft
    };
    let terms = Terms {
        pay_period: Some("year".into()),
        pay_min_pence: Some(3_600_000),
        pay_max_pence: Some(4_200_000),
        hours_per_week: Some(37.5),
        ..Terms::empty(listing.id)
    };
    let tags = Tags { patterns: vec!["full-time".into()], ..Tags::default() };
    Full {
        listing,
        terms,
        tags,
        sites,
        questions: Vec::new(),
        criteria: Vec::new(),
        plan: Default::default(),
        placement: None,
        provider,
    }
}

fn new_provider(name: &str) -> NewProvider {
    NewProvider {
        name: name.into(),
        description: "A small hospital with its own theatres.".into(),
        sector: "acute".into(),
        funding: "mixed".into(),
        website: String::new(),
        cqc_code: None,
        ods_code: None,
    }
}

fn new_site(postcode: &str) -> NewSite {
    let found = places::postcode(postcode).expect("a postcode that is covered");
    NewSite {
        name: "Main hospital".into(),
        address: "1 Station Road".into(),
        town: found.town.to_string(),
        postcode: postcode.into(),
        region: found.region.to_string(),
        latitude: found.lat,
        longitude: found.lon,
        sector: "acute".into(),
        funding: "mixed".into(),
        cqc_code: None,
        ods_code: None,
    }
}
