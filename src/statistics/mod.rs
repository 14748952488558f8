//! Statistics: how many of what there were on each day. A day is counted when it is over, and only its totals are kept,
//! so that a look back costs the same however large the site is, and tells nobody's data.

mod model;
mod store;

pub use model::{Figure, KEPT_DAYS};
pub use store::{Wait, counted_until, note_wait, totals, waits};

use chrono::Days;

use diesel::QueryResult;

use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;

/// Days that are counted in one reading: an hour's totals of a month are few rows.
const DAYS_AT_ONCE: u64 = 31;

/// Is a day over that was not counted?
pub fn is_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    let yesterday = now.london_day().pred_opt();
    Ok(store::counted_until(conn)? < yesterday)
}

/// Counts the days that are over and were not counted, and once more the last week: an email dies days after it was
/// written. On a site that counts for the first time, as far back as there was an account or an organisation.
pub async fn count(app: &App, now: Moment) -> anyhow::Result<()> {
    let today = now.london_day();
    let mut from = app.read(move |conn| store::first_to_count(conn, today)).await?;
    while from < today {
        let until = from.checked_add_days(Days::new(DAYS_AT_ONCE)).unwrap_or(today).min(today);
        let counted = app.read(move |conn| store::count_between(conn, from, until)).await?;
        app.write(move |conn| store::keep(conn, (from, until), &counted)).await?;
        from = until;
    }
    Ok(())
}
