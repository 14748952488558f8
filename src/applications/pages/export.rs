//! A member asks for a file of applicants, sees how far it is, and fetches it.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::actions::{self, kept_since, own_export};
use crate::applications::forms::{ExportForm, TableQuery};
use crate::applications::model::{Export, ExportId};
use crate::applications::store::{self, Wanted};
use crate::applications::views::{ExportPage, ExportedPage};
use crate::audit::Actor;
use crate::listings::{self, Listing, ListingId};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other, stream};

async fn listing_of(app: &App, desk: &Desk, id: ListingId) -> Result<Listing, Error> {
    let scope = desk.scope.clone();
    let found = app.read(move |conn| listings::owned(conn, &scope, id)).await?;
    found.ok_or_else(Error::not_found)
}

/// Those of this member's that are still kept.
async fn kept(app: &App, member: &Member, desk: &Desk) -> Result<Vec<Export>, Error> {
    let (scope, account) = (desk.scope.clone(), member.account.id);
    let since = kept_since(app.clock.now());
    Ok(app.read(move |conn| store::exports_of(conn, (&scope, account), since)).await?)
}

async fn form_page(
    app: &App,
    member: &Member,
    (desk, listing): (&Desk, Option<&Listing>),
    (form, problems): (ExportForm, Problems),
) -> Result<ExportPage, Error> {
    let kept = kept(app, member, desk).await?;
    let page = Page::new(member, "Export applications");
    Ok(ExportPage::new(page, desk, listing, kept, (form, problems)))
}

async fn ask(
    app: &App,
    member: &Member,
    (desk, listing): (Desk, Option<Listing>),
    form: ExportForm,
) -> Reply {
    let kind = match form.check() {
        Ok(kind) => kind,
        Err(problems) => {
            return form_again(form_page(app, member, (&desk, listing.as_ref()), (form, problems)).await?);
        }
    };
    let (provider, actor, now) = (desk.provider.id, Actor::from(&member.account), app.clock.now());
    let (table, listing) = (form.table(), listing.map(|listing| listing.id));
    let wanted = Wanted { scope: desk.scope.clone(), listing, state: table.state(), words: table.words() };
    let asked =
        app.db.write(move |conn| actions::ask_export(conn, &desk, &actor, (&wanted, kind), now)).await?;
    see_other(format!("/desk/{provider}/exports/{asked}")).reply()
}

pub async fn export_form(
    member: Member,
    provider: Path<ProviderId>,
    table: Query<TableQuery>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::Edit).await?;
    page(form_page(&app, &member, (&desk, None), (ExportForm::of(&table), Problems::none())).await?)
}

pub async fn ask_export(
    member: Member,
    provider: Path<ProviderId>,
    form: Form<ExportForm>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::Edit).await?;
    ask(&app, &member, (desk, None), form.0).await
}

pub async fn export_listing_form(
    member: Member,
    path: Path<(ProviderId, ListingId)>,
    table: Query<TableQuery>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let listing = listing_of(&app, &desk, path.1).await?;
    let form = (ExportForm::of(&table), Problems::none());
    page(form_page(&app, &member, (&desk, Some(&listing)), form).await?)
}

pub async fn ask_listing_export(
    member: Member,
    path: Path<(ProviderId, ListingId)>,
    form: Form<ExportForm>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let listing = listing_of(&app, &desk, path.1).await?;
    ask(&app, &member, (desk, Some(listing)), form.0).await
}

/// How far it is.
pub async fn exported(member: Member, path: Path<(ProviderId, ExportId)>, app: App) -> Reply {
    let (provider, id) = *path;
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (scope, account, now) = (desk.scope.clone(), member.account.id, app.clock.now());
    let found = app.read(move |conn| own_export(conn, (&scope, account), id, now)).await?;
    let export = found.ok_or_else(Error::not_found)?;
    let listing = match export.listing_id {
        Some(listing) => Some(listing_of(&app, &desk, listing).await?),
        None => None,
    };
    let page_ = Page::new(&member, format!("Export: {}", export.kind.label()));
    page(ExportedPage::new(page_, &desk, listing.as_ref(), &export, now))
}

pub async fn exported_file(member: Member, path: Path<(ProviderId, ExportId)>, app: App) -> Reply {
    let (provider, id) = *path;
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let file = app.db.write(move |conn| actions::open_export(conn, &desk, &actor, id, now)).await?;
    stream(&file, app.files.read(&file).await?)
}
