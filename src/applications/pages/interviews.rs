//! A provider arranges interviews: rounds, and their times.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions::{self, Added, InterviewError};
use crate::applications::forms::{InterviewForm, SlotsForm};
use crate::applications::model::{Interview, InterviewId, SlotId, Vacancy};
use crate::applications::store;
use crate::applications::views::{InterviewFormPage, InterviewPage, InterviewsPage, Round, SlotsPage};
use crate::audit::Actor;
use crate::kit::db::Conn;
use crate::listings::{self, ListingId};
use crate::providers::pages::desk_of;
use crate::providers::{Belongs, Desk, Needs, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type OfListing = Path<(ProviderId, ListingId)>;
pub(super) type OfRound = Path<(ProviderId, InterviewId)>;

fn whole(conn: &mut Conn, interview: Interview) -> diesel::QueryResult<Round> {
    let id = interview.id;
    Ok(Round {
        panel: store::panel(conn, id)?,
        slots: store::slots(conn, id)?,
        invited: store::invited(conn, id)?,
        interview,
    })
}

/// What a listing within reach is, for its interviews.
async fn listed(app: &App, desk: &Desk, listing: ListingId) -> Result<Vacancy, Error> {
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| store::vacancy_within(conn, &scope, listing, now)).await?;
    found.ok_or_else(Error::not_found)
}

/// A round within reach with all that belongs to it.
pub(super) async fn round(app: &App, desk: &Desk, id: InterviewId) -> Result<(Round, Vacancy), Error> {
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| {
        let Some(interview) = store::owned_interview(conn, &scope, id)? else { return Ok(None) };
        let vacancy = store::vacancy(conn, interview.listing_id, now)?;
        Ok(Some((whole(conn, interview)?, vacancy)))
    });
    match found.await? {
        Some((round, Some(vacancy))) => Ok((round, vacancy)),
        _ => Err(InterviewError::NotFound.refused()),
    }
}

pub async fn interviews(member: Member, path: OfListing, app: App) -> Reply {
    let (provider, listing) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let vacancy = listed(&app, &desk, listing).await?;
    let rounds = app.read(move |conn| {
        let all = store::interviews_of(conn, listing)?;
        all.into_iter().map(|interview| whole(conn, interview)).collect::<Result<Vec<_>, _>>()
    });
    let page_ = Page::new(&member, "Interviews");
    page(InterviewsPage::new(page_, &desk, &vacancy, rounds.await?, app.clock.now()))
}

/// Those who can sit there.
async fn members_of(app: &App, listing: ListingId) -> Result<Vec<Belongs>, Error> {
    Ok(app.read(move |conn| listings::reaching(conn, listing)).await?)
}

fn new_page(
    member: &Member,
    desk: &Desk,
    vacancy: &Vacancy,
    members: &[Belongs],
    filled: (InterviewForm, Problems),
) -> InterviewFormPage {
    InterviewFormPage::new(Page::new(member, "Arrange interviews"), desk, (vacancy, None), members, filled)
}

pub async fn new_interview_form(member: Member, path: OfListing, app: App) -> Reply {
    let (provider, listing) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let vacancy = listed(&app, &desk, listing).await?;
    let members = members_of(&app, listing).await?;
    page(new_page(&member, &desk, &vacancy, &members, (InterviewForm::fresh(), Problems::none())))
}

pub async fn new_interview(member: Member, path: OfListing, form: Form<InterviewForm>, app: App) -> Reply {
    let (provider, listing) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let vacancy = listed(&app, &desk, listing).await?;
    let members = members_of(&app, listing).await?;
    let new = match form.check(&members) {
        Ok(new) => new,
        Err(problems) => {
            return form_again(new_page(&member, &desk, &vacancy, &members, (form.0, problems)));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    let arrange = move |conn: &mut Conn| actions::arrange(conn, (&desk.scope, listing), &actor, &new, &here);
    let id = app.db.write(arrange).await?;
    let slots = format!("/desk/{provider}/interviews/{id}/slots");
    see_other(slots).with_notice("Now add the times that candidates choose from").reply()
}

pub async fn interview(member: Member, path: OfRound, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (round, vacancy) = round(&app, &desk, id).await?;
    let page_ = Page::new(&member, round.interview.title.clone());
    page(InterviewPage::new(page_, &desk, &vacancy, &round, app.clock.now()))
}

fn change_page(
    member: &Member,
    desk: &Desk,
    (round, vacancy): (&Round, &Vacancy),
    members: &[Belongs],
    filled: (InterviewForm, Problems),
) -> InterviewFormPage {
    let page = Page::new(member, "Change these interviews");
    InterviewFormPage::new(page, desk, (vacancy, Some(&round.interview)), members, filled)
}

pub async fn interview_form(member: Member, path: OfRound, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (round, vacancy) = round(&app, &desk, id).await?;
    let members = members_of(&app, vacancy.listing).await?;
    let form = InterviewForm::of(&round.interview, &round.panel, &members);
    page(change_page(&member, &desk, (&round, &vacancy), &members, (form, Problems::none())))
}

pub async fn change_interview(member: Member, path: OfRound, form: Form<InterviewForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (round, vacancy) = round(&app, &desk, id).await?;
    let members = members_of(&app, vacancy.listing).await?;
    let new = match form.check(&members) {
        Ok(new) => actions::NewInterview { id, ..new },
        Err(problems) => {
            return form_again(change_page(&member, &desk, (&round, &vacancy), &members, (form.0, problems)));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::change_interview(conn, &desk.scope, &actor, &new, &here)).await?;
    see_other(format!("/desk/{provider}/interviews/{id}")).with_notice("Saved").reply()
}

pub async fn slots_form(member: Member, path: OfRound, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (round, _) = round(&app, &desk, id).await?;
    let page_ = Page::new(&member, "Add times");
    page(SlotsPage::new(page_, &desk, &round.interview, SlotsForm::fresh(), Problems::none()))
}

pub async fn add_slots(member: Member, path: OfRound, form: Form<SlotsForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let (round, _) = round(&app, &desk, id).await?;
    let (starts, minutes) = match form.check(app.clock.now()) {
        Ok(checked) => checked,
        Err(problems) => {
            let page = Page::new(&member, "Add times");
            return form_again(SlotsPage::new(page, &desk, &round.interview, form.0, problems));
        }
    };
    let here = here(&app);
    let add = move |conn: &mut Conn| actions::add_slots(conn, &desk.scope, (id, &starts, minutes), &here);
    let notice = added_words(&app.db.write(add).await?);
    see_other(format!("/desk/{provider}/interviews/{id}")).with_notice(notice).reply()
}

fn added_words(Added { added, left_out }: &Added) -> String {
    let added = match (added, left_out) {
        (0, 0) => return "These times were there already".into(),
        (0, _) => "No time added".to_string(),
        (1, _) => "1 time added".into(),
        (many, _) => format!("{many} times added"),
    };
    match left_out {
        0 => added,
        1 => format!("{added}. 1 overlaps a time that was there, and is left out"),
        many => format!("{added}. {many} overlap times that were there, and are left out"),
    }
}

pub async fn remove_slot(member: Member, path: Path<(ProviderId, InterviewId, SlotId)>, app: App) -> Reply {
    let (provider, id, slot) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let here = here(&app);
    app.db.write(move |conn| actions::remove_slot(conn, &desk.scope, (id, slot), &here)).await?;
    see_other(format!("/desk/{provider}/interviews/{id}")).with_notice("This time is taken away").reply()
}
