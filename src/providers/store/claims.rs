//! The SQL of claims: what is public, and what is on its way there.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use itertools::Itertools;

use crate::kit::clock::{self, Moment};
use crate::kit::db::Conn;
use crate::kit::files::FileId;
use crate::providers::model::{self, Figures, NewClaim, SayingState};
use crate::providers::{ClaimId, ProviderId};
use crate::schema::claims;

/// A version of what a provider says of working there.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = claims)]
pub struct Claim {
    pub id: ClaimId,
    pub provider_id: ProviderId,
    /// A code of `codes::claims`.
    pub claim: String,
    pub state: SayingState,
    /// JSON of [`Figures`].
    pub figures: String,
    pub detail: String,
    pub source: String,
    /// Missing only in a draft.
    pub stated_on: Option<NaiveDate>,
    /// For moderators and members alone, like the file.
    pub evidence: String,
    pub file_id: Option<FileId>,
    pub returned_because: Option<String>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
}

impl Claim {
    /// Nothing when it is no JSON of ours.
    pub fn figures(&self) -> Figures {
        serde_json::from_str(&self.figures).unwrap_or_default()
    }

    /// "6 study days a year. For every registered professional".
    pub fn said(&self) -> String {
        model::said(&self.claim, &self.figures(), &self.detail)
    }

    pub fn label(&self) -> &str {
        crate::codes::claims().label(&self.claim)
    }

    /// "Staff handbook, as of 11 April 2026".
    pub fn checked_at(&self) -> String {
        let day = self.stated_on.map(clock::day_words).unwrap_or_default();
        match (self.source.is_empty(), day.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("As of {day}"),
            (false, true) => self.source.clone(),
            (false, false) => format!("{}, as of {day}", self.source),
        }
    }

    pub fn is_old(&self, today: NaiveDate) -> bool {
        self.stated_on.is_some_and(|day| model::is_old(day, today))
    }

    pub fn is_open(&self) -> bool {
        self.state != SayingState::Approved
    }

    /// What a form could have said to come to this.
    pub fn content(&self) -> NewClaim {
        NewClaim {
            claim: self.claim.clone(),
            figures: self.figures(),
            detail: self.detail.clone(),
            source: self.source.clone(),
            stated_on: self.stated_on,
            evidence: self.evidence.clone(),
        }
    }
}

/// What the public reads of an organisation, in the order of the list of claims.
pub fn claims(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Claim>> {
    let every = every_claim(conn, provider)?;
    Ok(every.into_iter().filter(|claim| !claim.is_open()).collect())
}

/// Every version, in the order of the list of claims.
pub fn every_claim(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Claim>> {
    let mut found: Vec<Claim> =
        claims::table.filter(claims::provider_id.eq(provider)).select(Claim::as_select()).load(conn)?;
    found.sort_by_key(|claim| (crate::codes::claims().position(&claim.claim), claim.id));
    Ok(found)
}

/// The codes of what the public reads of each of them; who says nothing is left out.
pub fn claims_of(conn: &mut Conn, providers: &[ProviderId]) -> QueryResult<HashMap<ProviderId, Vec<String>>> {
    let said: Vec<(ProviderId, String)> = claims::table
        .filter(claims::provider_id.eq_any(providers.to_vec()))
        .filter(claims::state.eq(SayingState::Approved))
        .order((claims::provider_id, claims::claim))
        .select((claims::provider_id, claims::claim))
        .load(conn)?;
    Ok(said.into_iter().into_group_map())
}

/// `None` when there is no such version.
pub fn claim(conn: &mut Conn, id: ClaimId) -> QueryResult<Option<Claim>> {
    claims::table.find(id).select(Claim::as_select()).first(conn).optional()
}

/// The version that is public; `None` when none is.
pub fn public_claim(conn: &mut Conn, provider: ProviderId, code: &str) -> QueryResult<Option<Claim>> {
    let found = of_code(conn, provider, code)?;
    Ok(found.into_iter().find(|claim| !claim.is_open()))
}

/// The public version and the one that is on its way: two at most.
pub fn of_code(conn: &mut Conn, provider: ProviderId, code: &str) -> QueryResult<Vec<Claim>> {
    claims::table
        .filter(claims::provider_id.eq(provider))
        .filter(claims::claim.eq(code))
        .order(claims::id)
        .select(Claim::as_select())
        .load(conn)
}

pub fn insert_claim(conn: &mut Conn, claim: &Claim) -> QueryResult<()> {
    diesel::insert_into(claims::table).values(claim).execute(conn).map(drop)
}

/// Writes a version anew, as it is.
pub fn put_claim(conn: &mut Conn, claim: &Claim) -> QueryResult<()> {
    diesel::update(claims::table.find(claim.id))
        .set((
            claims::state.eq(claim.state),
            claims::figures.eq(&claim.figures),
            claims::detail.eq(&claim.detail),
            claims::source.eq(&claim.source),
            claims::stated_on.eq(claim.stated_on),
            claims::evidence.eq(&claim.evidence),
            claims::file_id.eq(claim.file_id),
            claims::returned_because.eq(&claim.returned_because),
            claims::updated_at.eq(claim.updated_at),
            claims::submitted_at.eq(claim.submitted_at),
        ))
        .execute(conn)
        .map(drop)
}

pub fn delete_claim(conn: &mut Conn, id: ClaimId) -> QueryResult<()> {
    diesel::delete(claims::table.find(id)).execute(conn).map(drop)
}

/// Does a version still hold this file?
pub fn holds_file(conn: &mut Conn, file: FileId) -> QueryResult<bool> {
    let held = claims::table.filter(claims::file_id.eq(file));
    diesel::select(diesel::dsl::exists(held)).get_result(conn)
}

/// What waits for a moderator, as the review desk lists it. What an organisation says waits until it is verified itself.
pub const CLAIMS_WAITING: &str = "SELECT claims.id AS id, claims.submitted_at AS sent_at, claims.claim AS title, \
     providers.name AS who, claims.claim AS what FROM claims INNER JOIN providers ON providers.id = claims.provider_id \
     WHERE claims.state = 'submitted' AND claims.submitted_at IS NOT NULL AND providers.state = 'verified'";
