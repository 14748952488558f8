//! What waits to be done, what fails, and what was given up.

use actix_web::web::Path;
use diesel::QueryResult;

use super::PER_PAGE;
use crate::administration::actions;
use crate::administration::forms::{JobsQuery, WhyForm};
use crate::administration::views::{JobPage, JobsPage, job_words, nav, slot_lines};
use crate::alerts::{self, SlotRow};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock::{self, Moment};
use crate::kit::db::Conn;
use crate::kit::jobs::{self, JobFilter, JobState, Queued};
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/jobs";

pub async fn jobs(administrator: Administrator, query: Query<JobsQuery>, app: App) -> Reply {
    let (now, number) = (app.clock.now(), page_number(&query.page));
    let filter = JobFilter { state: JobState::parse(&query.state), name: query.name.clone() };
    let seen = app.read(move |conn| look(conn, &filter, number, now)).await?;
    let address = |number: i64| {
        let number = number.to_string();
        with_query(PATH, &[("state", query.state.as_str()), ("name", &query.name), ("page", &number)])
    };
    page(JobsPage {
        page: Page::new(&administrator, "Jobs"),
        nav: nav(PATH),
        due: seen.backlog.0,
        failing: seen.counts.0,
        dead: seen.counts.1,
        oldest: seen.backlog.1.map(clock::moment_words).unwrap_or_default(),
        states: JobState::ALL.iter().map(|state| Choice::new(state.as_str(), state.label())).collect(),
        names: seen.names.iter().map(|name| Choice::new(name, job_words(name))).collect(),
        lines: seen.found.0.iter().map(Into::into).collect(),
        pages: Pages::new(number, seen.found.1, PER_PAGE, address),
        total: seen.found.1,
        slots: slot_lines(seen.slots),
        problems: Problems::none(),
        query: query.0,
    })
}

/// What the page shows.
struct Seen {
    /// How many are due, and since when the oldest.
    backlog: (i64, Option<Moment>),
    /// How many fail, and how many were given up.
    counts: (i64, i64),
    names: Vec<String>,
    found: (Vec<Queued>, i64),
    slots: Vec<SlotRow>,
}

fn look(conn: &mut Conn, filter: &JobFilter, number: i64, now: Moment) -> QueryResult<Seen> {
    Ok(Seen {
        backlog: jobs::backlog(conn, now)?,
        counts: (jobs::count_failing(conn)?, jobs::count_dead(conn)?),
        names: jobs::names(conn)?,
        found: jobs::page(conn, filter, (number - 1) * PER_PAGE, PER_PAGE)?,
        slots: alerts::slot_rows(conn)?,
    })
}

pub async fn job(administrator: Administrator, id: Path<i64>, app: App) -> Reply {
    page(job_page(&administrator, *id, &app, Default::default()).await?)
}

async fn job_page(
    administrator: &Administrator,
    id: i64,
    app: &App,
    typed: (WhyForm, Problems),
) -> Result<JobPage, Error> {
    let job = app.read(move |conn| jobs::find(conn, id)).await?.ok_or(Error::NotFound)?;
    Ok(JobPage::new(Page::new(administrator, job_words(&job.name)), &job, typed))
}

pub async fn run_again(administrator: Administrator, id: Path<i64>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::run_again(conn, &actor, id, now)).await?;
    see_other(PATH).with_notice("The job is in the queue again").reply()
}

pub async fn drop_job(administrator: Administrator, id: Path<i64>, form: Form<WhyForm>, app: App) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => {
            return form_again(job_page(&administrator, *id, &app, (form.0, problems)).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::drop_job(conn, &actor, id, &because, now)).await?;
    see_other(PATH).with_notice("The job is dropped").reply()
}
