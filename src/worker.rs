//! Every background job, one match arm each, and the timetable.

mod lists;
mod post;

pub use lists::{follow_codes, learn_codes};

use std::time::Duration;

use diesel::QueryResult;
use tokio::sync::watch::Receiver;
use tokio::task::JoinSet;

use crate::accounts::actions::{AddressProved, Here};
use crate::alerts::{self, RunSlot};
use crate::app::App;
use crate::applications;
use crate::applications::actions::{
    MakeExport, TellWaiting, mind_offers, remind, remind_interviews, remind_of_answers, tell_amended,
    tell_closed_early, tell_waiting,
};
use crate::imports::{self, WorkOnImport};
use crate::kit::clock::{Clock, Moment};
use crate::kit::db::{Conn, Failed, Outcome};
use crate::kit::jobs::{self, Claimed, Job};
use crate::kit::letters::{self, Posted, Site, Written};
use crate::listings::{self, ListingAmended, ListingClosedEarly, ListingPublished, ListingSubmitted};
use crate::moderation;
use crate::passports;
use crate::providers::{self, actions::ProviderChanged};
use crate::search;
use crate::settings;
use crate::statistics;
use crate::web::session;

/// Jobs at once.
const AT_ONCE: usize = 4;
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Steps of about a hundred people; each takes some hundredths of a second.
const STEPS_OF_A_LOOK: usize = 10;
/// What was counted of views is lost in a crash for no longer than this.
const COUNT_EVERY: Duration = Duration::from_secs(5);

