//! The pages of alerts: make one, confirm it, mind it, leave it.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::alerts::actions::{self, AlertError, Wish};
use crate::alerts::forms::{AlertForm, ChangeForm, LeaveForm, TokenForm};
use crate::alerts::model::AlertState;
use crate::alerts::store::{self, Alert};
use crate::alerts::views::{
    AlertLine, AlertSentPage, AlertsPage, ConfirmAlertPage, EndedPage, ManagePage, NewAlertPage,
    UnsubscribePage, frequencies,
};
use crate::app::App;
use crate::search::{self, Criteria};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{SignedIn, Visitor};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// `/alerts/new?what=physio&where=Leeds`: the query is the search.
pub async fn new_form(visitor: Visitor) -> Reply {
    let typed = visitor.path.split_once('?').map_or("", |(_, query)| query).to_string();
    let form = AlertForm { search: typed, frequency: "daily".into(), ..AlertForm::default() };
    page(new_page(&visitor, form, Problems::none()))
}

fn new_page(visitor: &Visitor, form: AlertForm, problems: Problems) -> NewAlertPage {
    let criteria = Criteria::read(&form.search);
    NewAlertPage {
        page: Page::new(visitor, "Create an alert").unlisted().with_problems(&problems),
        label: criteria.label(),
        form: AlertForm { search: criteria.address(), ..form },
        problems,
        frequencies: frequencies(),
        own_address: visitor.account.as_ref().map(|account| account.email.clone()),
    }
}

pub async fn create(visitor: Visitor, form: Form<AlertForm>, app: App) -> Reply {
    let (email, frequency) = match form.check(visitor.account.is_some()) {
        Ok(typed) => typed,
        Err(problems) => return form_again(new_page(&visitor, form.0, problems)),
    };
    let criteria = Criteria::read(&form.search);
    let wish = Wish { search: criteria.address(), label: criteria.label(), frequency };
    let now = app.clock.now();
    if let Some(account) = visitor.account {
        app.db.write(move |conn| actions::create(conn, &account, &wish, now)).await?;
        return see_other("/alerts").with_notice("Your alert is on").reply();
    }
    app.limits.count(Limit::LetterTo, &email)?;
    app.limits.count(Limit::LetterFrom, &visitor.address)?;
    let (address, site) = (email.clone(), app.site.clone());
    app.db.write(move |conn| actions::ask(conn, &address, &wish, now, &site)).await?;
    page(AlertSentPage { page: Page::new(&visitor, "Check your email").unlisted(), email })
}

/// Opening the link only shows a button: mail programs open links by themselves.
pub async fn confirm_form(visitor: Visitor, query: Query<TokenForm>, app: App) -> Reply {
    let (token, now) = (query.0.token, app.clock.now());
    let asked = token.clone();
    app.db.read(move |conn| actions::look_behind(conn, &asked, now)).await?;
    page(ConfirmAlertPage { page: Page::new(&visitor, "Confirm your alert").unlisted(), token })
}

pub async fn confirm(form: Form<TokenForm>, app: App) -> Reply {
    let (token, now) = (form.0.token, app.clock.now());
    let alert = app.db.write(move |conn| actions::confirm(conn, &token, now)).await?;
    see_other(format!("/alerts/manage/{}", alert.manage_key)).with_notice("Your alert is on").reply()
}

pub async fn list(person: SignedIn, app: App) -> Reply {
    let (id, email) = (person.account.id, person.account.email.clone());
    let alerts = app.read(move |conn| store::of_person(conn, id, &email)).await?;
    let mut lines = Vec::with_capacity(alerts.len());
    for alert in alerts {
        lines.push(line(&app, alert).await?);
    }
    page(AlertsPage { page: Page::new(&person, "Your alerts"), alerts: lines })
}

async fn line(app: &App, alert: Alert) -> Result<AlertLine, Error> {
    let finds = search::count(app, &Criteria::read(&alert.search))?;
    Ok(AlertLine::new(alert, finds))
}

async fn by_key(app: &App, key: String) -> Result<Alert, Error> {
    app.read(move |conn| store::find_by_key(conn, &key)).await?.ok_or(Error::NotFound)
}

pub async fn manage(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let alert = by_key(&app, key.into_inner()).await?;
    if alert.state == AlertState::Ended {
        return Err(AlertError::Ended.refused());
    }
    page(ManagePage {
        page: Page::new(&visitor, "Your alert").unlisted(),
        alert: line(&app, alert).await?,
        frequencies: frequencies(),
        problems: Problems::none(),
    })
}

pub async fn change(visitor: Visitor, key: Path<String>, form: Form<ChangeForm>, app: App) -> Reply {
    let wanted = form.read().ok_or(Error::BadRequest("Choose what to change, and send the form again."))?;
    let (key, now) = (key.into_inner(), app.clock.now());
    let back =
        if visitor.account.is_some() { "/alerts".to_string() } else { format!("/alerts/manage/{key}") };
    app.db.write(move |conn| actions::change(conn, &key, wanted, now)).await?;
    match wanted {
        actions::Change::Frequency(_) => {
            see_other(back).with_notice("Changed how often this alert emails you").reply()
        }
        actions::Change::Pause => see_other(back).with_notice("This alert is paused").reply(),
        actions::Change::Resume => see_other(back).with_notice("This alert is on").reply(),
        actions::Change::End if visitor.account.is_some() => {
            see_other("/alerts").with_notice("This alert has ended").reply()
        }
        actions::Change::End => {
            see_other("/").with_notice("This alert has ended and sends no more emails").reply()
        }
    }
}

/// A look changes nothing (RFC 8058): it asks.
pub async fn unsubscribe_form(visitor: Visitor, key: Path<String>, app: App) -> Reply {
    let alert = by_key(&app, key.into_inner()).await?;
    if alert.state == AlertState::Ended {
        return ended(&visitor, alert, "This alert has ended.");
    }
    page(UnsubscribePage {
        page: Page::new(&visitor, "Stop these emails").unlisted(),
        key: alert.manage_key,
        label: alert.label,
    })
}

/// The one write that needs neither cookie nor our own page; its key is all it takes.
pub async fn unsubscribe(visitor: Visitor, key: Path<String>, form: Form<LeaveForm>, app: App) -> Reply {
    let (key, all, now) = (key.into_inner(), form.all == "yes", app.clock.now());
    let alert = app
        .db
        .write(move |conn| {
            if all {
                actions::end_all(conn, &key, now)
            } else {
                actions::change(conn, &key, actions::Change::End, now)
            }
        })
        .await?;
    if form.from != "page" {
        return Ok(HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("This alert has ended.\n"));
    }
    let words = if all { "All alerts for this address have ended." } else { "This alert has ended." };
    ended(&visitor, alert, words)
}

fn ended(visitor: &Visitor, alert: Alert, words: &str) -> Reply {
    page(EndedPage {
        page: Page::new(visitor, "You will get no more of these emails").unlisted(),
        words: words.into(),
        search: alert.search,
    })
}
