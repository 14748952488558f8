//! Members note things on an application for one another.

use actix_web::web::Path;

use super::desk::read_page;
use super::here;
use crate::app::App;
use crate::applications::actions::{self, DeskError};
use crate::applications::forms::NoteForm;
use crate::applications::model::{ApplicationId, MOST_NOTES};
use crate::applications::store;
use crate::kit::db::Failed;
use crate::providers::pages::desk_of;
use crate::providers::{Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::reply::{Reply, form_again, see_other};

pub async fn add_note(
    member: Member,
    path: Path<(ProviderId, ApplicationId)>,
    form: Form<NoteForm>,
    app: App,
) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let scope = desk.scope.clone();
    let members = app.read(move |conn| store::colleagues(conn, &scope, id)).await?;
    let members = members.ok_or_else(Error::not_found)?;
    let note = match form.check(&members) {
        Ok(note) => note,
        Err(problems) => return form_again(read_page(&app, &member, &desk, id, (form.0, problems)).await?),
    };
    let (scope, author, here) = (desk.scope.clone(), member.account.clone(), here(&app));
    match app.db.write(move |conn| actions::add_note(conn, &scope, &author, (id, &note), &here)).await {
        Err(Failed::Refused(DeskError::NoRoomForNotes)) => {
            let mut problems = Problems::none();
            problems
                .add("words", format!("There is no room for more: an application holds {MOST_NOTES} notes"));
            return form_again(read_page(&app, &member, &desk, id, (form.0, problems)).await?);
        }
        kept => kept?,
    }
    see_other(format!("/desk/{provider}/applications/{id}#notes")).with_notice("Your note is kept").reply()
}
