//! Closing a listing early, with the letters that it causes.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions;
use crate::listings::forms::CloseForm;
use crate::listings::views::ClosingPage;
use crate::listings::{self, ListingId};
use crate::providers::ProviderId;
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type Ids = Path<(ProviderId, ListingId)>;

pub async fn closing(member: Member, ids: Ids, app: App) -> Reply {
    match form_page(&member, &ids, &app, (String::new(), Problems::none())).await? {
        Some(view) => page(view),
        None => see_other(format!("/desk/{}/listings/{}", ids.0, ids.1)).reply(),
    }
}

/// `None` when it is not live, so that there is nothing to close.
async fn form_page(
    member: &Member,
    ids: &(ProviderId, ListingId),
    app: &App,
    typed: (String, Problems),
) -> Result<Option<ClosingPage>, Error> {
    let Some((desk, full)) = listings::pages::to_close(app, member, *ids).await? else { return Ok(None) };
    let (of, here) = (full.clone(), here(app));
    let foreseen = app.read(move |conn| actions::foresee_closing(conn, &of, &here)).await?;
    let page = Page::new(member, format!("Close this {} early", full.listing.kind.noun()));
    Ok(Some(ClosingPage::new(page, &full.listing, &desk.provider, typed).with_letters(foreseen)))
}

pub async fn close(member: Member, ids: Ids, form: Form<CloseForm>, app: App) -> Reply {
    let reason = match form.check() {
        Ok(reason) => reason,
        Err(problems) => match form_page(&member, &ids, &app, (form.0.reason, problems)).await? {
            Some(view) => return form_again(view),
            None => return see_other(format!("/desk/{}/listings/{}", ids.0, ids.1)).reply(),
        },
    };
    listings::pages::close(&app, &member, *ids, reason).await
}
