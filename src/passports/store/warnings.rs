//! Which items run out, and whose they are.

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::db::Conn;
use crate::passports::model::{Item, ItemId, WARN_WEEKS};
use crate::schema::{accounts, passport_items};

/// An item that its owner is to be told of.
#[derive(Clone, Debug, Queryable)]
pub(in crate::passports) struct Warned {
    pub item: Item,
    pub email: String,
    pub name: String,
}

/// Items for which a letter is due and was not sent, person by person; at most `most` of them.
pub(in crate::passports) fn due(conn: &mut Conn, today: NaiveDate, most: i64) -> QueryResult<Vec<Warned>> {
    let [first, last] = WARN_WEEKS;
    let within = |weeks: i32| today + Duration::weeks(i64::from(weeks));
    let never = passport_items::warned_weeks.is_null();
    let not_lately = never.or(passport_items::warned_weeks.gt(last));
    let soon = passport_items::expires_on.le(within(last)).and(not_lately);
    passport_items::table
        .inner_join(accounts::table)
        .filter(passport_items::expires_on.ge(today))
        .filter(passport_items::expires_on.le(within(first)))
        .filter(never.or(soon))
        .order((passport_items::account_id, passport_items::expires_on, passport_items::id))
        .limit(most)
        .select((passport_items::all_columns, accounts::email, accounts::name))
        .load(conn)
}

/// Notes how many weeks before its end somebody was told of an item; false when it was replaced meanwhile.
pub(in crate::passports) fn set_warned(
    conn: &mut Conn,
    account: AccountId,
    (id, version): (ItemId, i32),
    weeks: i32,
) -> QueryResult<bool> {
    let item = passport_items::table
        .find(id)
        .filter(passport_items::account_id.eq(account))
        .filter(passport_items::version.eq(version));
    Ok(diesel::update(item).set(passport_items::warned_weeks.eq(weeks)).execute(conn)? == 1)
}
