//! Changing a live listing: its next version beside the public one, and a later closing day.

use super::desk::{Ids, here, mine};
use crate::app::App;
use crate::audit::Actor;
use crate::listings::actions::{self, Sent};
use crate::listings::forms::ExtendForm;
use crate::listings::model::{Edit, Full};
use crate::listings::store;
use crate::listings::views::{ChangesPage, ExtendPage};
use crate::providers::Needs;
use crate::providers::pages::desk_of;
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

async fn edit_of(app: &App, live: &Full) -> Result<(Option<Edit>, bool), Error> {
    let live = live.clone();
    let found = app.read(move |conn| {
        let begun = store::intake(conn, live.listing.id)?.begun > 0;
        Ok((store::edit_of(conn, &live)?, begun))
    });
    Ok(found.await?)
}

pub async fn changes(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, live) = mine(&app, &member, ids, Needs::View).await?;
    if !live.listing.is_live(app.clock.now()) {
        return see_other(live.listing.desk_path()).reply();
    }
    let (edit, begun) = edit_of(&app, &live).await?;
    let title = format!("Change this {}", live.listing.kind.noun());
    page(ChangesPage::new(Page::new(&member, title), &desk, (&live, edit), begun, app.clock.now()))
}

pub async fn send_changes(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (provider, id, here) = (desk.provider.id, ids.1, here(&app));
    let actor = Actor::from(&member.account);
    let sent =
        app.db.write(move |conn| actions::send_changes(conn, &actor, (&desk.scope, id), &here)).await?;
    let (to, words) = match sent {
        Sent::Nothing => ("/changes", "Nothing differs from what is public, so nothing was sent"),
        Sent::AtOnce => ("", "Your changes are live"),
        Sent::ToReview => {
            ("/changes", "Sent to review. Until it is approved the public sees the listing as it was")
        }
    };
    see_other(format!("/desk/{provider}/listings/{id}{to}")).with_notice(words).reply()
}

pub async fn recall_changes(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (provider, id, now) = (desk.provider.id, ids.1, app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::recall_changes(conn, &actor, (&desk.scope, id), now)).await?;
    see_other(format!("/desk/{provider}/listings/{id}/changes"))
        .with_notice("Taken out of review. You can go on with your changes and send them again")
        .reply()
}

pub async fn drop_changes(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (provider, id, now) = (desk.provider.id, ids.1, app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::drop_changes(conn, &actor, (&desk.scope, id), now)).await?;
    see_other(format!("/desk/{provider}/listings/{id}"))
        .with_notice("Your changes are thrown away. The listing is public as it was")
        .reply()
}

pub async fn extension(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, live) = mine(&app, &member, ids, Needs::Edit).await?;
    if !live.listing.is_live(app.clock.now()) {
        return see_other(live.listing.desk_path()).reply();
    }
    let form = ExtendForm::of(&live.listing);
    page(ExtendPage::new(Page::new(&member, "Move the closing day"), &desk, &live, (form, Problems::none())))
}

pub async fn extend(member: Member, ids: Ids, form: Form<ExtendForm>, app: App) -> Reply {
    let (desk, live) = mine(&app, &member, ids, Needs::Edit).await?;
    let days = match form.check(&live.listing, app.clock.today()) {
        Ok(days) => days,
        Err(problems) => {
            let page = Page::new(&member, "Move the closing day");
            return form_again(ExtendPage::new(page, &desk, &live, (form.0, problems)));
        }
    };
    let (id, here) = (live.listing.id, here(&app));
    let actor = Actor::from(&member.account);
    let extend = move |conn: &mut _| actions::extend(conn, &actor, (&desk.scope, id), days, &here);
    let moved = app.db.write(extend).await?;
    let day = crate::kit::clock::day_words(days.0);
    let words = if moved { format!("It closes on {day} now") } else { format!("It closes on {day} already") };
    see_other(live.listing.desk_path()).with_notice(words).reply()
}
