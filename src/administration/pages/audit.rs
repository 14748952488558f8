//! What staff did, newest first; also as a file.

use std::time::Duration;

use actix_web::body::BodyStream;
use actix_web::web::Bytes;
use futures_util::stream;

use super::PER_PAGE;
use crate::administration::actions;
use crate::administration::forms::AuditQuery;
use crate::administration::views::{AuditPage, nav};
use crate::app::App;
use crate::audit::{self, Actor, Filter, Line, LineId};
use crate::kit::sheets;
use crate::web::form::{Choice, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number};
use crate::web::reply::{Reply, download, page, see_other};

const PATH: &str = "/administration/audit";
const FILE: &str = "/administration/audit/lines.csv";
/// Lines that are read and sent in one go.
const AT_ONCE: i64 = 500;
/// Between two of them others read.
const PAUSE: Duration = Duration::from_millis(2);

pub async fn audit(administrator: Administrator, query: Query<AuditQuery>, app: App) -> Reply {
    let (filter, problems) = query.check();
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
        pages: Pages::new(number, total, PER_PAGE, |number| query.address(PATH, &number.to_string())),
        file: query.address(FILE, ""),
        problems,
        query: query.0,
        total,
    })
}

/// The lines that fit, as CSV: sent as they are read, up to the line that says who took them.
pub async fn audit_file(administrator: Administrator, query: Query<AuditQuery>, app: App) -> Reply {
    let (filter, problems) = query.check();
    if problems.any() {
        // The page says beside its field what cannot be read; a file could not.
        return see_other(query.address(PATH, "")).reply();
    }
    let (actor, words, now) = (Actor::from(&administrator.account), query.words(), app.clock.now());
    let first = app.write(move |conn| actions::note_export(conn, &actor, &words, now)).await?;
    let lines =
        stream::try_unfold((app, filter, Some(first), true), async |(app, filter, last, is_first)| {
            let Some(last) = last else { return Ok::<_, std::io::Error>(None) };
            tokio::time::sleep(PAUSE).await;
            let (lines, filter) = below(&app, filter, last).await.map_err(std::io::Error::other)?;
            let next = lines.last().map(|line| line.id).filter(|_| lines.len() as i64 == AT_ONCE);
            let bytes = rows(&lines, is_first).map_err(std::io::Error::other)?;
            Ok(Some((Bytes::from(bytes), (app, filter, next, false))))
        });
    let name = format!("audit-{}.csv", now.london_day());
    Ok(download(&name, sheets::CSV, BodyStream::new(Box::pin(lines))))
}

async fn below(app: &App, filter: Filter, last: LineId) -> anyhow::Result<(Vec<Line>, Filter)> {
    app.read(move |conn| Ok((audit::find_below(conn, &filter, last, AT_ONCE)?, filter))).await
}

const HEADS: [&str; 8] =
    ["When (UTC)", "Who", "Number of who", "Act", "To what", "Name of it", "Number of it", "Note"];

fn rows(lines: &[Line], with_heads: bool) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if with_heads {
        bytes.extend_from_slice(sheets::BYTE_ORDER_MARK);
    }
    let mut sheet = csv::Writer::from_writer(bytes);
    if with_heads {
        sheet.write_record(HEADS)?;
    }
    for line in lines {
        let actor = line.actor_id.map(|id| id.to_string()).unwrap_or_default();
        let cells = [
            line.at.rfc3339(),
            line.actor_name.clone(),
            actor,
            line.act.clone(),
            line.subject_kind.clone(),
            line.subject_label.clone(),
            line.subject_id.to_string(),
            line.note.clone(),
        ];
        sheet.write_record(cells.iter().map(|cell| sheets::csv_cell(&sheets::cell(cell))))?;
    }
    sheet.into_inner().map_err(|error| anyhow::anyhow!("a sheet cannot be written: {error}"))
}
