//! The pages of the search: its results here, then all values of a filter, suggestions, and looking around.

mod browse;
mod filters;
mod providers;
mod suggestions;

pub use browse::*;
pub use filters::*;
pub use providers::*;
pub use suggestions::*;

use crate::app::App;
use crate::search::criteria::{Criteria, Located};
use crate::search::index::Group;
use crate::search::results::{Results, find_or_instead};
use crate::search::views::{ResultsPage, Saving, shown, trouble};
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, page, public_page, see_other};

/// A search has one address: others lead to it, and so do words that name filters.
pub async fn results(visitor: Visitor, app: App) -> Reply {
    let query = query_of(&visitor);
    let criteria = understood(&app, query);
    let unread_pay = unread_pay(query, &criteria);
    if criteria.href() != visitor.path && unread_pay.is_empty() {
        return see_other(criteria.href()).reply();
    }
    let results = find_or_instead(&app, &criteria).await?;
    if criteria.page > results.last_page() {
        let last = see_other(criteria.on_page(results.last_page()).href());
        return last.with_notice(format!("There is no page {}: this is the last", criteria.page)).reply();
    }
    let page_parts = results_page(&visitor, &app, &criteria, &results);
    let view = ResultsPage::new(page_parts, &criteria, results, app.search.is_rebuilding());
    public_page(view.with_unread_pay(unread_pay))
}

/// The same page for an alert whose owner changes what it looks for: every link of it stays with the alert, and above
/// the results is a button that saves the search to it.
pub async fn results_to_save(
    visitor: &Visitor,
    app: &App,
    criteria: Criteria,
    label: String,
    was: String,
) -> Reply {
    let criteria = criteria.understood(&|slug| app.search.index().knows(Group::Provider, slug));
    let unread_pay = unread_pay(query_of(visitor), &criteria);
    if criteria.href() != visitor.path && unread_pay.is_empty() {
        return see_other(criteria.href()).reply();
    }
    let results = find_or_instead(app, &criteria).await?;
    if criteria.page > results.last_page() {
        return see_other(criteria.on_page(results.last_page()).href()).reply();
    }
    let parts = Page::new(visitor, "").unlisted();
    let search = shown(&criteria, &results).kept().address();
    let view = ResultsPage::new(parts, &criteria, results, app.search.is_rebuilding());
    let saving = Saving { label, was, search, action: criteria.home() };
    page(ResultsPage { saving: Some(saving), ..view.with_unread_pay(unread_pay) })
}

fn understood(app: &App, query: &str) -> Criteria {
    Criteria::read(query).understood(&|slug| app.search.index().knows(Group::Provider, slug))
}

/// A search as its page reads the query of an address, and what the page would say it could not read.
pub struct Asked {
    pub criteria: Criteria,
    /// A sentence or two; empty when there is nothing to say.
    pub trouble: String,
}

/// For what is no page, and answers to the same query.
pub fn asked(app: &App, query: &str) -> Asked {
    let criteria = understood(app, query);
    let place = trouble(&criteria, &criteria.locate()).map(|trouble| trouble.words);
    let pay = match unread_pay(query, &criteria) {
        none if none.is_empty() => None,
        typed => Some(format!("We did not understand the pay “{typed}”.")),
    };
    Asked { criteria, trouble: [place, pay].into_iter().flatten().collect::<Vec<_>>().join(" ") }
}

/// What is wrong with the place of a search whose page finds everywhere instead, which letters cannot do.
pub fn no_place(criteria: &Criteria) -> Option<String> {
    let located = criteria.locate();
    if !matches!(located, Located::Unknown(_) | Located::Outside) {
        return None;
    }
    let words = trouble(criteria, &located)?.words;
    // What the page shows meanwhile is nothing to a letter.
    let said = words.split_inclusive(". ").filter(|said| !said.contains("hese are for"));
    Some(said.collect::<String>().trim_end_matches(" Did you mean:").trim_end().to_owned())
}

/// A pay that is no amount; empty when there is none. Its address is not made plain: the page says what is wrong.
fn unread_pay(query: &str, criteria: &Criteria) -> String {
    let typed = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "pay");
    let typed = typed.map(|(_, value)| crate::kit::text::excerpt(value.trim(), 40)).unwrap_or_default();
    if criteria.pay.is_none() { typed } else { String::new() }
}

fn results_page(visitor: &Visitor, app: &App, criteria: &Criteria, results: &Results) -> Page {
    let parts = Page::new(visitor, "").canonical(app.site.url(&criteria.plain().href()));
    let parts = parts.followed(criteria.feed_href());
    let parts = parts
        .describe(format!("{}: roles and training placements in independent healthcare.", criteria.label()));
    // Only searches that many would make are worth finding again elsewhere.
    let plain = criteria.words.is_empty() && criteria.place.is_empty() && criteria.filters() <= 2;
    if plain && results.answer.total > 0 { parts } else { parts.unlisted() }
}

fn query_of(visitor: &Visitor) -> &str {
    visitor.path.split_once('?').map_or("", |(_, query)| query)
}

fn criteria_of(visitor: &Visitor) -> Criteria {
    Criteria::read(query_of(visitor))
}
