//! What anybody may see of a listing.

use actix_web::http::header::LOCATION;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use crate::accounts::Role;
use crate::app::App;
use crate::kit::calendar::{self, Event};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::looks::{NotCounted, led_by};
use crate::listings::model::{Amendment, Card, Full, Intake, Listing, ListingId};
use crate::listings::store;
use crate::listings::views::{ShowPage, changed_words, taken_words};
use crate::providers::{self, Claim};
use crate::web::error::Error;
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, public_page};
use crate::web::session::Account;

const SIMILAR: usize = 4;
/// The last changes among which one is looked for that people decide by.
const FEW: i64 = 10;

/// What the public may see: what is live, and what was.
async fn public(app: &App, id: ListingId, now: Moment) -> Result<Full, Error> {
    let found = app.read(move |conn| store::full(conn, id)).await?;
    let seen = |full: &Full| {
        let listing = &full.listing;
        full.provider.state.is_public()
            && !listing.is_suspended()
            && (listing.is_live(now) || listing.has_closed(now))
    };
    found.filter(seen).ok_or(Error::NotFound)
}

/// `/listings/{id}` leads to the canonical address.
pub async fn short(id: Path<ListingId>, app: App) -> Reply {
    let full = public(&app, *id, app.clock.now()).await?;
    Ok(moved(&full.listing))
}

fn moved(listing: &Listing) -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((LOCATION, listing.path())).finish()
}

pub async fn show(
    visitor: Visitor,
    path: Path<(ListingId, String)>,
    request: HttpRequest,
    app: App,
) -> Reply {
    let (id, now) = (path.0, app.clock.now());
    let full = public(&app, id, now).await?;
    if full.listing.path() != format!("/listings/{id}/{}", path.1) {
        return Ok(moved(&full.listing));
    }
    let account = visitor.account.clone();
    let alike = app.search.alike(&full, now)?;
    let (full, beside) = app
        .read(move |conn| {
            let beside = beside(conn, &full, account.as_ref(), &alike, now)?;
            Ok((full, beside))
        })
        .await?;
    let is_own = beside.is_own;
    let view = view(&app, &visitor, (&full, beside), now);
    let apply_href = led_by(&request).mark(&format!("{}/apply", view.path));
    let mut response = public_page(ShowPage { apply_href, ..view })?;
    if is_own {
        response.extensions_mut().insert(NotCounted);
    }
    Ok(response)
}

fn view(app: &App, visitor: &Visitor, (full, beside): (&Full, Beside), now: Moment) -> ShowPage {
    let may_apply = visitor.account.as_ref().is_none_or(|account| account.role == Role::Candidate);
    let view = ShowPage::new(Page::new(visitor, full.listing.name()), full, &app.site, now);
    ShowPage {
        changed: beside.changed.map(|amendment| changed_words(&amendment)),
        taken: taken_words(beside.intake),
        similar: beside.similar,
        is_saved: beside.is_saved,
        shown: view.shown.with_claims(&beside.claims, now.london_day()),
        may_apply,
        ..view
    }
}

/// What stands on the page besides the listing.
struct Beside {
    similar: Vec<Card>,
    is_saved: bool,
    /// To a member of the organisation, or to staff.
    is_own: bool,
    claims: Vec<Claim>,
    changed: Option<Amendment>,
    intake: Intake,
}

fn beside(
    conn: &mut Conn,
    full: &Full,
    account: Option<&Account>,
    alike: &[ListingId],
    now: Moment,
) -> diesel::QueryResult<Beside> {
    let is_saved = match account {
        Some(account) => store::is_saved(conn, account.id, full.listing.id)?,
        None => false,
    };
    let is_own = match account {
        Some(account) if account.role == Role::Member => {
            providers::desk(conn, account.id, full.listing.provider_id)?.is_some()
        }
        Some(account) => account.role.is_staff(),
        None => false,
    };
    Ok(Beside {
        is_saved,
        is_own,
        similar: store::similar(conn, full, alike, SIMILAR, now)?,
        claims: providers::claims(conn, full.listing.provider_id)?,
        intake: store::intake(conn, full.listing.id)?,
        changed: store::amendments(conn, full.listing.id, FEW)?.into_iter().find(|one| one.material),
    })
}

pub async fn calendar(id: Path<ListingId>, app: App) -> Reply {
    let now = app.clock.now();
    let full = public(&app, *id, now).await?;
    let listing = &full.listing;
    let closes_at = listing.closes_at.filter(|_| listing.is_live(now)).ok_or(Error::NotFound)?;
    let event = Event {
        uid: format!("listing-{}@{}", listing.id, app.site.mail_domain),
        at: closes_at,
        minutes: 1,
        title: format!("Closes: {}", listing.title),
        words: format!("{} at {} closes. Apply before then.", listing.title, full.provider.name),
        url: &app.site.url(&listing.path()),
        made: now,
        place: String::new(),
        sequence: 0,
        is_busy: false,
        is_cancelled: false,
    };
    Ok(download("closing-date.ics", "text/calendar; charset=utf-8", calendar::file(&[event])))
}
