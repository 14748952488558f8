//! What an alert looks for is changed where everybody searches.

use actix_web::web::Path;

use super::{going, home_of, keepable};
use crate::alerts::actions;
use crate::alerts::forms::SearchForm;
use crate::app::App;
use crate::search::{self, Criteria};
use crate::web::form::Form;
use crate::web::guards::Visitor;
use crate::web::reply::{Reply, see_other};

/// The search page, for this alert.
pub async fn search_form(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let alert = going(&app, key.into_inner()).await?;
    let query = visitor.path.split_once('?').map_or("", |(_, query)| query);
    let criteria = Criteria { changing: Some(alert.manage_key), ..Criteria::read(query) };
    search::pages::results_to_save(&visitor, &app, criteria, alert.label, alert.search).await
}

pub async fn save_search(visitor: Visitor, key: Path<String>, form: Form<SearchForm>, app: App) -> Reply {
    let (key, was) = (key.into_inner(), form.0.was);
    let (criteria, now) = (Criteria::read(&form.0.search).kept(), app.clock.now());
    let search_page = Criteria { changing: Some(key.clone()), ..criteria.clone() };
    keepable(&search_page)?;
    let (search, label) = (criteria.address(), criteria.label());
    let notice = format!("Saved. This alert now looks for: {label}");
    let saved = move |conn: &mut crate::kit::db::Conn| {
        actions::search_for(conn, &key, &was, (search.as_str(), label.as_str()), now)
    };
    let alert = app.db.write(saved).await?;
    see_other(home_of(&visitor, &alert)).with_notice(crate::kit::text::excerpt(&notice, 280)).reply()
}
