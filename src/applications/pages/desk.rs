//! A provider reads applications and answers them.

use std::collections::HashMap;

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::{NoteForm, RejectForm, TableQuery};
use crate::applications::model::{ApplicationId, Party, Side, State};
use crate::applications::store::{self, Wanted};
use crate::applications::views::{
    About, Found, InterviewLine, Noted, ReadPage, RejectPage, Scored, TablePage, new_messages,
};
use crate::audit::Actor;
use crate::listings::{self, ListingId};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId, Scope};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};

type OfDesk = Path<(ProviderId, ApplicationId)>;

/// The applications to all listings.
pub async fn all(member: Member, provider: Path<ProviderId>, query: Query<TableQuery>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::View).await?;
    let found = find(&app, &desk.scope, None, &query).await?;
    page(TablePage::new(Page::new(&member, "Applications"), &desk, None, query.0, found))
}

/// The applications to one listing.
pub async fn of_listing(
    member: Member,
    path: Path<(ProviderId, ListingId)>,
    query: Query<TableQuery>,
    app: App,
) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let scope = desk.scope.clone();
    let listing = app.read(move |conn| listings::owned(conn, &scope, id)).await?;
    let listing = listing.ok_or_else(Error::not_found)?;
    let found = find(&app, &desk.scope, Some(id), &query).await?;
    let page_ = Page::new(&member, format!("Applications for {}", listing.name()));
    page(TablePage::new(page_, &desk, Some(&listing), query.0, found))
}

async fn find(
    app: &App,
    scope: &Scope,
    listing: Option<ListingId>,
    query: &TableQuery,
) -> Result<Found, Error> {
    let today = app.clock.today();
    let (order, page) = (query.order(), query.page());
    let wanted = Wanted { scope: scope.clone(), listing, state: query.state(), words: query.words() };
    let found = app.read(move |conn| {
        let counts = store::counts(conn, &wanted)?;
        let rows = store::rows(conn, &wanted, order, page)?;
        let ids: Vec<ApplicationId> = rows.iter().map(|row| row.id).collect();
        let is_scored = listing.map_or(Ok(false), |listing| store::is_scored(conn, listing))?;
        let scores = if is_scored { store::scores_of(conn, &ids)? } else { HashMap::new() };
        Ok(Found { today, rows, counts, scores, is_scored })
    });
    Ok(found.await?)
}

/// Reading leaves a line in the audit log, and the first time one in the timeline.
pub async fn read(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    page(read_page(&app, &member, &desk, id, (NoteForm::fresh(), Problems::none())).await?)
}

/// An application with what was noted on it, and the form of one more note.
pub(super) async fn read_page(
    app: &App,
    member: &Member,
    desk: &Desk,
    id: ApplicationId,
    (form, problems): (NoteForm, Problems),
) -> Result<ReadPage, Error> {
    let (scope, actor, now) = (desk.scope.clone(), Actor::from(&member.account), app.clock.now());
    let account = member.account.id;
    let opening = app.db.write(move |conn| actions::look(conn, &scope, &actor, id, now)).await?;
    let listing = opening.opened.vacancy.listing;
    let read = app.read(move |conn| {
        let scored = Scored::new(&listings::criteria(conn, listing)?, &store::scores(conn, id)?);
        let unread = store::unread_of(conn, id, Side::Candidate, account)?;
        let seen = (unread, store::arranged(conn, id)?);
        Ok((store::notes(conn, id)?, listings::reaching(conn, listing)?, scored, seen))
    });
    let (notes, mut members, scored, (unread, arranged)) = read.await?;
    members.retain(|one| one.account != member.account.id);
    let title = format!("Application of {}", opening.opened.application.name);
    let noted = Noted::new(notes, &members, form, problems);
    let view = ReadPage::new(Page::new(member, title), desk, &opening, (noted, scored));
    let base = desk.provider.desk_href();
    let interviews = arranged.iter().map(|one| InterviewLine::desk(one, &base, now)).collect();
    Ok(ReadPage { unread: new_messages(unread), interviews, ..view })
}

pub async fn cv(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let file = app.db.write(move |conn| actions::open_cv(conn, &desk.scope, &actor, id, now)).await?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}

pub async fn shortlist(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::shortlist(conn, &desk.scope, &actor, id, &here)).await?;
    done(provider, id, "Shortlisted. We have emailed the candidate")
}

fn done(provider: ProviderId, id: ApplicationId, notice: &str) -> Reply {
    see_other(format!("/desk/{provider}/applications/{id}")).with_notice(notice).reply()
}

/// The person and the listing that a form is about, when what is asked is open from where the application stands.
pub(super) async fn about(
    app: &App,
    desk: &Desk,
    id: ApplicationId,
    is_open: fn(State) -> bool,
) -> Result<About, Error> {
    let scope = desk.scope.clone();
    let found = app.read(move |conn| store::standing_of_provider(conn, &scope, id)).await?;
    let found = found.ok_or_else(Error::not_found)?;
    match is_open(found.state) {
        true => Ok(found.into()),
        false => Err(actions::DeskError::MovedOn(desk.provider.id, id, found.state).refused()),
    }
}

/// Once it is done, pressing again is answered like the first time.
fn may_be_rejected(state: State) -> bool {
    state == State::Rejected || state.may_become(State::Rejected, Party::Provider)
}

fn rejecting(member: &Member, desk: &Desk, about: About, form: RejectForm, problems: Problems) -> RejectPage {
    RejectPage::new(Page::new(member, "Reject this application"), desk, about, form, problems)
}

pub async fn reject_form(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let about = about(&app, &desk, id, may_be_rejected).await?;
    page(rejecting(&member, &desk, about, RejectForm::default(), Problems::none()))
}

pub async fn reject(member: Member, path: OfDesk, form: Form<RejectForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let rejection = match form.check() {
        Ok(rejection) => rejection,
        Err(problems) => {
            let about = about(&app, &desk, id, may_be_rejected).await?;
            return form_again(rejecting(&member, &desk, about, form.0, problems));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::reject(conn, &desk.scope, &actor, (id, &rejection), &here)).await?;
    done(provider, id, "Rejected. We have emailed the candidate")
}
