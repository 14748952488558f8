//! Every provider with something open, by name.

use crate::app::App;
use crate::kit::text::thousands;
use crate::providers;
use crate::search::criteria::Criteria;
use crate::search::index::Group;
use crate::search::results::counts;
use crate::search::views::BrowseProviders;
use crate::search::views::browse::Line;
use crate::web::form::Query;
use crate::web::guards::Visitor;
use crate::web::page::{Link, Page};
use crate::web::pages::{Pages, last_page, page_number, with_query};
use crate::web::reply::{Reply, public_page, see_other};
use serde::Deserialize;

const A_PAGE: i64 = 100;
const PATH: &str = "/browse/providers";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Paged {
    page: String,
}

pub async fn browse_providers(visitor: Visitor, paged: Query<Paged>, app: App) -> Reply {
    // By slug, which is nearly by name: only those of one page need be named.
    let mut counted =
        counts(&app, &Criteria::read(""))?.counts.groups.remove(&Group::Provider).unwrap_or_default();
    counted.sort();
    let (total, current) = (counted.len() as i64, page_number(&paged.page));
    if current > last_page(total, A_PAGE) {
        return see_other(address(last_page(total, A_PAGE))).reply();
    }
    let shown = counted.into_iter().skip(((current - 1) * A_PAGE) as usize).take(A_PAGE as usize);
    let lead = lead(total);
    public_page(BrowseProviders {
        page: Page::new(&visitor, "Providers").canonical(app.site.url(&address(current))).describe(&lead),
        crumbs: vec![Link::to("/browse", "Browse")],
        lead,
        lines: lines(&app, shown.collect()).await?,
        pages: Pages::new(current, total, A_PAGE, address),
    })
}

async fn lines(app: &App, shown: Vec<(String, u32)>) -> anyhow::Result<Vec<Line>> {
    let slugs: Vec<String> = shown.iter().map(|(slug, _)| slug.clone()).collect();
    let names = app.read(move |conn| providers::names(conn, &slugs)).await?;
    let line = |(slug, count): &(String, u32)| {
        Some(Line::new(format!("/providers/{slug}"), names.get(slug)?, *count))
    };
    Ok(shown.iter().filter_map(line).collect())
}

fn lead(total: i64) -> String {
    let have = match total {
        1 => "1 organisation has".to_owned(),
        total => format!("{} organisations have", thousands(total as u32)),
    };
    format!("{have} something open now. Each has a page about its sites and what it is like to work there.")
}

fn address(page: i64) -> String {
    match page {
        1 => PATH.into(),
        page => with_query(PATH, &[("page", &page.to_string())]),
    }
}
