//! A provider invites people to interviews, and changes or cancels what was agreed.

use actix_web::web::Path;

use super::interviews::{OfRound, round};
use super::{foresight, here};
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::{InviteForm, MoveForm};
use crate::applications::model::{
    Application, ApplicationId, Arranged, InterviewId, InvitationId, InvitationState, MOST_INVITED, Slot,
    State, Vacancy, calendar_event, called, is_hidden,
};
use crate::applications::store;
use crate::applications::views::{InvitationPage, InviteLettersPage, InvitePage, Inviting};
use crate::audit::Actor;
use crate::kit::calendar;
use crate::kit::db::Conn;
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, form_again, page, see_other};

/// What inviting these needs to know.
async fn inviting(
    app: &App,
    member: &Member,
    (provider, id): (ProviderId, InterviewId),
    mut chosen: Vec<ApplicationId>,
) -> Result<Inviting, Error> {
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    let (round, vacancy) = round(app, &desk, id).await?;
    let (listing, now) = (round.interview.listing_id, app.clock.now());
    let invited = round.invited.iter().filter(|(one, _)| one.state != InvitationState::Cancelled);
    let invited: Vec<ApplicationId> = invited.map(|(_, application)| application.id).collect();
    // More are refused, and a statement holds so many numbers.
    chosen.truncate(MOST_INVITED);
    let found = app.read(move |conn| {
        let waiting = store::waiting_but(conn, listing, now.london_day(), &[])?;
        let left = store::waiting_but(conn, listing, now.london_day(), &chosen)?;
        let mut open = store::in_state(conn, listing, State::Shortlisted)?;
        open.retain(|application| !invited.contains(&application.id));
        Ok((waiting, left, open, store::free_slots(conn, id, now)?.len()))
    });
    let (waiting, left, open, free) = found.await?;
    let (interview, panel) = (round.interview, round.panel);
    Ok(Inviting { desk, interview, panel, vacancy, open, free, waiting, left, now })
}

pub async fn invite_form(member: Member, path: OfRound, query: Query<InviteForm>, app: App) -> Reply {
    let inviting = inviting(&app, &member, path.into_inner(), Vec::new()).await?;
    page(InvitePage::new(Page::new(&member, "Invite to interviews"), &inviting, query.0, Problems::none()))
}

/// The letters; from there, the deed.
pub async fn invite(member: Member, path: OfRound, form: Form<InviteForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let ids = form.ids();
    let inviting = inviting(&app, &member, (provider, id), ids.clone()).await?;
    let meanwhile = match form.check(inviting.others(), inviting.now) {
        Ok(meanwhile) => meanwhile,
        Err(problems) => {
            let page = Page::new(&member, "Invite to interviews");
            return form_again(InvitePage::new(page, &inviting, form.0, problems));
        }
    };
    if form.wants_letters() {
        let page_ = Page::new(&member, "Invite these people?");
        let foresight = foresight(&app).await?;
        return page(InviteLettersPage::new(page_, &inviting, form.0, meanwhile.as_ref(), &foresight)?);
    }
    let (actor, here) = (Actor::from(&member.account), here(&app));
    let scope = inviting.desk.scope;
    let deed =
        move |conn: &mut Conn| actions::invite(conn, &scope, &actor, (id, &ids, meanwhile.as_ref()), &here);
    let moved = app.db.write(deed).await?;
    see_other(format!("/desk/{provider}/interviews/{id}")).with_notice(moved.words("Invited")).reply()
}

type OfInvitation = Path<(ProviderId, InterviewId, InvitationId)>;

struct Found {
    desk: Desk,
    application: Application,
    vacancy: Vacancy,
    arranged: Arranged,
    free: Vec<Slot>,
}

impl Found {
    fn page(&self, member: &Member, form: MoveForm, problems: Problems) -> InvitationPage {
        let page = Page::new(member, "Change or cancel this interview");
        let (of, arranged) = ((&self.application, &self.vacancy), (&self.arranged, self.free.as_slice()));
        InvitationPage::new(page, &self.desk, of, arranged, (form, problems))
    }
}

async fn found(
    app: &App,
    member: &Member,
    (provider, id, invitation): (ProviderId, InterviewId, InvitationId),
) -> Result<Found, Error> {
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    let (_, vacancy) = round(app, &desk, id).await?;
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| {
        let Some(invitation) = store::invitation_to(conn, id, invitation)? else { return Ok(None) };
        let application = store::owned_by_provider(conn, &scope, invitation.application_id)?;
        let free = store::free_slots(conn, id, now)?;
        Ok(application.zip(store::with_all(conn, invitation)?).map(|(of, arranged)| (of, arranged, free)))
    });
    let (application, arranged, free) = found.await?.ok_or_else(Error::not_found)?;
    if !arranged.is_open(&application, now) {
        let href = format!("/desk/{provider}/interviews/{id}");
        return Err(crate::web::error::Refusal::refused(&actions::InterviewError::Over(href)));
    }
    Ok(Found { desk, application, vacancy, arranged, free })
}

pub async fn invitation_form(member: Member, path: OfInvitation, app: App) -> Reply {
    let found = found(&app, &member, path.into_inner()).await?;
    page(found.page(&member, MoveForm::default(), Problems::none()))
}

/// Another time.
pub async fn move_interview(member: Member, path: OfInvitation, form: Form<MoveForm>, app: App) -> Reply {
    let (provider, id, invitation) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    round(&app, &desk, id).await?;
    let (slot, words) = match form.check_move() {
        Ok(checked) => checked,
        Err(problems) => {
            let found = found(&app, &member, (provider, id, invitation)).await?;
            return form_again(found.page(&member, form.0, problems));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    let deed = move |conn: &mut Conn| {
        actions::move_interview(conn, &desk.scope, &actor, ((id, invitation), slot, &words), &here)
    };
    app.db.write(deed).await?;
    done(provider, id, "They have another time. We have emailed them")
}

pub async fn cancel_interview(member: Member, path: OfInvitation, form: Form<MoveForm>, app: App) -> Reply {
    let (provider, id, invitation) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    round(&app, &desk, id).await?;
    let why = match form.check_end() {
        Ok(why) => why,
        Err(problems) => {
            let found = found(&app, &member, (provider, id, invitation)).await?;
            return form_again(found.page(&member, form.0, problems));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    let deed = move |conn: &mut Conn| {
        actions::cancel_interview(conn, &desk.scope, &actor, ((id, invitation), &why), &here)
    };
    app.db.write(deed).await?;
    done(provider, id, "Cancelled. We have emailed them")
}

fn done(provider: ProviderId, id: InterviewId, notice: &str) -> Reply {
    see_other(format!("/desk/{provider}/interviews/{id}")).with_notice(notice).reply()
}

/// Every interview of a round for which a time was agreed, cancelled ones too, for the calendars of those who hold them.
pub async fn round_calendar(member: Member, path: OfRound, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (round, vacancy) = round(&app, &desk, id).await?;
    let url = app.site.url(&format!("/desk/{provider}/interviews/{id}"));
    let event = |(invitation, application): &(_, Application)| {
        let hidden = is_hidden(vacancy.blind, application.revealed_at);
        let who = called(application.id, &application.name, hidden);
        let title = format!("Interview: {who}, {}", vacancy.title);
        calendar_event((&round.interview, invitation), title, &url, &app.site.mail_domain)
    };
    let events: Vec<_> = round.invited.iter().filter_map(event).collect();
    Ok(download("interviews.ics", "text/calendar; charset=utf-8", calendar::file(&events)))
}
