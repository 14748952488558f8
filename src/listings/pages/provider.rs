//! A provider's public page: what it says of itself, and its live listings.

use crate::app::App;
use crate::listings::store;
use crate::listings::views::ProviderPage;
use crate::providers::{self, ProviderId, PublicProfile};
use crate::web::error::Error;
use crate::web::guards::Visitor;
use crate::web::page::Page;

/// The newest of its listings; the rest is behind a search for its name.
const LISTINGS_SHOWN: i64 = 20;

/// Only what is verified is public; what is suspended is as if it were not there.
pub async fn provider_of(
    app: &App,
    visitor: &Visitor,
    slug: String,
) -> Result<(ProviderPage, ProviderId), Error> {
    let now = app.clock.now();
    let found = app.read(move |conn| {
        let found = providers::find_by_slug(conn, &slug)?.filter(|provider| provider.state.is_public());
        let Some(provider) = found else { return Ok(None) };
        let told = providers::Told::of(conn, provider.id)?;
        let mut cards = store::cards_of_provider(conn, provider.id, LISTINGS_SHOWN, now)?;
        // The page is the provider's own: its name on each card would say nothing.
        cards.iter_mut().for_each(|card| card.provider.clear());
        let live = store::count_live_of(conn, provider.id, now)?;
        Ok(Some((told, provider, cards, live)))
    });
    let (told, provider, cards, live) = found.await?.ok_or_else(Error::not_found)?;
    let profile = PublicProfile::new(&provider, &told, now.london_day());
    let (path, search) = (provider.href(), format!("/listings?provider={}", provider.slug));
    let alert_href = format!("/alerts/new?provider={}", provider.slug);
    let head = Page::new(visitor, profile.name.clone()).canonical(app.site.url(&path));
    let head = head.followed(provider.feed_href());
    let head = if profile.excerpt.is_empty() { head } else { head.describe(profile.excerpt.clone()) };
    let view = ProviderPage { page: head, profile, cards, live, search, alert_href, answers: String::new() };
    Ok((view, provider.id))
}
