//! The SQL of accounts and of the links in their letters.

mod people;

use diesel::prelude::*;

pub use people::*;

use crate::accounts::model::Purpose;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::kit::tokens::Token;
use crate::schema::{account_links, accounts};
use crate::web::session::{Account, AccountId, Role};

/// What signing in needs to know.
#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Credentials {
    #[diesel(embed)]
    pub account: Account,
    pub password_hash: String,
    pub confirmed_at: Option<Moment>,
    pub locked_at: Option<Moment>,
}

/// A link that may still be used.
#[derive(Queryable, Selectable)]
#[diesel(table_name = account_links)]
pub(super) struct AccountLink {
    pub id: i64,
    pub account_id: Option<AccountId>,
    pub email: String,
    pub next_path: Option<String>,
}

/// A row to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password_hash: String,
    pub confirmed_at: Option<Moment>,
}

/// `None` when there is no such account.
pub fn find(conn: &mut Conn, id: AccountId) -> QueryResult<Option<Account>> {
    accounts::table.find(id).select(Account::as_select()).first(conn).optional()
}

/// `email` is lower-case; `None` when nobody has it.
pub fn find_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    accounts::table.filter(accounts::email.eq(email)).select(Account::as_select()).first(conn).optional()
}

/// Only an account whose address somebody proved theirs.
pub fn confirmed_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    accounts::table
        .filter(accounts::email.eq(email))
        .filter(accounts::confirmed_at.is_not_null())
        .select(Account::as_select())
        .first(conn)
        .optional()
}

pub fn has_administrator(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(accounts::table.filter(accounts::role.eq(Role::Administrator))))
        .get_result(conn)
}

pub(super) fn credentials_of(conn: &mut Conn, email: &str) -> QueryResult<Option<Credentials>> {
    accounts::table.filter(accounts::email.eq(email)).select(Credentials::as_select()).first(conn).optional()
}

/// Breaks the unique rule when the address is taken.
pub(super) fn insert(conn: &mut Conn, new: &NewAccount, now: Moment) -> QueryResult<AccountId> {
    let id = AccountId::new();
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(id),
            accounts::email.eq(&new.email),
            accounts::name.eq(&new.name),
            accounts::role.eq(new.role),
            accounts::password_hash.eq(&new.password_hash),
            accounts::confirmed_at.eq(new.confirmed_at),
            accounts::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}

pub(super) fn replace_unconfirmed(conn: &mut Conn, id: AccountId, person: &NewAccount) -> QueryResult<()> {
    diesel::update(accounts::table.find(id).filter(accounts::confirmed_at.is_null()))
        .set((
            accounts::name.eq(&person.name),
            accounts::role.eq(person.role),
            accounts::password_hash.eq(&person.password_hash),
        ))
        .execute(conn)
        .map(drop)
}

pub(super) fn set_confirmed(conn: &mut Conn, id: AccountId, now: Moment) -> QueryResult<()> {
    diesel::update(accounts::table.find(id).filter(accounts::confirmed_at.is_null()))
        .set(accounts::confirmed_at.eq(now))
        .execute(conn)
        .map(drop)
}

pub(super) fn set_name(conn: &mut Conn, id: AccountId, name: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::name.eq(name)).execute(conn).map(drop)
}

/// Breaks the unique rule when the address is taken.
pub(super) fn set_email(conn: &mut Conn, id: AccountId, email: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id)).set(accounts::email.eq(email)).execute(conn).map(drop)
}

pub(super) fn set_password(conn: &mut Conn, id: AccountId, password_hash: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::password_hash.eq(password_hash))
        .execute(conn)
        .map(drop)
}

/// Makes a link; earlier ones of the same purpose end.
pub(super) fn insert_link(
    conn: &mut Conn,
    purpose: Purpose,
    link: (Option<AccountId>, &str, Option<&str>),
    token: &Token,
    now: Moment,
) -> QueryResult<()> {
    let (account, email, next_path) = link;
    if let Some(account) = account {
        end_links(conn, account, purpose, now)?;
    }
    diesel::insert_into(account_links::table)
        .values((
            account_links::id.eq(id::next()),
            account_links::account_id.eq(account),
            account_links::purpose.eq(purpose),
            account_links::token_hash.eq(token.hash()),
            account_links::email.eq(email),
            account_links::next_path.eq(next_path),
            account_links::created_at.eq(now),
            account_links::expires_at.eq(now + purpose.lifetime()),
        ))
        .execute(conn)
        .map(drop)
}

/// `None` when the link was used, is too old, or never was.
pub(super) fn find_link(
    conn: &mut Conn,
    purpose: Purpose,
    token_hash: &str,
    now: Moment,
) -> QueryResult<Option<AccountLink>> {
    account_links::table
        .filter(account_links::purpose.eq(purpose))
        .filter(account_links::token_hash.eq(token_hash))
        .filter(account_links::used_at.is_null())
        .filter(account_links::expires_at.gt(now))
        .select(AccountLink::as_select())
        .first(conn)
        .optional()
}

/// Uses a link; false when somebody was quicker.
pub(super) fn use_link(conn: &mut Conn, id: i64, now: Moment) -> QueryResult<bool> {
    let used = diesel::update(account_links::table.find(id).filter(account_links::used_at.is_null()))
        .set(account_links::used_at.eq(now))
        .execute(conn)?;
    Ok(used == 1)
}

pub(super) fn end_links(
    conn: &mut Conn,
    account: AccountId,
    purpose: Purpose,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(
        account_links::table
            .filter(account_links::account_id.eq(account))
            .filter(account_links::purpose.eq(purpose))
            .filter(account_links::used_at.is_null()),
    )
    .set(account_links::used_at.eq(now))
    .execute(conn)
    .map(drop)
}
