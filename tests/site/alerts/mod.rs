//! People and their alerts: made from anywhere, minded, merged, narrowed, kept for another year, left.

mod are_asked_about_once_a_year;
mod are_left;
mod are_made_from_anywhere;
mod are_minded;
mod are_narrowed;
mod follow_their_person;

use crate::world::{Page, Person, World};
use rounds::schema::{alert_clock, alerts};

pub const PHYSIO_IN_LEEDS: &str = "/alerts/new?q=physiotherapist&place=Leeds&within=15";

/// Makes an alert while signed in.
pub async fn keeps(person: &Person, search: &str, often: &str) -> Page {
    let page = person.submits(search, "Create the alert", &[("How often should we email you?", often)]).await;
    page.is_at("/alerts").shows("Your alert is on");
    page
}

/// Makes an alert without an account, and gives the page of the alert.
pub async fn asks_and_confirms(world: &World, person: &Person, search: &str, often: &str) -> Page {
    let fields = [("Email address", person.email.as_str()), ("How often should we email you?", often)];
    person.submits(search, "Create the alert", &fields).await.is(200).shows("Check your email");
    let page = world.follows_letter(person, "Confirm your alert").await;
    person.presses(&page, "Confirm this alert", &[]).await
}

/// An alert as its row has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    pub key: String,
    pub email: String,
    pub search: String,
    pub frequency: String,
    pub state: String,
    pub has_account: bool,
    pub from_news: Option<i64>,
    pub left_because: Option<String>,
}

/// Every alert there is, in the order in which they were made.
pub async fn rows(world: &World) -> Vec<Row> {
    use diesel::prelude::*;
    type Read = (String, String, String, String, String, Option<i64>, Option<i64>, Option<String>);
    let read = world.app.read(|conn| {
        alerts::table
            .order(alerts::id.asc())
            .select((
                alerts::manage_key,
                alerts::email,
                alerts::search,
                alerts::frequency,
                alerts::state,
                alerts::account_id,
                alerts::from_news,
                alerts::left_because,
            ))
            .load::<Read>(conn)
    });
    let rows = read.await.expect("alerts");
    let row = |(key, email, search, frequency, state, account, from_news, left_because): Read| Row {
        key,
        email,
        search,
        frequency,
        state,
        has_account: account.is_some(),
        from_news,
        left_because,
    };
    rows.into_iter().map(row).collect()
}

/// So much news has there been.
pub async fn news_is_at(world: &World, seq: i64) {
    use diesel::prelude::*;
    let moved = world
        .app
        .write(move |conn| diesel::update(alert_clock::table).set(alert_clock::seq.eq(seq)).execute(conn));
    assert_eq!(moved.await.expect("the clock of the news"), 1);
}
