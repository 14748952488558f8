//! A member scores an application.

use super::desk::{found, note};
use super::{DeskError, Here};
use crate::accounts::Account;
use crate::applications::model::{ApplicationId, Score};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::listings;
use crate::providers::Scope;

/// Replaces what this member gave before. A criterion that the listing has not got is passed over.
pub fn set_scores(
    conn: &mut Conn,
    scope: &Scope,
    by: &Account,
    (id, scores): (ApplicationId, &[Score]),
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    let criteria = listings::criteria(conn, vacancy.listing)?;
    let asked = |score: &&Score| criteria.iter().any(|criterion| criterion.id == score.criterion);
    let kept: Vec<Score> = scores.iter().filter(asked).copied().collect();
    store::set_scores(conn, id, by.id, &kept, here.now)?;
    Ok(note(conn, &Actor::from(by), "application.score", (&application, &vacancy), here.now)?)
}
