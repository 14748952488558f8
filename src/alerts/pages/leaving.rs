//! Leaving, and the yearly answer that one stays.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{by_key, home_of};
use crate::alerts::actions;
use crate::alerts::forms::{LeaveForm, LeaveQuery, ReasonForm};
use crate::alerts::model::AlertState;
use crate::alerts::store::Alert;
use crate::alerts::views::{EndedPage, KeepPage, UnsubscribePage, reasons};
use crate::app::App;
use crate::kit::db::{Conn, Outcome};
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// A look changes nothing (RFC 8058): it asks.
pub async fn unsubscribe_form(
    visitor: Visitor,
    key: Path<String>,
    query: Query<LeaveQuery>,
    app: App,
) -> Reply {
    let alert = by_key(&app, key.into_inner()).await?;
    let (key, of) = (alert.manage_key.clone(), query.0.clone());
    let asked = of.was_asked() && alert.state != AlertState::Ended;
    let mut told = app.db.read(move |conn| told_with(conn, &key, &of, asked)).await?;
    told.retain(|alert| alert.state != AlertState::Ended);
    if told.is_empty() {
        return page(ended(
            &visitor,
            alert,
            "This alert has ended.",
            (ReasonForm::default(), Problems::none()),
        ));
    }
    page(UnsubscribePage {
        page: Page::new(&visitor, "Stop these emails").unlisted(),
        action: format!("/unsubscribe/{}{}", alert.manage_key, query.address()),
        key: alert.manage_key,
        labels: told.into_iter().map(|alert| alert.label).collect(),
    })
}

/// What stands in the letter that the way out is of.
fn told_with(
    conn: &mut Conn,
    key: &str,
    of: &LeaveQuery,
    asked: bool,
) -> Outcome<Vec<Alert>, actions::AlertError> {
    if asked { actions::asked_with(conn, key) } else { actions::told_with(conn, key, of.letter()) }
}

/// The one write that needs neither cookie nor our own page; its key is all it takes.
pub async fn unsubscribe(
    visitor: Visitor,
    key: Path<String>,
    query: Query<LeaveQuery>,
    form: Form<LeaveForm>,
    app: App,
) -> Reply {
    let (key, all, now, of) = (key.into_inner(), form.all == "yes", app.clock.now(), query.0);
    let left = move |conn: &mut Conn| match (all, of.was_asked()) {
        (true, _) => actions::end_all(conn, &key, now),
        (false, true) => actions::end_asked(conn, &key, now),
        (false, false) => actions::end_told(conn, &key, of.letter(), now),
    };
    let left = app.db.write(left).await?;
    let words = match left.len() {
        _ if all => "All alerts for this address have ended.".to_string(),
        0 | 1 => "This alert has ended.".into(),
        several => format!("These {several} alerts have ended."),
    };
    let Some(alert) = left.into_iter().next().filter(|_| form.from == "page") else {
        return Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(format!("{words}\n")));
    };
    page(ended(&visitor, alert, &words, (ReasonForm::default(), Problems::none())))
}

fn ended(
    visitor: &Visitor,
    alert: Alert,
    words: &str,
    (form, problems): (ReasonForm, Problems),
) -> EndedPage {
    EndedPage {
        page: Page::new(visitor, "You will get no more of these emails").unlisted().with_problems(&problems),
        words: words.into(),
        asks: alert.left_because.is_none(),
        key: alert.manage_key,
        search: alert.search,
        form,
        reasons: reasons(),
        problems,
    }
}

/// The one question after leaving, which nobody need answer.
pub async fn say_why(visitor: Visitor, key: Path<String>, form: Form<ReasonForm>, app: App) -> Reply {
    let alert = by_key(&app, key.into_inner()).await?;
    let (reason, words) = match form.check() {
        Ok(said) => said,
        Err(problems) => {
            return form_again(ended(&visitor, alert, "This alert has ended.", (form.0, problems)));
        }
    };
    let key = alert.manage_key;
    let back = format!("/unsubscribe/{key}");
    app.db.write(move |conn| actions::say_why(conn, &key, (reason, &words))).await?;
    see_other(back).with_notice("Thank you for telling us").reply()
}

/// "Still want this?"
pub async fn keep_form(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let key = key.into_inner();
    let asked = key.clone();
    let alerts = app.db.read(move |conn| actions::asked_with(conn, &asked)).await?;
    let title = if alerts.len() == 1 { "Still want this alert?" } else { "Still want these alerts?" };
    page(KeepPage {
        page: Page::new(&visitor, title).unlisted(),
        key,
        is_asked: alerts.iter().any(Alert::waits_for_answer),
        alerts: alerts.into_iter().map(|alert| (alert.label, alert.manage_key)).collect(),
    })
}

pub async fn keep(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let alert = by_key(&app, key.into_inner()).await?;
    let (key, now) = (alert.manage_key.clone(), app.clock.now());
    let kept = app.db.write(move |conn| actions::keep(conn, &key, now)).await?;
    let notice =
        if kept > 1 { format!("You keep these {kept} alerts") } else { "You keep this alert".into() };
    see_other(home_of(&visitor, &alert)).with_notice(notice).reply()
}
