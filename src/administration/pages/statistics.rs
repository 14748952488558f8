//! The site in numbers over time; also as a file.

use chrono::{NaiveDate, NaiveTime};

use crate::administration::forms::StatisticsQuery;
use crate::administration::views::{
    Counted, STATISTICS, STATISTICS_FILE, StatisticsPage, nav, span_links, step_links,
};
use crate::alerts;
use crate::app::App;
use crate::kit::clock::{day_words, london_time};
use crate::kit::sheets;
use crate::statistics;
use crate::web::error::Error;
use crate::web::form::Query;
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, page};

/// Up to the last day that is over.
async fn counted(app: &App, query: &StatisticsQuery) -> Result<(Counted, Option<NaiveDate>), Error> {
    let today = app.clock.today();
    let from = query.starts(today).first().copied().unwrap_or(today);
    let found = app.read(move |conn| {
        let waits = statistics::waits(conn, from, today)?;
        Ok((statistics::totals(conn, from)?, waits, statistics::counted_until(conn)?))
    });
    let (totals, waits, until) = found.await?;
    Ok((Counted::new(query, today, &totals, &waits), until))
}

pub async fn statistics(administrator: Administrator, query: Query<StatisticsQuery>, app: App) -> Reply {
    let (counted, until) = counted(&app, &query).await?;
    let since = query.starts(app.clock.today()).first().copied().unwrap_or_else(|| app.clock.today());
    let since = london_time(since, NaiveTime::default());
    let reasons = app.read(move |conn| alerts::reasons_since(conn, since)).await?;
    page(StatisticsPage {
        page: Page::new(&administrator, "Statistics"),
        nav: nav(STATISTICS),
        steps: step_links(&query),
        spans: span_links(&query),
        charts: counted.charts(),
        reasons: reasons.into_iter().filter(|(_, count)| *count > 0).map(reason_line).collect(),
        until: until.map(day_words).unwrap_or_default(),
        file: StatisticsQuery::address(STATISTICS_FILE, query.step(), query.span()),
    })
}

fn reason_line((reason, count): (alerts::Reason, i64)) -> (&'static str, i64) {
    (reason.label(), count)
}

pub async fn statistics_file(_: Administrator, query: Query<StatisticsQuery>, app: App) -> Reply {
    let (counted, _) = counted(&app, &query).await?;
    let mut sheet = csv::Writer::from_writer(sheets::BYTE_ORDER_MARK.to_vec());
    for row in counted.rows() {
        sheet.write_record(row.iter().map(|cell| sheets::csv_cell(cell))).map_err(anyhow::Error::from)?;
    }
    let bytes = sheet.into_inner().map_err(|error| anyhow::anyhow!("a sheet cannot be written: {error}"))?;
    let name = format!("statistics-{}.csv", app.clock.today());
    Ok(download(&name, sheets::CSV, bytes))
}
