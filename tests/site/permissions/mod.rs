//! One table of who may do what, asked for over HTTP for every address, with things that are really there.

pub mod contents;
mod finds;
mod table;

use crate::applications::{account_of, joins, write};
use crate::world::{Page, Person, World, journey};
use contents::contents;
use diesel::prelude::*;
use finds::Finds;
use rounds::demo::seed;
use rounds::listings::ListingId;
use rounds::providers::ProviderId;
use rounds::routes::ROUTES;
use rounds::schema::{listings, memberships, providers};
use std::collections::BTreeSet;
use table::{Asker, Outcome, Row, document, rows};

/// Enough that the demonstration has one of everything.
const LISTINGS: usize = seed::LISTINGS;
/// Addresses of a kind that are looked at for one that is there.
const MOST_TRIED: usize = 24;

/// What the demonstration has nothing of; the journeys of their features open them.
const NOT_THERE: &[&str] = &[
    "/desk/{provider}/evidence/{claim}",
    "/desk/{provider}/applications/{id}/documents/{question}",
    "/moderation/claims/{id}/evidence",
    "/moderation/listings/{id}/twins/{twin}",
    "/administration/jobs/{id}",
    "/administration/jobs/{id}/drop",
];

/// What leaves nobody where they were is asked for at the end.
const LAST: &[&str] = &[
    "/removal",
    "/withdrawal",
    "/cancellation",
    "/rejection",
    "/refusal",
    "/acceptance",
    "/closing",
    "/members/{member}/removal",
    "/leaving",
    "/lock",
    "/drop",
    "/people/{id}/role",
    "/end",
    "/sign-out",
];

/// Addresses that no page shows before something has happened.
const ADDRESSES: &[(&str, &str)] = &[
    ("/profile/skips/{part}", "/profile/skips/referees"),
    (
        "/administration/letters/wording/{about}/ours",
        "/administration/letters/wording/applications.receipt/ours",
    ),
    ("/administration/codes/{list}/{code}/return", "/administration/codes/return_reasons/slogan/return"),
];

struct Cast {
    people: Vec<(Asker, Person)>,
    /// The organisation whose things are asked for.
    provider: ProviderId,
    /// Its public page.
    page: String,
    /// One of its listings, which moderators keep out of sight.
    suspended: ListingId,
    /// The answers to whoever made something.
    made: Vec<Page>,
}

