//! The pages of the search, and of looking around.

use crate::app::App;
use crate::codes;
use crate::kit::places;
use crate::search::criteria::Criteria;
use crate::search::filters::filter;
use crate::search::index::{Group, Named, Sort};
use crate::search::results::{Results, find};
use crate::search::views::browse::Section;
use crate::search::views::{BrowsePage, BrowseTrade, FilterPage, ResultsPage, options};
use crate::web::error::Error;
use crate::web::form::Query;
use crate::web::guards::Visitor;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, page, see_other};
use actix_web::HttpResponse;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

const SUGGESTIONS: usize = 8;
const CARDS: usize = 9;

/// A search has one address: others lead to it.
pub async fn results(visitor: Visitor, app: App) -> Reply {
    let criteria = criteria_of(&visitor);
    if criteria.href() != visitor.path {
        return see_other(criteria.href()).reply();
    }
    let results = find(&app, &criteria).await?;
    if criteria.page > results.last_page() {
        return see_other(criteria.on_page(results.last_page()).href()).reply();
    }
    let page_parts = results_page(&visitor, &app, &criteria, &results);
    page(ResultsPage::new(page_parts, &criteria, results, app.search.is_rebuilding()))
}

/// All values of one group of filters, under the search in hand.
pub async fn filter_choices(visitor: Visitor, name: Path<String>, app: App) -> Reply {
    let filter = filter(&name).ok_or(Error::NotFound)?;
    let criteria = criteria_of(&visitor);
    let results = find(&app, &criteria).await?;
    let options = options(filter, &criteria, &results.answer.counts, &results.providers);
    let parts = Page::new(&visitor, format!("Choose: {}", filter.label.to_lowercase())).unlisted();
    page(FilterPage::new(parts, filter, &criteria, options))
}

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

/// What somebody may mean who has typed so far: words for `q`, places for `place`.
pub async fn suggestions(typed: Query<Typed>, app: App) -> Reply {
    let mut suggested: Vec<Suggested> = Vec::new();
    if !typed.q.is_empty() {
        for suggestion in app.search.index().suggest(&typed.q, SUGGESTIONS).map_err(anyhow::Error::from)? {
            suggested.push(Suggested { label: suggestion.name, kind: kind_word(suggestion.kind) });
        }
    }
    if !typed.place.is_empty() {
        let found = places::suggest(&typed.place, SUGGESTIONS);
        suggested.extend(found.into_iter().map(|place| Suggested { label: place.label, kind: "place" }));
    }
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).json(suggested))
}

pub async fn browse(visitor: Visitor, app: App) -> Reply {
    let (total, counts) = crate::search::overview(&app)?;
    let sections = vec![
        Section::of("professions", "By profession", &counts, Group::Profession, |code| {
            format!("/browse/{code}")
        }),
        Section::of("places", "By place", &counts, Group::Region, |code| format!("/browse/place/{code}")),
        Section::of("specialties", "By specialty", &counts, Group::Specialty, |code| {
            format!("/listings?specialty={code}")
        }),
    ];
    page(BrowsePage {
        page: Page::new(&visitor, "Browse").canonical(app.site.url("/browse")),
        lead: lead(total, "now, across the United Kingdom"),
        sections,
    })
}

pub async fn browse_profession(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let profession = codes::professions().get(&code).ok_or(Error::NotFound)?;
    let criteria = Criteria::read(&format!("profession={}&sort=newest", profession.code));
    let (results, own) = (find(&app, &criteria).await?, profession.code.clone());
    let sections = vec![
        Section::of("places", "By place", &results.answer.counts, Group::Region, |region| {
            format!("/listings?profession={own}&region={region}")
        }),
        Section::of("specialties", "By specialty", &results.answer.counts, Group::Specialty, |specialty| {
            format!("/listings?profession={own}&specialty={specialty}")
        }),
        Section::of("contracts", "By contract", &results.answer.counts, Group::Contract, |contract| {
            format!("/listings?profession={own}&contract={contract}")
        }),
    ];
    let title = format!("{} in independent healthcare", profession.plural());
    page(trade_page(&visitor, &app, (&title, format!("/browse/{own}")), &criteria, results, sections))
}

pub async fn browse_place(visitor: Visitor, code: Path<String>, app: App) -> Reply {
    let region = codes::regions().get(&code).ok_or(Error::NotFound)?;
    let criteria = Criteria::read(&format!("region={}&sort=newest", region.code));
    let (results, own) = (find(&app, &criteria).await?, region.code.clone());
    let sections = vec![
        Section::of(
            "professions",
            "By profession",
            &results.answer.counts,
            Group::Profession,
            |profession| format!("/listings?profession={profession}&region={own}"),
        ),
        Section::of("specialties", "By specialty", &results.answer.counts, Group::Specialty, |specialty| {
            format!("/listings?specialty={specialty}&region={own}")
        }),
    ];
    let title = format!("Independent healthcare in {}", region.label);
    page(trade_page(&visitor, &app, (&title, format!("/browse/place/{own}")), &criteria, results, sections))
}

fn trade_page(
    visitor: &Visitor,
    app: &App,
    (title, path): (&str, String),
    criteria: &Criteria,
    results: Results,
    sections: Vec<Section>,
) -> BrowseTrade {
    let lead = lead(results.answer.total, "now");
    let parts = Page::new(visitor, title).canonical(app.site.url(&path)).describe(format!("{title}. {lead}"));
    BrowseTrade {
        // A page with nothing on it is there for who follows an old link, not to be found.
        page: if results.answer.total == 0 { parts.unlisted() } else { parts },
        crumbs: vec![Link::to("/browse", "Browse")],
        lead,
        all_href: criteria.href(),
        alert_href: format!("/alerts/new?{}", criteria.with(|other| other.sort = Sort::Best).address()),
        sections: sections.into_iter().filter(|section| !section.lines.is_empty()).collect(),
        cards: results.cards.into_iter().take(CARDS).collect(),
    }
}

fn lead(total: u32, when: &str) -> String {
    match total {
        0 => "Nothing is open at the moment.".into(),
        1 => format!("1 listing is open {when}."),
        total => format!("{} listings are open {when}.", crate::search::views::thousands(total)),
    }
}

fn results_page(visitor: &Visitor, app: &App, criteria: &Criteria, results: &Results) -> Page {
    let parts = Page::new(visitor, "").canonical(app.site.url(&criteria.href()));
    let parts = parts
        .describe(format!("{}: roles and training placements in independent healthcare.", criteria.label()));
    // Only searches that many would make are worth finding again elsewhere.
    let plain = criteria.words.is_empty() && criteria.place.is_empty() && criteria.filters() <= 2;
    if plain && results.answer.total > 0 { parts } else { parts.unlisted() }
}

fn criteria_of(visitor: &Visitor) -> Criteria {
    Criteria::read(visitor.path.split_once('?').map_or("", |(_, query)| query))
}

fn kind_word(kind: Named) -> &'static str {
    match kind {
        Named::Trade => "field",
        Named::Title => "title",
        Named::Provider => "provider",
    }
}
