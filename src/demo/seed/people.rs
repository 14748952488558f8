//! The four who are signed in as, and the people who apply.

use diesel::prelude::*;

use super::Stage;
use super::rows::AccountRow;
use crate::demo::people;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::schema::accounts;
use crate::web::session::{AccountId, Role};

/// Of everybody in the demonstration.
pub const PASSWORD: &str = "seven herons over the quay";

/// Somebody whom a visitor of the demonstration can be.
#[derive(Clone, Copy)]
pub struct SignIn {
    pub role: Role,
    pub name: &'static str,
    pub email: &'static str,
}

pub const SIGN_INS: [SignIn; 4] = [
    SignIn { role: Role::Candidate, name: "Ada Fairclough", email: "ada@example.org" },
    SignIn { role: Role::Member, name: "Owen Pargeter", email: "owen@example.org" },
    SignIn { role: Role::Moderator, name: "Maya Lindqvist", email: "maya@example.org" },
    SignIn { role: Role::Administrator, name: "Alex Tregenza", email: "alex@example.org" },
];

/// An editor beside the owner; nobody needs to be her.
const COLLEAGUE: (&str, &str) = ("ines@example.org", "Ines Harrow");
/// An editor of the same organisation who is limited to its first site; her password is everybody's.
const LIMITED: (&str, &str) = ("lena@example.org", "Lena Okafor");

/// Those who apply besides Ada.
pub(super) const APPLICANTS: usize = 46;
const ACCOUNT_AGE_DAYS: i64 = 40;

/// Everybody with an account.
pub(super) struct Cast {
    pub ada: AccountId,
    pub owner: AccountId,
    /// Who chooses with the owner.
    pub colleague: AccountId,
    /// Who acts for one site of the owner's organisation.
    pub limited: AccountId,
    pub moderator: AccountId,
    /// By the number of the person, from 1.
    pub applicants: Vec<AccountId>,
}

/// The accounts, made where they are missing.
pub(super) fn cast(conn: &mut Conn, stage: &Stage) -> QueryResult<Cast> {
    let mut ids = Vec::new();
    for one in &SIGN_INS {
        ids.push(account(conn, stage, (one.email, one.name), one.role)?);
    }
    let colleague = account(conn, stage, COLLEAGUE, Role::Member)?;
    let limited = account(conn, stage, LIMITED, Role::Member)?;
    let mut applicants = Vec::new();
    for number in 1..=APPLICANTS {
        let person = people::person(number);
        applicants.push(account(conn, stage, (&person.email, &person.name), Role::Candidate)?);
    }
    let [ada, owner, moderator, _] = ids[..] else { return Err(diesel::result::Error::NotFound) };
    Ok(Cast { ada, owner, colleague, limited, moderator, applicants })
}

fn account(conn: &mut Conn, stage: &Stage, person: (&str, &str), role: Role) -> QueryResult<AccountId> {
    let (email, name) = person;
    let found =
        accounts::table.filter(accounts::email.eq(email)).select(accounts::id).first(conn).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    let joined: Moment = stage.now - chrono::Duration::days(ACCOUNT_AGE_DAYS);
    let row = AccountRow {
        id: AccountId::new(),
        email,
        name,
        role,
        password_hash: &stage.password_hash,
        confirmed_at: joined,
        created_at: joined,
    };
    on_each!(conn => diesel::insert_into(accounts::table).values(&row).execute(conn))?;
    Ok(row.id)
}
