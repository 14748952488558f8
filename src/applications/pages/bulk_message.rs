//! The same message to several applicants of one listing: its words, then each as they get it, then the deed.

use std::collections::HashSet;

use actix_web::web::Path;

use super::bulk::chosen;
use super::{foresight, here};
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::BulkMessageForm;
use crate::applications::model::Side;
use crate::applications::store;
use crate::applications::views::{BulkMessageLettersPage, BulkMessagePage, Recipients};
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::providers::ProviderId;
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type OfListing = Path<(ProviderId, ListingId)>;

async fn recipients(
    app: &App,
    member: &Member,
    of: (ProviderId, ListingId),
    form: &BulkMessageForm,
) -> Result<Recipients, Error> {
    let chosen = chosen(app, member, of, &form.bulk()).await?;
    let people: Vec<_> = chosen.applications.iter().map(|one| (one.id, one.candidate_id)).collect();
    let told = app.read(move |conn| {
        let mut told = HashSet::new();
        for (id, candidate) in people {
            if store::has_unread(conn, id, Side::Provider, candidate)? {
                told.insert(id);
            }
        }
        Ok(told)
    });
    Ok(Recipients { told: told.await?, chosen, now: app.clock.now() })
}

fn writing(member: &Member, of: &Recipients, form: BulkMessageForm, problems: Problems) -> BulkMessagePage {
    BulkMessagePage::new(Page::new(member, "Write to these applicants"), of, form, problems)
}

pub async fn message_all_form(
    member: Member,
    path: OfListing,
    query: Query<BulkMessageForm>,
    app: App,
) -> Reply {
    let of = recipients(&app, &member, *path, &query).await?;
    page(writing(&member, &of, query.0.numbered(), Problems::none()))
}

pub async fn message_all(member: Member, path: OfListing, form: Form<BulkMessageForm>, app: App) -> Reply {
    let of = recipients(&app, &member, *path, &form).await?;
    if form.wants_change() {
        return page(writing(&member, &of, form.0, Problems::none()));
    }
    let message = match form.check() {
        Ok(message) => message,
        Err(problems) => return form_again(writing(&member, &of, form.0, problems)),
    };
    if form.wants_letters() {
        let page_ = Page::new(&member, "Send this message?");
        return page(BulkMessageLettersPage::new(
            page_,
            &of,
            (form.0, &message.words),
            &foresight(&app).await?,
        )?);
    }
    app.limits.count(Limit::Message, &member.account.email)?;
    let (place, ids) = (of.chosen.place(), form.bulk().ids());
    let (author, here) = (member.account.clone(), here(&app));
    let deed = move |conn: &mut Conn| {
        actions::message_all(conn, (&place.0, place.1), &author, (&ids, &message), &here)
    };
    let sent = app.db.write(deed).await?;
    see_other(form.bulk().table(&of.chosen.table())).with_notice(sent.sent_words()).reply()
}
