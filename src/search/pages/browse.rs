//! Looking around: by profession, by place.

use super::*;
use crate::codes;
use crate::search::index::{Group, Sort};
use crate::search::views::browse::Section;
use crate::search::views::{BrowsePage, BrowseTrade};
use crate::web::error::Error;
use crate::web::page::Link;
use actix_web::web::Path;

const CARDS: usize = 9;

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
