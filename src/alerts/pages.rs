//! The pages of alerts: make one, confirm it, mind it; leaving and narrowing have rooms of their own.

mod leaving;
mod making;
mod narrowing;
mod searching;

pub use leaving::*;
pub use making::*;
pub use narrowing::*;
pub use searching::*;

use actix_web::web::Path;

use crate::alerts::actions::{self, AlertError, Change};
use crate::alerts::forms::ChangeForm;
use crate::alerts::model::AlertState;
use crate::alerts::store::{self, Alert};
use crate::alerts::views::{AlertLine, AlertsPage, ManagePage, Times, frequencies};
use crate::app::App;
use crate::search::{self, Criteria};
use crate::settings;
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::{SignedIn, Visitor};
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn list(person: SignedIn, app: App) -> Reply {
    let (id, email) = (person.account.id, person.account.email.clone());
    let read = move |conn: &mut crate::kit::db::Conn| {
        Ok((store::of_person(conn, id, &email)?, settings::in_force(conn)?.most_alerts))
    };
    let (alerts, most) = app.read(read).await?;
    let mut lines = Vec::with_capacity(alerts.len());
    for alert in alerts {
        lines.push(line(&app, alert)?);
    }
    page(AlertsPage { page: Page::new(&person, "Your alerts"), alerts: lines, most })
}

fn line(app: &App, alert: Alert) -> Result<AlertLine, Error> {
    let finds = search::count_for_letters(app, &alert.search)?;
    Ok(AlertLine::new(alert, finds, app.clock.now()))
}

/// Whether an alert can have this search: it is read again as it is meant, and letters know where to look.
fn keepable(criteria: &Criteria) -> Result<(), Error> {
    if let Some(words) = search::pages::no_place(criteria) {
        return Err(AlertError::NoPlace(words, criteria.href()).refused());
    }
    if criteria.can_be_kept() { Ok(()) } else { Err(AlertError::TooLong.refused()) }
}

async fn by_key(app: &App, key: String) -> Result<Alert, Error> {
    app.read(move |conn| store::find_by_key(conn, &key)).await?.ok_or(Error::NotFound)
}

/// One that has not ended.
async fn going(app: &App, key: String) -> Result<Alert, Error> {
    let alert = by_key(app, key).await?;
    if alert.state == AlertState::Ended { Err(AlertError::Ended.refused()) } else { Ok(alert) }
}

/// Is it among those that this visitor finds in their account?
fn is_theirs(visitor: &Visitor, alert: &Alert) -> bool {
    let owns = |account: &crate::web::session::Account| match alert.account_id {
        Some(id) => id == account.id,
        None => alert.email == account.email,
    };
    visitor.account.as_ref().is_some_and(owns)
}

/// Where its owner goes on: to all of theirs, or to this one.
fn home_of(visitor: &Visitor, alert: &Alert) -> String {
    if is_theirs(visitor, alert) { "/alerts".into() } else { format!("/alerts/manage/{}", alert.manage_key) }
}

pub async fn manage(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let alert = going(&app, key.into_inner()).await?;
    let form = ChangeForm::of(alert.rhythm(), alert.paused_until);
    page(manage_page(&visitor, &app, alert, (form, Problems::none()))?)
}

fn manage_page(
    visitor: &Visitor,
    app: &App,
    alert: Alert,
    (form, problems): (ChangeForm, Problems),
) -> Result<ManagePage, Error> {
    Ok(ManagePage {
        page: Page::new(visitor, "Your alert").unlisted().with_problems(&problems),
        back: if is_theirs(visitor, &alert) { "/alerts" } else { "" },
        frequencies: frequencies(alert.rhythm(), "next", app.clock.now()),
        times: Times::all(),
        alert: line(app, alert)?,
        form,
        problems,
    })
}

pub async fn change(visitor: Visitor, key: Path<String>, form: Form<ChangeForm>, app: App) -> Reply {
    let (key, now) = (key.into_inner(), app.clock.now());
    let wanted = match form.check(now.london_day()) {
        Ok(wanted) => wanted.ok_or(Error::BadRequest("Choose what to change, and send the form again."))?,
        Err(problems) => {
            let alert = going(&app, key).await?;
            let form = form.0.beside(alert.rhythm(), alert.paused_until);
            return form_again(manage_page(&visitor, &app, alert, (form, problems))?);
        }
    };
    let alert = app.db.write(move |conn| actions::change(conn, &key, wanted, now)).await?;
    let (home, is_theirs) = (home_of(&visitor, &alert), is_theirs(&visitor, &alert));
    match wanted {
        Change::Rhythm(rhythm) => see_other(home).with_notice(format!("Changed: {}", rhythm.words())).reply(),
        Change::Pause(None) => see_other(home).with_notice("This alert is paused").reply(),
        Change::Pause(Some(day)) => {
            let day = crate::kit::clock::day_words(day);
            see_other(home).with_notice(format!("This alert is paused until {day}")).reply()
        }
        Change::Resume => see_other(home).with_notice("This alert is on").reply(),
        Change::End if is_theirs => see_other("/alerts").with_notice("This alert has ended").reply(),
        Change::End => see_other(format!("/unsubscribe/{}", alert.manage_key)).reply(),
    }
}
