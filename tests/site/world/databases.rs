//! An own database for every test: an SQLite file, or a copy of a migrated PostgreSQL template.

use super::guard::{self, Guarded};
use diesel::backend::Backend;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use diesel_migrations::MigrationHarness;
use rounds::kit::db::MIGRATIONS;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A test's own database, gone when the test is over.
pub struct Database {
    pub url: String,
    dropped: Option<String>,
}

impl Database {
    /// With every migration run: they run once for each engine, and are copied from then on.
    pub fn migrated(engine: Engine, folder: &Path) -> Database {
        match engine {
            Engine::Sqlite => {
                let file = folder.join("rounds.db");
                std::fs::write(&file, migrated_file()).expect("a file in the test's folder");
                Database::at(&file)
            }
            Engine::Postgres => {
                let cluster = Cluster::get();
                let name = cluster.create(Some(migrated_template(cluster)));
                Database { url: cluster.url(&name), dropped: Some(name) }
            }
        }
    }

    /// An SQLite file that is there already.
    pub fn at(file: &Path) -> Database {
        Database { url: file.display().to_string(), dropped: None }
    }
}

/// A whole copy of a database in use.
pub fn copy_sqlite(from: &Path, to: &Path) {
    let mut connection = connect::<SqliteConnection>(&from.display().to_string()).expect("a database");
    let statement = format!("VACUUM INTO '{}'", to.display());
    diesel::sql_query(statement).execute(&mut connection).expect("a copy");
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.dropped {
            // The journey may be failing already; what is left goes with the cluster.
            let _ = Cluster::get().drop_database(name);
        }
    }
}

fn migrated_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("template.db");
        migrate(connect::<SqliteConnection>(&path.display().to_string()).expect("a new file"));
        std::fs::read(&path).expect("the file that was just written")
    })
}

fn migrated_template(cluster: &Cluster) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = cluster.create(None);
        migrate(connect::<PgConnection>(&cluster.url(&name)).expect("a new database"));
        name
    })
}

fn migrate<B: Backend>(mut connection: impl MigrationHarness<B>) {
    connection.run_pending_migrations(MIGRATIONS).expect("the migrations run");
}

/// The one PostgreSQL cluster of this test run.
pub struct Cluster {
    port: u16,
    _server: Guarded,
}

impl Cluster {
    /// Started by the first test that asks; a machine without PostgreSQL fails every such test with the same sentence.
    pub fn get() -> &'static Cluster {
        static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
        match CLUSTER.get_or_init(Cluster::start) {
            Ok(cluster) => cluster,
            Err(sentence) => panic!("{sentence}"),
        }
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://rounds@127.0.0.1:{}/{database}", self.port)
    }

    /// A new database, empty or a copy of `template`, which nobody may be connected to.
    pub fn create(&self, template: Option<&str>) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("site_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let template = template.unwrap_or("template0");
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("the cluster makes databases");
        name
    }

    fn drop_database(&self, name: &str) -> Result<(), String> {
        self.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    }

    fn run(&self, statement: &str) -> Result<(), String> {
        let mut connection =
            connect::<PgConnection>(&self.url("postgres")).map_err(|error| error.to_string())?;
        diesel::sql_query(statement).execute(&mut connection).map(drop).map_err(|error| error.to_string())
    }

    fn start() -> Result<Cluster, String> {
        let bin = bin_folder()?;
        let folder = guard::folder("postgres")?;
        let data = folder.join("data");
        give_to_postgres(&folder)?;
        run(as_postgres().arg(bin.join("initdb")).arg("-D").arg(&data).args([
            "--username=rounds",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]))?;
        let port = guard::free_port()?;
        let server = Guarded::start(&folder, "QUIT", &server_command(&bin, &data, &folder, port))?;
        let cluster = Cluster { port, _server: server };
        cluster.wait()?;
        Ok(cluster)
    }

    fn wait(&self) -> Result<(), String> {
        let started = Instant::now();
        loop {
            match connect::<PgConnection>(&self.url("postgres")) {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > Duration::from_secs(30) => {
                    return Err(format!("PostgreSQL did not start: {error}\n{}", self._server.log()));
                }
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "tests administer the cluster outside the site's own pool")]
fn connect<C: Connection>(url: &str) -> diesel::ConnectionResult<C> {
    C::establish(url)
}

/// Debian keeps the server's programs out of PATH.
#[allow(clippy::disallowed_methods, reason = "PATH is no setting of the site")]
fn bin_folder() -> Result<PathBuf, String> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<_> = debian.map(|entry| entry.path().join("bin")).collect();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    folders
        .into_iter()
        .filter(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
        .max()
        .ok_or_else(|| "PostgreSQL is not installed: run tests/run, which installs it.".to_owned())
}

/// The server refuses to run as root, so root lends it Debian's own user.
fn as_postgres() -> Command {
    let mut command = Command::new("setpriv");
    match is_root() {
        true => command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]),
        false => command.args(["--pdeathsig=keep"]),
    };
    command
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn give_to_postgres(folder: &Path) -> Result<(), String> {
    match is_root() {
        true => run(Command::new("chown").arg("postgres:").arg(folder)),
        false => Ok(()),
    }
}

/// Nothing here needs to survive a power cut, so nothing is flushed.
fn server_command(bin: &Path, data: &Path, folder: &Path, port: u16) -> Vec<String> {
    let lender = as_postgres();
    let mut words: Vec<String> = vec![lender.get_program().to_string_lossy().into_owned()];
    words.extend(lender.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.push(bin.join("postgres").display().to_string());
    words.extend(["-D".into(), data.display().to_string()]);
    let settings = [
        format!("port={port}"),
        format!("unix_socket_directories={}", folder.display()),
        "listen_addresses=127.0.0.1".into(),
        "fsync=off".into(),
        "synchronous_commit=off".into(),
        "full_page_writes=off".into(),
        "max_connections=300".into(),
    ];
    words.extend(settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting]));
    words
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

#[test]
fn a_copy_of_a_template_has_its_rows_and_a_life_of_its_own() {
    let cluster = Cluster::get();
    let execute = |database: &str, statement: &str| {
        let mut connection = connect::<PgConnection>(&cluster.url(database)).expect("a connection");
        diesel::sql_query(statement).execute(&mut connection).expect(statement)
    };
    let template = cluster.create(None);
    execute(&template, "CREATE TABLE rows_of_a_test (id BIGINT)");
    execute(&template, "INSERT INTO rows_of_a_test VALUES (1)");
    let copy = cluster.create(Some(&template));
    assert_eq!(execute(&copy, "DELETE FROM rows_of_a_test"), 1);
    assert_eq!(execute(&template, "DELETE FROM rows_of_a_test"), 1);
    cluster.drop_database(&copy).expect("the copy goes");
    cluster.drop_database(&template).expect("the template goes");
}
