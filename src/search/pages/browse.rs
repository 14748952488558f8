//! Looking around: the whole country, a profession, a specialty, a place, a profession in a place. A page has an
//! address of its own as soon as its code or key is known; with nothing on it, it leads on and is kept out of indexes.

use super::*;
use crate::codes::{self, Code};
use crate::kit::places::Place;
use crate::search::criteria::Criteria;
use crate::search::index::{Counts, Group, Sort};
use crate::search::results::counts;
use crate::search::spots::Spot;
use crate::search::views::browse::{Line, Section, first_words};
use crate::search::views::{BrowsePage, BrowseTrade, Country, Pin, told};
use crate::web::error::Error;
use crate::web::page::Link;
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
    page(BrowsePage {
        page: Page::new(&visitor, "Browse")
            .canonical(app.site.url("/browse"))
            .describe(format!("Independent healthcare by profession, specialty and place. {lead}")),
        lead,
        country: Country::of(&counts),
        providers: counts.groups.get(&Group::Provider).map_or(0, Vec::len),
        sections: some([professions, specialties]),
    })
}

pub async fn browse_profession(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let profession = codes::professions().get(&code).ok_or(Error::NotFound)?;
    let own = &profession.code;
    let criteria = Criteria::read(&format!("profession={own}&sort=newest"));
    let results = find(&app, &criteria).await?;
    let counts = &results.answer.counts;
    let search = |group: &str, code: &str| format!("/listings?profession={own}&{group}={code}");
    let sections = some([
        Section::of("places", "By region", counts, Group::Region, |code| format!("/browse/{own}/{code}")),
        Section::of("specialties", "By specialty", counts, Group::Specialty, |code| {
            search("specialty", code)
        }),
        Section::of("contracts", "By contract", counts, Group::Contract, |code| search("contract", code)),
        related("Related professions", counts, Group::Profession, profession, codes::professions(), |code| {
            format!("/browse/{code}")
        }),
    ]);
    let trade = Trade {
        title: format!("{} in independent healthcare", profession.plural()),
        path: format!("/browse/{own}"),
        crumbs: vec![browse_crumb()],
        register: told::register(own),
        sections,
        pin: None,
    };
    page(trade.page(&visitor, &app, &criteria, results))
}

pub async fn browse_specialty(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let specialty = codes::specialties().get(&code).ok_or(Error::NotFound)?;
    let own = &specialty.code;
    let criteria = Criteria::read(&format!("specialty={own}&sort=newest"));
    let results = find(&app, &criteria).await?;
    let counts = &results.answer.counts;
    let search = |group: &str, code: &str| format!("/listings?{group}={code}&specialty={own}");
    let sections = some([
        Section::of("professions", "By profession", counts, Group::Profession, |code| {
            search("profession", code)
        }),
        Section::of("places", "By region", counts, Group::Region, |code| {
            format!("/listings?specialty={own}&region={code}")
        }),
        Section::of("grades", "By grade or learner", counts, Group::Grade, |code| {
            format!("/listings?specialty={own}&grade={code}")
        }),
        related("Related specialties", counts, Group::Specialty, specialty, codes::specialties(), |code| {
            format!("/browse/specialty/{code}")
        }),
    ]);
    let trade = Trade {
        title: format!("{} in independent healthcare", specialty.label),
        path: format!("/browse/specialty/{own}"),
        crumbs: vec![browse_crumb()],
        register: None,
        sections,
        pin: None,
    };
    page(trade.page(&visitor, &app, &criteria, results))
}

pub async fn browse_place(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let spot = Spot::find(&key).ok_or(Error::NotFound)?;
    if spot.key() != *key {
        return Ok(moved(spot.href()));
    }
    let everything = Criteria::read("");
    let criteria = everything.with(|other| spot.narrow(other)).with(|other| other.sort = Sort::Newest);
    let results = find(&app, &criteria).await?;
    let counts = &results.answer.counts;
    let own = spot.key();
    let mut sections = vec![
        Section::of("professions", "By profession", counts, Group::Profession, |code| {
            format!("/browse/{code}/{own}")
        }),
        Section::of("specialties", "By specialty", counts, Group::Specialty, |code| {
            criteria.with(|other| drop(other.chosen.insert(Group::Specialty, [code.into()].into()))).href()
        }),
    ];
    sections.extend(places_of(&app, &spot, &everything, counts, &Spot::href)?);
    let mut crumbs = vec![browse_crumb()];
    crumbs.extend(spot.parents().iter().map(|parent| Link::to(parent.href(), parent.label())));
    let trade = Trade {
        title: format!("Independent healthcare {}", spot.words()),
        path: spot.href(),
        crumbs,
        register: None,
        sections: some(sections),
        pin: Pin::of(&spot),
    };
    page(trade.page(&visitor, &app, &criteria, results))
}

