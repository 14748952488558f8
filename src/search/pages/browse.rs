//! Looking around: the whole country, a profession, a specialty, a place, a profession in a place. A page has an
//! address of its own as soon as its code or key is known; with nothing on it, it leads on and is kept out of indexes.

use super::*;
use crate::codes;
use crate::kit::text::thousands;
use crate::search::index::{Group, Sort};
use crate::search::results::find;
use crate::search::spots::Spot;
use crate::search::views::browse::{Section, first_words};
use crate::search::views::{Around, BrowsePage, BrowseTrade, Country, told};
use crate::web::error::Error;
use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Path;

const CARDS: usize = 9;

pub async fn browse(visitor: Visitor, app: App) -> Reply {
    let (total, counts) = crate::search::overview(&app)?;
    let professions = Section::of("professions", "By profession", &counts, Group::Profession, |code| {
        format!("/browse/{code}")
    });
    let specialties = Section::of("specialties", "By specialty", &counts, Group::Specialty, |code| {
        format!("/browse/specialty/{code}")
    });
    let lead = told::lead(total, &counts);
    public_page(BrowsePage {
        page: Page::new(&visitor, "Browse")
            .canonical(app.site.url("/browse"))
            .describe(format!("Independent healthcare by profession, specialty and place. {lead}")),
        lead,
        country: Country::of(&counts),
        providers: thousands(counts.providers as u32),
        sections: [professions, specialties]
            .into_iter()
            .filter(|section| !section.lines.is_empty())
            .collect(),
    })
}

pub async fn browse_profession(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let profession = codes::professions().get(&code).ok_or(Error::NotFound)?;
    looks(&visitor, &app, Around::Profession(profession)).await
}

pub async fn browse_specialty(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let specialty = codes::specialties().get(&code).ok_or(Error::NotFound)?;
    looks(&visitor, &app, Around::Specialty(specialty)).await
}

pub async fn browse_place(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let spot = Spot::find(&key).ok_or(Error::NotFound)?;
    let is_its_key = spot.key() == *key;
    let around = Around::Place(spot);
    if is_its_key { looks(&visitor, &app, around).await } else { Ok(moved(around.path())) }
}

pub async fn browse_profession_in(visitor: Visitor, path: Path<(String, String)>, app: App) -> Reply {
    let profession = codes::professions().get(&path.0).ok_or(Error::NotFound)?;
    let spot = Spot::find(&path.1).ok_or(Error::NotFound)?;
    let is_its_key = spot.key() == path.1;
    let around = Around::ProfessionIn(profession, spot);
    if is_its_key { looks(&visitor, &app, around).await } else { Ok(moved(around.path())) }
}

async fn looks(visitor: &Visitor, app: &App, around: Around) -> Reply {
    let criteria = around.criteria();
    let results = find(app, &criteria, CARDS).await?;
    let (total, counts) = (results.answer.total, &results.answer.counts);
    let (title, lead) = (around.title(), told::lead(total, counts));
    let first = counts.groups.get(&Group::Provider).into_iter().flatten().take(2);
    let owners: Vec<String> = first.filter_map(|(slug, _)| results.providers.get(slug).cloned()).collect();
    let said = told::sentences(counts, total, &owners, around.is_everywhere());
    let parts = Page::new(visitor, &title)
        .canonical(app.site.url(&around.path()))
        .followed(criteria.feed_href())
        .describe(first_words(&[&title, ". ", &lead, " ", &said].concat()));
    public_page(BrowseTrade {
        // A page with nothing on it is there for who follows an old link, not to be found.
        page: if total == 0 { parts.unlisted() } else { parts },
        crumbs: around.crumbs(),
        lead,
        told: [Some(said), around.register()].into_iter().flatten().filter(|said| !said.is_empty()).collect(),
        all_href: criteria.href(),
        alert_href: format!("/alerts/new?{}", criteria.with(|other| other.sort = Sort::Best).address()),
        is_empty: total == 0,
        sections: around.sections(app, counts)?,
        cards: results.cards,
        pin: around.pin(),
    })
}

fn moved(href: String) -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((LOCATION, href)).finish()
}
