//! Where a thing stands in the queue: who has it, what is before it and after it, and where a moderator goes next.

use actix_web::web::Path;

use super::listing::here;
use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::moderation::actions::{self, DeskError};
use crate::moderation::forms::QueueQuery;
use crate::moderation::model::{Filter, Hold, Kind};
use crate::moderation::store::{self, Asked, Row};
use crate::moderation::views::Standing;
use crate::settings::Target;
use crate::web::error::Error;
use crate::web::form::{Form, Query};
use crate::web::guards::Moderator;
use crate::web::reply::{Reply, see_other};

/// Takes the oldest that fits and that nobody else has.
pub async fn next(moderator: Moderator, query: Form<QueueQuery>, app: App) -> Reply {
    let (filter, actor, now) = (query.filter(), Actor::from(&moderator.account), app.clock.now());
    let back = filter.address("/moderation");
    let page = app.db.write(move |conn| actions::take_next(conn, &actor, &filter, None, now)).await?;
    match page {
        Some(page) => see_other(page).reply(),
        None => see_other(back).with_notice("Nothing waits that nobody else has taken").reply(),
    }
}

pub async fn hold(
    moderator: Moderator,
    path: Path<(String, i64)>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    let (word, id) = path.into_inner();
    let kind = Kind::parse(&word).ok_or(Error::NotFound)?;
    let (actor, now) = (Actor::from(&moderator.account), app.clock.now());
    app.db.write(move |conn| actions::take(conn, &actor, kind, id, now)).await?;
    see_other(query.filter().address(&kind.path(id))).reply()
}

pub async fn release(
    moderator: Moderator,
    path: Path<(String, i64)>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    let (word, id) = path.into_inner();
    let kind = Kind::parse(&word).ok_or(Error::NotFound)?;
    let (actor, now) = (Actor::from(&moderator.account), app.clock.now());
    app.db.write(move |conn| actions::give_back(conn, &actor, kind, id, now)).await?;
    see_other(query.filter().address("/moderation")).with_notice("Given back to the queue").reply()
}

/// Where a moderator stands with a thing that they look at.
pub(super) struct Stand {
    pub kind: Kind,
    pub id: i64,
    pub filter: Filter,
    /// By when we aim to decide.
    pub target: Target,
    /// `None` when it does not wait.
    pub row: Option<Row>,
    previous: Option<Row>,
    next: Option<Row>,
}

impl Stand {
    /// Who else has it.
    pub fn theirs(&self, moderator: &Moderator) -> Option<Hold> {
        let hold = self.row.as_ref().and_then(Row::hold)?;
        (hold.account != moderator.account.id).then_some(hold)
    }

    /// What an address goes on with, so that the filter is not lost: empty, or from its question mark.
    pub fn query(&self) -> String {
        self.filter.address("")
    }
}

pub(super) async fn stand(
    app: &App,
    moderator: &Moderator,
    (kind, id): (Kind, i64),
    query: &QueueQuery,
) -> Result<Stand, Error> {
    let (filter, me, now) = (query.filter(), moderator.account.id, app.clock.now());
    let target = app.settings.get().target;
    let found = app.read(move |conn| {
        let row = store::place(conn, kind, id, now)?;
        let (mut previous, mut next) = (None, None);
        if let Some(row) = &row {
            let asked = Asked { filter: &filter, me, now, target };
            previous = store::before(conn, &asked, row.place())?;
            next = store::after(conn, &asked, row.place())?;
        }
        Ok(Stand { kind, id, filter, target, row, previous, next })
    });
    Ok(found.await?)
}

/// The same in words and links.
pub(super) fn standing(stand: &Stand, moderator: &Moderator) -> Standing {
    let link = |row: &Row| stand.filter.address(&row.kind.path(row.id));
    Standing {
        back: stand.filter.address("/moderation"),
        base: stand.kind.path(stand.id),
        query: stand.query(),
        waits: stand.row.is_some(),
        hold: stand.row.as_ref().and_then(Row::hold).map(|hold| (hold, moderator.account.id).into()),
        previous: stand.previous.as_ref().map(link),
        next: stand.next.as_ref().map(link),
    }
}

/// Carries out a decision, whose words say what was done, and goes on to what comes next.
pub(super) async fn decide(
    app: &App,
    moderator: &Moderator,
    what: (Kind, i64),
    query: &QueueQuery,
    act: impl Fn(&mut Conn, &Actor, &Here) -> Outcome<String, DeskError> + Send + 'static,
) -> Reply {
    let stand = stand(app, moderator, what, query).await?;
    let (actor, here) = (Actor::from(&moderator.account), here(app));
    let words = app.db.write(move |conn| act(conn, &actor, &here)).await?;
    done(app, moderator, stand, words).await
}

/// After a decision: on to what comes next in what the moderator looks through, taken when this one was; else back to
/// the queue. Says what was done and how much is left.
pub(super) async fn done(app: &App, moderator: &Moderator, stand: Stand, words: String) -> Reply {
    let (actor, now, filter) = (Actor::from(&moderator.account), here(app).now, stand.filter.clone());
    let place = stand.row.as_ref().map(Row::place);
    let is_mine = stand.row.as_ref().and_then(Row::hold).is_some_and(|hold| Some(hold.account) == actor.id);
    let me = moderator.account.id;
    let asking = filter.clone();
    let next = match is_mine {
        true => app.db.write(move |conn| actions::take_next(conn, &actor, &asking, place, now)).await?,
        false => app
            .read(move |conn| actions::next(conn, me, &asking, place, now))
            .await?
            .map(|row| stand.filter.address(&row.kind.path(row.id))),
    };
    let (counting, target) = (filter.clone(), stand.target);
    let left = app
        .read(move |conn| store::count(conn, &Asked { filter: &counting, me, now, target }))
        .await?
        .iter()
        .filter(|counted| filter.kind.is_none_or(|kind| kind == counted.kind))
        .map(|counted| counted.all)
        .sum::<i64>();
    let rest = match left {
        0 => "Nothing else waits".to_string(),
        1 => "One more waits".to_string(),
        more => format!("{more} more wait"),
    };
    let onward = next.unwrap_or_else(|| filter.address("/moderation"));
    see_other(onward).with_notice(format!("{words}. {rest}")).reply()
}
