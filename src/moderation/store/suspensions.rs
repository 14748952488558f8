//! The SQL of suspensions.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::moderation::model::{About, Kind, SuspensionId, SuspensionState, is_another};
use crate::providers::{ProviderId, ProviderState};
use crate::schema::suspensions;

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = suspensions, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Suspension {
    pub id: SuspensionId,
    pub provider_id: ProviderId,
    /// `None` for the whole organisation.
    pub listing_id: Option<ListingId>,
    pub state: SuspensionState,
    /// What the organisation reads: a reason a line, then the moderator's words.
    pub because: String,
    /// To which the organisation is restored; `None` while it is in sight.
    pub was: Option<ProviderState>,
    /// It was hidden at once; until then, unless it is confirmed.
    pub hidden_until: Option<Moment>,
    /// When it was seen again, not having been confirmed.
    pub shown_again_at: Option<Moment>,
    pub proposed_by: Option<AccountId>,
    pub proposed_name: String,
    pub proposed_at: Moment,
    /// Who confirmed it, declined it or took it back.
    pub decided_by: Option<AccountId>,
    pub decided_name: String,
    pub decided_at: Option<Moment>,
    pub appeal: Option<String>,
    pub appealed_name: String,
    pub appealed_at: Option<Moment>,
    /// Who decided the appeal, or ended it.
    pub settled_by: Option<AccountId>,
    pub settled_name: String,
    pub settled_at: Option<Moment>,
    /// What whoever declined it, ended it or upheld it says.
    pub verdict: Option<String>,
}

impl Suspension {
    pub fn about(&self) -> About {
        About { provider: self.provider_id, listing: self.listing_id }
    }

    /// Hidden though nobody has confirmed it yet.
    pub fn is_hidden_for_now(&self) -> bool {
        self.state == SuspensionState::Proposed
            && self.hidden_until.is_some()
            && self.shown_again_at.is_none()
    }

    /// What the people of the organisation may know of: a mere proposal is between moderators.
    pub fn is_told(&self) -> bool {
        self.is_hidden_for_now() || self.state.is_in_force() || self.state == SuspensionState::Restored
    }
}

/// What one moderator proposes and another must decide, as the review desk lists it.
pub const WAITING_SUSPENSIONS: &str = "SELECT suspensions.id, suspensions.proposed_at AS sent_at, \
     COALESCE(listings.title, providers.name) AS title, \
     CASE WHEN listings.id IS NULL THEN '' ELSE providers.name END AS who, \
     CASE WHEN hidden_until IS NOT NULL AND shown_again_at IS NULL THEN 'hidden' ELSE 'seen' END AS what \
     FROM suspensions JOIN providers ON providers.id = suspensions.provider_id \
     LEFT JOIN listings ON listings.id = suspensions.listing_id WHERE suspensions.state = 'proposed'";

/// Appeals that a third moderator must decide.
pub const WAITING_APPEALS: &str = "SELECT suspensions.id, suspensions.appealed_at AS sent_at, \
     COALESCE(listings.title, providers.name) AS title, \
     CASE WHEN listings.id IS NULL THEN '' ELSE providers.name END AS who, '' AS what \
     FROM suspensions JOIN providers ON providers.id = suspensions.provider_id \
     LEFT JOIN listings ON listings.id = suspensions.listing_id WHERE suspensions.state = 'appealed'";

/// In the queue, what somebody may not decide because they decided something of it before.
pub fn decided_before(me: AccountId) -> String {
    format!(
        "kind IN ('suspensions', 'appeals') AND id IN (SELECT mine.id FROM suspensions AS mine \
         WHERE mine.state IN ('proposed', 'appealed') AND (mine.proposed_by = {me} OR mine.decided_by = {me}))",
        me = me.0
    )
}

/// The same of one thing of the queue.
pub fn has_decided_before(conn: &mut Conn, kind: Kind, id: i64, me: AccountId) -> QueryResult<bool> {
    if !matches!(kind, Kind::Suspension | Kind::Appeal) {
        return Ok(false);
    }
    let found = suspension(conn, SuspensionId(id))?;
    Ok(found.is_some_and(|one| !is_another(Some(me), &[one.proposed_by, one.decided_by])))
}

/// `None` when there is no such suspension.
pub fn suspension(conn: &mut Conn, id: SuspensionId) -> QueryResult<Option<Suspension>> {
    suspensions::table.find(id).select(Suspension::as_select()).first(conn).optional()
}

/// All that were ever proposed of something, the last first.
pub fn suspensions_of(conn: &mut Conn, about: &About) -> QueryResult<Vec<Suspension>> {
    let of_provider = suspensions::table.filter(suspensions::provider_id.eq(about.provider)).into_boxed();
    let of_subject = match about.listing {
        Some(listing) => of_provider.filter(suspensions::listing_id.eq(listing)),
        None => of_provider.filter(suspensions::listing_id.is_null()),
    };
    of_subject.order(suspensions::id.desc()).limit(50).select(Suspension::as_select()).load(conn)
}

pub fn insert_suspension(conn: &mut Conn, suspension: &Suspension) -> QueryResult<()> {
    diesel::insert_into(suspensions::table).values(suspension).execute(conn).map(drop)
}

/// Moves one on; false when it is not any more where it was read.
pub fn move_suspension(conn: &mut Conn, from: SuspensionState, suspension: &Suspension) -> QueryResult<bool> {
    let there = suspensions::table.find(suspension.id).filter(suspensions::state.eq(from));
    Ok(diesel::update(there).set(suspension).execute(conn)? == 1)
}

/// What was hidden at once, is not confirmed, and has been hidden long enough; the oldest.
pub fn lapsed(conn: &mut Conn, now: Moment) -> QueryResult<Option<Suspension>> {
    suspensions::table
        .filter(suspensions::state.eq(SuspensionState::Proposed))
        .filter(suspensions::hidden_until.le(now))
        .filter(suspensions::shown_again_at.is_null())
        .order((suspensions::hidden_until, suspensions::id))
        .select(Suspension::as_select())
        .first(conn)
        .optional()
}

/// Is there something that has been hidden long enough?
pub fn any_lapsed(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    Ok(lapsed(conn, now)?.is_some())
}