impl Cast {
    async fn of(world: &World) -> Cast {
        seed::fill(&world.app, LISTINGS).await.expect("the demonstration");
        let demo = |name: &str, email: &'static str| {
            let mut person = world.visitor(name);
            (person.email, person.password) = (email.to_owned(), seed::PASSWORD);
            person
        };
        let [ada, owen, maya, alex] = seed::SIGN_INS.map(|one| demo(one.name, one.email));
        let ines = demo("Ines Harrow", "ines@example.org");
        let (viewer, stranger) = (world.member("Vi Crane").await, world.member("Sam Stone").await);
        let (own, other) = organisations(world, &owen).await;
        joins(world, &viewer, own, "viewer").await;
        joins(world, &stranger, other, "owner").await;
        let people = vec![
            (Asker::Visitor, world.visitor("Nobody Here")),
            (Asker::Candidate, ada),
            (Asker::AnotherCandidate, world.candidate("Bob Pike").await),
            (Asker::Viewer, viewer),
            (Asker::Editor, ines),
            (Asker::Owner, owen),
            (Asker::Stranger, stranger),
            (Asker::Moderator, maya),
            (Asker::Administrator, alex),
        ];
        for (asker, person) in &people {
            if *asker != Asker::Visitor && !person.is_known().await {
                person.signs_in().await;
            }
        }
        let found = world.app.read(move |conn| rounds::providers::find(conn, own)).await;
        let page = found.expect("an answer").expect("an organisation").href();
        let suspended = write(world, move |conn| {
            let kept = listings::table.filter(listings::provider_id.eq(own));
            kept.filter(listings::suspended_at.is_not_null()).select(listings::id).first(conn)
        })
        .await;
        let mut cast = Cast { people, provider: own, page, suspended, made: Vec::new() };
        cast.makes_what_is_missing(world).await;
        cast
    }

    /// What the demonstration has none of, made by those who may.
    async fn makes_what_is_missing(&mut self, world: &World) {
        let (desk, own) = (format!("/desk/{}", self.provider), self.provider);
        let suspension = world.suspends(own).await;
        let listing: ListingId = write(world, move |conn| {
            let live =
                listings::table.filter(listings::provider_id.eq(own)).filter(listings::state.eq("live"));
            live.order(listings::id).select(listings::id).first(conn)
        })
        .await;
        for (asker, path, fields) in [
            (Asker::Administrator, format!("{suspension}/restoration"), &[][..]),
            (
                Asker::Owner,
                format!("{desk}/members/invite"),
                &[("email", "eve@example.org"), ("role", "editor"), ("reach", "all")],
            ),
            (Asker::Owner, format!("{desk}/applications/export"), &[("kind", "csv")]),
            (Asker::Owner, format!("{desk}/listings/{listing}/template"), &[("name", "As last year")]),
            (
                Asker::Administrator,
                "/administration/synonyms".into(),
                &[("words", "ward sister\ncharge nurse")],
            ),
        ] {
            let made = self.person(asker).tries("POST", &path, fields).await;
            made.is(303);
            self.made.push(made);
        }
        world.settles().await;
    }

    fn person(&self, asker: Asker) -> &Person {
        &self.people.iter().find(|(one, _)| *one == asker).expect("everybody is there").1
    }

    /// What there is to ask for, as those find it whose it is.
    async fn finds(&self) -> Finds {
        let mut finds = Finds::default();
        let desk = format!("/desk/{}", self.provider);
        for (pattern, address) in ADDRESSES {
            finds.keep("post", pattern, address);
        }
        for made in &self.made {
            finds.keep_made(made);
        }
        let suspended = format!("{desk}/listings/{}/suspension", self.suspended);
        finds.keep("get", "/desk/{provider}/listings/{listing}/suspension", &suspended);
        for (asker, starts, within) in [
            (Asker::Owner, vec![desk.clone()], desk.as_str()),
            (Asker::Owner, vec!["/account".into()], "/account"),
            (Asker::Candidate, vec!["/applications".into()], "/applications"),
            (Asker::Candidate, vec!["/passport".into()], "/passport"),
            (Asker::Candidate, vec!["/profile".into()], "/profile"),
            (Asker::Candidate, vec!["/saved".into()], "/saved"),
            (Asker::Moderator, vec!["/moderation".into(), "/moderation/providers".into()], "/moderation"),
            (Asker::Administrator, vec!["/administration".into()], "/administration"),
            (Asker::Visitor, vec![self.page.clone(), "/listings".into(), "/browse".into()], "/"),
        ] {
            finds.looks_around(self.person(asker), &starts, within).await;
        }
        finds.keep_beside("/moderation/{kind}/{id}/hold", ("/hold", "/release"));
        finds
    }
}

/// The owner's, and another that is verified.
async fn organisations(world: &World, owner: &Person) -> (ProviderId, ProviderId) {
    let account = account_of(world, owner).await;
    write(world, move |conn| {
        let verified = || providers::table.filter(providers::state.eq("verified")).order(providers::id);
        let own =
            memberships::table.filter(memberships::account_id.eq(account)).select(memberships::provider_id);
        let own: Vec<ProviderId> = own.load(conn)?;
        Ok((
            verified().filter(providers::id.eq_any(own.clone())).select(providers::id).first(conn)?,
            verified().filter(providers::id.ne_all(own)).select(providers::id).first(conn)?,
        ))
    })
    .await
}

/// What came of asking.
fn outcome_of(page: &Page) -> Outcome {
    match page.status {
        303 if page.header("location").starts_with("/sign-in?next=") => Outcome::SignIn,
        403 if page.text().contains("This page is for somebody else") => Outcome::OtherRole,
        404 => Outcome::NotFound,
        409 if page.text().contains("You may look, but not change this") => Outcome::Refused,
        _ => Outcome::LetIn,
    }
}

fn is_as_expected(page: &Page, expected: Outcome) -> bool {
    match expected {
        Outcome::Gone => outcome_of(page) == Outcome::LetIn && page.status == 303,
        Outcome::Key => {
            page.status < 500 && !matches!(outcome_of(page), Outcome::SignIn | Outcome::OtherRole)
        }
        _ => page.status < 500 && outcome_of(page) == expected,
    }
}

/// Everything but files of the site itself, with an address that is really there. What changes most comes last.
async fn asked(cast: &Cast) -> Vec<(Row, String)> {
    let finds = cast.finds().await;
    let mut asked = Vec::new();
    for row in rows().into_iter().filter(|row| !row.path.contains(":.*")) {
        let address = address_of(cast, &finds, &row).await;
        asked.push((row, address));
    }
    asked.sort_by_key(|(row, _)| LAST.iter().rposition(|end| row.path.ends_with(end)).map_or(0, |at| at + 1));
    asked
}

