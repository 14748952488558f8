//! The rivals' tables: one of listings, one of their filter values, and their words.

use super::statement::{Dialect, LISTINGS, TAGS, WORDS};
use crate::bench::figures::bar;
use crate::bench::invented::Inventor;
use crate::bench::now;
use crate::kit::db::{Conn, Db, Failed};
use crate::search::index::{Document, Group, PAYS_FROM};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::collections::HashMap;
use std::fmt::Write;
use std::time::Instant;

/// Listings in one statement.
const BATCH: usize = 500;

/// Numbers of the filter values, as the tables have them.
#[derive(Default)]
pub struct Codes(HashMap<(Group, String), i64>);

impl Codes {
    pub fn number(&self, group: Group, code: &str) -> i64 {
        self.0.get(&(group, code.to_owned())).copied().unwrap_or(-1)
    }

    fn learn(&mut self, group: Group, code: &str) -> i64 {
        let next = self.0.len() as i64;
        *self.0.entry((group, code.to_owned())).or_insert(next)
    }
}

pub fn fill(db: &Db, dialect: Dialect, listings: usize) -> anyhow::Result<Codes> {
    let started = Instant::now();
    let (inventor, mut codes) = (Inventor::new(now()), Codes::default());
    batch(db, dialect.begin())?;
    let bar = bar(dialect.name(), listings);
    for from in (0..listings).step_by(BATCH) {
        let numbers = from..(from + BATCH).min(listings);
        let documents: Vec<Document> = numbers.map(|number| inventor.document(number)).collect();
        batch(db, &rows(&documents, dialect, &mut codes))?;
        bar.inc(documents.len() as u64);
    }
    batch(db, dialect.end())?;
    bar.finish_and_clear();
    let seconds = started.elapsed().as_secs_f64();
    println!("{} filled in {seconds:.0} s, {:.0} a second", dialect.name(), listings as f64 / seconds);
    Ok(codes)
}

pub fn clear(db: &Db, dialect: Dialect) -> anyhow::Result<()> {
    batch(db, dialect.drop())
}

pub fn run(conn: &mut Conn, statements: &str) -> QueryResult<()> {
    conn.batch_execute(statements)
}

fn batch(db: &Db, statements: &str) -> anyhow::Result<()> {
    db.write_blocking(|conn| Ok(run(conn, statements)?)).map_err(Failed::into_error)
}

fn rows(documents: &[Document], dialect: Dialect, codes: &mut Codes) -> String {
    let (mut listings, mut tags, mut words) = (String::new(), String::new(), String::new());
    for document in documents {
        let id = document.listing;
        let _ = write!(listings, ",{}", listing(document));
        let mut own: Vec<(i64, usize)> =
            document.codes.iter().map(|(group, code)| (codes.learn(*group, code), place(*group))).collect();
        own.sort_unstable();
        own.dedup();
        for (code, group) in own {
            let _ = write!(tags, ",({id},{code},{})", 1 << group);
        }
        let head = [std::slice::from_ref(&document.title), &document.trade].concat().join(". ");
        let body = [document.provider_name.as_str(), &document.places.join(", "), &document.text].join(". ");
        let (head, body) = (quoted(&head), quoted(&body));
        let _ = match dialect {
            Dialect::Fts5 => write!(words, ",({id},{head},{body})"),
            Dialect::Tsvector => write!(
                words,
                ",({id},setweight(to_tsvector('english',{head}),'A') || to_tsvector('english',{body}))"
            ),
        };
    }
    let into =
        |table: &str, rows: &str| format!("INSERT INTO {table} VALUES {};", rows.trim_start_matches(','));
    [into(LISTINGS, &listings), into(TAGS, &tags), into(dialect.words(), &words)].concat()
}

/// Times in minutes, as bits of a choice; a point as a unit vector.
fn listing(document: &Document) -> String {
    let minutes = |at: chrono::NaiveDateTime| at.and_utc().timestamp() / 60;
    let (lat, lon) = document.sites.first().map_or((0.0, 0.0), |site| (site.lat, site.lon));
    let (phi, lambda) = (lat.to_radians(), lon.to_radians());
    let far = i64::from(u32::MAX);
    format!(
        "({},{},{},{},{},{lat},{lon},{},{},{})",
        document.listing,
        minutes(document.posted_at),
        document.closes_at.map_or(far, minutes),
        document.starts_on.map_or(far, |day| minutes(day.and_time(chrono::NaiveTime::MIN))),
        document.pays.unwrap_or(0).min(PAYS_FROM[PAYS_FROM.len() - 1] * 10),
        phi.cos() * lambda.cos(),
        phi.cos() * lambda.sin(),
        phi.sin()
    )
}

/// The place of a group among all.
pub fn place(group: Group) -> usize {
    Group::ALL.iter().position(|other| *other == group).unwrap_or(0)
}

pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\u{1f}', " . "))
}

impl Dialect {
    fn words(self) -> &'static str {
        match self {
            Dialect::Fts5 => "bench_words (rowid, head, body)",
            Dialect::Tsvector => WORDS,
        }
    }
}
