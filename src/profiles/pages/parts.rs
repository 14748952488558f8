//! The parts that are one form: one pair of handlers for all of them. And leaving a part out.

use actix_web::web::Path;

use crate::app::App;
use crate::profiles::actions;
use crate::profiles::model::Part;
use crate::profiles::pages::{mine, onward};
use crate::profiles::views::{Frame, PartPage};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page};

pub async fn part<F: PartPage>(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    let (form, frame) = (F::of(&profile, &candidate.account), Frame::new(&profile, F::PART));
    page(form.page(Page::new(&candidate, F::PART.label()), frame, Problems::none()))
}

pub async fn save_part<F: PartPage>(candidate: Candidate, form: Form<F>, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    let said = match form.check(&F::of(&profile, &candidate.account)) {
        Ok(said) => said,
        Err(problems) => {
            let frame = Frame::new(&profile, F::PART);
            let page = Page::new(&candidate, F::PART.label()).with_problems(&problems);
            return form_again(form.0.page(page, frame, problems));
        }
    };
    let (account, now) = (candidate.account.id, app.clock.now());
    app.write(move |conn| actions::save(conn, account, &said, now)).await?;
    onward(&app, &candidate, F::PART, format!("{}: saved", F::PART.label())).await
}

pub async fn skip(candidate: Candidate, part: Path<String>, app: App) -> Reply {
    let part = Part::parse(&part).ok_or(Error::NotFound)?;
    let account = candidate.account.id;
    app.write(move |conn| actions::skip(conn, account, part)).await?;
    onward(&app, &candidate, part, format!("{}: left out for now", part.label())).await
}
