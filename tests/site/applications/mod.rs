//! People apply, and are answered.

mod candidates_answer_equality;
mod candidates_answer_questions;
mod candidates_apply;
mod candidates_follow_what_they_sent;
mod candidates_send_a_cv;
mod crowd;
mod exports_are_whose_asked;
pub mod interviews;
mod listings_close;
mod members_note_things;
mod members_score;
mod nobody_applies_twice;
mod nobody_else_reads_it;
mod nothing_is_lost;
mod offers_are_made_and_answered;
mod offers_concern_two_sides;
mod people_write_to_one_another;
mod providers_answer;
mod providers_answer_in_time;
mod providers_answer_many;
mod providers_export;
mod providers_find_applicants;
mod providers_shortlist_blind;
mod providers_write_to_many;

use crate::world::{Attachment, Page, Person, World};
use chrono::Duration;
use diesel::prelude::*;
use rounds::accounts::AccountId;
use rounds::kit::clock::{self, Moment};
use rounds::kit::db::Conn;
use rounds::listings::{
    Full, Listing, ListingId, ListingKind, ListingState, Question, QuestionId, QuestionKind, Tags, Terms,
};
use rounds::providers::{self, ProviderId, SiteId};
use rounds::schema::{listings, memberships, providers as provider_rows, sites};

/// A verified provider with an owner, an editor, a viewer and one live listing that asks for everything.
pub struct Cast {
    pub bea: Person,
    pub ed: Person,
    pub vi: Person,
    pub provider: ProviderId,
    pub listing: ListingId,
}

impl Cast {
    pub async fn of(world: &World) -> Cast {
        let cast = Cast {
            bea: world.member("Bea Holt").await,
            ed: world.member("Ed Lowe").await,
            vi: world.member("Vi Crane").await,
            provider: provider(world, "Larkfield Surgical").await,
            listing: ListingId::new(),
        };
        for (person, role) in [(&cast.bea, "owner"), (&cast.ed, "editor"), (&cast.vi, "viewer")] {
            joins(world, person, cast.provider, role).await;
        }
        Cast { listing: listing(world, cast.provider, "Theatre nurse").await, ..cast }
    }

    pub fn apply(&self) -> String {
        format!("/listings/{}/apply", self.listing)
    }

    pub fn desk(&self, application: &str) -> String {
        format!("/desk/{}{application}", self.provider)
    }

    pub fn table(&self) -> String {
        self.desk(&format!("/listings/{}/applications", self.listing))
    }
}

pub async fn write<T: Send + 'static>(
    world: &World,
    change: impl Fn(&mut Conn) -> QueryResult<T> + Send + 'static,
) -> T {
    world.app.write(change).await.expect("written")
}

pub async fn provider(world: &World, name: &'static str) -> ProviderId {
    let (id, now) = (ProviderId::new(), world.app.clock.now());
    write(world, move |conn| insert_provider(conn, id, name, now)).await;
    id
}

