//! The one statement that answers a query.

use super::tables::{Codes, place, quoted};
use crate::search::index::{Group, PAYS_FROM, POSTED_WITHIN, Query, STARTS_WITHIN, Sort, Where};
use crate::search::words::parse;
use chrono::NaiveDateTime;

pub const LISTINGS: &str = "bench_listings";
pub const TAGS: &str = "bench_tags";
pub const WORDS: &str = "bench_words";

/// Stands before the total; codes of filter values are not negative, and counts of ranges come between.
pub const TOTAL: i64 = -1;
const POSTED: i64 = -100;
const STARTS: i64 = -200;
const PAYS: i64 = -300;
const FOUND: i64 = -1000;

const MINUTES_A_DAY: i64 = 1440;
const EARTH_MILES: f64 = 3958.7613;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Fts5,
    Tsvector,
}

impl Dialect {
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Fts5 => "SQLite FTS5",
            Dialect::Tsvector => "PostgreSQL",
        }
    }

    pub fn one_thread(self) -> &'static str {
        match self {
            Dialect::Fts5 => "PRAGMA cache_size = -400000",
            Dialect::Tsvector => "SET max_parallel_workers_per_gather = 0; SET work_mem = '256MB'",
        }
    }

    pub fn drop(self) -> &'static str {
        "DROP TABLE IF EXISTS bench_listings; DROP TABLE IF EXISTS bench_tags; DROP TABLE IF EXISTS bench_words;"
    }

    pub fn begin(self) -> &'static str {
        match self {
            Dialect::Fts5 => {
                "DROP TABLE IF EXISTS bench_listings; DROP TABLE IF EXISTS bench_tags; \
                 DROP TABLE IF EXISTS bench_words; \
                 CREATE TABLE bench_listings (id INTEGER PRIMARY KEY, posted INTEGER, closes INTEGER, \
                 starts INTEGER, pays INTEGER, lat REAL, lon REAL, x REAL, y REAL, z REAL); \
                 CREATE TABLE bench_tags (listing INTEGER, code INTEGER, grp INTEGER, \
                 PRIMARY KEY (listing, code)) WITHOUT ROWID; \
                 CREATE VIRTUAL TABLE bench_words USING \
                 fts5(head, body, content = '', tokenize = 'porter unicode61');"
            }
            Dialect::Tsvector => {
                "DROP TABLE IF EXISTS bench_listings; DROP TABLE IF EXISTS bench_tags; \
                 DROP TABLE IF EXISTS bench_words; \
                 CREATE UNLOGGED TABLE bench_listings (id BIGINT, posted BIGINT, closes BIGINT, starts BIGINT, \
                 pays BIGINT, lat DOUBLE PRECISION, lon DOUBLE PRECISION, x DOUBLE PRECISION, \
                 y DOUBLE PRECISION, z DOUBLE PRECISION); \
                 CREATE UNLOGGED TABLE bench_tags (listing BIGINT, code INTEGER, grp INTEGER); \
                 CREATE UNLOGGED TABLE bench_words (listing BIGINT, words TSVECTOR);"
            }
        }
    }

    pub fn end(self) -> &'static str {
        match self {
            Dialect::Fts5 => {
                "CREATE INDEX bench_tags_code ON bench_tags (code, listing); \
                 CREATE INDEX bench_listings_place ON bench_listings (lat, lon); \
                 CREATE INDEX bench_listings_posted ON bench_listings (posted); \
                 INSERT INTO bench_words (bench_words) VALUES ('optimize'); ANALYZE;"
            }
            Dialect::Tsvector => {
                "ALTER TABLE bench_listings ADD PRIMARY KEY (id); \
                 ALTER TABLE bench_tags ADD PRIMARY KEY (listing, code); \
                 ALTER TABLE bench_words ADD PRIMARY KEY (listing); \
                 CREATE INDEX bench_tags_code ON bench_tags (code, listing); \
                 CREATE INDEX bench_listings_place ON bench_listings (lat, lon); \
                 CREATE INDEX bench_listings_posted ON bench_listings (posted); \
                 CREATE INDEX bench_words_words ON bench_words USING gin (words); \
                 ANALYZE bench_listings; ANALYZE bench_tags; ANALYZE bench_words;"
            }
        }
    }

    fn matches(self, words: &str) -> Option<(String, &'static str)> {
        let clauses = parse(words);
        if clauses.is_empty() {
            return None;
        }
        if self == Dialect::Tsvector {
            let query = format!("websearch_to_tsquery('english', {})", quoted(words));
            return Some((format!("w.words @@ {query}"), "listing"));
        }
        let spoken = |unwanted: bool| -> Vec<String> {
            let own = clauses.iter().filter(|clause| clause.unwanted == unwanted);
            let said = own.flat_map(|clause| match clause.phrase {
                true => vec![format!("\"{}\"", clause.words.join(" "))],
                false => clause.words.iter().map(|word| format!("\"{word}\"")).collect(),
            });
            said.collect()
        };
        let unwanted = spoken(true).iter().map(|words| format!(" NOT {words}")).collect::<String>();
        let query = quoted(&format!("({}){unwanted}", spoken(false).join(" AND ")));
        Some((format!("bench_words MATCH {query}"), "rowid"))
    }

    fn score(self, words: &str) -> String {
        match self {
            Dialect::Fts5 => "-bm25(bench_words, 3.0, 1.0)".into(),
            Dialect::Tsvector => {
                format!("ts_rank(w.words, websearch_to_tsquery('english', {}))", quoted(words))
            }
        }
    }
}

