//! What somebody may mean who has typed so far: for the search boxes while typing, and as a page of its own, which
//! needs no script.

use crate::app::App;
use crate::codes;
use crate::kit::places::{self, Place};
use crate::kit::text;
use crate::search::criteria::Criteria;
use crate::search::index::{Named, Suggestion};
use crate::search::results::count;
use crate::search::spots::Spot;
use crate::search::views::FindPage;
use crate::search::views::browse::Named as NamedLine;
use crate::web::form::Query;
use crate::web::guards::Visitor;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, page};
use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};

/// Under a search box.
const SUGGESTIONS: usize = 8;
/// On a page.
const MOST: usize = 30;
const MOST_PLACES: usize = 10;
/// In characters; nothing has a longer name.
const LONGEST: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    q: String,
    place: String,
}

#[derive(Serialize)]
struct Suggested {
    label: String,
    /// What it is, in a word.
    kind: &'static str,
}

/// As a script reads it: words for `q`, places for `place`.
pub async fn suggestions(typed: Query<Typed>, app: App) -> Reply {
    let mut suggested: Vec<Suggested> = Vec::new();
    if !typed.q.trim().is_empty() {
        let found = app.search.index().suggest(&typed.q, SUGGESTIONS).map_err(anyhow::Error::from)?;
        let one = |found: Suggestion| Suggested { kind: meaning(&found).kind, label: found.name };
        suggested.extend(found.into_iter().map(one));
    }
    if !typed.place.trim().is_empty() {
        let found = places::suggest(&typed.place, SUGGESTIONS);
        suggested.extend(
            found.into_iter().map(|place| Suggested { kind: place_word(&place), label: place.label }),
        );
    }
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).json(suggested))
}

/// The same for a reader: names that begin so, each with where it leads.
pub async fn find_by_name(visitor: Visitor, typed: Query<Typed>, app: App) -> Reply {
    let typed: String = text::line(&typed.q.chars().take(LONGEST).collect::<String>());
    let mut found: Vec<NamedLine> = Vec::new();
    if !typed.is_empty() {
        let named = app.search.index().suggest(&typed, MOST).map_err(anyhow::Error::from)?;
        found.extend(named.into_iter().map(|one| {
            let meaning = meaning(&one);
            NamedLine { href: meaning.href, kind: meaning.kind, label: one.name }
        }));
        found.extend(places_beginning(&app, &typed)?);
    }
    let title = match typed.is_empty() {
        true => "Find by name".to_owned(),
        false => format!("Names that begin with “{typed}”"),
    };
    let crumbs = vec![Link::to("/browse", "Browse")];
    page(FindPage { page: Page::new(&visitor, title).unlisted(), crumbs, typed, found })
}

/// Only places where something is open.
fn places_beginning(app: &App, typed: &str) -> anyhow::Result<Vec<NamedLine>> {
    let mut found = Vec::new();
    for place in places::suggest(typed, MOST_PLACES) {
        let (kind, label) = (place_word(&place), place.label.clone());
        let Some(spot) = Spot::of(place) else { continue };
        if count(app, &Criteria::read("").with(|other| spot.narrow(other)))? > 0 {
            found.push(NamedLine { href: spot.href(), label, kind });
        }
    }
    Ok(found)
}

/// What a name of the index is, and where it leads.
struct Meaning {
    kind: &'static str,
    href: String,
}

fn meaning(found: &Suggestion) -> Meaning {
    let quoted = || Criteria::read("").with(|other| other.words = format!("\"{}\"", found.name)).href();
    match found.kind {
        Named::Title => Meaning { kind: "title", href: quoted() },
        Named::Provider => Meaning { kind: "provider", href: quoted() },
        Named::Trade => trade(&found.name).unwrap_or_else(|| Meaning { kind: "field", href: quoted() }),
    }
}

/// The index knows trades by their labels only.
fn trade(label: &str) -> Option<Meaning> {
    let code = |list: &'static codes::List| {
        list.known().find(|code| code.label == label).map(|code| code.code.as_str())
    };
    let profession = code(codes::professions())
        .map(|code| Meaning { kind: "profession", href: format!("/browse/{code}") });
    let specialty = || {
        let code = code(codes::specialties())?;
        Some(Meaning { kind: "specialty", href: format!("/browse/specialty/{code}") })
    };
    let grade = || {
        let code = code(codes::grades()).or_else(|| code(codes::learners()))?;
        Some(Meaning { kind: "grade", href: format!("/listings?grade={code}") })
    };
    profession.or_else(specialty).or_else(grade)
}

fn place_word(place: &Place) -> &'static str {
    match place.kind {
        places::Kind::Region => "region",
        places::Kind::County => "county",
        places::Kind::Town => "town",
        places::Kind::District | places::Kind::Sector | places::Kind::Postcode => "postcode",
    }
}
