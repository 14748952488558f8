//! What happens in the model, done as the site's own actions leave it.

use super::TITLES;
use super::reference::{News, Wish};
use chrono::Duration;
use diesel::prelude::*;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rounds::alerts::model::AlertState;
use rounds::alerts::{self, Frequency, NewAlertRow, Slot};
use rounds::kit::clock::{self, Moment};
use rounds::kit::db::Conn;
use rounds::listings::model::AmendmentId;
use rounds::listings::{self, Difference, Full, ListingAmended, ListingId, ListingPublished, ListingState};
use rounds::schema;

pub fn invented(patterns: &[Full], dice: &mut StdRng, now: Moment) -> Full {
    let mut full = patterns.choose(dice).expect("a ground").clone();
    let id = ListingId::new();
    let closes = now.london_day() + Duration::days(dice.random_range(1..40));
    full.listing.id = id;
    full.listing.state = ListingState::Live;
    full.listing.title = (*TITLES.choose(dice).expect("a title")).into();
    full.listing.profession =
        if full.listing.title.contains("nurse") { "nurse" } else { "physiotherapist" }.into();
    full.listing.closes_on = Some(closes);
    full.listing.closes_at = Some(clock::end_of_london_day(closes));
    full.listing.published_at = Some(now);
    full.listing.updated_at = now;
    full.terms.listing_id = id;
    full.terms.pay_min_pence = Some(2_500_000);
    full.terms.pay_max_pence = Some(dice.random_range(26..60) * 100_000);
    full.tags.patterns = vec![(*["full-time", "part-time"].choose(dice).expect("a pattern")).into()];
    full
}

pub enum Act {
    Nothing,
    Publish(Box<Full>),
    Pay(ListingId, i64),
    Title(ListingId, &'static str),
    Suspend(ListingId),
    Restore(ListingId),
    Close(ListingId),
    Alert(Wish),
    Change(Wish),
}

impl Act {
    /// The news that it made, if any: its listing, and whether it says what changed.
    pub fn done(&self, conn: &mut Conn, now: Moment) -> QueryResult<Option<News>> {
        let before = alerts::news_seq(conn)?;
        let about = match self {
            Act::Nothing => None,
            Act::Publish(full) => {
                listings::insert(conn, full)?;
                alerts::note_published(
                    conn,
                    &ListingPublished { listing: full.listing.id, at: Some(now) },
                    now,
                )?;
                Some((full.listing.id, false))
            }
            Act::Pay(listing, pence) => {
                use schema::listing_terms::dsl;
                let of = dsl::listing_terms.find(*listing);
                diesel::update(of).set(dsl::pay_max_pence.eq(*pence)).execute(conn)?;
                amend(conn, *listing, "Pay", &format!("Up to {pence}"), now)?;
                Some((*listing, true))
            }
            Act::Title(listing, words) => {
                use schema::listings::dsl;
                diesel::update(dsl::listings.find(*listing)).set(dsl::title.eq(*words)).execute(conn)?;
                amend(conn, *listing, "Title", words, now)?;
                None
            }
            Act::Suspend(listing) => listings::actions::suspend(conn, *listing, now).map(|()| None)?,
            Act::Restore(listing) => {
                listings::actions::unsuspend(conn, *listing, now)?;
                alerts::note_published(conn, &ListingPublished { listing: *listing, at: Some(now) }, now)?;
                Some((*listing, false))
            }
            Act::Close(listing) => {
                use schema::listings::dsl;
                let closed = (
                    dsl::state.eq(ListingState::Closed),
                    dsl::closed_at.eq(now),
                    dsl::closed_because.eq("filled"),
                );
                diesel::update(dsl::listings.find(*listing)).set(closed).execute(conn)?;
                None
            }
            Act::Alert(wish) => alerts::add_many(conn, &[row(wish, now)]).map(|()| None)?,
            Act::Change(wish) => change(conn, wish).map(|()| None)?,
        };
        let after = alerts::news_seq(conn)?;
        Ok(about.filter(|_| after > before).map(|(listing, changed)| News { listing, changed, seq: after }))
    }
}

fn amend(conn: &mut Conn, listing: ListingId, label: &str, after: &str, now: Moment) -> QueryResult<()> {
    use schema::listing_amendments::dsl;
    let difference = Difference {
        label: label.into(),
        before: "something else".into(),
        after: after.into(),
        material: true,
    };
    let amendment = AmendmentId::new();
    let text = serde_json::to_string(&[difference]).expect("text");
    diesel::insert_into(dsl::listing_amendments)
        .values((
            dsl::id.eq(amendment),
            dsl::listing_id.eq(listing),
            dsl::at.eq(now),
            dsl::changes.eq(text),
            dsl::material.eq(true),
        ))
        .execute(conn)?;
    let of = schema::listings::table.find(listing);
    diesel::update(of).set(schema::listings::updated_at.eq(now)).execute(conn)?;
    alerts::note_amended(conn, &ListingAmended { listing, amendment }, now)
}

fn parts(slot: Slot) -> (Frequency, i32, i32) {
    match slot {
        Slot::Instant => (Frequency::Instant, 1, 7),
        Slot::Daily(hour) => (Frequency::Daily, 1, hour as i32),
        Slot::Weekly(day, hour) => (Frequency::Weekly, day as i32, hour as i32),
    }
}

fn row(wish: &Wish, now: Moment) -> NewAlertRow {
    let (frequency, weekday, hour) = parts(wish.slot);
    NewAlertRow {
        id: wish.id,
        email: wish.email.clone(),
        label: "What they look for".into(),
        search: wish.search.clone(),
        frequency,
        weekday,
        hour,
        state: AlertState::Active,
        manage_key: wish.id.to_string(),
        created_at: now,
        from_news: Some(wish.from),
    }
}

fn change(conn: &mut Conn, wish: &Wish) -> QueryResult<()> {
    use schema::alerts::dsl;
    let (frequency, weekday, hour) = parts(wish.slot);
    let state = if wish.is_on { AlertState::Active } else { AlertState::Ended };
    diesel::update(dsl::alerts.find(wish.id))
        .set((
            dsl::search.eq(&wish.search),
            dsl::frequency.eq(frequency),
            dsl::weekday.eq(weekday),
            dsl::hour.eq(hour),
            dsl::state.eq(state),
            dsl::from_news.eq(wish.from),
        ))
        .execute(conn)
        .map(drop)
}
