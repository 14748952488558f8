//! A member scores an application against the person specification.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::ScoresForm;
use crate::applications::model::{ApplicationId, Score};
use crate::applications::store::{self, Opening};
use crate::applications::views::ScoresPage;
use crate::listings::{self, Criterion};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type OfDesk = Path<(ProviderId, ApplicationId)>;

/// The application with what it is scored against; not found when its listing has no person specification.
async fn scored(
    app: &App,
    desk: &Desk,
    id: ApplicationId,
) -> Result<(Opening, Vec<Criterion>, Vec<Score>), Error> {
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| {
        let Some(application) = store::owned_by_provider(conn, &scope, id)? else { return Ok(None) };
        let criteria = listings::criteria(conn, application.listing_id)?;
        let scores = store::scores(conn, id)?.into_iter().map(|(score, _)| score).collect();
        Ok(store::open_for_provider(conn, application, now)?.map(|opening| (opening, criteria, scores)))
    });
    found.await?.filter(|(_, criteria, _)| !criteria.is_empty()).ok_or_else(Error::not_found)
}

pub async fn scores_form(member: Member, path: OfDesk, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let (opening, criteria, scores) = scored(&app, &desk, path.1).await?;
    let form = ScoresForm::of(&scores, member.account.id);
    let page_ = Page::new(&member, "Your scores");
    page(ScoresPage::new(page_, &desk, &opening, &criteria, (form, Problems::none())))
}

pub async fn set_scores(member: Member, path: OfDesk, form: Form<ScoresForm>, app: App) -> Reply {
    let (provider, id) = *path;
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (opening, criteria, _) = scored(&app, &desk, path.1).await?;
    let scores = match form.check(&criteria, member.account.id) {
        Ok(scores) => scores,
        Err(problems) => {
            let page_ = Page::new(&member, "Your scores");
            return form_again(ScoresPage::new(page_, &desk, &opening, &criteria, (form.0, problems)));
        }
    };
    let (by, here) = (member.account.clone(), here(&app));
    app.db.write(move |conn| actions::set_scores(conn, &desk.scope, &by, (id, &scores), &here)).await?;
    see_other(format!("/desk/{provider}/applications/{id}#scores"))
        .with_notice("Your scores are kept")
        .reply()
}
