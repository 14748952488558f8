//! The pages of providers.

use crate::app::App;
use crate::providers::model::Needs;
use crate::providers::{Desk, ProviderId, store};
use crate::web::error::Error;
use crate::web::guards::Member;
use crate::web::page::Link;

/// The organisation whose desk a member asks for: not found when they do not belong to it, refused when their role is
/// too small.
pub async fn desk_of(app: &App, member: &Member, provider: ProviderId, needs: Needs) -> Result<Desk, Error> {
    let account = member.account.id;
    let found = app.read(move |conn| store::desk(conn, account, provider)).await?;
    let desk = found.ok_or_else(Error::not_found)?;
    if !desk.role.may(needs) {
        return Err(role_too_small(&desk, needs));
    }
    if needs == Needs::Edit && !desk.provider.state.may_be_edited() {
        return Err(frozen(&desk));
    }
    Ok(desk)
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

fn frozen(desk: &Desk) -> Error {
    Error::refused(
        "The organisation is suspended",
        format!(
            "While {} is suspended, nothing about it can be changed. The overview says why.",
            desk.provider.name
        ),
        Link::to(desk.provider.desk_href(), "Go to the overview"),
    )
}
