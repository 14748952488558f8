//! The site at a glance.

use diesel::QueryResult;

use crate::accounts::{self, Role};
use crate::administration::views::{Figure, OverviewPage, nav};
use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::jobs;
use crate::kit::letters::{self, LetterState};
use crate::listings;
use crate::moderation;
use crate::providers::{self, ProviderState};
use crate::web::guards::Administrator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, page};

/// What the database says.
struct Counted {
    people: Vec<(Role, i64)>,
    providers: i64,
    live: i64,
    waiting: i64,
    dead_jobs: i64,
    letters: Vec<(LetterState, i64)>,
}

impl Counted {
    fn letters(&self, state: LetterState) -> i64 {
        self.letters.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count)
    }
}

fn count(conn: &mut Conn, now: Moment) -> QueryResult<Counted> {
    Ok(Counted {
        people: accounts::count_by_role(conn)?,
        providers: providers::matching(conn, "", Some(ProviderState::Verified), 0, 1)?.1,
        live: listings::count_live(conn, now)?,
        waiting: moderation::count_waiting(conn, now)?,
        dead_jobs: jobs::count_dead(conn)?,
        letters: letters::count_by_state(conn)?,
    })
}

pub async fn overview(administrator: Administrator, app: App) -> Reply {
    let now = app.clock.now();
    let counted = app.read(move |conn| count(conn, now)).await?;
    page(OverviewPage {
        page: Page::new(&administrator, "Administration"),
        nav: nav("/administration"),
        figures: figures(&counted),
        warnings: warnings(&counted),
    })
}

fn figures(counted: &Counted) -> Vec<Figure> {
    let figure = |number: i64, label: &str| Figure { number, label: label.into() };
    let of = |role: Role| counted.people.iter().find(|(one, _)| *one == role).map_or(0, |(_, count)| *count);
    vec![
        figure(counted.live, "live listings"),
        figure(counted.providers, "verified organisations"),
        figure(counted.waiting, "waiting for review"),
        figure(of(Role::Candidate), "candidates"),
        figure(of(Role::Member), "provider members"),
        figure(of(Role::Moderator) + of(Role::Administrator), "staff"),
    ]
}

fn warnings(counted: &Counted) -> Vec<Link> {
    let mut warnings = Vec::new();
    let dead_letters = counted.letters(LetterState::Dead);
    if dead_letters > 0 {
        let words = format!("{} refused by the mail server", counted_words(dead_letters, "email"));
        warnings.push(Link::to("/administration/letters?state=dead", words));
    }
    if counted.dead_jobs > 0 {
        warnings.push(Link::to(
            "/administration/jobs?state=dead",
            format!("{} given up", counted_words(counted.dead_jobs, "job")),
        ));
    }
    warnings
}

/// `1 letter was`, `3 letters were`
fn counted_words(count: i64, one: &str) -> String {
    if count == 1 { format!("1 {one} was") } else { format!("{count} {one}s were") }
}
