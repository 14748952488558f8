//! The command line: read it, open the App, run what was asked.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use rounds::accounts::actions::{self, Here};
use rounds::app::App;
use rounds::bench::{self, AlertsBench, AllocationBench, SearchBench};
use rounds::config::Config;
use rounds::demo::seed;
use rounds::kit::clock::Clock;
use rounds::kit::db::{Db, Failed};
use rounds::kit::letters::quiet;
use rounds::{listings, search, server, worker};
use tokio::sync::watch;

/// Rounds: a careers site for independent healthcare. One program: the site, its database, its search, its letters.
///
/// `rounds serve --demo` starts it with demonstration data. Every setting is a flag and an environment variable.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    config: Config,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (and run its background jobs)
    Serve {
        /// Fill an empty site with demonstration data, and show its emails at /letters
        #[arg(long)]
        demo: bool,
    },
    /// Add invented listings (and the people and organisations they need) for measurements
    Seed {
        /// How many live listings there should be
        #[arg(long, value_name = "NUMBER", default_value_t = seed::LISTINGS)]
        listings: usize,
    },
    /// Measure the program on this machine
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Take in reports of emails that came back, late or complained about (RFC 3464 and RFC 5965), one mail in each file
    Deliveries {
        /// Files, or - for standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Bring the database up to date, and stop
    Migrate,
    /// Print every setting, with secrets hidden
    Config,
}

#[derive(Subcommand)]
enum Bench {
    /// The search, over invented listings, beside SQLite's and (where DATABASE_URL is one) PostgreSQL's
    Search(SearchBench),
    /// Giving out the places of a round, and checking what was given
    Allocate(AllocationBench),
    /// Alerts against a day's new listings, and their letters into the queue, beside the same alerts as plain searches
    Alerts(AlertsBench),
    /// Asks an index that was built already; the process that `bench search` starts
    #[command(hide = true)]
    SearchAnswers {
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        rounds: usize,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(&cli.config.log);
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rounds: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start_log(filter: &str) {
    // What a stranger sends that is no request at all is no error of ours.
    let filter =
        if filter.contains("actix_http") { filter.to_owned() } else { format!("{filter},actix_http=off") };
    let filter = tracing_subscriber::EnvFilter::new(filter);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let config = cli.config;
    match cli.command {
        Command::Serve { demo } => actix_web::rt::System::new().block_on(serve(Config { demo, ..config })),
        Command::Seed { listings } => actix_web::rt::System::new().block_on(add_listings(config, listings)),
        Command::Bench { what: Bench::Search(bench) } if bench.fresh => {
            actix_web::rt::System::new().block_on(bench::freshness(&bench, &config))
        }
        Command::Bench { what: Bench::Alerts(bench) } => {
            actix_web::rt::System::new().block_on(bench::alerts(&bench, &config))
        }
        Command::Bench { what: Bench::Search(bench) } => bench::search(&bench, &config),
        Command::Bench { what: Bench::Allocate(bench) } => bench::allocate(&bench),
        Command::Bench { what: Bench::SearchAnswers { folder, rounds } } => {
            bench::print_answers(&folder, rounds)
        }
        Command::Deliveries { files } => take_in_reports(&config, &files),
        Command::Migrate => Db::open(&config.database()).map(|_| println!("The database is up to date.")),
        Command::Config => {
            config.lines().iter().for_each(|line| println!("{line}"));
            Ok(())
        }
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let listener = TcpListener::bind(config.listen)
        .with_context(|| format!("cannot listen on {}: ROUNDS_LISTEN must be free", config.listen))?;
    let app = App::open(config, Clock::default())?;
    if app.config.demo {
        demonstrate(&app).await?;
    }
    greet(&app).await?;
    worker::learn_codes(&app).await?;
    let (stop, stopped) = watch::channel(false);
    std::thread::spawn(search::prepare);
    let learning = actix_web::rt::spawn(worker::follow_codes(app.clone(), stopped.clone()));
    let following = actix_web::rt::spawn(search::follow(app.clone(), stopped.clone()));
    let working = actix_web::rt::spawn(worker::run(app.clone(), stopped));
    server::serve(app.clone(), listener, 0)?.await?;
    stop.send_replace(true);
    working.await?;
    following.await?;
    learning.await?;
    listings::write_looks(&app).await?;
    Ok(())
}

/// Says of each file what came of it.
fn take_in_reports(config: &Config, files: &[PathBuf]) -> anyhow::Result<()> {
    let (db, clock) = (Db::open(&config.database())?, Clock::default());
    let mut refused = 0;
    for file in files {
        let mail = mail_in(file).with_context(|| format!("cannot read {}", file.display()))?;
        let words = match db.write_blocking(|conn| quiet::take_in(conn, &mail, clock.now())) {
            Ok(taken) => taken.words(),
            Err(Failed::Refused(because)) => {
                refused += 1;
                because.words().into()
            }
            Err(Failed::Broken(error)) => return Err(error),
        };
        println!("{}: {words}", file.display());
    }
    anyhow::ensure!(refused == 0, "{refused} of {} changed nothing", files.len());
    Ok(())
}

fn mail_in(file: &Path) -> std::io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut mail = Vec::new();
    std::io::stdin().read_to_end(&mut mail)?;
    Ok(mail)
}

async fn add_listings(config: Config, listings: usize) -> anyhow::Result<()> {
    let app = App::open(config, Clock::default())?;
    let added = seed::fill(&app, listings).await?;
    println!("Added {added} listings.");
    Ok(())
}

/// Fills the demonstration, once, and says who a visitor can be.
async fn demonstrate(app: &App) -> anyhow::Result<()> {
    seed::fill(app, seed::LISTINGS).await?;
    println!("Sign in with the password “{}” as", seed::PASSWORD);
    for one in &seed::SIGN_INS {
        println!("  {:<18} {} ({})", one.email, one.role.label(), one.name);
    }
    Ok(())
}

/// Says where the site is, and how to begin.
async fn greet(app: &App) -> anyhow::Result<()> {
    println!("Rounds is at {} ({})", app.site.public_url, app.db.engine());
    let here = Here { now: app.clock.now(), site: app.site.clone() };
    let offered = app.db.write(move |conn| actions::offer_first_administrator(conn, &here)).await;
    if let Some(link) = offered.map_err(Failed::into_error)? {
        println!("Create the first administrator here (the link works once, for a day):\n{link}");
    }
    if app.config.smtp_url.is_none() {
        let folder = app.config.data_dir.join("letters");
        println!("No mail server is set (ROUNDS_SMTP_URL): emails become files in {}", folder.display());
    }
    Ok(())
}
