//! The SQL of synonyms.

use super::SynonymGroupId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::synonym_groups;
use crate::search::words::{Alike, parts};
use diesel::prelude::*;

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = synonym_groups)]
pub struct SynonymGroup {
    pub id: SynonymGroupId,
    pub(super) words: String,
    pub(super) finds: String,
    pub changed_at: Moment,
}

impl SynonymGroup {
    pub fn alike(&self) -> Alike {
        Alike { words: parts(&self.words), finds: parts(&self.finds) }
    }
}

/// Oldest first.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<SynonymGroup>> {
    synonym_groups::table.order(synonym_groups::id).select(SynonymGroup::as_select()).load(conn)
}

/// `None` when there is no such group, or no more.
pub fn find(conn: &mut Conn, id: SynonymGroupId) -> QueryResult<Option<SynonymGroup>> {
    synonym_groups::table.find(id).select(SynonymGroup::as_select()).first(conn).optional()
}

pub(super) fn insert(conn: &mut Conn, group: SynonymGroup) -> QueryResult<()> {
    diesel::insert_into(synonym_groups::table).values(group).execute(conn).map(drop)
}

pub(super) fn update(conn: &mut Conn, group: &SynonymGroup) -> QueryResult<()> {
    let changes = (
        synonym_groups::words.eq(&group.words),
        synonym_groups::finds.eq(&group.finds),
        synonym_groups::changed_at.eq(group.changed_at),
    );
    diesel::update(synonym_groups::table.find(group.id)).set(changes).execute(conn).map(drop)
}

pub(super) fn remove(conn: &mut Conn, id: SynonymGroupId) -> QueryResult<()> {
    diesel::delete(synonym_groups::table.find(id)).execute(conn).map(drop)
}
