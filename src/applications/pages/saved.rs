//! What somebody saved, with where their application stands if they applied.

use std::collections::HashMap;

use crate::app::App;
use crate::applications::store::{self, Own};
use crate::listings::{self, Applied, ListingId};
use crate::web::guards::Candidate;
use crate::web::reply::Reply;

pub async fn saved(candidate: Candidate, app: App) -> Reply {
    let account = candidate.account.id;
    let all = app.read(move |conn| store::all_of(conn, account)).await?;
    let applied = |own: Own| {
        let (state, colour) = (own.state.label(), own.state.colour());
        (own.listing.id, Applied { href: format!("/applications/{}", own.id), state, colour })
    };
    let applied: HashMap<ListingId, Applied> = all.into_iter().map(applied).collect();
    listings::pages::saved_with(&candidate, &app, applied).await
}
