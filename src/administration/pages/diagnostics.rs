//! What the site runs on, and whether anything of it lags.

use diesel::QueryResult;

use crate::administration::mails::TEST_LETTER;
use crate::administration::views::{DiagnosticsPage, Fact, Facts, nav};
use crate::app::App;
use crate::kit::clock::{self, Moment};
use crate::kit::condition::{self, DatabaseCondition, bytes_words};
use crate::kit::db::Conn;
use crate::kit::jobs;
use crate::kit::letters::{self, LetterState, Posted};
use crate::moderation::{self, age_words};
use crate::search::{self, Lag};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};

/// What the database says.
struct Found {
    database: DatabaseCondition,
    waiting: i64,
    oldest_waiting: Option<Moment>,
    due: i64,
    oldest_due: Option<Moment>,
    failing: i64,
    dead: i64,
    letters: Vec<(LetterState, i64)>,
    oldest_letter: Option<Moment>,
    test: Option<Posted>,
}

fn find(conn: &mut Conn, email: &str, now: Moment) -> QueryResult<Found> {
    let (due, oldest_due) = jobs::backlog(conn, now)?;
    Ok(Found {
        database: condition::of_database(conn)?,
        waiting: moderation::count_waiting(conn, now)?,
        oldest_waiting: moderation::oldest_waiting(conn, now)?,
        due,
        oldest_due,
        failing: jobs::count_failing(conn)?,
        dead: jobs::count_dead(conn)?,
        letters: letters::count_by_state(conn)?,
        oldest_letter: letters::oldest_waiting(conn)?,
        test: letters::last_about(conn, TEST_LETTER, email)?,
    })
}

pub async fn diagnostics(administrator: Administrator, app: App) -> Reply {
    let (email, now) = (administrator.account.email.clone(), app.clock.now());
    let found = app.read(move |conn| find(conn, &email, now)).await?;
    let lag = search::lag(&app).await?;
    page(DiagnosticsPage {
        page: Page::new(&administrator, "Diagnostics"),
        nav: nav("/administration/diagnostics"),
        parts: vec![program(&app), database(&app, &found.database), queues(&found, now), index(&app, lag)],
        test: found.test.as_ref().map(Into::into),
    })
}

fn fact(label: &'static str, value: impl Into<String>) -> Fact {
    Fact { label, value: value.into() }
}

fn program(app: &App) -> Facts {
    let mail = match app.config.smtp_url {
        Some(_) => "A mail server is set",
        None => "No mail server is set: emails become files in the data folder",
    };
    let facts = vec![
        fact("Version", env!("CARGO_PKG_VERSION")),
        fact("Public address", app.site.public_url.clone()),
        fact("Time here", clock::moment_words(app.clock.now())),
        fact("Mail", mail),
        fact("Emails come from", app.config.mail_from.clone()),
    ];
    Facts { title: "The program", facts }
}

fn database(app: &App, database: &DatabaseCondition) -> Facts {
    let last = database.applied.last().cloned().unwrap_or_default();
    let applied = database.applied.len();
    let migrations = match condition::known_migrations() {
        Ok(known) if known == applied => format!("All {known} have run, the last is {last}"),
        Ok(known) => format!("{applied} have run, the last is {last}; this program knows {known}"),
        Err(error) => format!("{error:#}"),
    };
    let disk = match condition::of_disk(&app.config.data_dir) {
        Ok((free, whole)) => format!("{} free of {}", bytes_words(free), bytes_words(whole)),
        Err(error) => format!("Cannot be told: {error}"),
    };
    let facts = vec![
        fact("Engine", format!("{} {}", app.db.engine(), database.version)),
        fact("Size", bytes_words(database.bytes.unsigned_abs())),
        fact("Migrations", migrations),
        fact("Disk of the data folder", disk),
    ];
    Facts { title: "Database and disk", facts }
}

/// `3, the oldest for 2 hours`
fn count_words(count: i64, oldest: Option<Moment>, now: Moment) -> String {
    match oldest {
        Some(since) if count > 0 => match age_words(since, now).as_str() {
            "just now" => format!("{count}, since just now"),
            age => format!("{count}, the oldest for {age}"),
        },
        _ => "None".into(),
    }
}

fn queues(found: &Found, now: Moment) -> Facts {
    let letters = |state: LetterState| {
        found.letters.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count)
    };
    let facts = vec![
        fact("Waiting for review", count_words(found.waiting, found.oldest_waiting, now)),
        fact("Jobs due", count_words(found.due, found.oldest_due, now)),
        fact("Jobs that failed and are tried again", found.failing.to_string()),
        fact("Jobs given up", found.dead.to_string()),
        fact("Emails waiting", count_words(letters(LetterState::Waiting), found.oldest_letter, now)),
        fact("Emails given up", letters(LetterState::Dead).to_string()),
    ];
    Facts { title: "What waits", facts }
}

fn index(app: &App, lag: Lag) -> Facts {
    let holds = match search::overview(app) {
        Ok((found, _)) => format!("{found} live listings"),
        Err(error) => format!("Cannot be read: {error:#}"),
    };
    let behind = match lag {
        _ if app.search.is_rebuilding() => "It is being built anew from the database".to_string(),
        Lag::Busy => "It is being brought up to date now".into(),
        Lag::Behind { changes: 0, .. } => "Up to date".into(),
        Lag::Behind { changes, oldest } => {
            let changes = match changes {
                1 => "One change".to_string(),
                1_000.. => "A thousand changes or more".into(),
                some => format!("{some} changes"),
            };
            format!("{changes} behind, the oldest {} seconds old", oldest.as_secs())
        }
    };
    Facts { title: "Search on this node", facts: vec![fact("Holds", holds), fact("Lag", behind)] }
}
