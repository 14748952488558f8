//! The two databases, behind one connection. No other file names an engine.
//!
//! Diesel is blocking; [`Db::read`] and [`Db::write`] are the only async boundary. A write is one transaction:
//! on SQLite it begins `IMMEDIATE`, on PostgreSQL it is serialisable and run again when two of them met, so that an
//! action may read, decide and write without locks of its own.
#![allow(clippy::disallowed_methods, reason = "the one place where connections are made, some of it derived")]

mod outcome;

pub use outcome::{Failed, Outcome, refuse};

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio::sync::watch;

pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Readers at once, on either engine. SQLite has one writer besides.
const READERS: u32 = 8;
const POSTGRES_WRITERS: u32 = 8;
/// How often a PostgreSQL transaction is run again after it met another.
const TRIES: u32 = 25;

#[derive(diesel::MultiConnection)]
pub enum Conn {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

impl Conn {
    /// Ends a query for a row that only one worker may have. SQLite has one writer at a time, and no such words.
    pub fn skipping_locked(&self) -> &'static str {
        match self {
            Self::Postgres(_) => "FOR UPDATE SKIP LOCKED",
            Self::Sqlite(_) => "",
        }
    }

    /// What the engine is to be asked, for the few questions that each understands in its own words.
    pub(super) fn asked<T>(&self, postgres: T, sqlite: T) -> T {
        match self {
            Self::Postgres(_) => postgres,
            Self::Sqlite(_) => sqlite,
        }
    }
}

/// Runs one statement on whichever engine is there, for the few that do not compile through [`Conn`]
/// (`ON CONFLICT`, many-row inserts, `RETURNING`): `on_each!(conn => insert_into(…).on_conflict_do_nothing().execute(conn))`.
#[macro_export]
macro_rules! on_each {
    ($conn:ident => $statement:expr) => {
        match $conn {
            $crate::kit::db::Conn::Postgres($conn) => $statement,
            $crate::kit::db::Conn::Sqlite($conn) => $statement,
        }
    };
}
pub use on_each;

/// Was a unique rule broken? SQLite does not say which, so the caller knows by the statement.
pub fn is_duplicate(error: &DieselError) -> bool {
    matches!(error, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}

/// Where the data is, read from `DATABASE_URL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Address {
    /// `postgres://…` (or `postgresql://…`) is PostgreSQL; `sqlite:path` or a bare path is SQLite; anything else with
    /// a scheme is refused, because a typo must not silently make a new database.
    pub fn parse(url: &str) -> Result<Self, String> {
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        match scheme {
            Some("postgres" | "postgresql") => Ok(Self::Postgres(url.to_string())),
            Some("sqlite") => Ok(Self::Sqlite(PathBuf::from(&url["sqlite://".len()..]))),
            Some(other) => Err(format!("{other}:// is no database that Rounds knows")),
            None if url.trim().is_empty() => Err("it is empty".into()),
            None => Ok(Self::Sqlite(PathBuf::from(url.strip_prefix("sqlite:").unwrap_or(url)))),
        }
    }

    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    fn connect(&self, reader: bool) -> diesel::ConnectionResult<Conn> {
        match self {
            Self::Postgres(url) => establish::<PgConnection>(url).map(Conn::Postgres),
            Self::Sqlite(path) => {
                let mut conn = establish::<SqliteConnection>(&path.to_string_lossy())?;
                // FULL, because what was acknowledged must survive a power cut.
                let settings = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                    PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;";
                conn.batch_execute(settings).map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                if reader {
                    conn.batch_execute("PRAGMA query_only = ON")
                        .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                }
                // SQLite's own knows the letters of English only.
                lower_utils::register_impl(&mut conn, |text: String| text.to_lowercase())
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

diesel::define_sql_function! {
    /// The text in small letters, on both engines those of every language.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

fn establish<C: diesel::Connection>(url: &str) -> diesel::ConnectionResult<C> {
    C::establish(url)
}

/// Keeps pooled connections: diesel's own manager would offer the address to each engine in turn.
struct Manager {
    address: Address,
    reader: bool,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        self.address.connect(self.reader).map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(conn) => conn.ping().map_err(diesel::r2d2::Error::QueryError),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// A handle on the database; cheap to copy.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
    engine: &'static str,
    changed: watch::Sender<u64>,
}

impl Db {
    /// Connects and brings the schema up to date.
    pub fn open(address: &Address) -> anyhow::Result<Self> {
        if let Address::Sqlite(path) = address {
            make_folder(path)?;
        }
        migrate(address)?;
        let writers = match address {
            Address::Sqlite(_) => 1,
            Address::Postgres(_) => POSTGRES_WRITERS,
        };
        Ok(Self {
            writers: pool(address, writers, false)?,
            readers: pool(address, READERS, true)?,
            engine: address.engine(),
            changed: watch::Sender::new(0),
        })
    }

    /// The engine's name, for people.
    pub fn engine(&self) -> &'static str {
        self.engine
    }

    /// How many writes this process has committed.
    pub fn writes(&self) -> u64 {
        *self.changed.borrow()
    }

    /// Wakes whenever this process has committed a write.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Runs `work` on a connection that does not write.
    pub async fn read<T, R>(
        &self,
        work: impl FnOnce(&mut Conn) -> Outcome<T, R> + Send + 'static,
    ) -> Outcome<T, R>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.read_blocking(work)).await
    }

    /// [`Db::read`] for code that is already off the async threads.
    pub fn read_blocking<T, R>(&self, work: impl FnOnce(&mut Conn) -> Outcome<T, R>) -> Outcome<T, R> {
        work(&mut *checkout(&self.readers)?)
    }

    /// Runs `work` as one transaction. It may be run more than once, so it must change nothing but the database.
    pub async fn write<T, R>(
        &self,
        work: impl Fn(&mut Conn) -> Outcome<T, R> + Send + 'static,
    ) -> Outcome<T, R>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.write_blocking(work)).await
    }

    /// [`Db::write`] for statements that are each right by themselves, such as taking rows from a queue with
    /// [`Conn::skipping_locked`]: on PostgreSQL they see what is committed meanwhile, and so do not meet others that do
    /// the same. It wakes nobody.
    pub async fn write_each<T, R>(
        &self,
        work: impl Fn(&mut Conn) -> Outcome<T, R> + Send + 'static,
    ) -> Outcome<T, R>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.repeated(work, "BEGIN ISOLATION LEVEL READ COMMITTED")).await
    }

    /// [`Db::write`] for code that is already off the async threads.
    pub fn write_blocking<T, R>(&self, work: impl Fn(&mut Conn) -> Outcome<T, R>) -> Outcome<T, R> {
        let value = self.repeated(work, "BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        self.changed.send_modify(|count| *count += 1);
        Ok(value)
    }

    /// `begin` is how PostgreSQL begins.
    fn repeated<T, R>(
        &self,
        work: impl Fn(&mut Conn) -> Outcome<T, R>,
        begin: &'static str,
    ) -> Outcome<T, R> {
        let mut conn = checkout(&self.writers)?;
        for attempt in 1.. {
            match transaction(&mut conn, &work, begin) {
                Err(Failed::Broken(error)) if attempt < TRIES && met_another(&error) => pause(attempt),
                ended => return ended,
            }
        }
        unreachable!("the loop returns")
    }
}

