//! Quiet addresses: those whose letters come back, and those whose owner complained. A report is only believed when it
//! is about a letter that we sent to that address: nobody can silence somebody else with a forged one.

use diesel::prelude::*;

use super::reports::{self, Report};
use super::{LetterId, Posted};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, on_each, refuse};
use crate::schema::{letters, quiet_addresses};

pub use super::reports::{Why, says_gone};

crate::kit::id::id_type!(QuietId);

/// What a mail server told of a letter. The address is quiet while it has not ended.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = quiet_addresses)]
pub struct Quiet {
    pub id: QuietId,
    /// In small letters.
    pub address: String,
    pub why: Why,
    /// What the server said.
    pub said: String,
    pub letter_id: LetterId,
    pub subject: String,
    pub at: Moment,
    pub ended_at: Option<Moment>,
}

/// Why a report changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportError {
    NoReport,
    /// It names no letter, or none that we sent to that address.
    UnknownLetter,
}

impl ReportError {
    pub fn words(self) -> &'static str {
        match self {
            Self::NoReport => "This is not a delivery report (RFC 3464) or a complaint (RFC 5965).",
            Self::UnknownLetter => "This report is about no letter that was sent from here to that address.",
        }
    }
}

/// What came of a report that is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Letters of which something new is known.
    pub noted: usize,
    /// Addresses that are quiet by it.
    pub quiet: usize,
}

impl Taken {
    pub fn words(self) -> String {
        match (self.noted, self.quiet) {
            (0, _) => "Nothing new.".into(),
            (_, 0) => "Noted. No address is quiet by it.".into(),
            (_, 1) => "Noted. 1 address is quiet by it.".into(),
            (_, quiet) => format!("Noted. {quiet} addresses are quiet by it."),
        }
    }
}

/// Takes in a report that came by mail. The same again changes nothing.
pub fn take_in(conn: &mut Conn, mail: &[u8], now: Moment) -> Outcome<Taken, ReportError> {
    let Some(found) = reports::read(mail) else { return refuse(ReportError::NoReport) };
    let (mut taken, mut unknown) = (Taken::default(), 0);
    for report in &found {
        let Some((id, address, subject)) = letter_of(conn, report)? else {
            unknown += 1;
            continue;
        };
        let is_new = note(conn, &quiet(id, &address, &subject, (report.why, &report.said), now))?;
        taken.noted += usize::from(is_new);
        taken.quiet += usize::from(is_new && report.why != Why::Delay);
    }
    if unknown > 0 && unknown == found.len() { refuse(ReportError::UnknownLetter) } else { Ok(taken) }
}

/// The letter that a report is about, its address and its subject.
fn letter_of(conn: &mut Conn, report: &Report) -> QueryResult<Option<(LetterId, String, String)>> {
    if report.message_id.is_empty() {
        return Ok(None);
    }
    let found: Option<(LetterId, String, String)> = letters::table
        .filter(letters::message_id.eq(&report.message_id))
        .select((letters::id, letters::to_address, letters::subject))
        .first(conn)
        .optional()?;
    // A complaint may keep its address to itself, a delivery report may not.
    let fits = |address: &String| match report.recipients.as_slice() {
        [] => report.why == Why::Complaint,
        named => named.contains(&address.to_lowercase()),
    };
    Ok(found.filter(|(_, address, _)| fits(address)))
}

fn quiet(id: LetterId, address: &str, subject: &str, (why, said): (Why, &str), now: Moment) -> Quiet {
    Quiet {
        id: QuietId::new(),
        address: address.to_lowercase(),
        why,
        said: said.to_owned(),
        letter_id: id,
        subject: subject.to_owned(),
        at: now,
        // What is only late makes nobody quiet.
        ended_at: (why == Why::Delay).then_some(now),
    }
}

