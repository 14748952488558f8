//! Saved searches of invented people, two of them Ada's.

use chrono::Duration;
use diesel::prelude::*;

use super::people::{Cast, SIGN_INS};
use super::rows::AlertRow;
use super::{Stage, people};
use crate::codes;
use crate::demo::alerts::{DemoAlert, alert};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::kit::tokens::Token;
use crate::schema::alerts;

/// Of people without an account.
const WITHOUT_ACCOUNT: usize = 12;
const STATES: [&str; 8] =
    ["active", "active", "active", "active", "paused", "active", "unconfirmed", "active"];

const USUAL_MILES: u16 = 25;

/// Ada's, as addresses of the search page and in words.
const ADAS: [(&str, &str, &str); 2] = [
    ("place=Leeds&within=50&profession=nurse", "Nurses within 50 miles of Leeds", "daily"),
    ("q=scrub&region=north-east-and-yorkshire", "scrub in North East and Yorkshire", "weekly"),
];

/// They are written last, so that they say whether all was written.
pub(super) fn are_there(conn: &mut Conn) -> QueryResult<bool> {
    let of_ada = alerts::table.filter(alerts::email.eq(SIGN_INS[0].email));
    diesel::select(diesel::dsl::exists(of_ada)).get_result(conn)
}

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let mut rows = Vec::new();
    for (search, label, frequency) in ADAS {
        rows.push(AlertRow {
            account_id: Some(cast.ada),
            email: SIGN_INS[0].email.to_owned(),
            label: label.to_owned(),
            search: search.to_owned(),
            frequency,
            ..empty(stage, "active")
        });
    }
    for number in 1..=people::APPLICANTS + WITHOUT_ACCOUNT {
        let wish = alert(number);
        let state = STATES.get(number % STATES.len()).copied().unwrap_or("active");
        rows.push(AlertRow {
            account_id: cast.applicants.get(number - 1).copied(),
            label: words(&wish),
            search: query(&wish),
            frequency: wish.cadence,
            email: wish.email,
            ..empty(stage, state)
        });
    }
    on_each!(conn => diesel::insert_into(alerts::table).values(&rows).execute(conn)).map(drop)
}

fn empty(stage: &Stage, state: &'static str) -> AlertRow {
    let unconfirmed = state == "unconfirmed";
    AlertRow {
        id: id::next(),
        account_id: None,
        email: String::new(),
        label: String::new(),
        search: String::new(),
        frequency: "daily",
        state,
        confirm_hash: unconfirmed.then(|| Token::new().hash()),
        manage_key: Token::new().reveal().to_owned(),
        created_at: stage.now - Duration::hours(20),
        confirmed_at: (!unconfirmed).then_some(stage.now - Duration::hours(19)),
    }
}

/// What somebody invented looks for, as the query of its page; the same number always gives the same.
pub fn alert_search(number: usize) -> String {
    query(&alert(number))
}

/// The search as the query of its page.
fn query(wish: &DemoAlert) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut add = |name, value: &str| pairs.push((name, value.to_owned()));
    for (name, value) in [("q", wish.what), ("place", wish.place)] {
        if !value.is_empty() {
            add(name, value);
        }
    }
    // The usual distance is not said in an address.
    if let Some(miles) = wish.miles.filter(|miles| *miles != USUAL_MILES) {
        add("within", &miles.to_string());
    }
    // In the order of the search page, so that equal searches have equal addresses.
    wish.kind.into_iter().for_each(|kind| add("kind", kind));
    let groups = [
        ("profession", &wish.professions),
        ("specialty", &wish.specialties),
        ("pattern", &wish.patterns),
        ("contract", &wish.contracts),
    ];
    for (name, codes) in groups {
        codes.iter().for_each(|code| add(name, code));
    }
    wish.region.into_iter().for_each(|region| add("region", region));
    serde_html_form::to_string(&pairs).unwrap_or_default()
}

/// The search in words: "Nurses, part time, within 20 miles of Leeds".
fn words(wish: &DemoAlert) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !wish.what.is_empty() {
        parts.push(format!("“{}”", wish.what));
    }
    let plural = |code: &&str| codes::professions().get(code).map_or("", |found| found.plural()).to_owned();
    parts.extend(wish.professions.iter().map(plural));
    parts.extend(wish.specialties.iter().map(|code| codes::specialties().label(code).to_owned()));
    parts.extend(wish.contracts.iter().map(|code| codes::contracts().label(code).to_lowercase()));
    parts.extend(wish.patterns.iter().map(|code| codes::patterns().label(code).to_lowercase()));
    if let Some(miles) = wish.miles {
        parts.push(format!("within {miles} miles of {}", wish.place));
    }
    parts.extend(wish.region.map(|code| format!("in {}", codes::regions().label(code))));
    if parts.is_empty() { "All new listings".into() } else { parts.join(", ") }
}