fn migrate(address: &Address) -> anyhow::Result<()> {
    let mut conn =
        address.connect(false).with_context(|| format!("cannot open the {} database", address.engine()))?;
    let nodes_take_turns = matches!(conn, Conn::Postgres(_));
    if nodes_take_turns {
        conn.batch_execute("SELECT pg_advisory_lock(7265)")?;
    }
    let migrated = conn.run_pending_migrations(MIGRATIONS).map(drop);
    if nodes_take_turns {
        conn.batch_execute("SELECT pg_advisory_unlock(7265)")?;
    }
    migrated.map_err(|error| anyhow::anyhow!("cannot bring the database up to date: {error}"))
}

fn make_folder(path: &Path) -> anyhow::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display())),
        _ => Ok(()),
    }
}

fn pool(address: &Address, size: u32, reader: bool) -> anyhow::Result<Pool<Manager>> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(Duration::from_secs(10))
        .build(Manager { address: address.clone(), reader })
        .context("cannot connect to the database")
}

fn checkout(pool: &Pool<Manager>) -> anyhow::Result<PooledConnection<Manager>> {
    pool.get().context("no database connection became free in time")
}

async fn blocking<T: Send + 'static, R: Send + 'static>(
    work: impl FnOnce() -> Outcome<T, R> + Send + 'static,
) -> Outcome<T, R> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(panicked) => Err(Failed::Broken(anyhow::Error::new(panicked))),
    }
}

fn transaction<T, R>(
    conn: &mut Conn,
    work: &impl Fn(&mut Conn) -> Outcome<T, R>,
    begin: &'static str,
) -> Outcome<T, R> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?,
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(conn, begin)?,
    }
    match work(conn) {
        Ok(value) => {
            on_each!(conn => AnsiTransactionManager::commit_transaction(conn))?;
            Ok(value)
        }
        Err(failed) => {
            let undone = on_each!(conn => AnsiTransactionManager::rollback_transaction(conn));
            if let Err(error) = undone {
                tracing::error!(%error, "a transaction could not be rolled back");
            }
            Err(failed)
        }
    }
}

fn met_another(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<DieselError>()).any(|cause| match cause {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        // Two that looked before they wrote: PostgreSQL may notice the second row before it notices the race. Looking
        // again finds the first.
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => true,
        // PostgreSQL's 40P01; diesel has no kind for it.
        DieselError::DatabaseError(_, told) => told.message().contains("deadlock detected"),
        DieselError::RollbackErrorOnCommit { commit_error, .. } => {
            matches!(**commit_error, DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _))
        }
        _ => false,
    })
}

/// Grows with each try, with chance in it, so that two that met do not meet again.
fn pause(attempt: u32) {
    let ceiling = 2_000 * u64::from(attempt.min(20));
    std::thread::sleep(Duration::from_micros(rand::random_range(100..=ceiling)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_engine_or_is_refused() {
        let sqlite = |path: &str| Ok(Address::Sqlite(path.into()));
        for (url, want) in [
            ("var/rounds.db", sqlite("var/rounds.db")),
            ("sqlite:var/rounds.db", sqlite("var/rounds.db")),
            ("sqlite:///tmp/rounds.db", sqlite("/tmp/rounds.db")),
            ("postgres://localhost/rounds", Ok(Address::Postgres("postgres://localhost/rounds".into()))),
            ("postgress://localhost/rounds", Err("postgress:// is no database that Rounds knows".into())),
            ("", Err("it is empty".into())),
        ] {
            assert_eq!(Address::parse(url), want, "{url}");
        }
    }
}
