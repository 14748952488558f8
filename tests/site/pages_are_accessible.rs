//! Every page, as everybody who may see it: reached by links, no link dead, nothing that axe finds, nothing to scroll
//! sideways on a phone. The list of pages is the route table, so no page can be forgotten.

use crate::world::{Browser, JavaScript, Person, Scheme, Walk, World, walk};
use rounds::routes::{Audience, ROUTES};
use std::collections::BTreeSet;

/// Pages that only letters (or the first start) lead to, with an address that shows them.
const FROM_LETTERS: &[&str] = &[
    "/confirm?token=x",
    "/reset/new?token=x",
    "/account/email/confirm?token=x",
    "/first-administrator?token=x",
    "/alerts/confirm?token=x",
    "/invitations?token=x",
];

/// Pages that nothing in the demonstration leads to; the journeys of their features open them.
const IN_JOURNEYS: &[&str] = &[
    "/administration/jobs/{id}",
    "/administration/synonyms/{id}",
    "/alerts/manage/{key}/narrow",
    "/applications/{id}/answers",
    "/applications/{id}/cv",
    "/applications/{id}/receipt",
    "/desk/{provider}/exports/{id}",
    "/desk/{provider}/exports/{id}/file",
    "/moderation/listings/{id}/twins/{twin}",
    "/desk/{provider}/evidence/{claim}",
    "/desk/{provider}/suspension",
    "/moderation/claims/{id}/evidence",
    "/desk/{provider}/imports/{id}/columns",
    "/desk/{provider}/imports/{id}/mistakes.csv",
];

/// Addresses that are not pages for people.
const NOT_PAGES: &[&str] = &[
    "/administration/audit/lines.csv",
    "/administration/letters/wording/{about}/html",
    "/administration/statistics/totals.csv",
    "/desk/{provider}/activity/lines.csv",
    "/health",
    "/listings.atom",
    "/robots.txt",
    "/sitemap.xml",
    "/static/{name:.*}",
    "/suggestions",
    "/demo/constant/{bytes}",
    "/providers/{slug}/feed.atom",
    "/providers/{slug}/logo",
    "/providers/{slug}/pictures/{file}",
];

const DESK: u32 = 1280;
const PHONE: u32 = 375;

/// The pattern of the route that answers `GET path`.
fn kind_of(path: &str) -> Option<String> {
    let fits = |pattern: &str| {
        let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        let rest = wanted.last().is_some_and(|part| part.contains(":.*"));
        (wanted.len() == given.len() || (rest && given.len() >= wanted.len()))
            && wanted.iter().zip(&given).all(|(want, got)| want.contains('{') || want == got)
    };
    // A written-out address wins over one with a parameter.
    let fitting = ROUTES.iter().filter(|route| route.method == "get" && fits(route.path));
    fitting.min_by_key(|route| route.path.matches('{').count()).map(|route| route.path.to_owned())
}

/// Everything that this person finds from the home page on; with `letters`, also what only letters lead to.
async fn finds(person: &Person) -> Walk {
    let mut starts = vec!["/", "/account"];
    starts.extend(FROM_LETTERS);
    walk(person, &starts, kind_of).await
}

#[tokio::test]
async fn no_link_is_dead_and_every_page_has_a_link_to_it() {
    let world = World::demo().await;
    let known = NOT_PAGES.iter().chain(IN_JOURNEYS);
    let mut opened: BTreeSet<String> = known.map(|path| (*path).to_owned()).collect();
    let mut dead = Vec::new();
    for person in world.demo_people().await {
        let found = finds(&person).await;
        opened.extend(found.opened.into_keys());
        dead.extend(found.dead.into_iter().map(|link| format!("{}: {link}", person.name)));
    }
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
    let pages = ROUTES.iter().filter(|route| route.method == "get").map(|route| route.path);
    let lonely: Vec<_> = pages.filter(|path| !opened.contains(*path)).collect();
    assert!(lonely.is_empty(), "no link leads to:\n{}", lonely.join("\n"));
}

/// What axe and a ruler find on the pages of one kind of person: at a desk with JavaScript, on a phone without.
async fn looks_at_every_page(which: usize, javascript: JavaScript) {
    let width = if javascript == JavaScript::On { DESK } else { PHONE };
    let world = World::demo().await;
    let person = world.demo_people().await.swap_remove(which);
    let found = finds(&person).await;
    let browser = world.browser(javascript, width).await;
    if which > 0 {
        browser.signs_in(&person).await;
    }
    let mut complaints = Vec::new();
    for (kind, addresses) in found.opened.iter().filter(|(kind, _)| !NOT_PAGES.contains(&kind.as_str())) {
        let open_to_all = ROUTES.iter().any(|route| route.path == kind && route.audience == Audience::Public);
        if which > 0 && open_to_all {
            continue;
        }
        let address = &addresses[0];
        for complaint in complaints_about(&browser, address, width).await {
            complaints.push(format!("{address}: {complaint}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Colours are all that the dark scheme changes, so only contrast is measured again.
async fn complaints_about(browser: &Browser, address: &str, width: u32) -> Vec<String> {
    browser.prefers(Scheme::Light).await;
    browser.becomes_wide(width).await;
    browser.goes_to(address).await;
    let mut complaints = browser.axe(&[]).await;
    browser.prefers(Scheme::Dark).await;
    complaints
        .extend(browser.axe(&["color-contrast"]).await.into_iter().map(|found| format!("dark: {found}")));
    browser.becomes_wide(PHONE).await;
    let wide = browser.sticks_out().await;
    complaints.extend(wide.map(|what| format!("has to be scrolled sideways on a phone: {what}")));
    complaints
}

macro_rules! everybody {
    ($($who:ident = $which:literal),*) => {
        $(mod $who {
            use super::*;

            #[tokio::test]
            async fn with_javascript() {
                looks_at_every_page($which, JavaScript::On).await;
            }

            #[tokio::test]
            async fn without_javascript() {
                looks_at_every_page($which, JavaScript::Off).await;
            }
        })*
    };
}

everybody!(visitor = 0, candidate = 1, member = 2, moderator = 3, administrator = 4);
