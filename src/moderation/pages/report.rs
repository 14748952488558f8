//! What the public reports, and how it is settled.

use actix_web::web::Path;

use super::listing::here;
use super::{done, stand, standing};
use crate::app::App;
use crate::audit::Actor;
use crate::codes;
use crate::listings::{self, ListingId};
use crate::moderation::actions;
use crate::moderation::forms::{QueueQuery, ReportForm, SettleForm};
use crate::moderation::model::{Kind, ReportId, ReportState};
use crate::moderation::store;
use crate::moderation::views::{ReportFormPage, ReportLine, ReportPage};
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::{Moderator, Visitor};
use crate::web::limits::Limit;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn report_form(visitor: Visitor, id: Path<ListingId>, app: App) -> Reply {
    page(form_page(&visitor, *id, &app, Default::default()).await?)
}

pub async fn report(visitor: Visitor, id: Path<ListingId>, form: Form<ReportForm>, app: App) -> Reply {
    let new = match form.check() {
        Ok(new) => new,
        Err(problems) => return form_again(form_page(&visitor, *id, &app, (form.0, problems)).await?),
    };
    app.limits.count(Limit::Report, &visitor.address)?;
    let (listing, here) = (*id, here(&app));
    if !app.db.write(move |conn| actions::report(conn, listing, &new, &here)).await? {
        return Err(Error::NotFound);
    }
    see_other(format!("/listings/{id}"))
        .with_notice("Thank you. Your report is with the people who review listings")
        .reply()
}

async fn form_page(
    visitor: &Visitor,
    id: ListingId,
    app: &App,
    (form, problems): (ReportForm, Problems),
) -> Result<ReportFormPage, Error> {
    let now = app.clock.now();
    let full = app.read(move |conn| listings::full_live(conn, id, now)).await?.ok_or(Error::NotFound)?;
    Ok(ReportFormPage {
        page: Page::new(visitor, "Report this listing").unlisted().with_problems(&problems),
        listing: Link::to(full.listing.path(), "Back to the listing"),
        title: full.listing.name().to_string(),
        form,
        problems,
        reasons: codes::report_reasons().all(),
    })
}

pub async fn show_report(
    moderator: Moderator,
    id: Path<ReportId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    if let Some(first) = stands_behind(&app, *id).await? {
        return see_other(query.filter().address(&Kind::Report.path(first.0))).reply();
    }
    page(report_page(&moderator, *id, &query, &app, Default::default()).await?)
}

/// Of several open reports of a listing the first stands for all; `None` for that one, and for what is settled.
async fn stands_behind(app: &App, id: ReportId) -> Result<Option<ReportId>, Error> {
    let first = app
        .read(move |conn| {
            let Some(report) = store::find(conn, id)? else { return Ok(None) };
            let open = store::open_of_listing(conn, report.listing_id)?;
            let is_open = open.iter().any(|one| one.id == id);
            Ok(open.first().map(|first| first.id).filter(|first| is_open && *first != id))
        })
        .await?;
    Ok(first)
}

pub async fn settle_report(
    moderator: Moderator,
    id: Path<ReportId>,
    query: Query<QueueQuery>,
    form: Form<SettleForm>,
    app: App,
) -> Reply {
    let (outcome, words) = match form.check() {
        Ok(settled) => settled,
        Err(problems) => {
            return form_again(report_page(&moderator, *id, &query, &app, (form.0, problems)).await?);
        }
    };
    let stand = stand(&app, &moderator, (Kind::Report, id.0), &query).await?;
    let shown = (*id, form.up_to.parse().unwrap_or(*id));
    let (actor, here) = (Actor::from(&moderator.account), here(&app));
    app.db.write(move |conn| actions::settle(conn, &actor, shown, (outcome, &words), &here)).await?;
    done(&app, &moderator, stand, format!("The report is {}", outcome.as_str())).await
}

async fn report_page(
    moderator: &Moderator,
    id: ReportId,
    query: &QueueQuery,
    app: &App,
    (form, problems): (SettleForm, Problems),
) -> Result<ReportPage, Error> {
    let stand = stand(app, moderator, (Kind::Report, id.0), query).await?;
    let found = app
        .read(move |conn| {
            let Some(report) = store::find(conn, id)? else { return Ok(None) };
            let full = listings::full(conn, report.listing_id)?;
            let mut others = store::open_of_listing(conn, report.listing_id)?;
            others.retain(|other| report.state == ReportState::Open && other.id != id);
            Ok(full.map(|full| (report, others, full)))
        })
        .await?;
    let (report, others, full) = found.ok_or(Error::NotFound)?;
    let provider = &full.provider;
    Ok(ReportPage {
        page: Page::new(moderator, format!("Report: {}", full.listing.name())).with_problems(&problems),
        listing: Link::to(format!("/moderation/listings/{}", full.listing.id), full.listing.name()),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        is_open: report.state == ReportState::Open && stand.theirs(moderator).is_none(),
        standing: standing(&stand, moderator),
        up_to: others.iter().map(|other| other.id).max().unwrap_or(id).max(id).to_string(),
        hint: match report.email.as_ref().or(others.iter().find_map(|other| other.email.as_ref())) {
            Some(_) => "We email this to whoever reported it; the log keeps it.",
            None => "The log keeps this. Who reported it left no address.",
        },
        report: ReportLine::from(&report),
        others: others.iter().map(Into::into).collect(),
        outcomes: vec![Choice::new("upheld", "Yes: uphold it"), Choice::new("dismissed", "No: dismiss it")],
        form,
        problems,
    })
}
