//! A provider's public page, with how soon it answers.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::model::Ledger;
use crate::applications::store;
use crate::listings::pages::provider_of;
use crate::providers::ProviderId;
use crate::web::error::Error;
use crate::web::guards::Visitor;
use crate::web::reply::{Reply, public_page};

pub async fn provider(visitor: Visitor, slug: Path<String>, app: App) -> Reply {
    let (mut view, id) = provider_of(&app, &visitor, slug.into_inner()).await?;
    view.answers = ledger(&app, id).await?.map(|ledger| words(&ledger)).unwrap_or_default();
    public_page(view)
}

/// As it stood within the last minute.
async fn ledger(app: &App, id: ProviderId) -> Result<Option<Ledger>, Error> {
    let now = app.clock.now();
    if let Some(kept) = app.ledgers.find(id, now) {
        return Ok(kept);
    }
    let today = now.london_day();
    let dues = app.read(move |conn| store::dues(conn, id, today)).await?;
    let ledger = Ledger::of(&dues, today);
    app.ledgers.keep(id, ledger, now);
    Ok(ledger)
}

/// A sentence or two.
fn words(ledger: &Ledger) -> String {
    let Ledger { applications, in_time, .. } = ledger;
    let share = ledger.share();
    let first = format!(
        "{share}% of those who applied in the last 12 months heard by the day they were told ({in_time} of {applications})."
    );
    match ledger.median_days {
        None => first,
        Some(0) => format!("{first} Half of those who heard did so on the day they applied."),
        Some(1) => format!("{first} Half of those who heard did so within 1 day."),
        Some(days) => format!("{first} Half of those who heard did so within {days} days."),
    }
}
