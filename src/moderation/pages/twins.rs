//! Two listings with nearly the same text, side by side.

use actix_web::web::Path;

use crate::app::App;
use crate::kit::clock::{Moment, day_words};
use crate::kit::db::Conn;
use crate::kit::text;
use crate::listings::model::{pay_words, place_words};
use crate::listings::{self, Full, ListingId};
use crate::moderation::store;
use crate::moderation::views::{Twin, TwinsPage, state_words};
use crate::web::error::Error;
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, page};

/// What a listing is like, as links to the two side by side.
pub(super) fn links(conn: &mut Conn, id: ListingId) -> diesel::QueryResult<Vec<Link>> {
    let twins = store::twins(conn, id)?;
    let ids: Vec<_> = twins.iter().map(|(twin, _)| *twin).collect();
    let fulls = listings::fulls(conn, &ids)?;
    let link = |full: &Full| {
        let (twin, percent) = twins.iter().find(|(twin, _)| *twin == full.listing.id)?;
        let words = format!("{}, {} ({percent}% alike)", full.listing.name(), full.provider.name);
        Some(Link::to(format!("/moderation/listings/{id}/twins/{twin}"), words))
    };
    Ok(fulls.iter().filter_map(link).collect())
}

pub async fn twins(moderator: Moderator, ids: Path<(ListingId, ListingId)>, app: App) -> Reply {
    let (one, other) = ids.into_inner();
    let found = app
        .read(move |conn| {
            let percent = store::twins(conn, one)?.into_iter().find(|(twin, _)| *twin == other);
            Ok((percent, listings::full(conn, one)?, listings::full(conn, other)?))
        })
        .await?;
    let (Some((_, percent)), Some(one), Some(other)) = found else { return Err(Error::NotFound) };
    page(TwinsPage {
        page: Page::new(&moderator, "Side by side"),
        back: Link::to(format!("/moderation/listings/{}", one.listing.id), one.listing.name()),
        percent,
        twins: [twin(&one), twin(&other)],
    })
}

fn twin(full: &Full) -> Twin {
    let listing = &full.listing;
    let day = |at: Option<Moment>| at.map(|at| day_words(at.london_day())).unwrap_or_default();
    Twin {
        review: Link::to(format!("/moderation/listings/{}", listing.id), listing.name()),
        provider: full.provider.name.clone(),
        facts: vec![
            ("State", state_words(listing.state).0.to_string()),
            ("Sent", day(listing.submitted_at)),
            ("Place", place_words(&full.sites)),
            ("Pay", pay_words(&full.terms).unwrap_or_default()),
            ("Reference", listing.internal_reference.clone()),
        ],
        description: text::markdown(&format!("{}\n\n{}", listing.summary, listing.description)),
    }
}
