//! The overview of a provider's desk, with its listings and applicants in numbers.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::store;
use crate::listings::{self, ListingState};
use crate::providers::pages::overview_of;
use crate::providers::{Doing, Number, OverviewPage, ProviderId};
use crate::web::guards::Member;
use crate::web::reply::{Reply, page};

pub async fn overview(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let view = overview_of(&app, &member, *path).await?;
    let (id, account) = (view.provider.id, member.account.id);
    let read = app.read(move |conn| {
        let unread = store::unread_people(conn, id, account)?;
        Ok((listings::counts(conn, id)?, store::new_count(conn, id)?, unread))
    });
    let (counts, new, unread) = read.await?;
    page(with_numbers(view, &counts, new, unread))
}

fn with_numbers(
    mut view: OverviewPage,
    counts: &[(ListingState, i64)],
    new: i64,
    unread: i64,
) -> OverviewPage {
    let of = |state| counts.iter().find(|(found, _)| *found == state).map_or(0, |(_, number)| *number);
    let number = |label: &str, number| Number { label: label.into(), number };
    view.numbers = vec![
        number("Live", of(ListingState::Live)),
        number("In review", of(ListingState::Submitted)),
        number("Drafts", of(ListingState::Draft)),
        number("New applications", new),
    ];
    let desk = view.provider.desk_href();
    let ready = view.is_verified() && view.may_edit;
    let drafts = if ready { of(ListingState::Draft) } else { 0 };
    let waits = [
        (of(ListingState::Returned), "listings", "listing sent back to you", "listings sent back to you"),
        (new, "applications", "application to read", "applications to read"),
        (unread, "messages", "person has written to you", "people have written to you"),
        (drafts, "listings?state=draft", "draft to finish and submit", "drafts to finish and submit"),
    ];
    for (number, path, one, several) in waits.into_iter().filter(|(number, ..)| *number > 0) {
        let label = if number == 1 { format!("1 {one}") } else { format!("{number} {several}") };
        view.doings.push(Doing { href: format!("{desk}/{path}"), label });
    }
    view
}
