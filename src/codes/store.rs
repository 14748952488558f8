//! The SQL of what administrators changed.

use diesel::prelude::*;

use super::overlay::{Change, Order, Overlay};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{code_changes, code_orders};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = code_changes)]
struct ChangeRow {
    id: i64,
    list_name: String,
    code: String,
    words: String,
    is_added: bool,
    retired_at: Option<Moment>,
    version: i64,
    changed_at: Moment,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = code_orders)]
struct OrderRow {
    id: i64,
    list_name: String,
    codes: String,
    version: i64,
    changed_at: Moment,
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Self {
        Self {
            id: row.id,
            list: row.list_name,
            code: row.code,
            // Written by `save_change` alone.
            words: serde_json::from_str(&row.words).unwrap_or_default(),
            is_added: row.is_added,
            retired_at: row.retired_at,
            version: row.version,
        }
    }
}

impl From<OrderRow> for Order {
    fn from(row: OrderRow) -> Self {
        let codes = row.codes.split_whitespace().map(str::to_owned).collect();
        Self { id: row.id, list: row.list_name, codes, version: row.version }
    }
}

/// All that was changed, in the order in which it was first changed.
pub fn overlay(conn: &mut Conn) -> QueryResult<Overlay> {
    let changes = code_changes::table.order(code_changes::id).select(ChangeRow::as_select()).load(conn)?;
    let orders = code_orders::table.order(code_orders::id).select(OrderRow::as_select()).load(conn)?;
    Ok(Overlay {
        changes: changes.into_iter().map(ChangeRow::into).collect(),
        orders: orders.into_iter().map(OrderRow::into).collect(),
    })
}

/// `None` when nobody has changed this code.
pub fn change_of(conn: &mut Conn, list: &str, code: &str) -> QueryResult<Option<Change>> {
    let of_code =
        code_changes::table.filter(code_changes::list_name.eq(list)).filter(code_changes::code.eq(code));
    let row = of_code.select(ChangeRow::as_select()).first(conn).optional()?;
    Ok(row.map(ChangeRow::into))
}

/// `None` when the list stands in the order of its file.
pub fn order_of(conn: &mut Conn, list: &str) -> QueryResult<Option<Order>> {
    let of_list = code_orders::table.filter(code_orders::list_name.eq(list));
    Ok(of_list.select(OrderRow::as_select()).first(conn).optional()?.map(OrderRow::into))
}

/// Saves a change as its next version: one of version 0 is new.
///
/// False: somebody saved another one meanwhile.
pub fn save_change(conn: &mut Conn, change: &Change, now: Moment) -> QueryResult<bool> {
    let row = ChangeRow {
        id: change.id,
        list_name: change.list.clone(),
        code: change.code.clone(),
        words: serde_json::to_string(&change.words).unwrap_or_default(),
        is_added: change.is_added,
        retired_at: change.retired_at,
        version: change.version + 1,
        changed_at: now,
    };
    if change.version == 0 {
        return Ok(diesel::insert_into(code_changes::table).values(row).execute(conn)? == 1);
    }
    let as_it_was = code_changes::table.find(change.id).filter(code_changes::version.eq(change.version));
    let set = (
        code_changes::words.eq(row.words),
        code_changes::retired_at.eq(row.retired_at),
        code_changes::version.eq(row.version),
        code_changes::changed_at.eq(now),
    );
    Ok(diesel::update(as_it_was).set(set).execute(conn)? == 1)
}

/// Saves an order as its next version: one of version 0 is new.
///
/// False: somebody saved another one meanwhile.
pub fn save_order(conn: &mut Conn, order: &Order, now: Moment) -> QueryResult<bool> {
    let row = OrderRow {
        id: order.id,
        list_name: order.list.clone(),
        codes: order.codes.join(" "),
        version: order.version + 1,
        changed_at: now,
    };
    if order.version == 0 {
        return Ok(diesel::insert_into(code_orders::table).values(row).execute(conn)? == 1);
    }
    let as_it_was = code_orders::table.find(order.id).filter(code_orders::version.eq(order.version));
    let set = (
        code_orders::codes.eq(row.codes),
        code_orders::version.eq(row.version),
        code_orders::changed_at.eq(now),
    );
    Ok(diesel::update(as_it_was).set(set).execute(conn)? == 1)
}
