//! Beginning an organisation, and its profile.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::providers::ProviderId;
use crate::providers::actions::{self, Saved};
use crate::providers::forms::ProfileForm;
use crate::providers::model::Needs;
use crate::providers::views::{DeskNav, DeskPlace, OrganisationPage, ProfilePage, PublicProfile, Told};
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const NEW: &str = "Tell us about your organisation";
const CHANGE: &str = "Change the profile";

pub async fn new_form(member: Member) -> Reply {
    page(ProfilePage::new(Page::new(&member, NEW), None, ProfileForm::default(), Problems::none()))
}

pub async fn create(member: Member, form: Form<ProfileForm>, app: App) -> Reply {
    let page_ = Page::new(&member, NEW);
    if form.wants_preview() {
        return page(ProfilePage::new(page_, None, form.0, Problems::none()));
    }
    let new = match form.check(None) {
        Ok(new) => new,
        Err(problems) => return form_again(ProfilePage::new(page_, None, form.0, problems)),
    };
    let now = app.clock.now();
    let id = app.db.write(move |conn| actions::create(conn, &member.account, &new, now)).await?;
    see_other(format!("/desk/{id}")).with_notice("Saved. Only you can see it until it is verified").reply()
}

pub async fn organisation(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::View).await?;
    let id = desk.provider.id;
    let told = app.read(move |conn| Told::of(conn, id)).await?;
    page(OrganisationPage {
        page: Page::new(&member, "Organisation"),
        nav: DeskNav::new(&desk.provider, DeskPlace::Organisation),
        profile: PublicProfile::new(&desk.provider, &told, app.clock.today()),
        may_edit: desk.may(Needs::EditAll) && desk.provider.state.may_be_edited(),
        may_see_log: desk.may(Needs::ViewAll),
        provider: desk.provider,
    })
}

pub async fn profile_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let form = ProfileForm::from(&desk.provider);
    page(ProfilePage::new(Page::new(&member, CHANGE), Some(&desk.provider), form, Problems::none()))
}

pub async fn change_profile(
    member: Member,
    path: Path<ProviderId>,
    form: Form<ProfileForm>,
    app: App,
) -> Reply {
    let before = desk_of(&app, &member, *path, Needs::EditAll).await?.provider;
    let page_ = Page::new(&member, CHANGE);
    if form.wants_preview() {
        return page(ProfilePage::new(page_, Some(&before), form.0, Problems::none()));
    }
    let new = match form.check(Some(&before)) {
        Ok(new) => new,
        Err(problems) => return form_again(ProfilePage::new(page_, Some(&before), form.0, problems)),
    };
    let (desk, now, actor) = (before.desk_href(), app.clock.now(), Actor::from(&member.account));
    match app.db.write(move |conn| actions::change_profile(conn, &actor, &before, &new, now)).await? {
        Saved::Saved => see_other(format!("{desk}/profile")).with_notice("The profile is saved").reply(),
        Saved::SentAgain => see_other(desk).with_notice("Saved, and sent to be verified again").reply(),
    }
}
