//! What people hear of a listing that closes while they mean to apply.

use std::collections::HashSet;

use chrono::Duration;
use diesel::QueryResult;

use crate::accounts::AccountId;
use crate::accounts::actions::Here;
use crate::applications::mails::{AmendedMail, DraftClosedEarlyMail, DraftClosesSoonMail};
use crate::applications::model::{Application, ApplicationId, Door, GRACE_HOURS, Vacancy};
use crate::applications::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::listings::actions::STANDS_FOR_A_NAME;
use crate::listings::views::Foreseen;
use crate::listings::{self, Full, ListingAmended, ListingId};

/// Reminds everybody who saved a listing or began to apply of its closing, in one letter each; once, however often it
/// is called.
pub fn remind(conn: &mut Conn, listing: ListingId, closes_at: Moment, here: &Here) -> Outcome<()> {
    let Some(full) = listings::full_live(conn, listing, here.now)? else { return Ok(()) };
    let drafts = store::drafts_of(conn, listing)?;
    if !listings::actions::remind_savers(conn, &full, closes_at, &owners(&drafts), here)? {
        return Ok(());
    }
    let vacancy = Vacancy::of(full, here.now);
    for draft in &drafts {
        DraftClosesSoonMail { application: draft, vacancy: &vacancy, closes_at }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Tells the same people that it closed before its day, and how long drafts are still taken; once, however often it is
/// called.
pub fn tell_closed_early(conn: &mut Conn, listing: ListingId, here: &Here) -> Outcome<()> {
    let Some(full) = listings::full(conn, listing)? else { return Ok(()) };
    let drafts = store::drafts_of(conn, listing)?;
    if !listings::actions::tell_savers(conn, &full, &owners(&drafts), here)? {
        return Ok(());
    }
    let vacancy = Vacancy::of(full, here.now);
    let Door::Grace(until) = vacancy.door else { return Ok(()) };
    for draft in &drafts {
        DraftClosedEarlyMail { application: draft, vacancy: &vacancy, until }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Who would be written to if a live listing closed now, and what they would read. Nobody is named.
pub fn foresee_closing(conn: &mut Conn, full: &Full, here: &Here) -> QueryResult<Vec<Foreseen>> {
    let drafts = store::drafts_of(conn, full.listing.id)?;
    let savers = listings::actions::foresee_savers(conn, full, &owners(&drafts), here)?;
    let mut letters = Vec::new();
    if let Some(draft) = drafts.first() {
        let nobody = Application {
            id: ApplicationId(0),
            name: STANDS_FOR_A_NAME.into(),
            email: String::new(),
            ..draft.clone()
        };
        let until = here.now + Duration::hours(GRACE_HOURS);
        let vacancy = Vacancy::of(full.clone(), here.now);
        let letter =
            DraftClosedEarlyMail { application: &nobody, vacancy: &vacancy, until }.letter(&here.site);
        let who = match drafts.len() {
            1 => "One person who has begun to apply".to_string(),
            many => format!("{many} people who have begun to apply"),
        };
        let words = listings::actions::foreseen_words(conn, &letter, &here.site)?;
        letters.push(Foreseen { who, letter: words.replace("/applications/0", "/applications/…") });
    }
    letters.extend(savers);
    Ok(letters)
}

/// Tells whoever has begun to apply, or has applied and still waits or talks, what has changed; once, however often it is
/// called.
pub fn tell_amended(conn: &mut Conn, amended: &ListingAmended, here: &Here) -> Outcome<()> {
    let changed = listings::amendments(conn, amended.listing, MOST_LOOKED_AT)?;
    let Some(amendment) = changed.into_iter().find(|one| one.id == amended.amendment) else { return Ok(()) };
    let Some(vacancy) = store::vacancy(conn, amended.listing, here.now)? else { return Ok(()) };
    if !listings::note_told(conn, amendment.id, here.now)? {
        return Ok(());
    }
    for application in &store::open_of(conn, amended.listing)? {
        AmendedMail { application, vacancy: &vacancy, amendment: &amendment }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Changes of one listing that may be made before the first of them is told.
const MOST_LOOKED_AT: i64 = 100;

fn owners(drafts: &[Application]) -> HashSet<AccountId> {
    drafts.iter().map(|draft| draft.candidate_id).collect()
}
