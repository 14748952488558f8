//! What the site runs on, and whether anything of it lags.

use diesel::QueryResult;

use crate::administration::mails::TEST_LETTER;
use crate::administration::views::{DiagnosticsPage, Fact, Facts, nav};
use crate::app::App;
use crate::kit::clock::{self, Moment};
use crate::kit::condition::{self, DatabaseCondition, bytes_words};
use crate::kit::db::Conn;
use crate::kit::jobs;
use crate::kit::letters::queue::{self, Urgency};
use crate::kit::letters::{self, LetterState, Posted};
use crate::moderation::{self, age_words};
use crate::search::{self, Lag};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};

/// Domains that rest, by name.
const RESTING_SHOWN: i64 = 10;

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
    letters_waiting: Vec<(Urgency, i64, Option<Moment>)>,
    resting: Vec<(String, Moment, String)>,
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
        letters_waiting: queue::waiting(conn)?,
        resting: queue::resting(conn, now, RESTING_SHOWN)?,
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
        parts: vec![
            program(&app),
            database(&app, &found.database),
            queues(&found, now),
            post(&app, &found, now),
            index(&app, lag),
        ],
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
    let facts = vec![
        fact("Waiting for review", count_words(found.waiting, found.oldest_waiting, now)),
        fact("Jobs due", count_words(found.due, found.oldest_due, now)),
        fact("Jobs that failed and are tried again", found.failing.to_string()),
        fact("Jobs given up", found.dead.to_string()),
    ];
    Facts { title: "What waits", facts }
}

/// Emails that wait, most urgent first, and how this node stands with the mail server.
fn post(app: &App, found: &Found, now: Moment) -> Facts {
    let waiting = |urgency: Urgency| {
        let found = found.letters_waiting.iter().find(|(one, ..)| *one == urgency);
        let (count, oldest) = found.map_or((0, None), |(_, count, oldest)| (*count, *oldest));
        fact(urgency.label(), count_words(count, oldest, now))
    };
    let dead =
        found.letters.iter().find(|(state, _)| *state == LetterState::Dead).map_or(0, |(_, count)| *count);
    let mut facts: Vec<Fact> = Urgency::ALL.map(waiting).into();
    facts.push(fact("Emails given up", dead.to_string()));
    facts.push(fact("Domains left alone for a while", resting_words(&found.resting)));
    let standing = match app.mailer.standing.trouble() {
        Some((since, said)) => format!("It takes nothing since {}: {said}", clock::moment_words(since)),
        None => "Nothing amiss on this node".into(),
    };
    facts.push(fact("The mail server", standing));
    if let Some((median, longest)) = app.mailer.standing.windows() {
        let words = format!("{} ms, at the longest {} ms", median.as_millis(), longest.as_millis());
        facts.push(fact("From its yes to our note of it", words));
    }
    Facts { title: "Emails", facts }
}

/// `example.org until 10:32am (451 Try again later)`
fn resting_words(resting: &[(String, Moment, String)]) -> String {
    let words = |(domain, until, said): &(String, Moment, String)| {
        format!("{domain} until {} ({said})", clock::moment_words(*until))
    };
    match resting {
        [] => "None".into(),
        some => some.iter().map(words).collect::<Vec<_>>().join("; "),
    }
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
