//! A table that the owner's colleague brought yesterday: the worker checks it, and nobody has imported it yet.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use super::ground::{Ground, OWNERS};
use super::people::Cast;
use crate::imports::{ImportId, WorkOnImport};
use crate::kit::clock::{Moment, day_words};
use crate::kit::db::Conn;
use crate::kit::jobs;
use crate::schema::{import_rows, imports, sites};

const HEADERS: [&str; 9] =
    ["Ref", "Job title", "Staff group", "Site", "Details", "Salary", "Per", "Contract type", "Closing date"];
const FIELDS: [&str; 9] = [
    "reference",
    "title",
    "profession",
    "sites",
    "description",
    "pay_min",
    "pay_period",
    "contract",
    "closes_on",
];
const TITLES: [(&str, &str); 8] = [
    ("Endoscopy nurse", "Nurse"),
    ("Recovery practitioner", "Operating department practitioner"),
    ("Physiotherapist, hands", "Physiotherapist"),
    ("Ward pharmacist", "Pharmacist"),
    ("Healthcare assistant, nights", "Healthcare assistant"),
    ("Radiographer, MRI", "Radiographer"),
    ("Theatre coordinator", "Nurse"),
    ("Outpatient nurse", "Nurse"),
];

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast, ground: &Ground) -> QueryResult<()> {
    let Some((provider, site)) = ground.place(OWNERS, 0) else { return Ok(()) };
    let site: String = sites::table.find(site).select(sites::name).first(conn)?;
    let (import, brought): (ImportId, Moment) = (ImportId::new(), stage.now - Duration::hours(19));
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(import),
            imports::provider_id.eq(provider),
            imports::account_id.eq(cast.colleague),
            imports::file_name.eq("Winter vacancies.xlsx"),
            imports::state.eq("checking"),
            imports::kind.eq("role"),
            imports::headers.eq(as_json(&HEADERS)),
            imports::fields.eq(as_json(&FIELDS)),
            imports::takes.eq("good"),
            imports::submits.eq(false),
            imports::total.eq(TITLES.len() as i32),
            imports::done.eq(0),
            imports::reached.eq(0),
            imports::created_at.eq(brought),
        ))
        .execute(conn)?;
    for (number, (title, profession)) in TITLES.into_iter().enumerate() {
        let cells = cells(stage, number, (title, profession, &site));
        diesel::insert_into(import_rows::table)
            .values((
                import_rows::import_id.eq(import),
                import_rows::line.eq(number as i32 + 2),
                import_rows::cells.eq(as_json(&cells)),
                import_rows::reference.eq(""),
                import_rows::title.eq(""),
                import_rows::faults.eq("[]"),
                import_rows::lacks.eq(""),
            ))
            .execute(conn)?;
    }
    jobs::enqueue(conn, &WorkOnImport { import }, stage.now)
}

/// Two rows have a mistake in them.
fn cells(stage: &Stage, number: usize, (title, profession, site): (&str, &str, &str)) -> [String; 9] {
    let closes = day_words(stage.now.london_day() + Duration::days(30 + number as i64));
    let pay = if number == 3 { "38k".to_string() } else { format!("£{},000", 29 + 2 * number) };
    let site = if number == 6 { "The new wing" } else { site };
    let words = format!("{title} in a small team that has time for each patient.");
    [
        format!("WV-{:03}", number + 1),
        title.into(),
        profession.into(),
        site.into(),
        words,
        pay,
        "year".into(),
        "Permanent".into(),
        closes,
    ]
}

fn as_json(texts: &[impl serde::Serialize]) -> String {
    serde_json::to_string(texts).unwrap_or_else(|_| "[]".into())
}
