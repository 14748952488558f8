//! A provider looks at what a candidate shares, and says of each item whether it will do. A viewer may look.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::ApplicationId;
use crate::audit::Actor;
use crate::passports::actions::{self, Here, Marked, Seen};
use crate::passports::forms::MarksForm;
use crate::passports::model::ItemId;
use crate::passports::views::DeskPage;
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};

type OfDesk = Path<(ProviderId, ApplicationId)>;

async fn seen(app: &App, member: &Member, (desk, id): (&Desk, ApplicationId)) -> Result<Seen, Error> {
    let (scope, actor, now) = (desk.scope.clone(), Actor::from(&member.account), app.clock.now());
    Ok(app.db.write(move |conn| actions::look(conn, &scope, &actor, id, now)).await?)
}

fn title(member: &Member, seen: &Seen) -> Page {
    Page::new(member, format!("Checks of {}", seen.standing.name))
}

pub async fn look(member: Member, path: OfDesk, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::View).await?;
    let seen = seen(&app, &member, (&desk, path.1)).await?;
    page(DeskPage::new(title(&member, &seen), &desk, &seen, None, app.clock.today()))
}

pub async fn mark(member: Member, path: OfDesk, form: Form<MarksForm>, app: App) -> Reply {
    let (provider, id) = *path;
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let given = match form.check() {
        Ok(given) => given,
        Err(problems) => {
            let seen = seen(&app, &member, (&desk, path.1)).await?;
            let page = title(&member, &seen);
            return form_again(
                DeskPage::new(page, &desk, &seen, Some(&form.0), app.clock.today()).with(problems),
            );
        }
    };
    let (actor, here) = (Actor::from(&member.account), Here { now: app.clock.now(), site: app.site.clone() });
    let marked =
        app.db.write(move |conn| actions::mark(conn, &desk.scope, &actor, (id, &given), &here)).await?;
    see_other(format!("/desk/{provider}/applications/{id}/passport")).with_notice(told(marked)).reply()
}

fn told(marked: Marked) -> String {
    let done = match marked.accepted + marked.repeated {
        0 => "Nothing has changed".to_string(),
        1 => "1 item marked. We have emailed the candidate".to_string(),
        many => format!("{many} items marked. We have emailed the candidate"),
    };
    match marked.missed {
        0 => done,
        1 => format!("{done}. 1 item was changed or withdrawn meanwhile: look at it again"),
        many => format!("{done}. {many} items were changed or withdrawn meanwhile: look at them again"),
    }
}

pub async fn file_of(member: Member, path: Path<(ProviderId, ApplicationId, ItemId)>, app: App) -> Reply {
    let (provider, id, item) = *path;
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let opened = app.db.write(move |conn| actions::open_file(conn, &desk.scope, &actor, (id, item), now));
    let file = opened.await?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}
