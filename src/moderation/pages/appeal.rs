//! Appeals: the people of an organisation write one, a moderator who was neither of the two decides it.

use actix_web::web::Path;

use super::listing::here;
use super::suspension::{find, standing_for};
use super::threads::desk_about;
use super::{done, stand};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock;
use crate::listings::ListingId;
use crate::moderation::actions;
use crate::moderation::forms::{AppealForm, QueueQuery, RulingForm};
use crate::moderation::model::{About, Kind, SuspensionId, SuspensionState};
use crate::moderation::views::{AppealPage, SuspendedPage, Waiting};
use crate::providers::pages::desk_of;
use crate::providers::{DeskNav, DeskPlace, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{Member, Moderator};
use crate::web::limits::Limit;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn appeal(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    page(appeal_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn decide_appeal(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    form: Form<RulingForm>,
    app: App,
) -> Reply {
    let id = *id;
    let ruling = match form.check() {
        Ok(ruling) => ruling,
        Err(problems) => {
            return form_again(appeal_page(&moderator, id, &query, &app, (form.0, problems)).await?);
        }
    };
    let done_words = if ruling.restores { "can be seen again" } else { "stays suspended" };
    let stand = stand(&app, &moderator, (Kind::Appeal, id.0), &query).await?;
    let (actor, here) = (Actor::from(&moderator.account), here(&app));
    let name = app.db.write(move |conn| actions::decide_appeal(conn, &actor, id, &ruling, &here)).await?;
    done(&app, &moderator, stand, format!("“{name}” {done_words}, and its people get an email")).await
}

async fn appeal_page(
    moderator: &Moderator,
    id: SuspensionId,
    query: &QueueQuery,
    app: &App,
    (form, problems): (RulingForm, Problems),
) -> Result<AppealPage, Error> {
    let stand = stand(app, moderator, (Kind::Appeal, id.0), query).await?;
    let me = moderator.account.id;
    let found = app.read(move |conn| find(conn, id, me)).await?.ok_or(Error::NotFound)?;
    let one = &found.suspension;
    let appeal = one.appeal.clone().ok_or(Error::NotFound)?;
    let waits = one.state == SuspensionState::Appealed;
    let barred = if waits { found.barred(moderator, &[one.proposed_by, one.decided_by]) } else { "" };
    let sent = one.appealed_at.filter(|_| waits);
    Ok(AppealPage {
        page: Page::new(moderator, format!("Appeal for {}", found.name())).with_problems(&problems),
        shown: found.shown(),
        appeal,
        appealed_by: format!(
            "{}, {}",
            one.appealed_name,
            one.appealed_at.map(clock::moment_words).unwrap_or_default()
        ),
        standing: standing_for(&stand, moderator, barred),
        waiting: sent.map(|sent| Waiting::new(sent, app.clock.now(), stand.target)),
        barred,
        may_decide: waits && barred.is_empty() && stand.theirs(moderator).is_none(),
        record: found.record,
        form,
        problems,
        outcomes: AppealPage::outcomes(),
    })
}

pub async fn suspended_provider(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let about = About { provider: *provider, listing: None };
    page(suspended_page(&member, about, &app, Default::default()).await?)
}

pub async fn suspended_listing(member: Member, ids: Path<(ProviderId, ListingId)>, app: App) -> Reply {
    let about = About { provider: ids.0, listing: Some(ids.1) };
    page(suspended_page(&member, about, &app, Default::default()).await?)
}

pub async fn appeal_for_provider(
    member: Member,
    provider: Path<ProviderId>,
    form: Form<AppealForm>,
    app: App,
) -> Reply {
    write(&member, About { provider: *provider, listing: None }, form, &app).await
}

pub async fn appeal_for_listing(
    member: Member,
    ids: Path<(ProviderId, ListingId)>,
    form: Form<AppealForm>,
    app: App,
) -> Reply {
    write(&member, About { provider: ids.0, listing: Some(ids.1) }, form, &app).await
}

/// Whatever the organisation's state: who is suspended must be able to answer.
async fn write(member: &Member, about: About, form: Form<AppealForm>, app: &App) -> Reply {
    desk_about(app, member, &about, Needs::Edit).await?;
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => return form_again(suspended_page(member, about, app, (form.0, problems)).await?),
    };
    app.limits.count(Limit::Message, &member.account.email)?;
    let (actor, here) = (Actor::from(&member.account), here(app));
    app.db.write(move |conn| actions::appeal(conn, &actor, about, &words, &here)).await?;
    see_other(about.suspension_path()).with_notice("Your appeal is sent").reply()
}

async fn suspended_page(
    member: &Member,
    about: About,
    app: &App,
    (form, problems): (AppealForm, Problems),
) -> Result<SuspendedPage, Error> {
    // That the organisation is suspended, and why, everybody who belongs to it may know.
    let (desk, listing) = match about.listing {
        Some(_) => desk_about(app, member, &about, Needs::View).await?,
        None => (desk_of(app, member, about.provider, Needs::View).await?, None),
    };
    let one = app.read(move |conn| actions::told(conn, &about)).await?.ok_or(Error::NotFound)?;
    let (needs, talks) = match listing {
        Some(_) => (Needs::Edit, Needs::View),
        None => (Needs::EditAll, Needs::ViewAll),
    };
    let appeal_by = actions::appeal_by(&one).filter(|until| app.clock.now() <= *until);
    let (state, lead) = SuspendedPage::stand(&one, appeal_by.is_some(), app.settings.get().target);
    let (title, place) = match &listing {
        Some(listing) => (listing.name().to_string(), DeskPlace::Listings),
        None => (desk.provider.name.clone(), DeskPlace::Overview),
    };
    Ok(SuspendedPage {
        page: Page::new(member, format!("Suspension of {title}")).with_problems(&problems),
        nav: DeskNav::new(&desk.provider, place),
        back: Link::to(about.home_path(), title),
        state,
        lead,
        effect: effect(&about, one.state),
        because: one.because.lines().map(str::to_string).collect(),
        appeal: one.appeal.unwrap_or_default(),
        verdict: one.verdict.unwrap_or_default(),
        may_appeal: appeal_by.is_some() && desk.may(needs),
        appeal_by: appeal_by.map(|until| clock::day_words(until.london_day())).unwrap_or_default(),
        thread: desk.may(talks).then(|| about.desk_path()),
        form,
        problems,
    })
}

fn effect(about: &About, state: SuspensionState) -> &'static str {
    match (state, about.listing) {
        (SuspensionState::Restored, _) => "",
        (_, Some(_)) => {
            "Until it ends the public does not see this listing, and it takes no applications. You can still read and \
             answer those that you have, and it closes on its day. Your other listings are not affected."
        }
        (_, None) => {
            "Until it ends the public sees neither the organisation nor its listings, and nothing about them can be \
             changed. Candidates read that moderators look into something, and not what. Nothing is lost."
        }
    }
}
