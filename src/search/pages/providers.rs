//! Every provider with something open, by name.

use crate::app::App;
use crate::providers;
use crate::search::index::Group;
use crate::search::views::BrowseProviders;
use crate::search::views::browse::Line;
use crate::web::form::Query;
use crate::web::guards::Visitor;
use crate::web::page::{Link, Page};
use crate::web::pages::{Pages, last_page, page_number, with_query};
use crate::web::reply::{Reply, page, see_other};
use serde::Deserialize;

const A_PAGE: i64 = 100;
const PATH: &str = "/browse/providers";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Paged {
    page: String,
}

pub async fn browse_providers(visitor: Visitor, paged: Query<Paged>, app: App) -> Reply {
    let (_, counts) = crate::search::overview(&app)?;
    let counted = counts.groups.get(&Group::Provider).cloned().unwrap_or_default();
    let slugs: Vec<String> = counted.iter().map(|(slug, _)| slug.clone()).collect();
    let names = app.read(move |conn| providers::names(conn, &slugs)).await?;
    let named = counted.iter().filter_map(|(slug, count)| Some((names.get(slug)?, slug, *count)));
    let mut named: Vec<(&String, &String, u32)> = named.collect();
    named.sort_by_cached_key(|(name, slug, _)| (name.to_lowercase(), *slug));
    let (total, current) = (named.len() as i64, page_number(&paged.page));
    if current > last_page(total, A_PAGE) {
        return see_other(address(last_page(total, A_PAGE))).reply();
    }
    let shown = named.iter().skip(((current - 1) * A_PAGE) as usize).take(A_PAGE as usize);
    let lead = format!(
        "{total} organisations have something open now. Each has a page about its sites and what it is like to work there."
    );
    page(BrowseProviders {
        page: Page::new(&visitor, "Providers").canonical(app.site.url(&address(current))).describe(&lead),
        crumbs: vec![Link::to("/browse", "Browse")],
        lead,
        lines: shown
            .map(|(name, slug, count)| Line::new(format!("/providers/{slug}"), *name, *count))
            .collect(),
        pages: Pages::new(current, total, A_PAGE, address),
    })
}

fn address(page: i64) -> String {
    match page {
        1 => PATH.into(),
        page => with_query(PATH, &[("page", &page.to_string())]),
    }
}
