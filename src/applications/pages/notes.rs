//! Members note things on an application for one another.

use actix_web::web::Path;

use super::desk::read_page;
use super::here;
use crate::app::App;
use crate::applications::actions::{self, DeskError};
use crate::applications::forms::NoteForm;
use crate::applications::model::{ApplicationId, MOST_NOTES};
use crate::kit::db::Failed;
use crate::providers::pages::desk_of;
use crate::providers::{self, Needs, ProviderId};
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
    let members = app.read(move |conn| providers::members(conn, provider)).await?;
    let note = match form.check(&members) {
        Ok(note) => note,
        Err(problems) => return form_again(read_page(&app, &member, &desk, id, (form.0, problems)).await?),
    };
    let (author, here) = (member.account.clone(), here(&app));
    match app.db.write(move |conn| actions::add_note(conn, provider, &author, (id, &note), &here)).await {
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