pub fn of(dialect: Dialect, query: &Query, words: &str, codes: &Codes, now: NaiveDateTime) -> String {
    let now = now.and_utc().timestamp() / 60;
    let matches = dialect.matches(words);
    let (mut from, mut fit) = ("bench_listings l".to_owned(), vec![format!("l.closes > {now}")]);
    if let Some((condition, id)) = &matches {
        from += &format!(" JOIN bench_words w ON w.{id} = l.id");
        fit.push(condition.clone());
    }
    let mut chord = "0.0".to_owned();
    match &query.place {
        Some(Where::Inside(area)) => {
            let code = codes.number(Group::Region, area);
            fit.push(format!(
                "EXISTS (SELECT 1 FROM bench_tags a WHERE a.listing = l.id AND a.code = {code})"
            ));
        }
        Some(Where::Round { lat, lon, miles }) => {
            chord = squared_chord(*lat, *lon);
            fit.extend(miles.iter().map(|miles| round(*lat, *lon, *miles, &chord)));
        }
        None => {}
    }
    let scored = query.sort == Sort::Best && matches.is_some();
    let score = if scored { dialect.score(words) } else { "0".into() };
    let order = match query.sort {
        _ if scored => "score DESC, posted DESC, id DESC",
        Sort::Best | Sort::Newest => "posted DESC, id DESC",
        Sort::ClosingSoonest => "closes, posted DESC, id DESC",
        Sort::Nearest => "chord, posted DESC, id DESC",
        Sort::HighestPay => "pays DESC, posted DESC, id DESC",
    };
    format!(
        "WITH m AS MATERIALIZED (SELECT l.id, l.posted, l.closes, l.starts, l.pays, {failed} AS failed, \
         {chord} AS chord, {score} AS score FROM {from} WHERE {fit}) \
         SELECT CAST({TOTAL} AS BIGINT) AS code, COUNT(*) AS many FROM m WHERE failed = 0 \
         UNION ALL SELECT CAST(t.code AS BIGINT), COUNT(*) FROM m JOIN bench_tags t ON t.listing = m.id \
         WHERE m.failed = 0 OR m.failed = t.grp GROUP BY t.code \
         UNION ALL {posted} UNION ALL {starts} UNION ALL {pays} \
         UNION ALL SELECT {FOUND}, id FROM \
         (SELECT id FROM m WHERE failed = 0 ORDER BY {order} LIMIT {take} OFFSET {skip}) AS top",
        failed = failed(query, codes, now),
        fit = fit.join(" AND "),
        posted = ranges("posted", POSTED, &posted_from(now), Group::ALL.len()),
        starts = ranges("-starts", STARTS, &starts_by(now), Group::ALL.len() + 1),
        pays = ranges("pays", PAYS, &PAYS_FROM.map(i64::from), Group::ALL.len() + 2),
        take = query.take,
        skip = query.skip,
    )
}

