//! Saved searches of invented people, four of them Ada's.

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

/// One of Ada's.
struct Adas {
    /// As the address of the search page, and in words.
    search: &'static str,
    label: &'static str,
    frequency: &'static str,
    hour: i32,
    weekday: i32,
    /// Paused for so many days from now.
    paused_for: Option<i64>,
    /// A year ago; she was asked whether she still wants it.
    is_asked: bool,
}

const ADAS: [Adas; 4] = [
    Adas {
        search: "place=Leeds&within=50&profession=nurse",
        label: "All listings within 50 miles of Leeds: Nurse",
        frequency: "daily",
        hour: 18,
        weekday: 1,
        paused_for: None,
        is_asked: false,
    },
    Adas {
        search: "q=scrub&region=north-east-and-yorkshire",
        label: "“scrub”: North East and Yorkshire",
        frequency: "weekly",
        hour: 7,
        weekday: 5,
        paused_for: None,
        is_asked: true,
    },
    Adas {
        search: "q=theatre&place=Leeds&within=15&pay=36000&per=year",
        label: "“theatre” within 15 miles of Leeds: £36,000 a year or more",
        frequency: "instant",
        hour: 7,
        weekday: 1,
        paused_for: None,
        is_asked: false,
    },
    Adas {
        search: "kind=placement&profession=nurse",
        label: "Training placements: Nurse",
        frequency: "daily",
        hour: 7,
        weekday: 1,
        paused_for: Some(21),
        is_asked: false,
    },
];

/// Somebody without an account, who was asked whether she still wants hers.
const WITHOUT_ACCOUNT_ASKED: (&str, &str, &str) = (
    "noor@example.org",
    "place=York&profession=physiotherapist",
    "All listings within 25 miles of York: Physiotherapist",
);

/// They are written last, so that they say whether all was written.
pub(super) fn are_there(conn: &mut Conn) -> QueryResult<bool> {
    let of_ada = alerts::table.filter(alerts::email.eq(SIGN_INS[0].email));
    diesel::select(diesel::dsl::exists(of_ada)).get_result(conn)
}

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let mut rows = Vec::new();
    for one in ADAS {
        let as_ever = match (one.is_asked, one.paused_for) {
            (true, _) => asked(stage),
            (false, Some(_)) => empty(stage, "paused"),
            (false, None) => empty(stage, "active"),
        };
        let until = one.paused_for.map(|days| stage.now.london_day() + Duration::days(days));
        rows.push(AlertRow {
            account_id: Some(cast.ada),
            email: SIGN_INS[0].email.to_owned(),
            label: one.label.to_owned(),
            search: one.search.to_owned(),
            frequency: one.frequency,
            hour: one.hour,
            weekday: one.weekday,
            paused_until: until,
            ..as_ever
        });
    }
    let (email, search, label) = WITHOUT_ACCOUNT_ASKED;
    rows.push(AlertRow {
        email: email.to_owned(),
        search: search.to_owned(),
        label: label.to_owned(),
        ..asked(stage)
    });
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

fn asked(stage: &Stage) -> AlertRow {
    let kept = stage.now - Duration::days(371);
    AlertRow {
        created_at: kept,
        confirmed_at: Some(kept),
        kept_at: Some(kept),
        asked_at: Some(stage.now - Duration::days(6)),
        ..empty(stage, "active")
    }
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
        hour: 7,
        weekday: 1,
        paused_until: None,
        kept_at: (!unconfirmed).then_some(stage.now - Duration::hours(19)),
        asked_at: None,
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