/// False when the same is known of the letter.
fn note(conn: &mut Conn, quiet: &Quiet) -> QueryResult<bool> {
    let noted = on_each!(conn => diesel::insert_into(quiet_addresses::table)
        .values(quiet.clone())
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(noted == 1)
}

/// A mail server knew no such address when the letter was to be sent: as good as a report that it came back.
pub fn note_bounce(conn: &mut Conn, posted: &Posted, said: &str, now: Moment) -> QueryResult<()> {
    let said = (Why::Bounce, said);
    note(conn, &quiet(posted.id, &posted.to_address, &posted.title(), said, now)).map(drop)
}

/// In words why this letter is not to go, when its address is quiet for such letters; `None` when it may go.
pub fn why_not(conn: &mut Conn, posted: &Posted) -> QueryResult<Option<String>> {
    let known = open_of(conn, &posted.to_address)?;
    for one in known {
        let stops = match one.why {
            Why::Bounce => !is_asked(conn, posted.id)?,
            Why::Complaint => posted.unsubscribe_url.is_some(),
            Why::Delay => false,
        };
        if stops {
            return Ok(Some(not_sent_words(&one)));
        }
    }
    Ok(None)
}

fn not_sent_words(quiet: &Quiet) -> String {
    let why = match quiet.why {
        Why::Complaint => "its reader complained about an email of ours",
        _ => "emails to this address come back",
    };
    format!("Not sent: {why}. The mail server said: {}", quiet.said)
}

fn is_asked(conn: &mut Conn, id: LetterId) -> QueryResult<bool> {
    let asked = letters::table.find(id).select(letters::is_asked).first(conn).optional()?;
    Ok(asked.unwrap_or_default())
}

/// Why an address is quiet now, the oldest first.
pub fn open_of(conn: &mut Conn, address: &str) -> QueryResult<Vec<Quiet>> {
    quiet_addresses::table
        .filter(quiet_addresses::address.eq(address.to_lowercase()))
        .filter(quiet_addresses::ended_at.is_null())
        .order(quiet_addresses::id)
        .select(Quiet::as_select())
        .load(conn)
}

/// `None` when there is no such line.
pub fn find(conn: &mut Conn, id: QuietId) -> QueryResult<Option<Quiet>> {
    quiet_addresses::table.find(id).select(Quiet::as_select()).first(conn).optional()
}

/// What was told of a letter, the oldest first.
pub fn told_of(conn: &mut Conn, letter: LetterId) -> QueryResult<Vec<Quiet>> {
    let of = quiet_addresses::table.filter(quiet_addresses::letter_id.eq(letter));
    of.order(quiet_addresses::id).select(Quiet::as_select()).load(conn)
}

/// A page of why addresses are quiet now, the newest first; and how many in all.
pub fn page(conn: &mut Conn, offset: i64, limit: i64) -> QueryResult<(Vec<Quiet>, i64)> {
    let open = || quiet_addresses::table.filter(quiet_addresses::ended_at.is_null());
    let total = open().count().get_result(conn)?;
    let found = open().order(quiet_addresses::id.desc()).offset(offset).limit(limit);
    Ok((found.select(Quiet::as_select()).load(conn)?, total))
}

/// Letters go to the address again; false when they went already.
pub fn end(conn: &mut Conn, address: &str, now: Moment) -> QueryResult<bool> {
    let open = quiet_addresses::table
        .filter(quiet_addresses::address.eq(address.to_lowercase()))
        .filter(quiet_addresses::ended_at.is_null());
    Ok(diesel::update(open).set(quiet_addresses::ended_at.eq(now)).execute(conn)? > 0)
}

/// The owner of an address followed a link that was sent to it: letters arrive there again. What they complained about
/// stays unwanted.
pub fn arrives(conn: &mut Conn, address: &str, now: Moment) -> QueryResult<()> {
    let open = quiet_addresses::table
        .filter(quiet_addresses::address.eq(address.to_lowercase()))
        .filter(quiet_addresses::why.eq(Why::Bounce))
        .filter(quiet_addresses::ended_at.is_null());
    diesel::update(open).set(quiet_addresses::ended_at.eq(now)).execute(conn).map(drop)
}
