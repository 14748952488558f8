//! The SQL of settings.

use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::settings;
use crate::settings::model::{Name, Values};

crate::kit::id::id_type!(SettingId);

/// A setting that was changed at least once.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = settings, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Kept {
    pub id: SettingId,
    pub name: String,
    /// JSON; `None` is the default.
    pub value: Option<String>,
    /// Grows with each change.
    pub version: i64,
    pub changed_at: Moment,
    /// The name of the administrator.
    pub changed_by: String,
}

/// Those that were changed, in the order of their first change.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Kept>> {
    settings::table.order(settings::id).select(Kept::as_select()).load(conn)
}

/// `None` when it was never changed.
pub fn find(conn: &mut Conn, name: Name) -> QueryResult<Option<Kept>> {
    settings::table.filter(settings::name.eq(name.as_str())).select(Kept::as_select()).first(conn).optional()
}

/// What is in force now. A value that this program cannot read, left by another version of it, counts as the default.
pub fn in_force(conn: &mut Conn) -> QueryResult<Values> {
    let mut values = Values::default();
    for kept in all(conn)? {
        let (Some(name), Some(value)) = (Name::parse(&kept.name), &kept.value) else { continue };
        if let Err(error) = values.read(name, value) {
            tracing::warn!(setting = %name, %error, "a setting cannot be read: its default is in force");
        }
    }
    Ok(values)
}

pub(super) fn insert(conn: &mut Conn, kept: &Kept) -> QueryResult<()> {
    diesel::insert_into(settings::table).values(kept.clone()).execute(conn).map(drop)
}

pub(super) fn update(conn: &mut Conn, kept: &Kept) -> QueryResult<()> {
    diesel::update(settings::table.find(kept.id)).set(kept.clone()).execute(conn).map(drop)
}
