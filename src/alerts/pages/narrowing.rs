//! "Too far", "wrong kind", "pay too low": a proposal that leaves the listing out, and a button.

use actix_web::web::Path;

use super::{going, making::public};
use crate::alerts::actions::{self, AlertError};
use crate::alerts::forms::NarrowForm;
use crate::alerts::model::narrow::{Proposal, Why, propose};
use crate::alerts::store::Alert;
use crate::alerts::views::{NarrowPage, narrow_title};
use crate::app::App;
use crate::listings::{Full, ListingId};
use crate::search::Criteria;
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// An alert, a listing that it told of, and what would leave that out.
struct Scene {
    alert: Alert,
    listing: Full,
    criteria: Criteria,
    why: Why,
    proposal: Proposal,
}

async fn scene(app: &App, key: String, form: &NarrowForm) -> Result<Scene, Error> {
    let why = form.why().ok_or(Error::NotFound)?;
    let alert = going(app, key).await?;
    let listing = public(app, ListingId(form.listing)).await?;
    // Whoever presses the button twice narrows what they saw, and comes to the same.
    let criteria = Criteria::read(if form.was.is_empty() { &alert.search } else { &form.was });
    let proposal = propose(&criteria, &listing, why);
    Ok(Scene { alert, listing, criteria, why, proposal })
}

impl Scene {
    fn page(&self, visitor: &Visitor, form: NarrowForm, problems: Problems) -> NarrowPage {
        let parts = Page::new(visitor, narrow_title(self.why)).unlisted();
        NarrowPage::new(parts, &self.alert, &self.listing, &self.proposal, (form, problems))
    }
}

pub async fn narrow_form(visitor: Visitor, key: Path<String>, form: Query<NarrowForm>, app: App) -> Reply {
    let form = NarrowForm { was: String::new(), ..form.0 };
    let scene = scene(&app, key.into_inner(), &form).await?;
    let form = form.or_proposed(&scene.proposal);
    page(scene.page(&visitor, form, Problems::none()))
}

pub async fn narrow(visitor: Visitor, key: Path<String>, form: Form<NarrowForm>, app: App) -> Reply {
    let key = key.into_inner();
    let scene = scene(&app, key.clone(), &form).await?;
    let narrowed = match form.check(&scene.criteria, &scene.proposal) {
        Ok(Some(narrowed)) => narrowed.kept(),
        Ok(None) => return page(scene.page(&visitor, form.0, Problems::none())),
        Err(problems) => return form_again(scene.page(&visitor, form.0, problems)),
    };
    if !narrowed.can_be_kept() {
        return Err(AlertError::TooLong.refused());
    }
    let (search, label, was) = (narrowed.address(), narrowed.label(), form.0.was);
    let now = app.clock.now();
    let (manage, notice) = (format!("/alerts/manage/{key}"), format!("This alert now looks for: {label}"));
    let saved = move |conn: &mut crate::kit::db::Conn| {
        actions::search_for(conn, &key, &was, (search.as_str(), label.as_str()), now)
    };
    app.db.write(saved).await?;
    see_other(manage).with_notice(crate::kit::text::excerpt(&notice, 280)).reply()
}
