//! Keeping a listing, and hearing of its closing.

use std::collections::HashSet;

use crate::accounts::AccountId;
use crate::accounts::actions::Here;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::kit::letters::{Letter, Site};
use crate::listings::mails::{ClosedEarlyMail, ClosesSoonMail};
use crate::listings::model::{Full, ListingId, last_day_to_remind, reminder_at};
use crate::listings::store::{self, Saver};
use crate::listings::views::Foreseen;
use crate::settings;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// Listings whose closing one tick of the clock looks at; the next tick goes on.
const REMINDED_AT_ONCE: i64 = 200;

/// Why a listing is not kept.
#[derive(Debug)]
pub enum SaveError {
    /// The public cannot see it.
    NotLive,
    /// How many they may save.
    TooMany(i64),
}

impl Refusal for SaveError {
    fn refused(&self) -> Error {
        match self {
            SaveError::NotLive => Error::NotFound,
            SaveError::TooMany(most) => Error::refused(
                format!("You have saved {most} listings"),
                "Remove some that you no longer need, then save this one again.",
                Link::to("/saved", "Your saved listings"),
            ),
        }
    }
}

/// Keeps a live listing for a person.
pub fn save(conn: &mut Conn, account: AccountId, id: ListingId, now: Moment) -> Outcome<(), SaveError> {
    if store::full_live(conn, id, now)?.is_none() {
        return Err(Failed::Refused(SaveError::NotLive));
    }
    let most = settings::in_force(conn)?.most_saved;
    if store::count_saved(conn, account)? >= most && !store::is_saved(conn, account, id)? {
        return Err(Failed::Refused(SaveError::TooMany(most)));
    }
    Ok(store::keep(conn, account, id, now)?)
}

pub fn unsave(conn: &mut Conn, account: AccountId, id: ListingId) -> Outcome<()> {
    Ok(store::let_go(conn, account, id)?)
}

/// What a person notes on a listing that they saved; false when they have not saved it.
pub fn set_note(conn: &mut Conn, account: AccountId, id: ListingId, note: &str) -> Outcome<bool> {
    Ok(store::set_note(conn, account, id, note)?)
}

/// Listings whose savers and drafts are to be reminded now.
pub fn closing_soon(conn: &mut Conn, now: Moment) -> diesel::QueryResult<Vec<(ListingId, Moment)>> {
    store::unreminded(conn, now, last_day_to_remind(now), REMINDED_AT_ONCE)
}

/// Reminds everybody who saved it in time, but for those who hear of it in another way. False when that was done
/// before, so that nothing may follow.
pub fn remind_savers(
    conn: &mut Conn,
    full: &Full,
    closes_at: Moment,
    but: &HashSet<AccountId>,
    here: &Here,
) -> diesel::QueryResult<bool> {
    if !store::note_reminder(conn, full.listing.id, closes_at, here.now)? {
        return Ok(false);
    }
    for saver in store::savers(conn, full.listing.id, reminder_at(closes_at))? {
        if !but.contains(&saver.account) {
            ClosesSoonMail { saver: &saver, full, closes_at }
                .letter(&here.site)
                .post(conn, here.now, &here.site)?;
        }
    }
    Ok(true)
}

/// Where a letter that is shown beforehand names its reader.
pub const STANDS_FOR_A_NAME: &str = "(their name)";

/// The letter that those who saved a listing would get if it closed now, but for those who hear of it in another way;
/// nothing when there are none.
pub fn foresee_savers(
    conn: &mut Conn,
    full: &Full,
    but: &HashSet<AccountId>,
    here: &Here,
) -> diesel::QueryResult<Option<Foreseen>> {
    let savers = store::savers(conn, full.listing.id, here.now)?;
    let count = savers.iter().filter(|saver| !but.contains(&saver.account)).count();
    let Some(one) = savers.into_iter().next().filter(|_| count > 0) else { return Ok(None) };
    let saver = Saver { email: String::new(), name: STANDS_FOR_A_NAME.into(), note: String::new(), ..one };
    let letter = ClosedEarlyMail { saver: &saver, full }.letter(&here.site);
    let who = match count {
        1 => "One person who saved it".to_string(),
        many => format!("{many} people who saved it"),
    };
    Ok(Some(Foreseen { who, letter: foreseen_words(conn, &letter, &here.site)? }))
}

/// A letter as it reads, before it is sent.
pub fn foreseen_words(conn: &mut Conn, letter: &Letter, site: &Site) -> diesel::QueryResult<String> {
    let letter = letter.worded_as_kept(conn)?;
    let text = letter.text(site).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    Ok(format!("{}\n\n{text}", letter.subject_line()))
}

/// Nobody who meant to apply finds out by a closed page. False when they were told before: a job may run twice.
pub fn tell_savers(
    conn: &mut Conn,
    full: &Full,
    but: &HashSet<AccountId>,
    here: &Here,
) -> diesel::QueryResult<bool> {
    let closed_at = full.listing.closed_at.unwrap_or(here.now);
    if !store::note_reminder(conn, full.listing.id, closed_at, here.now)? {
        return Ok(false);
    }
    for saver in store::savers(conn, full.listing.id, here.now)? {
        if !but.contains(&saver.account) {
            ClosedEarlyMail { saver: &saver, full }.letter(&here.site).post(conn, here.now, &here.site)?;
        }
    }
    Ok(true)
}