/// One that is there for somebody who may open it, where several were seen.
async fn address_of(cast: &Cast, finds: &Finds, row: &Row) -> String {
    let seen = finds.addresses(row);
    let allowed = cast.people.iter().find(|(asker, _)| row.who.outcome(*asker) == Outcome::LetIn);
    if let (Some((_, person)), "get", true) = (allowed, row.method.as_str(), seen.len() > 1) {
        for address in seen.iter().take(MOST_TRIED) {
            if person.asks(address).await.status != 404 {
                return address.clone();
            }
        }
    }
    seen.into_iter().next().unwrap_or_else(|| made_up(row))
}

/// Numbers fit every kind of parameter; nothing has this one.
fn made_up(row: &Row) -> String {
    row.path
        .split('/')
        .map(|part| if part.starts_with('{') { "1" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

async fn asks(person: &Person, row: &Row, address: &str) -> Page {
    person.tries(&row.method.to_uppercase(), address, &[]).await
}

fn is_missing(row: &Row) -> bool {
    NOT_THERE.contains(&row.path.as_str())
}

fn turned_away(row: &Row, asker: Asker) -> bool {
    !matches!(row.who.outcome(asker), Outcome::LetIn | Outcome::Key)
}

journey!(whoever_may_not_is_turned_away_and_changes_nothing, |world| {
    let cast = Cast::of(&world).await;
    let asked = asked(&cast).await;
    let before = contents(&world).await;
    let mut wrong = Vec::new();
    for (row, address) in &asked {
        for (asker, person) in cast.people.iter().filter(|(asker, _)| turned_away(row, *asker)) {
            let page = asks(person, row, address).await;
            let expected = match row.who.outcome(*asker) {
                Outcome::Refused if is_missing(row) => Outcome::NotFound,
                expected => expected,
            };
            if !is_as_expected(&page, expected) {
                wrong.push(format!(
                    "{} {address} for {asker:?}: {} and not {expected:?}",
                    row.method, page.status
                ));
            }
        }
    }
    let after = contents(&world).await;
    let changed: Vec<&String> =
        before.keys().filter(|table| before.get(*table) != after.get(*table)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(changed.is_empty(), "what was refused changed {changed:?}");
});

journey!(whoever_may_is_let_in, |world| {
    let cast = Cast::of(&world).await;
    let asked = asked(&cast).await;
    let mut wrong = Vec::new();
    for method in ["get", "post"] {
        for (row, address) in asked.iter().filter(|(row, _)| row.method == method && !is_missing(row)) {
            // Whoever may more comes after and may find that it is done: that is no refusal.
            let mut was_let_in = false;
            for (asker, person) in cast.people.iter().filter(|(asker, _)| !turned_away(row, *asker)) {
                let page = asks(person, row, address).await;
                let fits = is_as_expected(&page, row.who.outcome(*asker));
                let is_done = was_let_in && method == "post" && page.status == 404;
                if !fits && !is_done {
                    wrong.push(format!("{method} {address} for {asker:?}: {}", page.status));
                }
                was_let_in |= fits;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

#[test]
fn every_address_is_in_the_table_once() {
    let rows = rows();
    let named: BTreeSet<(&str, &str)> =
        rows.iter().map(|row| (row.method.as_str(), row.path.as_str())).collect();
    assert_eq!(named.len(), rows.len(), "an address stands in tests/site/permissions.csv twice");
    let routes: BTreeSet<(&str, &str)> = ROUTES.iter().map(|route| (route.method, route.path)).collect();
    let missing: Vec<_> = routes.difference(&named).collect();
    assert!(missing.is_empty(), "tests/site/permissions.csv does not say who may: {missing:?}");
    let gone: Vec<_> = named.difference(&routes).collect();
    assert!(gone.is_empty(), "tests/site/permissions.csv names what is not there: {gone:?}");
    for row in &rows {
        let route = ROUTES
            .iter()
            .find(|route| (route.method, route.path) == (row.method.as_str(), row.path.as_str()));
        let audience = route.map(|route| route.audience);
        assert_eq!(audience, Some(row.who.audience()), "{} {}", row.method, row.path);
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "that the document is written anew is no setting of the site")]
fn permissions_are_written_down() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/permissions.md");
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        std::fs::write(file, document()).expect("the document is written");
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        written == document(),
        "docs/permissions.md is out of date; its first lines say how to write it anew"
    );
}