pub async fn browse_profession_in(visitor: Visitor, path: Path<(String, String)>, app: App) -> Reply {
    let profession = codes::professions().get(&path.0).ok_or(Error::NotFound)?;
    let spot = Spot::find(&path.1).ok_or(Error::NotFound)?;
    let href = |code: &str, spot: &Spot| format!("/browse/{code}/{}", spot.key());
    if spot.key() != path.1 {
        return Ok(moved(href(&profession.code, &spot)));
    }
    let own = &profession.code;
    let everywhere = Criteria::read(&format!("profession={own}"));
    let criteria = everywhere.with(|other| spot.narrow(other)).with(|other| other.sort = Sort::Newest);
    let results = find(&app, &criteria).await?;
    let counts = &results.answer.counts;
    let mut sections = vec![Section::of("specialties", "By specialty", counts, Group::Specialty, |code| {
        criteria.with(|other| drop(other.chosen.insert(Group::Specialty, [code.into()].into()))).href()
    })];
    sections.extend(places_of(&app, &spot, &everywhere, counts, &|other: &Spot| href(own, other))?);
    let others =
        Section::of("others", "Other professions here", counts, Group::Profession, |code| href(code, &spot));
    sections.push(others.without(&href(own, &spot)));
    let crumbs = [
        browse_crumb(),
        Link::to(format!("/browse/{own}"), profession.plural()),
        Link::to(spot.href(), spot.label()),
    ];
    let trade = Trade {
        title: format!("{} {}", profession.plural(), spot.words()),
        path: href(own, &spot),
        crumbs: crumbs.into(),
        register: told::register(own),
        sections: some(sections),
        pin: Pin::of(&spot),
    };
    page(trade.page(&visitor, &app, &criteria, results))
}

/// A page about some of the listings, but for the listings.
struct Trade {
    title: String,
    path: String,
    crumbs: Vec<Link>,
    register: Option<String>,
    sections: Vec<Section>,
    pin: Option<Pin>,
}

impl Trade {
    fn page(self, visitor: &Visitor, app: &App, criteria: &Criteria, results: Results) -> BrowseTrade {
        let (total, counts) = (results.answer.total, &results.answer.counts);
        let lead = told::lead(total, counts);
        let first = counts.groups.get(&Group::Provider).into_iter().flatten().take(2);
        let owners: Vec<String> =
            first.filter_map(|(slug, _)| results.providers.get(slug).cloned()).collect();
        let said = told::sentences(counts, total, &owners, self.pin.is_none());
        let parts = Page::new(visitor, &self.title)
            .canonical(app.site.url(&self.path))
            .describe(first_words(&[&self.title, ". ", &lead, " ", &said].concat()));
        BrowseTrade {
            // A page with nothing on it is there for who follows an old link, not to be found.
            page: if total == 0 { parts.unlisted() } else { parts },
            crumbs: self.crumbs,
            lead,
            told: [Some(said), self.register].into_iter().flatten().filter(|said| !said.is_empty()).collect(),
            all_href: criteria.href(),
            alert_href: format!("/alerts/new?{}", criteria.with(|other| other.sort = Sort::Best).address()),
            is_empty: total == 0,
            sections: self.sections,
            cards: results.cards.into_iter().take(CARDS).collect(),
            pin: self.pin,
        }
    }
}

/// What lies in a place, and what lies beside it. `base` is what is looked for there.
fn places_of(
    app: &App,
    spot: &Spot,
    base: &Criteria,
    counts: &Counts,
    href: &dyn Fn(&Spot) -> String,
) -> anyhow::Result<Vec<Section>> {
    let (counties, towns) = spot.parts();
    let mut sections = vec![
        Section { id: "counties", title: "By county".into(), lines: counted(app, base, counties, href)? },
        Section { id: "towns", title: "In and near towns".into(), lines: counted(app, base, towns, href)? },
    ];
    if matches!(spot, Spot::Region(region) if region.code == "london") {
        sections
            .iter_mut()
            .filter(|section| section.id == "counties")
            .for_each(|section| section.title = "By borough".into());
    }
    sections.push(match spot {
        // The counts of regions ignore the one that is chosen.
        Spot::Region(_) => Section::of("regions", "Other regions", counts, Group::Region, |code| {
            Spot::find(code).as_ref().map(href).unwrap_or_default()
        })
        .without(&href(spot)),
        _ => {
            let lines = counted(app, base, spot.neighbours(), href)?;
            Section { id: "neighbours", title: "Near by".into(), lines }
        }
    });
    Ok(sections)
}

/// Places with how many of the listings are there; those with none are left out. Each costs a count.
fn counted(
    app: &App,
    base: &Criteria,
    places: Vec<Place>,
    href: &dyn Fn(&Spot) -> String,
) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for spot in places.into_iter().filter_map(Spot::of) {
        let total = counts(app, &base.with(|other| spot.narrow(other)))?.total;
        if total > 0 {
            lines.push(Line::new(href(&spot), spot.label(), total));
        }
    }
    Ok(lines)
}

/// Others of the same group of a list that have listings.
fn related(
    title: &str,
    counts: &Counts,
    group: Group,
    own: &Code,
    list: &'static codes::List,
    href: impl Fn(&str) -> String,
) -> Section {
    let same =
        |code: &str| list.get(code).is_some_and(|other| other.group == own.group && other.code != own.code);
    Section::some_of("related", title, counts, group, same, href)
}

fn some(sections: impl IntoIterator<Item = Section>) -> Vec<Section> {
    sections.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

fn browse_crumb() -> Link {
    Link::to("/browse", "Browse")
}

fn moved(href: String) -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((LOCATION, href)).finish()
}
