//! The front page, and the sign-ins of the demonstration.

use crate::app::App;
use crate::codes;
use crate::demo::seed;
use crate::kit::text::thousands;
use crate::listings;
use crate::search;
use crate::search::index::{Counts, Group};
use crate::site::figures;
use crate::site::views::{DemoPage, DemoPerson, HomePage, IndexLine};
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, page, public_page};
use crate::web::session::Role;

/// Two rows of three.
const NEWEST: i64 = 6;
/// As many as there are regions, so that the two columns end together.
const PROFESSIONS: usize = 12;

pub async fn home(visitor: Visitor, app: App) -> Reply {
    let now = app.clock.now();
    let (live, counts) = search::overview(&app)?;
    let newest = app.read(move |conn| listings::newest(conn, NEWEST, now)).await?;
    public_page(HomePage {
        page: Page::new(&visitor, "Find your place in independent healthcare")
            .describe("Roles and training placements in independent healthcare across the United Kingdom.")
            .canonical(app.site.url("/")),
        radii: Vec::new(),
        live: thousands(live),
        newest,
        professions: professions(&counts),
        places: places(&counts),
        figures: figures::all(),
    })
}

/// Those with the most listings, the most first.
fn professions(counts: &Counts) -> Vec<IndexLine> {
    let counted = |code: &'static codes::Code| (code, counts.of(Group::Profession, &code.code));
    let mut found: Vec<_> = codes::professions().known().map(counted).collect();
    found.retain(|(_, count)| *count > 0);
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let line = |(code, count): (&codes::Code, u32)| IndexLine {
        href: format!("/browse/{}", code.code),
        label: code.plural().to_string(),
        count: thousands(count),
    };
    found.into_iter().take(PROFESSIONS).map(line).collect()
}

/// Regions with listings, in the order of their list.
fn places(counts: &Counts) -> Vec<IndexLine> {
    let line = |region: &codes::Code| {
        let count = Some(counts.of(Group::Region, &region.code)).filter(|count| *count > 0)?;
        Some(IndexLine {
            href: format!("/browse/place/{}", region.code),
            label: region.label.clone(),
            count: thousands(count),
        })
    };
    codes::regions().all().iter().filter_map(line).collect()
}

pub async fn demo(visitor: Visitor) -> Reply {
    let name = |role: Role| {
        let found = seed::SIGN_INS.iter().find(|one| one.role == role);
        found.map_or("", |one| one.name)
    };
    page(DemoPage {
        page: Page::new(&visitor, "Look around as somebody").unlisted(),
        people: seed::SIGN_INS.iter().map(DemoPerson::from).collect(),
        password: seed::PASSWORD,
        candidate: name(Role::Candidate),
        member: name(Role::Member),
        moderator: name(Role::Moderator),
        administrator: name(Role::Administrator),
    })
}
