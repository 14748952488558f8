//! What staff did, newest first.

use super::PER_PAGE;
use crate::administration::forms::AuditQuery;
use crate::administration::views::{AuditPage, nav};
use crate::app::App;
use crate::audit::{self, Filter};
use crate::web::form::{Choice, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, page};

const PATH: &str = "/administration/audit";

pub async fn audit(administrator: Administrator, query: Query<AuditQuery>, app: App) -> Reply {
    let filter = Filter {
        act: query.act.clone(),
        actor: query.actor.trim().to_string(),
        subject: query.subject.trim().to_string(),
    };
    let number = page_number(&query.page);
    let (found, acts) = app
        .read(move |conn| {
            let found = audit::find(conn, &filter, (number - 1) * PER_PAGE, PER_PAGE)?;
            Ok((found, audit::acts(conn)?))
        })
        .await?;
    let (lines, total) = found;
    page(AuditPage {
        page: Page::new(&administrator, "Audit"),
        nav: nav(PATH),
        acts: acts.iter().map(|act| Choice::new(act, audit::act_words(act))).collect(),
        lines: lines.into_iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, |number| address(&query, number)),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}

fn address(query: &AuditQuery, number: i64) -> String {
    let number = number.to_string();
    let pairs =
        [("act", &query.act), ("actor", &query.actor), ("subject", &query.subject), ("page", &number)];
    with_query(PATH, &pairs.map(|(name, value)| (name, value.as_str())))
}