/// Why a job did not succeed.
enum JobError {
    /// Trying again will not help.
    Hopeless(String),
    Later(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for JobError {
    fn from(error: E) -> Self {
        Self::Later(error.into())
    }
}

async fn act(app: &App, job: &Claimed) -> Result<(), JobError> {
    match job.name.as_str() {
        AddressProved::NAME => {
            let (account, now) = (job.read::<AddressProved>()?.account, app.clock.now());
            let gathered = app.db.write(move |conn| alerts::actions::gather(conn, account, now)).await;
            Ok(gathered.map_err(Failed::into_error)?)
        }
        ProviderChanged::NAME => {
            let (provider, now) = (job.read::<ProviderChanged>()?.provider, app.clock.now());
            Ok(app.write(move |conn| listings::note_provider_change(conn, provider, now)).await?)
        }
        ListingSubmitted::NAME => {
            let listing = job.read::<ListingSubmitted>()?.listing;
            let found = app.db.write(move |conn| moderation::actions::find_twins(conn, listing)).await;
            Ok(found.map_err(Failed::into_error)?)
        }
        ListingPublished::NAME => {
            let (published, now) = (job.read::<ListingPublished>()?, app.clock.now());
            Ok(app.write(move |conn| alerts::note_published(conn, &published, now)).await?)
        }
        ListingClosedEarly::NAME => {
            let (listing, here) = (job.read::<ListingClosedEarly>()?.listing, here(app));
            let told = app.db.write(move |conn| tell_closed_early(conn, listing, &here)).await;
            Ok(told.map_err(Failed::into_error)?)
        }
        ListingAmended::NAME => {
            let (amended, here) = (job.read::<ListingAmended>()?, here(app));
            let now = here.now;
            app.write(move |conn| alerts::note_amended(conn, &amended, now)).await?;
            let told = app.db.write(move |conn| tell_amended(conn, &amended, &here)).await;
            Ok(told.map_err(Failed::into_error)?)
        }
        TellWaiting::NAME => {
            let (rest, here) = (job.read::<TellWaiting>()?, here(app));
            let told = app.db.write(move |conn| tell_waiting(conn, &rest, &here)).await;
            Ok(told.map_err(Failed::into_error)?)
        }
        MakeExport::NAME => {
            Ok(applications::make_export(app, job.read::<MakeExport>()?.export, job.id).await?)
        }
        WorkOnImport::NAME => Ok(imports::work(app, job.read::<WorkOnImport>()?.import, job.id).await?),
        RunSlot::NAME => Ok(alerts::run(app, job.read::<RunSlot>()?).await?),
        other => Err(JobError::Hopeless(format!("no job is called {other}"))),
    }
}

/// What is done again and again: on one node at a time, however many there are.
async fn keep_time(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    // What closes on its minute waits for nothing else.
    if app.read(move |conn| listings::any_due(conn, now)).await? {
        let here = here(app);
        app.db
            .write(move |conn| listings::actions::close_due(conn, &here))
            .await
            .map_err(Failed::into_error)?;
    }
    if app.read(move |conn| listings::any_to_publish(conn, now)).await? {
        let here = here(app);
        let published = app.db.write(move |conn| listings::actions::publish_due(conn, &here)).await;
        published.map_err(Failed::into_error)?;
    }
    if app.read(move |conn| moderation::any_lapsed(conn, now)).await? {
        in_steps(app, moderation::actions::lapse).await?;
    }
    if is_due(app, "tidy", now, 3600).await? {
        tidy(app, now).await?;
    }
    if is_due(app, "sweep", now, 24 * 3600).await? {
        let removed = app.files.sweep(now).await?;
        tracing::info!(removed, "looked for bytes of files that no row speaks of");
    }
    if is_due(app, "passports", now, 3600).await? {
        in_steps(app, passports::actions::warn).await?;
    }
    if is_due(app, "answers-due", now, 3600).await? {
        let here = here(app);
        app.db.write(move |conn| remind_of_answers(conn, &here)).await.map_err(Failed::into_error)?;
    }
    if is_due(app, "interview-reminders", now, 300).await? {
        in_steps(app, remind_interviews).await?;
    }
    if app.read(move |conn| applications::any_offer_due(conn, now)).await? {
        in_steps(app, mind_offers).await?;
    }
    mind_alerts(app, now).await?;
    if app.read(move |conn| alerts::is_due(conn, now)).await? {
        app.write(move |conn| alerts::start_due(conn, now)).await?;
    }
    for (listing, closes_at) in app.read(move |conn| listings::actions::closing_soon(conn, now)).await? {
        let here = here(app);
        let reminded = app.db.write(move |conn| remind(conn, listing, closes_at, &here)).await;
        reminded.map_err(Failed::into_error)?;
    }
    Ok(())
}

/// Wakes those that were paused until today, and asks once a year who still wants theirs: some at each look, so that what
/// else is timed does not wait when very many fall due on one day.
async fn mind_alerts(app: &App, now: Moment) -> anyhow::Result<()> {
    let today = now.london_day();
    if app.read(move |conn| alerts::any_waking(conn, today)).await? {
        in_few_steps(app, alerts::actions::wake).await?;
    }
    if is_due(app, "alerts-still-wanted", now, 60).await? {
        in_few_steps(app, alerts::actions::ask_still).await?;
        in_few_steps(app, alerts::actions::end_unanswered).await?;
    }
    Ok(())
}

/// The first count of a large site takes minutes, and what is timed does not wait for it. One that was broken off goes on.
async fn count_days(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    if app.read(move |conn| statistics::is_due(conn, now)).await?
        && is_due(app, "statistics", now, 300).await?
    {
        statistics::count(app, now).await?;
    }
    Ok(())
}

/// Forgets what is kept no longer.
async fn tidy(app: &App, now: Moment) -> anyhow::Result<()> {
    app.limits.tidy();
    app.write(move |conn| session::tidy(conn, now)).await?;
    while app.write(move |conn| letters::tidy(conn, now)).await? > 0 {}
    app.write(move |conn| letters::queue::forget_rests(conn, now)).await?;
    app.write(move |conn| alerts::forget_unconfirmed(conn, now)).await?;
    app.write(move |conn| alerts::forget_news(conn, now)).await?;
    app.write(move |conn| listings::forget_reminders(conn, now)).await?;
    app.write(move |conn| applications::forget_old_forms(conn, now)).await?;
    app.write(move |conn| imports::actions::forget_old(conn, now)).await?;
    app.write(move |conn| providers::forget_deeds(conn, now)).await?;
    applications::tidy_exports(app, now).await
}

/// Some at a time, so that nobody else waits long to write. The act says whether there may be more to do.
async fn in_steps(app: &App, act: fn(&mut Conn, &Here) -> Outcome<bool>) -> anyhow::Result<()> {
    loop {
        let here = here(app);
        let is_more = app.db.write(move |conn| act(conn, &here)).await;
        if !is_more.map_err(Failed::into_error)? {
            return Ok(());
        }
    }
}

/// The same, and what is left goes on at a later look.
async fn in_few_steps(app: &App, act: fn(&mut Conn, &Here) -> Outcome<bool>) -> anyhow::Result<()> {
    for _ in 0..STEPS_OF_A_LOOK {
        let here = here(app);
        let is_more = app.db.write(move |conn| act(conn, &here)).await;
        if !is_more.map_err(Failed::into_error)? {
            break;
        }
    }
    Ok(())
}

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

/// True once for each period of `seconds`, for one node.
async fn is_due(app: &App, name: &'static str, now: Moment, seconds: i64) -> anyhow::Result<bool> {
    let period = Moment(now.0 - chrono::Duration::milliseconds(now.unix_ms().rem_euclid(seconds * 1000)));
    if app.read(move |conn| jobs::has_ticked(conn, name, period)).await? {
        return Ok(false);
    }
    app.write(move |conn| jobs::take_tick(conn, name, period)).await
}

/// Works until `stop` says so. The clock waits for no job: a listing closes on its minute while a thousand letters go.
pub async fn run(app: App, stop: Receiver<bool>) {
    tokio::join!(
        count_views(&app, stop.clone()),
        again(&app, stop.clone(), "the timetable failed", keep_time),
        again(&app, stop.clone(), "the settings cannot be read", settings::follow),
        again(&app, stop.clone(), "the days cannot be counted", count_days),
        post::run(&app, stop.clone()),
        again(&app, stop, "the queue of jobs cannot be read", async |app| run_due(app).await.map(drop)),
    );
}

/// Writes down the views that were counted, some seconds of them at once.
async fn count_views(app: &App, mut stop: Receiver<bool>) {
    while !*stop.borrow() {
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(COUNT_EVERY) => {}
        }
        if let Err(error) = listings::write_looks(app).await {
            tracing::error!("views cannot be written down: {error:#}");
        }
    }
}

/// Does something at each commit, and each second for what other nodes did and what the clock did.
async fn again(
    app: &App,
    mut stop: Receiver<bool>,
    failed: &str,
    act: impl AsyncFn(&App) -> anyhow::Result<()>,
) {
    let mut changes = app.db.changes();
    while !*stop.borrow() {
        if let Err(error) = act(app).await {
            tracing::error!("{failed}: {error:#}");
        }
        changes.mark_unchanged();
        tokio::select! {
            _ = stop.changed() => {}
            _ = changes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Keeps time, runs jobs until none is due, sends letters likewise, and brings the search up to date. Tests call it
/// instead of waiting.
pub async fn run_all_due(app: &App) -> anyhow::Result<usize> {
    listings::write_looks(app).await?;
    settings::follow(app).await?;
    keep_time(app).await?;
    count_days(app).await?;
    let ran = run_due(app).await? + post::run_due(app).await?;
    search::catch_up(app).await?;
    Ok(ran)
}

/// Runs jobs until none is due; gives how many ran. What becomes due meanwhile does not wait for those that run.
async fn run_due(app: &App) -> anyhow::Result<usize> {
    let (mut running, mut changes) = (JoinSet::new(), app.db.changes());
    let mut ran = 0;
    loop {
        changes.mark_unchanged();
        if let Some(job) = claim(app).await? {
            ran += 1;
            running.spawn(run_one(app.clone(), job));
            if running.len() >= AT_ONCE {
                running.join_next().await;
            }
            continue;
        }
        tokio::select! {
            ended = running.join_next() => if ended.is_none() { return Ok(ran) },
            _ = changes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Asks before it writes: a worker with nothing to do leaves the database alone.
async fn claim(app: &App) -> anyhow::Result<Option<Claimed>> {
    let clock: Clock = app.clock.clone();
    let now = clock.now();
    if !app.read(move |conn| jobs::any_due(conn, now)).await? {
        return Ok(None);
    }
    app.write(move |conn| jobs::claim(conn, clock.now())).await
}

async fn run_one(app: App, job: Claimed) {
    let done = act(&app, &job).await;
    let now = app.clock.now();
    let (hopeless, error) = match done {
        Ok(()) => {
            let finished = app.write(move |conn| jobs::finish(conn, &job)).await;
            if let Err(error) = finished {
                tracing::error!("a finished job could not be noted: {error:#}");
            }
            return;
        }
        Err(JobError::Hopeless(error)) => (true, error),
        Err(JobError::Later(error)) => (false, format!("{error:#}")),
    };
    tracing::warn!(job = %job.name, id = job.id, attempts = job.attempts, "a job failed: {error}");
    let noted = app.write(move |conn| jobs::fail(conn, &job, &error, hopeless, now)).await;
    if let Err(error) = noted {
        tracing::error!("a failed job could not be noted: {error:#}");
    }
}

/// Who writes the letters that are written at the moment of their sending.
fn write(conn: &mut Conn, posted: &Posted, now: Moment, site: &Site) -> QueryResult<Option<Written>> {
    match posted.about.as_str() {
        "alerts.matches" => alerts::write(conn, posted, now, site),
        // A newer program may know: it waits, as what failed does.
        other => {
            let words = format!("nobody writes letters of the kind {other}");
            Err(diesel::result::Error::SerializationError(words.into()))
        }
    }
}
