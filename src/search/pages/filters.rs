//! All values of one group of filters, for those whom the side of the results has no room for.

use super::criteria_of;
use crate::app::App;
use crate::providers;
use crate::search::filters::filter;
use crate::search::index::Group;
use crate::search::results::counts;
use crate::search::views::{FilterPage, options};
use crate::web::error::Error;
use crate::web::form::Query;
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};
use actix_web::web::Path;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// Part of the name of a value.
    find: String,
}

/// All values of one group of filters, under the search in hand; or those with the words of `find` in their name.
pub async fn filter_choices(
    visitor: Visitor,
    name: Path<String>,
    narrowed: Query<Narrowed>,
    app: App,
) -> Reply {
    let filter = filter(&name).ok_or(Error::NotFound)?;
    let criteria = criteria_of(&visitor);
    let counts = counts(&app, &criteria)?.counts;
    let names = match filter.group {
        Group::Provider => {
            let counted = counts.groups.get(&Group::Provider).into_iter().flatten();
            let slugs: Vec<String> = counted.map(|(slug, _)| slug.clone()).collect();
            app.read(move |conn| providers::names(conn, &slugs)).await?
        }
        _ => HashMap::new(),
    };
    let options = options(filter, &criteria, &counts, &names);
    let parts = Page::new(&visitor, format!("Choose: {}", filter.label.to_lowercase())).unlisted();
    page(FilterPage::new(parts, filter, &criteria, options, &narrowed.find))
}
