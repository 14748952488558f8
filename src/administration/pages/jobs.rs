//! What waits to be done, and what was given up.

use actix_web::web::Path;

use crate::administration::actions;
use crate::administration::views::{JobsPage, nav};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock;
use crate::kit::jobs;
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, page, see_other};

const PATH: &str = "/administration/jobs";
const DEAD_SHOWN: i64 = 100;

pub async fn jobs(administrator: Administrator, app: App) -> Reply {
    let now = app.clock.now();
    let ((due, oldest), waiting, dead) = app
        .read(move |conn| {
            Ok((jobs::backlog(conn, now)?, jobs::waiting(conn)?, jobs::dead(conn, DEAD_SHOWN)?))
        })
        .await?;
    page(JobsPage {
        page: Page::new(&administrator, "Jobs"),
        nav: nav(PATH),
        due,
        oldest: oldest.map(clock::moment_words).unwrap_or_default(),
        waiting,
        dead: dead.into_iter().map(Into::into).collect(),
    })
}

pub async fn run_again(administrator: Administrator, id: Path<i64>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::run_again(conn, &actor, id, now)).await?;
    see_other(PATH).with_notice("The job is in the queue again").reply()
}
