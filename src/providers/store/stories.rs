//! The SQL of staff stories and of partnerships.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::providers::model::{NewStory, SayingState};
use crate::providers::{PartnershipId, ProviderId, StoryId};
use crate::schema::{provider_partnerships, staff_stories};

/// A version of a story.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = staff_stories)]
pub struct Story {
    pub id: StoryId,
    pub provider_id: ProviderId,
    /// Its first version: the same for all versions of a story.
    pub story_id: StoryId,
    pub state: SayingState,
    pub title: String,
    /// Markdown.
    pub words: String,
    /// Name and role as the person agreed to be shown.
    pub shown_name: String,
    pub shown_role: String,
    /// In what way they agreed.
    pub consent_how: String,
    /// The member who recorded that they did, by name.
    pub consent_by: String,
    /// Missing only in a draft.
    pub consent_at: Option<Moment>,
    pub returned_because: Option<String>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
}

impl Story {
    pub fn is_open(&self) -> bool {
        self.state != SayingState::Approved
    }

    /// "Ruth A., ward sister"
    pub fn teller(&self) -> String {
        let parts = [self.shown_name.as_str(), self.shown_role.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What a form could have said to come to this.
    pub fn content(&self) -> NewStory {
        NewStory {
            title: self.title.clone(),
            words: self.words.clone(),
            shown_name: self.shown_name.clone(),
            shown_role: self.shown_role.clone(),
            consent_how: self.consent_how.clone(),
            agreed: self.consent_at.is_some(),
        }
    }
}

/// Every version of every story, oldest story first.
pub fn every_story(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Story>> {
    staff_stories::table
        .filter(staff_stories::provider_id.eq(provider))
        .order((staff_stories::story_id, staff_stories::id))
        .select(Story::as_select())
        .load(conn)
}

/// What the public reads.
pub fn stories(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Story>> {
    Ok(every_story(conn, provider)?.into_iter().filter(|story| !story.is_open()).collect())
}

/// The versions of one story, two at most; none when this organisation has no such story.
pub fn versions_of(conn: &mut Conn, provider: ProviderId, story: StoryId) -> QueryResult<Vec<Story>> {
    Ok(every_story(conn, provider)?.into_iter().filter(|one| one.story_id == story).collect())
}

/// `None` when there is no such version.
pub fn story(conn: &mut Conn, id: StoryId) -> QueryResult<Option<Story>> {
    staff_stories::table.find(id).select(Story::as_select()).first(conn).optional()
}

/// Has no story of anybody this number?
pub fn is_free(conn: &mut Conn, id: StoryId) -> QueryResult<bool> {
    let taken = staff_stories::table.filter(staff_stories::id.eq(id).or(staff_stories::story_id.eq(id)));
    Ok(!diesel::select(diesel::dsl::exists(taken)).get_result::<bool>(conn)?)
}

/// The version that the public reads; `None` when it reads none.
pub fn public_story(conn: &mut Conn, of: &Story) -> QueryResult<Option<Story>> {
    Ok(versions_of(conn, of.provider_id, of.story_id)?.into_iter().find(|one| !one.is_open()))
}

/// What waits for a moderator, as the review desk lists it; see the claims.
pub const STORIES_WAITING: &str = "SELECT staff_stories.id AS id, staff_stories.submitted_at AS sent_at, \
     staff_stories.title AS title, providers.name AS who, '' AS what FROM staff_stories \
     INNER JOIN providers ON providers.id = staff_stories.provider_id WHERE staff_stories.state = 'submitted' \
     AND staff_stories.submitted_at IS NOT NULL AND providers.state = 'verified'";

pub fn insert_story(conn: &mut Conn, story: &Story) -> QueryResult<()> {
    diesel::insert_into(staff_stories::table).values(story).execute(conn).map(drop)
}

/// Writes a version anew, as it is.
pub fn put_story(conn: &mut Conn, story: &Story) -> QueryResult<()> {
    delete_story(conn, story.id)?;
    insert_story(conn, story)
}

pub fn delete_story(conn: &mut Conn, id: StoryId) -> QueryResult<()> {
    diesel::delete(staff_stories::table.find(id)).execute(conn).map(drop)
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = provider_partnerships)]
pub struct Partnership {
    pub id: PartnershipId,
    pub provider_id: ProviderId,
    /// An organisation of the NHS.
    pub partner: String,
    pub what: String,
    pub since_on: NaiveDate,
    pub created_at: Moment,
}

/// Longest first.
pub fn partnerships(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Partnership>> {
    provider_partnerships::table
        .filter(provider_partnerships::provider_id.eq(provider))
        .order((provider_partnerships::since_on, provider_partnerships::id))
        .select(Partnership::as_select())
        .load(conn)
}

pub fn insert_partnership(conn: &mut Conn, row: &Partnership) -> QueryResult<()> {
    diesel::insert_into(provider_partnerships::table).values(row).execute(conn).map(drop)
}

/// False when this organisation has no such partnership.
pub fn put_partnership(conn: &mut Conn, row: &Partnership) -> QueryResult<bool> {
    let own = provider_partnerships::table.find(row.id);
    let changed = diesel::update(own.filter(provider_partnerships::provider_id.eq(row.provider_id)))
        .set((
            provider_partnerships::partner.eq(&row.partner),
            provider_partnerships::what.eq(&row.what),
            provider_partnerships::since_on.eq(row.since_on),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

pub fn delete_partnership(conn: &mut Conn, provider: ProviderId, id: PartnershipId) -> QueryResult<()> {
    let own = provider_partnerships::table.find(id);
    diesel::delete(own.filter(provider_partnerships::provider_id.eq(provider))).execute(conn).map(drop)
}
