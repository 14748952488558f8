//! Removing a site of an organisation, which a listing may need.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Failed;
use crate::listings::model::Listing;
use crate::listings::store;
use crate::providers::actions::{self, ProviderError};
use crate::providers::forms::SitesQuery;
use crate::providers::pages::{desk_of, sites_page};
use crate::providers::{Needs, ProviderId, SiteId};
use crate::web::guards::Member;
use crate::web::page::Link;
use crate::web::reply::{Reply, page_with, see_other};

/// Listings that are named when they keep a site.
const NAMED: i64 = 10;

pub async fn remove_site(member: Member, path: Path<(ProviderId, SiteId)>, app: App) -> Reply {
    let (provider, site) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    let removed = app.db.write(move |conn| actions::remove_site(conn, &actor, (provider, site), now)).await;
    if let Err(Failed::Refused(ProviderError::SiteInUse(_))) = removed {
        let needing = app.read(move |conn| store::at_site(conn, provider, site, NAMED)).await?;
        let needing = needing.iter().map(link).collect();
        return page_with(
            StatusCode::CONFLICT,
            sites_page(&app, &member, &desk, SitesQuery::default(), needing).await?,
        );
    }
    removed?;
    see_other(format!("/desk/{provider}/sites")).with_notice("The site is removed").reply()
}

/// To where its site is chosen, or to the listing when that is fixed.
fn link(listing: &Listing) -> Link {
    let step = if listing.state.may_be_edited() { "/places" } else { "" };
    let label = format!("{} ({})", listing.name(), listing.state.label().to_lowercase());
    Link::to(format!("{}{step}", listing.desk_path()), label)
}
