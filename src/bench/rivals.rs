//! The same listings and queries in the full-text searches of SQLite (FTS5, bm25) and, where the site is on
//! PostgreSQL, of that (tsvector, ts_rank). One statement answers a query whole: the matching rows once, then total,
//! counts of every filter and first page from them.
//!
//! Both are given less to do than ours: no synonyms, words as ours corrected them, only the first site of a listing.

mod statement;
mod tables;

use super::figures::{Figures, Resident, Timed, ms};
use super::{mix, now};
use crate::config::Config;
use crate::kit::db::{Address, Db, Failed};
use anyhow::Context;
use diesel::prelude::*;
use statement::Dialect;
use std::path::Path;
use std::time::{Duration, Instant};

/// A query is asked less often than the rounds when it takes so long.
const PATIENCE: Duration = Duration::from_secs(6);

/// `words` are those that ours searched for, query by query.
pub fn measure(
    folder: &Path,
    listings: usize,
    rounds: usize,
    words: &[String],
    config: &Config,
) -> anyhow::Result<Vec<Figures>> {
    let file = Address::Sqlite(folder.join("fts5.db"));
    let mut measured = vec![measure_one(&file, Dialect::Fts5, listings, rounds, words)?];
    if let Address::Postgres(url) = config.database() {
        measured.push(measure_one(&Address::Postgres(url), Dialect::Tsvector, listings, rounds, words)?);
    }
    Ok(measured)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    code: i64,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    many: i64,
}

fn measure_one(
    address: &Address,
    dialect: Dialect,
    listings: usize,
    rounds: usize,
    words: &[String],
) -> anyhow::Result<Figures> {
    let db = Db::open(address)?;
    let codes = tables::fill(&db, dialect, listings)?;
    let opening = Instant::now();
    let mut queries = Vec::new();
    for ((name, query), words) in mix::queries().into_iter().zip(words) {
        let statement = statement::of(dialect, &query, words, &codes, now());
        let mut timed = Timed { query: name.to_owned(), words: words.clone(), ..Timed::default() };
        let begun = Instant::now();
        // The first is for warmth.
        for round in 0..=rounds {
            let (total, time) = ask(&db, dialect, &statement).with_context(|| statement.clone())?;
            timed.total = total;
            timed.times.extend((round > 0 || begun.elapsed() > PATIENCE).then_some(time));
            if begun.elapsed() > PATIENCE {
                break;
            }
        }
        queries.push(timed);
    }
    tables::clear(&db, dialect)?;
    let name = dialect.name().to_owned();
    Ok(Figures { name, opened_in: opening.elapsed().as_secs_f64(), resident: Resident::default(), queries })
}

fn ask(db: &Db, dialect: Dialect, statement: &str) -> anyhow::Result<(u64, f64)> {
    let answered = db.read_blocking(|conn| {
        tables::run(conn, dialect.one_thread())?;
        let started = Instant::now();
        let lines: Vec<Line> = diesel::sql_query(statement).load(conn)?;
        Ok((lines, started.elapsed()))
    });
    let (lines, time) = answered.map_err(Failed::into_error)?;
    let total = lines.iter().find(|line| line.code == statement::TOTAL).map_or(0, |line| line.many);
    Ok((total as u64, ms(time)))
}