fn insert_provider(conn: &mut Conn, id: ProviderId, name: &str, now: Moment) -> QueryResult<()> {
    diesel::insert_into(provider_rows::table)
        .values((
            provider_rows::id.eq(id),
            provider_rows::slug.eq(format!("p{id}")),
            provider_rows::name.eq(name),
            provider_rows::description.eq("Day surgery."),
            provider_rows::sector.eq("acute"),
            provider_rows::funding.eq("nhs-funded"),
            provider_rows::website.eq(""),
            provider_rows::state.eq("verified"),
            provider_rows::verified_at.eq(now),
            provider_rows::created_at.eq(now),
            provider_rows::updated_at.eq(now),
        ))
        .execute(conn)?;
    diesel::insert_into(sites::table)
        .values((
            sites::id.eq(SiteId::new()),
            sites::provider_id.eq(id),
            sites::name.eq("Larkfield"),
            sites::address.eq("1 Park Row"),
            sites::town.eq("Leeds"),
            sites::postcode.eq("LS1 5HD"),
            sites::region.eq("north-east-and-yorkshire"),
            sites::latitude.eq(53.8),
            sites::longitude.eq(-1.55),
            sites::sector.eq("acute"),
            sites::funding.eq("nhs-funded"),
            sites::created_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

pub async fn account_of(world: &World, person: &Person) -> AccountId {
    let email = person.email.clone();
    let found = world.app.read(move |conn| rounds::accounts::find_by_email(conn, &email)).await;
    found.expect("an answer").expect("an account").id
}

pub async fn joins(world: &World, person: &Person, provider: ProviderId, role: &'static str) {
    let (account, now) = (account_of(world, person).await, world.app.clock.now());
    write(world, move |conn| {
        diesel::insert_into(memberships::table)
            .values((
                memberships::id.eq(rounds::kit::id::next()),
                memberships::provider_id.eq(provider),
                memberships::account_id.eq(account),
                memberships::role.eq(role),
                memberships::created_at.eq(now),
            ))
            .execute(conn)
    })
    .await;
}

pub async fn leaves(world: &World, person: &Person, provider: ProviderId) {
    let account = account_of(world, person).await;
    write(world, move |conn| {
        diesel::delete(
            memberships::table
                .filter(memberships::provider_id.eq(provider))
                .filter(memberships::account_id.eq(account)),
        )
        .execute(conn)
    })
    .await;
}

/// Live for another ten days; asks a nurse for a statement, two answers and a CV. Names are shown from the start.
pub async fn listing(world: &World, provider: ProviderId, title: &'static str) -> ListingId {
    publishes(world, provider, title, false).await
}

/// The same with names hidden until somebody is shortlisted, as it is unless a provider says otherwise.
pub async fn blind_listing(world: &World, provider: ProviderId, title: &'static str) -> ListingId {
    publishes(world, provider, title, true).await
}

async fn publishes(world: &World, provider: ProviderId, title: &'static str, blind: bool) -> ListingId {
    let now = world.app.clock.now();
    let closes_on = now.london_day() + Duration::days(10);
    let listing = Listing {
        state: ListingState::Live,
        title: title.into(),
        summary: "Scrub for day surgery.".into(),
        description: "You **scrub**.".into(),
        profession: "nurse".into(),
        contract: "permanent".into(),
        funding: "nhs-funded".into(),
        closes_on: Some(closes_on),
        closes_at: Some(clock::end_of_london_day(closes_on)),
        decide_by: Some(closes_on + Duration::weeks(4)),
        submitted_at: Some(now),
        published_at: Some(now),
        blind,
        ..Listing::draft(provider, ListingKind::Role, None, now)
    };
    let id = listing.id;
    write(world, move |conn| insert_listing(conn, listing.clone())).await;
    id
}

fn insert_listing(conn: &mut Conn, listing: Listing) -> QueryResult<()> {
    let id = listing.id;
    let question = |position, kind, prompt: &str, required| Question {
        id: QuestionId::new(),
        listing_id: id,
        position,
        kind,
        prompt: prompt.into(),
        required,
        choices: String::new(),
        longest: 2000,
    };
    let provider = providers::find(conn, listing.provider_id)?.expect("a provider");
    let full = Full {
        terms: Terms::empty(id),
        tags: Tags::default(),
        sites: providers::sites(conn, provider.id)?,
        questions: vec![
            question(1, QuestionKind::YesNo, "Can you work weekends?", true),
            question(2, QuestionKind::Text, "Which specialties do you know?", false),
        ],
        criteria: Vec::new(),
        plan: Default::default(),
        placement: None,
        provider,
        listing,
    };
    rounds::listings::insert(conn, &full)
}

/// As the provider's editor closes it before its day.
pub async fn closes_early(world: &World, listing: ListingId) {
    let now = world.app.clock.now();
    write(world, move |conn| {
        diesel::update(listings::table.find(listing))
            .set((
                listings::state.eq(ListingState::Closed),
                listings::closed_at.eq(now),
                listings::closed_because.eq("filled"),
            ))
            .execute(conn)
    })
    .await;
}

pub fn pdf() -> Attachment {
    file("cv.pdf", "application/pdf", b"%PDF-1.7 somebody's life")
}

pub fn file(name: &str, mime: &str, bytes: &[u8]) -> Attachment {
    Attachment { filename: name.into(), mime: mime.into(), bytes: bytes.into() }
}

/// Begins, or comes back to what was begun; gives the address of the application.
pub async fn begins(person: &Person, cast: &Cast) -> String {
    let page = person.gets(&cast.apply()).await;
    let page = if page.path() == cast.apply() { person.presses(&page, "Start now", &[]).await } else { page };
    page.is(200).path().to_owned()
}

/// Fills in everything there is to fill in; gives the review page.
pub async fn fills_in(person: &Person, application: &str) -> Page {
    let step = |name: &str| format!("{application}/{name}");
    let details = [("Full name", person.name.as_str()), ("NMC PIN", "12A3456B")];
    person.submits(&step("details"), "Save and continue", &details).await.is(200);
    let statement = [("Your statement", "I scrub.\n\nI do it well.")];
    person.submits(&step("statement"), "Save and continue", &statement).await.is(200);
    person.submits(&step("answers"), "Save and continue", &[("Can you work weekends?", "Yes")]).await.is(200);
    let page = person.gets(&step("cv")).await;
    let button = if page.text().contains("Replace my CV") { "Replace my CV" } else { "Save my CV" };
    person.attaches(&page, button, &[], &[("Choose a file", pdf())]).await.is(200);
    person.gets(&step("review")).await
}

/// Applies from beginning to end; gives the address of the application.
pub async fn applies(person: &Person, cast: &Cast) -> String {
    let application = begins(person, cast).await;
    let review = fills_in(person, &application).await;
    person.presses(&review, "Submit application", &[]).await.is_at(&format!("{application}/receipt"));
    application
}

/// How many letters with these words in the subject somebody got.
pub async fn letters(world: &World, person: &Person, subject: &str) -> usize {
    world.letters_to(person).await.iter().filter(|letter| letter.subject.contains(subject)).count()
}
