//! Making an alert: from a search, a listing or a provider; with an account, or by a letter that proves the address.

use actix_web::web::Path;

use super::keepable;
use crate::alerts::actions::{self, Wish};
use crate::alerts::forms::{AlertForm, TokenForm};
use crate::alerts::model::{self, Frequency, Rhythm, USUAL_HOUR, USUAL_WEEKDAY};
use crate::alerts::views::{AlertSentPage, ConfirmAlertPage, NewAlertPage, Times, frequencies};
use crate::app::App;
use crate::kit::clock::Moment;
use crate::listings::{self, Full, ListingId};
use crate::search::Criteria;
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Visitor;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// `/alerts/new?q=physio&place=Leeds`: the query is the search.
pub async fn new_form(visitor: Visitor, app: App) -> Reply {
    let typed = visitor.path.split_once('?').map_or("", |(_, query)| query).to_string();
    keepable(&Criteria::read(&typed).kept())?;
    let form = AlertForm::of_search(&typed);
    page(new_page(&visitor, form, Problems::none(), app.clock.now()))
}

/// "More like this": a search for what is like a listing, to be looked at and changed before it is an alert.
pub async fn like(id: Path<ListingId>, app: App) -> Reply {
    let listing = public(&app, *id).await?;
    see_other(format!("/alerts/new?{}", model::like(&listing).kept().address())).reply()
}

/// A listing that the public can see, or could until it closed.
pub(super) async fn public(app: &App, id: ListingId) -> Result<Full, Error> {
    let now = app.clock.now();
    let found = app.read(move |conn| listings::full(conn, id)).await?;
    let seen = |full: &Full| {
        let listing = &full.listing;
        full.provider.state.is_public()
            && !listing.is_suspended()
            && (listing.is_live(now) || listing.has_closed(now))
    };
    found.filter(seen).ok_or(Error::NotFound)
}

fn new_page(visitor: &Visitor, form: AlertForm, problems: Problems, now: Moment) -> NewAlertPage {
    let criteria = Criteria::read(&form.search).kept();
    let chosen = Rhythm {
        frequency: Frequency::Daily,
        hour: form.hour.parse().ok().filter(|hour| (0..24).contains(hour)).unwrap_or(USUAL_HOUR),
        weekday: form.weekday.parse().ok().filter(|day| (1..=7).contains(day)).unwrap_or(USUAL_WEEKDAY),
    };
    NewAlertPage {
        page: Page::new(visitor, "Create an alert").unlisted().with_problems(&problems),
        label: criteria.label(),
        search_href: criteria.href(),
        form: AlertForm { search: criteria.address(), ..form },
        problems,
        frequencies: frequencies(chosen, "first", now),
        times: Times::all(),
        own_address: visitor.account.as_ref().map(|account| account.email.clone()),
    }
}

pub async fn create(visitor: Visitor, form: Form<AlertForm>, app: App) -> Reply {
    let now = app.clock.now();
    let (email, rhythm) = match form.check(visitor.account.is_some()) {
        Ok(typed) => typed,
        Err(problems) => return form_again(new_page(&visitor, form.0, problems, now)),
    };
    let criteria = Criteria::read(&form.search).kept();
    keepable(&criteria)?;
    let wish = Wish { search: criteria.address(), label: criteria.label(), rhythm };
    let first = format!("The first email may come {}", rhythm.next_words(now));
    if let Some(account) = visitor.account {
        app.db.write(move |conn| actions::create(conn, &account, &wish, now)).await?;
        return see_other("/alerts").with_notice(format!("Your alert is on. {first}")).reply();
    }
    app.limits.count(Limit::LetterTo, &email)?;
    app.limits.count(Limit::LetterFrom, &visitor.address)?;
    let (address, site) = (email.clone(), app.site.clone());
    app.db.write(move |conn| actions::ask(conn, &address, &wish, now, &site)).await?;
    page(AlertSentPage { page: Page::new(&visitor, "Check your email").unlisted(), email, first })
}

/// Opening the link only shows a button: mail programs open links by themselves.
pub async fn confirm_form(visitor: Visitor, query: Query<TokenForm>, app: App) -> Reply {
    let (token, now) = (query.0.token, app.clock.now());
    let asked = token.clone();
    let alert = app.db.read(move |conn| actions::look_behind(conn, &asked, now)).await?;
    let (page_parts, rhythm) = (Page::new(&visitor, "Confirm your alert").unlisted(), alert.rhythm().words());
    page(ConfirmAlertPage { page: page_parts, token, rhythm, label: alert.label })
}

pub async fn confirm(form: Form<TokenForm>, app: App) -> Reply {
    let (token, now) = (form.0.token, app.clock.now());
    let alert = app.db.write(move |conn| actions::confirm(conn, &token, now)).await?;
    let notice = format!("Your alert is on. The first email may come {}", alert.rhythm().next_words(now));
    see_other(format!("/alerts/manage/{}", alert.manage_key)).with_notice(notice).reply()
}
