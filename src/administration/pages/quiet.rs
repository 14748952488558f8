//! Addresses that are quiet: why, since when, and how letters go to them again.

use actix_web::web::Path;

use super::PER_PAGE;
use crate::administration::actions;
use crate::administration::forms::{PageQuery, WhyForm};
use crate::administration::views::{QuietLine, QuietPage, QuietsPage};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::kit::letters::quiet::{self, QuietId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/letters/quiet";
const HISTORY: i64 = 20;

pub async fn quiet_addresses(administrator: Administrator, query: Query<PageQuery>, app: App) -> Reply {
    let number = page_number(&query.page);
    let (found, total) = app.read(move |conn| quiet::page(conn, (number - 1) * PER_PAGE, PER_PAGE)).await?;
    let address = |number: i64| with_query(PATH, &[("page", &number.to_string())]);
    page(QuietsPage {
        page: Page::new(&administrator, "Quiet addresses"),
        lines: found.iter().map(QuietLine::from).collect(),
        takes_reports: app.config.deliveries_secret.is_some(),
        pages: Pages::new(number, total, PER_PAGE, address),
        total,
    })
}

pub async fn quiet_address(administrator: Administrator, id: Path<QuietId>, app: App) -> Reply {
    page(quiet_page(&administrator, *id, &app, Default::default()).await?)
}

async fn quiet_page(
    administrator: &Administrator,
    id: QuietId,
    app: &App,
    (lift, problems): (WhyForm, Problems),
) -> Result<QuietPage, Error> {
    let found =
        app.read(move |conn| Ok((quiet::find(conn, id)?, audit::of_subject(conn, "quiet", id.0, HISTORY)?)));
    let (found, history) = found.await?;
    let quiet = found.ok_or(Error::NotFound)?;
    Ok(QuietPage {
        page: Page::new(administrator, quiet.address.as_str()).with_problems(&problems),
        line: QuietLine::from(&quiet),
        history: history.into_iter().map(Into::into).collect(),
        lift,
        problems,
    })
}

/// Letters go there again.
pub async fn lift_quiet(
    administrator: Administrator,
    id: Path<QuietId>,
    form: Form<WhyForm>,
    app: App,
) -> Reply {
    let because = match form.check() {
        Ok(because) => because,
        Err(problems) => {
            return form_again(quiet_page(&administrator, *id, &app, (form.0, problems)).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::lift_quiet(conn, &actor, id, &because, now)).await?;
    see_other(format!("{PATH}/{id}")).with_notice("Emails go to this address again").reply()
}
