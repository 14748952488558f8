//! Somebody whose emails come back, and somebody who complained about one.

use chrono::Duration;
use diesel::prelude::*;

use super::{SIGN_INS, Stage};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::letters::LetterId;
use crate::kit::letters::quiet::{Quiet, QuietId, Why};
use crate::schema::{letters, quiet_addresses};

pub(super) fn insert(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let own: Vec<&str> = SIGN_INS.iter().map(|one| one.email).collect();
    let found: Vec<(LetterId, String, String)> = letters::table
        .filter(letters::to_address.ne_all(own))
        .order(letters::id)
        .select((letters::id, letters::to_address, letters::subject))
        .limit(50)
        .load(conn)?;
    let told = [
        (Why::Bounce, "550 5.1.1 The email account that you tried to reach does not exist", 30),
        (Why::Complaint, "Complaint (abuse), reported by an invented mail provider", 5),
    ];
    let mut addresses = Vec::new();
    for (letter_id, address, subject) in found {
        let Some((why, said, hours)) = told.get(addresses.len()).filter(|_| !addresses.contains(&address))
        else {
            continue;
        };
        addresses.push(address.clone());
        let quiet = Quiet {
            id: QuietId::new(),
            address,
            why: *why,
            said: (*said).into(),
            letter_id,
            subject,
            at: Moment(stage.now.0 - Duration::hours(*hours)),
            ended_at: None,
        };
        diesel::insert_into(quiet_addresses::table).values(quiet).execute(conn)?;
    }
    Ok(())
}
