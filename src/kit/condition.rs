//! How what the site runs on is doing: the database's version, size and migrations, and room on the disk.

use std::path::Path;

use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::kit::db::{Conn, MIGRATIONS};

type Backend = <Conn as diesel::connection::Connection>::Backend;

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

#[derive(QueryableByName)]
struct Condition {
    #[diesel(sql_type = Text)]
    said: String,
    #[diesel(sql_type = BigInt)]
    bytes: i64,
}

/// What a database says of itself.
#[derive(Clone, Debug)]
pub struct DatabaseCondition {
    pub version: String,
    pub bytes: i64,
    /// Migrations that have run, in order.
    pub applied: Vec<String>,
}

pub fn of_database(conn: &mut Conn) -> QueryResult<DatabaseCondition> {
    let asked = conn.asked(
        "SELECT current_setting('server_version') AS said, pg_database_size(current_database()) AS bytes",
        "SELECT sqlite_version() AS said, page_count * page_size AS bytes \
         FROM pragma_page_count(), pragma_page_size()",
    );
    let applied = "SELECT version AS said FROM __diesel_schema_migrations ORDER BY version";
    let Condition { said: version, bytes } = diesel::sql_query(asked).get_result(conn)?;
    Ok(DatabaseCondition {
        version,
        bytes,
        applied: diesel::sql_query(applied).load::<Said>(conn)?.into_iter().map(|row| row.said).collect(),
    })
}

/// How many migrations this program knows.
///
/// # Errors
/// Never in practice: they are compiled in.
pub fn known_migrations() -> anyhow::Result<usize> {
    let known: Vec<Box<dyn Migration<Backend>>> =
        MIGRATIONS.migrations().map_err(|error| anyhow::anyhow!("the migrations cannot be read: {error}"))?;
    Ok(known.len())
}

/// Bytes that this program may still write in a folder, and bytes of the whole disk.
///
/// # Errors
/// The folder is not there, or the system does not say.
pub fn of_disk(folder: &Path) -> std::io::Result<(u64, u64)> {
    Ok((fs4::available_space(folder)?, fs4::total_space(folder)?))
}

/// `512 bytes`, `3.4 MB`: thousands, as disks are sold.
pub fn bytes_words(bytes: u64) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB"];
    let (mut size, mut unit) = (bytes as f64, 0);
    while size >= 999.5 && unit + 1 < units.len() {
        (size, unit) = (size / 1000.0, unit + 1);
    }
    let unit_words = units.get(unit).copied().unwrap_or_default();
    if unit == 0 || size >= 99.5 {
        format!("{size:.0} {unit_words}")
    } else {
        format!("{size:.1} {unit_words}")
    }
}

#[cfg(test)]
mod tests {
    use super::bytes_words;

    #[test]
    fn sizes_read_as_people_say_them() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 KB"),
            (3_400_000, "3.4 MB"),
            (120_000_000, "120 MB"),
            (999_600, "1.0 MB"),
            (5_000_000_000_000, "5.0 TB"),
        ] {
            assert_eq!(bytes_words(bytes), words, "{bytes}");
        }
    }
}
