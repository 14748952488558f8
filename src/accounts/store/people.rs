//! Accounts as administrators look for them.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::accounts::model::AccountState;
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

/// Whom to look for; what is empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// A part of the name or of the address.
    pub words: String,
    pub role: Option<Role>,
    pub state: Option<AccountState>,
}

impl Person {
    pub fn state(&self) -> AccountState {
        match (self.locked_at, self.confirmed_at) {
            (Some(_), _) => AccountState::Locked,
            (None, None) => AccountState::Unconfirmed,
            (None, Some(_)) => AccountState::Open,
        }
    }
}

/// Those who fit, newest first; and how many in all.
pub fn people(
    conn: &mut Conn,
    filter: &PeopleFilter,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<Person>, i64)> {
    let total = fitting(filter).count().get_result(conn)?;
    let found = fitting(filter)
        .order(accounts::id.desc())
        .offset(offset)
        .limit(limit)
        .select(Person::as_select())
        .load(conn)?;
    Ok((found, total))
}

fn fitting(filter: &PeopleFilter) -> Accounts<'_> {
    let mut fitting = accounts::table.into_boxed();
    if !filter.words.is_empty() {
        let named = lower(accounts::name).like(like(&filter.words)).escape('\\');
        fitting = fitting.filter(named.or(accounts::email.like(like(&filter.words)).escape('\\')));
    }
    if let Some(role) = filter.role {
        fitting = fitting.filter(accounts::role.eq(role));
    }
    match filter.state {
        None => fitting,
        Some(AccountState::Locked) => fitting.filter(accounts::locked_at.is_not_null()),
        Some(AccountState::Unconfirmed) => {
            fitting.filter(accounts::locked_at.is_null()).filter(accounts::confirmed_at.is_null())
        }
        Some(AccountState::Open) => {
            fitting.filter(accounts::locked_at.is_null()).filter(accounts::confirmed_at.is_not_null())
        }
    }
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
