//! What waits, oldest first.

use std::collections::HashMap;

use diesel::QueryResult;

use crate::accounts::AccountId;
use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::{self, ListingId};
use crate::moderation::forms::QueueQuery;
use crate::moderation::model::{self, Filter, Kind, Whose};
use crate::moderation::store::{self, Asked, Counted, Row};
use crate::moderation::views::{QueueLine, QueuePage, nav, tabs};
use crate::providers::{self, ProviderId};
use crate::settings::Target;
use crate::web::form::{Choice, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, page};

const PER_PAGE: i64 = 25;

/// One page of the queue, as it was found.
struct Found {
    filter: Filter,
    me: AccountId,
    now: Moment,
    target: Target,
    counted: Vec<Counted>,
    rows: Vec<Row>,
    marks: HashMap<i64, usize>,
}

pub async fn queue(moderator: Moderator, query: Query<QueueQuery>, app: App) -> Reply {
    let (filter, number, now) = (query.filter(), page_number(&query.page), app.clock.now());
    let (me, target) = (moderator.account.id, app.settings.get().target);
    let found = app
        .read(move |conn| {
            let asked = Asked { filter: &filter, me, now, target };
            let rows = store::page(conn, &asked, (number - 1) * PER_PAGE, PER_PAGE)?;
            let (marks, counted) = (marks(conn, &rows, now)?, store::count(conn, &asked)?);
            Ok(Found { filter, me, now, target, counted, rows, marks })
        })
        .await?;
    page(queue_page(Page::new(&moderator, "Review desk"), found, number))
}

fn queue_page(page: Page, found: Found, number: i64) -> QueuePage {
    let Found { filter, me, now, target, counted, rows, marks } = found;
    let href = |number: i64| {
        let number = number.to_string();
        let pairs: Vec<_> = filter.pairs().into_iter().chain([("page", number.as_str())]).collect();
        with_query("/moderation", &pairs)
    };
    let wanted = counted.iter().filter(|one| filter.kind.is_none_or(|kind| kind == one.kind));
    let (total, late) = wanted.fold((0, 0), |(all, late), one| (all + one.all, late + one.late));
    let line = |row: &Row| QueueLine::new(row, marks.get(&row.id).copied(), me, (&filter, now, target));
    QueuePage {
        page,
        nav: nav("/moderation"),
        tabs: tabs(&counted, &filter),
        target: target.words(),
        late: late_words(late, total),
        lines: rows.iter().map(line).collect(),
        pages: Pages::new(number, total, PER_PAGE, href),
        is_filtered: filter.late || filter.whose.is_some() || !filter.words.is_empty(),
        whose: Whose::ALL.iter().map(|whose| Choice::new(whose.as_str(), whose.label())).collect(),
        problems: Problems::none(),
        filter,
    }
}

/// Empty when none is late.
fn late_words(late: i64, total: i64) -> String {
    match (late, total) {
        (0, _) => String::new(),
        (late, total) if late == total => "All of these are late".into(),
        (1, _) => "One of these is late".into(),
        (late, _) => format!("{late} of these are late"),
    }
}

/// How many marks the rules leave on what is shown.
fn marks(conn: &mut Conn, rows: &[Row], now: Moment) -> QueryResult<HashMap<i64, usize>> {
    let mut marks = HashMap::new();
    let listings: Vec<_> =
        rows.iter().filter(|row| row.kind == Kind::Listing).map(|row| ListingId(row.id)).collect();
    for full in listings::fulls(conn, &listings)? {
        marks.insert(full.listing.id.0, model::of_listing(&full, now.london_day()).len());
    }
    for row in rows.iter().filter(|row| row.kind == Kind::Provider) {
        if let Some(provider) = providers::find(conn, ProviderId(row.id))? {
            let sites = providers::sites(conn, provider.id)?;
            marks.insert(row.id, model::of_provider(&provider, &sites).len());
        }
    }
    Ok(marks)
}