fn posted_from(now: i64) -> [i64; 5] {
    POSTED_WITHIN.map(|days| now - i64::from(days) * MINUTES_A_DAY)
}

fn starts_by(now: i64) -> [i64; 4] {
    STARTS_WITHIN.map(|days| -(now + i64::from(days) * MINUTES_A_DAY))
}

/// A bit for each group of choices that a listing fails.
fn failed(query: &Query, codes: &Codes, now: i64) -> String {
    let mut failed = vec!["0".to_owned()];
    for (group, chosen) in &query.chosen {
        let numbers: Vec<String> = chosen.iter().map(|code| codes.number(*group, code).to_string()).collect();
        failed.push(format!(
            "CASE WHEN EXISTS (SELECT 1 FROM bench_tags f WHERE f.listing = l.id AND f.code IN ({})) \
             THEN 0 ELSE {} END",
            numbers.join(","),
            1 << place(*group)
        ));
    }
    let mut limit = |condition: Option<String>, at: usize| {
        failed.extend(condition.map(|fits| format!("CASE WHEN {fits} THEN 0 ELSE {} END", 1 << at)));
    };
    let first = Group::ALL.len();
    let ago = |days: u16| now - i64::from(days) * MINUTES_A_DAY;
    let ahead = |days: u16| now + i64::from(days) * MINUTES_A_DAY;
    limit(query.posted_within.map(|days| format!("l.posted >= {}", ago(days))), first);
    limit(query.starts_within.map(|days| format!("l.starts <= {}", ahead(days))), first + 1);
    limit(query.pays_from.map(|pounds| format!("l.pays >= {pounds}")), first + 2);
    failed.join(" + ")
}

/// How many have at least each of the bounds, by the highest bound that they reach.
fn ranges(column: &str, code: i64, bounds: &[i64], bit: usize) -> String {
    let mut bounds: Vec<(i64, usize)> = bounds.iter().copied().zip(0..).collect();
    bounds.sort_by_key(|(bound, _)| std::cmp::Reverse(*bound));
    let cases =
        bounds.iter().map(|(bound, at)| format!(" WHEN {column} >= {bound} THEN {}", code - *at as i64));
    format!(
        "SELECT reached, COUNT(*) FROM (SELECT CASE{} ELSE {} END AS reached FROM m WHERE failed = 0 OR failed = {}) \
         AS ranges GROUP BY reached",
        cases.collect::<String>(),
        code - 50,
        1 << bit
    )
}

fn squared_chord(lat: f64, lon: f64) -> String {
    let (phi, lambda) = (lat.to_radians(), lon.to_radians());
    let of = |column: &str, value: f64| format!("(l.{column} - ({value})) * (l.{column} - ({value}))");
    let (x, y, z) = (phi.cos() * lambda.cos(), phi.cos() * lambda.sin(), phi.sin());
    format!("({} + {} + {})", of("x", x), of("y", y), of("z", z))
}

/// A box that an index serves, and the circle in it.
fn round(lat: f64, lon: f64, miles: f64, chord: &str) -> String {
    let degrees = (miles / EARTH_MILES).to_degrees();
    let wide = degrees / (lat.abs() + degrees).to_radians().cos();
    let limit = (2.0 * (miles / EARTH_MILES / 2.0).sin()).powi(2);
    format!(
        "l.lat BETWEEN {} AND {} AND l.lon BETWEEN {} AND {} AND {chord} <= {limit}",
        lat - degrees,
        lat + degrees,
        lon - wide,
        lon + wide
    )
}
