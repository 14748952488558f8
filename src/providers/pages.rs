//! The pages of providers.

use crate::app::App;
use crate::kit::db::Failed;
use crate::providers::model::Needs;
use crate::providers::{Desk, ProviderId, store};
use crate::web::error::Error;
use crate::web::guards::Member;
use crate::web::page::Link;

/// The organisation whose desk a member asks for: not found when they do not belong to it, refused when their role is
/// too small.
pub async fn desk_of(app: &App, member: &Member, provider: ProviderId, needs: Needs) -> Result<Desk, Error> {
    let account = member.account.id;
    let found = app
        .db
        .read(move |conn| Ok(store::desk(conn, account, provider)?))
        .await
        .map_err(Failed::into_error)?;
    let desk = found.ok_or_else(Error::not_found)?;
    if desk.role.may(needs) { Ok(desk) } else { Err(role_too_small(&desk, needs)) }
}

fn role_too_small(desk: &Desk, needs: Needs) -> Error {
    let who = if needs == Needs::Own { "An owner" } else { "An editor or owner" };
    Error::refused(
        "You may look, but not change this",
        format!(
            "{who} of {} can do this. You are its {}. Ask an owner to change your role.",
            desk.provider.name,
            desk.role.label().to_lowercase()
        ),
        Link::to(desk.provider.desk_href(), "Go to the overview"),
    )
}
