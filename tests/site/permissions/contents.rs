//! What is in the database, table by table, to see that nothing has changed.

use crate::world::World;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use rounds::kit::db::Conn;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Tables that asking changes, whoever asks: when a session was last seen, and what a visitor sent, which waits until
/// they have signed in.
const ASIDE: &[&str] = &["sessions", "kept_forms"];

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

/// A number for each table, which differs as soon as anything in it does.
pub async fn contents(world: &World) -> BTreeMap<String, u64> {
    world.app.read(read).await.expect("what is in the database")
}

fn read(conn: &mut Conn) -> QueryResult<BTreeMap<String, u64>> {
    let mut found = BTreeMap::new();
    for table in tables(conn)? {
        if !ASIDE.contains(&table.as_str()) {
            let text = rows(conn, &table)?.join("\n");
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            found.insert(table, hasher.finish());
        }
    }
    Ok(found)
}

fn words(conn: &mut Conn, query: String) -> QueryResult<Vec<String>> {
    let found: Vec<Word> = sql_query(query).load(conn)?;
    Ok(found.into_iter().map(|one| one.word).collect())
}

fn tables(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let query = match conn {
        Conn::Postgres(_) => {
            "SELECT CAST(table_name AS TEXT) AS word FROM information_schema.tables WHERE table_schema = 'public'"
        }
        Conn::Sqlite(_) => {
            "SELECT name AS word FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        }
    };
    words(conn, query.into())
}

fn rows(conn: &mut Conn, table: &str) -> QueryResult<Vec<String>> {
    let line = match conn {
        Conn::Postgres(_) => format!("SELECT CAST(one AS TEXT) AS word FROM {table} AS one ORDER BY 1"),
        Conn::Sqlite(_) => {
            let columns = words(conn, format!("SELECT name AS word FROM pragma_table_info('{table}')"))?;
            let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            format!("SELECT {} AS word FROM {table} ORDER BY 1", quoted.join(" || ',' || "))
        }
    };
    words(conn, line)
}
