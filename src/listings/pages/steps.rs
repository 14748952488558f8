//! The steps in which a listing is written: one pair of handlers for all of them.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::listings::forms::{Around, Keeper, StepForm};
use crate::listings::model::{Full, ListingId, ListingState, Step, missing};
use crate::listings::views::{Frame, StepPage};
use crate::listings::{
    self,
    actions::{self, EditError},
};
use crate::providers::pages::desk_of;
use crate::providers::{self, Desk, Needs, ProviderId, Scope};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, page_with, see_other};

type Ids = Path<(ProviderId, ListingId)>;

pub async fn step<F: StepPage>(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (full, may) = open(&app, &desk, ids.1).await?;
    if !has_step(&full, F::STEP) {
        return Err(Error::NotFound);
    }
    if !may {
        return Err(EditError::Fixed(Box::new(full.listing)).refused());
    }
    show(&member, &desk, (&full, F::of(&full)), (StatusCode::OK, Told::default()), &app).await
}

async fn open(app: &App, desk: &Desk, id: ListingId) -> Result<(Full, bool), Error> {
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| actions::opened(conn, (&scope, id), now)).await?;
    found.ok_or(Error::NotFound)
}

fn has_step(full: &Full, step: Step) -> bool {
    Step::of(full.listing.is_placement()).any(|one| one == step)
}

async fn show<F: StepPage>(
    member: &Member,
    desk: &Desk,
    (full, form): (&Full, F),
    (status, told): (StatusCode, Told),
    app: &App,
) -> Reply {
    let (scope, id, now) = (desk.scope.clone(), full.listing.id, app.clock.now());
    let around = app.read(move |conn| around(conn, (scope, id), now)).await?;
    let mut frame = Frame::new(full, &desk.provider, &around, F::STEP);
    frame.conflict = status == StatusCode::CONFLICT;
    frame.kept = told.kept;
    let page = Page::new(member, F::STEP.label()).with_problems(&told.problems);
    page_with(status, form.page(page, frame, told.problems))
}

/// Saves what is right, unless the listing would then lack what it had. What is wrong comes back with all that was
/// typed; so does everything when somebody else saved first.
pub async fn save_step<F: StepPage + Sync>(member: Member, ids: Ids, form: Form<F>, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    if form.0.only_looks() {
        let (full, _) = open(&app, &desk, ids.1).await?;
        return show(&member, &desk, (&full, form.0), (StatusCode::OK, Told::default()), &app).await;
    }
    let (of, typed, now) = ((desk.scope.clone(), ids.1), form.0.clone(), app.clock.now());
    let actor = Actor::from(&member.account);
    let saved = app.db.write(move |conn| save(conn, &actor, &of, &typed, now)).await;
    match saved {
        Ok((full, told)) if !told.problems.any() => onward(&full, &form.0),
        Ok((full, told)) => {
            show(&member, &desk, (&full, form.0), (StatusCode::UNPROCESSABLE_ENTITY, told), &app).await
        }
        Err(Failed::Refused(EditError::Changed(full))) => {
            show(&member, &desk, (&full, form.0), (StatusCode::CONFLICT, Told::default()), &app).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What an editor is told of a step that did not go through.
#[derive(Default)]
struct Told {
    problems: Problems,
    /// What became of the rest of the step.
    kept: &'static str,
}

fn around(conn: &mut Conn, (scope, id): (Scope, ListingId), now: Moment) -> diesel::QueryResult<Around> {
    Ok(Around {
        sites: providers::sites(conn, scope.provider)?,
        members: listings::reaching(conn, id)?,
        today: now.london_day(),
        scope,
    })
}

fn save<F: StepForm>(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): &(Scope, ListingId),
    form: &F,
    now: Moment,
) -> Outcome<(Full, Told), EditError> {
    let around = around(conn, (scope.clone(), *id), now)?;
    let (full, (told, differs)) = actions::edit(
        conn,
        (scope, *id),
        form.version(),
        |full| {
            let before = full.clone();
            let told = change(full, form, &around);
            (told, full.differs(&before))
        },
        now,
    )?;
    if differs {
        actions::note_step(conn, actor, &full.listing, F::STEP, now)?;
    }
    Ok((full, told))
}

fn change<F: StepForm>(full: &mut Full, form: &F, around: &Around) -> Told {
    let (before, mut keep) = (full.clone(), Keeper::default());
    form.apply(full, around, &mut keep);
    let mut problems = keep.problems;
    // Whoever goes on is told what is missing; whoever comes back later is not.
    if !form.then().is_empty() {
        return Told { problems: problems.in_order(F::FIELDS), kept: RIGHT_IS_SAVED };
    }
    let lacks = |full: &Full| missing(full, around.today).into_iter().filter(|one| one.step == F::STEP);
    let lacked: Vec<&str> = lacks(&before).map(|one| one.field).collect();
    let mut kept = RIGHT_IS_SAVED;
    for one in lacks(full) {
        if !lacked.contains(&one.field) {
            kept = NOTHING_IS_SAVED;
        }
        problems.add(one.field, one.words);
    }
    if kept == NOTHING_IS_SAVED {
        *full = before;
    }
    Told { problems: problems.in_order(F::FIELDS), kept }
}

const RIGHT_IS_SAVED: &str = "Everything else on this page is saved.";
const NOTHING_IS_SAVED: &str = "Nothing on this page is saved yet: the listing is as it was before.";

fn onward<F: StepForm>(full: &Full, form: &F) -> Reply {
    let desk = full.listing.desk_path();
    let next = Step::of(full.listing.is_placement()).skip_while(|step| *step != F::STEP).nth(1);
    if full.listing.state == ListingState::Live && matches!(form.then(), "" | "later") {
        return see_other(format!("{desk}/changes"))
            .with_notice("Saved. Nothing of it is public yet")
            .reply();
    }
    match (form.then(), next) {
        ("", Some(next)) => see_other(format!("{desk}/{next}")).reply(),
        ("", None) => see_other(format!("{desk}/check")).reply(),
        ("later", _) => see_other(desk).with_notice("Saved. Come back whenever you like").reply(),
        ("preview", _) => see_other(format!("{desk}/preview")).reply(),
        _ => see_other(format!("{desk}/{}", F::STEP)).with_notice("Saved").reply(),
    }
}
