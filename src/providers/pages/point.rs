//! Moving a site on the map: by its numbers or in steps, each of which draws the map anew. Only saving keeps it.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::providers::forms::{PointForm, Pressed, check_point};
use crate::providers::model::{Needs, Point};
use crate::providers::store::Site;
use crate::providers::views::PointPage;
use crate::providers::{Desk, ProviderId, SiteId, actions, store};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type Ids = Path<(ProviderId, SiteId)>;

async fn site_of(app: &App, member: &Member, path: Ids) -> Result<(Desk, Site), Error> {
    let (provider, site) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let found = app.read(move |conn| store::owned_site(conn, provider, site)).await?;
    Ok((desk, found.ok_or_else(Error::not_found)?))
}

fn point_page(
    member: &Member,
    (desk, site): (&Desk, &Site),
    at: Point,
    form: PointForm,
    problems: Problems,
) -> PointPage {
    let title = format!("Where {} is on the map", site.name);
    PointPage::new(Page::new(member, title), &desk.provider, site, at, (form, problems))
}

pub async fn site_point(member: Member, path: Ids, app: App) -> Reply {
    let (desk, site) = site_of(&app, &member, path).await?;
    let form = PointForm::of(&site);
    page(point_page(&member, (&desk, &site), site.point(), form, Problems::none()))
}

pub async fn move_site(member: Member, path: Ids, form: Form<PointForm>, app: App) -> Reply {
    let (desk, site) = site_of(&app, &member, path).await?;
    let (form, base, of) = (form.0, site.base(), (&desk, &site));
    let checked = form.check(&site.postcode, base);
    let moved = match (form.pressed(), checked) {
        (Pressed::ToPostcode, _) => Ok(base),
        (Pressed::Step(to), Ok(point)) => check_point(point.step(to), &site.postcode, base),
        (Pressed::Step(_) | Pressed::Save, Err(problems)) => Err(problems),
        (Pressed::Save, Ok(point)) => return save(&app, &member, of, &form.seen, point).await,
    };
    match moved {
        Ok(point) => page(point_page(&member, of, point, form.at(point), Problems::none())),
        Err(problems) => form_again(point_page(&member, of, site.point(), form, problems)),
    }
}

async fn save(app: &App, member: &Member, (desk, site): (&Desk, &Site), seen: &str, point: Point) -> Reply {
    let (ids, seen, now) = ((desk.provider.id, site.id), seen.to_string(), app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::move_site(conn, &actor, ids, (&seen, point), now)).await?;
    see_other(format!("/desk/{}/sites/{}", ids.0, ids.1)).with_notice("The point on the map is saved").reply()
}
