//! The page of totals. The questions stand at the end of an application, and are its pages.

use actix_web::web::Path;

use super::store;
use super::views::TotalsPage;
use crate::app::App;
use crate::providers::pages::desk_of;
use crate::providers::{Needs, ProviderId};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};

pub async fn totals(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::ViewAll).await?;
    let (id, today) = (desk.provider.id, app.clock.today());
    let sets = app.read(move |conn| store::whole_sets(conn, id, today)).await?;
    page(TotalsPage::new(Page::new(&member, "Equality monitoring"), &desk, &sets))
}
