//! What was done for an organisation, newest first; also as a file. Every member may read it, as they may read every
//! page that it speaks of.

use actix_web::body::BodyStream;
use actix_web::web::{Bytes, Path};
use futures_util::stream;

use super::desk_of;
use crate::app::App;
use crate::kit::sheets;
use crate::providers::ProviderId;
use crate::providers::forms::ActivityQuery;
use crate::providers::model::Needs;
use crate::providers::store::{self, DeedFilter, DeedLine};
use crate::providers::views::{ActivityPage, DeedWords, DeskNav, DeskPlace, people_choices, thing_choices};
use crate::web::form::Query;
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number};
use crate::web::reply::{Reply, download, page, see_other};

const PER_PAGE: i64 = 30;
/// Lines that are read and sent in one go.
const AT_ONCE: i64 = 500;

pub async fn activity(
    member: Member,
    path: Path<ProviderId>,
    query: Query<ActivityQuery>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::ViewAll).await?;
    let (id, number) = (desk.provider.id, page_number(&query.page));
    let (filter, problems) = query.check();
    let read = app.read(move |conn| {
        let found = store::find_deeds(conn, (id, &filter), ((number - 1) * PER_PAGE, PER_PAGE))?;
        Ok((found, store::doers(conn, id)?))
    });
    let ((lines, total), doers) = read.await?;
    let (here, file) = (format!("/desk/{id}/activity"), format!("/desk/{id}/activity/lines.csv"));
    let may_edit = desk.role.may_edit();
    page(ActivityPage {
        page: Page::new(&member, "Activity").with_problems(&problems),
        nav: DeskNav::new(&desk.provider, DeskPlace::Organisation),
        provider_id: id,
        people: people_choices(doers),
        things: thing_choices(),
        lines: lines.into_iter().map(|line| DeedWords::new(id, line, may_edit)).collect(),
        pages: Pages::new(number, total, PER_PAGE, |number| query.address(&here, &number.to_string())),
        file: query.address(&file, ""),
        query: query.0,
        total,
        problems,
    })
}

/// The lines that fit, as CSV: sent as they are read.
pub async fn activity_file(
    member: Member,
    path: Path<ProviderId>,
    query: Query<ActivityQuery>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::ViewAll).await?;
    let (id, now, (filter, problems)) = (desk.provider.id, app.clock.now(), query.check());
    if problems.any() {
        // The page says beside its field what cannot be read; a file could not.
        return see_other(query.address(&format!("/desk/{id}/activity"), "")).reply();
    }
    let lines = stream::try_unfold((app, (id, filter), Some(None)), async |(app, (id, filter), last)| {
        let Some(last) = last else { return Ok::<_, std::io::Error>(None) };
        let (lines, filter) = below(&app, (id, filter), last).await.map_err(std::io::Error::other)?;
        let next = lines.last().map(|line| Some((line.at, line.id)));
        let next = next.filter(|_| lines.len() as i64 == AT_ONCE);
        let bytes = rows(id, lines, last.is_none()).map_err(std::io::Error::other)?;
        Ok(Some((Bytes::from(bytes), (app, (id, filter), next))))
    });
    let name = format!("activity-{}.csv", now.london_day());
    Ok(download(&name, sheets::CSV, BodyStream::new(Box::pin(lines))))
}

async fn below(
    app: &App,
    (provider, filter): (ProviderId, DeedFilter),
    last: Option<(crate::kit::clock::Moment, i64)>,
) -> anyhow::Result<(Vec<DeedLine>, DeedFilter)> {
    app.read(move |conn| Ok((store::deeds_below(conn, (provider, &filter), last, AT_ONCE)?, filter))).await
}

const HEADS: [&str; 5] = ["When (UTC)", "Who", "Kind", "What", "About"];

fn rows(provider: ProviderId, lines: Vec<DeedLine>, with_heads: bool) -> anyhow::Result<Vec<u8>> {
    let bytes = if with_heads { sheets::BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
    let mut sheet = csv::Writer::from_writer(bytes);
    if with_heads {
        sheet.write_record(HEADS)?;
    }
    for line in lines {
        let (at, kind) = (line.at.rfc3339(), line.subject_kind.label());
        let words = DeedWords::new(provider, line, true);
        let told = words.told();
        let cells = [at.as_str(), &words.who, kind, &told, &words.label];
        sheet.write_record(cells.map(|cell| sheets::csv_cell(&sheets::cell(cell))))?;
    }
    sheet.into_inner().map_err(|error| anyhow::anyhow!("a sheet cannot be written: {error}"))
}
