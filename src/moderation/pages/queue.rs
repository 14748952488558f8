//! What waits, oldest first.

use diesel::QueryResult;

use super::count;
use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings;
use crate::moderation::forms::QueueQuery;
use crate::moderation::model::{Age, Kind};
use crate::moderation::store;
use crate::moderation::views::{Counts, QueueLine, QueuePage, nav};
use crate::providers;
use crate::web::form::Query;
use crate::web::guards::Moderator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, page};

const PER_PAGE: i64 = 25;

pub async fn queue(moderator: Moderator, query: Query<QueueQuery>, app: App) -> Reply {
    let (kind, number, now) = (Kind::parse(&query.kind), page_number(&query.page).min(40), app.clock.now());
    let (counts, lines) = app.read(move |conn| Ok((count(conn)?, lines(conn, kind, number, now)?))).await?;
    let total = kind.map_or(counts.all(), |kind| counts.of(kind));
    let href =
        |number: i64| with_query("/moderation", &[("kind", &query.kind), ("page", &number.to_string())]);
    let is_late = |line: &&QueueLine| Age::of(line.sent_at, now) == Age::Late;
    let late = match lines.iter().filter(is_late).count() {
        0 => String::new(),
        1 => "One of these is late".into(),
        many => format!("{many} of these are late"),
    };
    page(QueuePage {
        page: Page::new(&moderator, "Review desk"),
        nav: nav("/moderation"),
        tabs: Counts::tabs(&counts, kind),
        late,
        pages: Pages::new(number, total, PER_PAGE, href),
        lines,
    })
}

/// One page of the queue. Each source gives as many as could stand on it; then the oldest of all are taken.
fn lines(conn: &mut Conn, kind: Option<Kind>, number: i64, now: Moment) -> QueryResult<Vec<QueueLine>> {
    let wants = |one: Kind| kind.is_none_or(|kind| kind == one);
    let most = number * PER_PAGE;
    let mut lines = Vec::new();
    if wants(Kind::Provider) {
        for provider in providers::waiting(conn)? {
            let sites = providers::sites(conn, provider.id)?;
            lines.push(QueueLine::of_provider(&provider, &sites, now));
        }
    }
    if wants(Kind::Listing) {
        let ids: Vec<_> = listings::waiting(conn, 0, most)?.iter().map(|listing| listing.id).collect();
        lines.extend(listings::fulls(conn, &ids)?.iter().map(|full| QueueLine::of_listing(full, now)));
    }
    if wants(Kind::Report) {
        for report in store::open(conn, most)? {
            let listing = listings::find(conn, report.listing_id)?;
            let name = listing.as_ref().map_or("", |listing| listing.name());
            lines.push(QueueLine::of_report(&report, name, now));
        }
    }
    lines.sort_by_key(|line| line.sent_at);
    let from = usize::try_from((number - 1) * PER_PAGE).unwrap_or_default();
    Ok(lines.into_iter().skip(from).take(PER_PAGE as usize).collect())
}
