//! Accounts as administrators look for them.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::{Conn, lower};
use crate::kit::text::like;
use crate::schema::accounts;
use crate::web::session::{AccountId, Role};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Person {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub confirmed_at: Option<Moment>,
    pub locked_at: Option<Moment>,
    pub created_at: Moment,
}

type Accounts<'a> = accounts::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// `None` when there is no such account.
pub fn person(conn: &mut Conn, id: AccountId) -> QueryResult<Option<Person>> {
    accounts::table.find(id).select(Person::as_select()).first(conn).optional()
}

/// Those whose name or address holds `words`, of one role or of any, newest first; and how many in all.
pub fn people(
    conn: &mut Conn,
    words: &str,
    role: Option<Role>,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<Person>, i64)> {
    let total = fitting(words, role).count().get_result(conn)?;
    let found = fitting(words, role)
        .order(accounts::id.desc())
        .offset(offset)
        .limit(limit)
        .select(Person::as_select())
        .load(conn)?;
    Ok((found, total))
}

fn fitting(words: &str, role: Option<Role>) -> Accounts<'_> {
    let mut fitting = accounts::table.into_boxed();
    if !words.is_empty() {
        let named = lower(accounts::name).like(like(words)).escape('\\');
        fitting = fitting.filter(named.or(accounts::email.like(like(words)).escape('\\')));
    }
    if let Some(role) = role {
        fitting = fitting.filter(accounts::role.eq(role));
    }
    fitting
}

/// How many accounts there are of each role; roles without any are left out.
pub fn count_by_role(conn: &mut Conn) -> QueryResult<Vec<(Role, i64)>> {
    accounts::table.group_by(accounts::role).select((accounts::role, count_star())).load(conn)
}

/// Administrators who can sign in, but this one.
pub(in crate::accounts) fn other_administrators(conn: &mut Conn, but: AccountId) -> QueryResult<i64> {
    accounts::table
        .filter(accounts::role.eq(Role::Administrator))
        .filter(accounts::locked_at.is_null())
        .filter(accounts::confirmed_at.is_not_null())
        .filter(accounts::id.ne(but))
        .count()
        .get_result(conn)
}

pub(in crate::accounts) fn set_locked(
    conn: &mut Conn,
    id: AccountId,
    locked_at: Option<Moment>,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::locked_at.eq(locked_at)).execute(conn).map(drop)
}

pub(in crate::accounts) fn set_role(conn: &mut Conn, id: AccountId, role: Role) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::role.eq(role)).execute(conn).map(drop)
}
