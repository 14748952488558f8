//! The equality questions at the end of an application.

use super::{ApplyError, vacancy_of};
use crate::accounts::AccountId;
use crate::applications::model::ApplicationId;
use crate::applications::store;
use crate::equality::{self, Answers};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};

/// Counts what somebody answered, once for an application, however often the button is pressed. That it was passed is
/// noted in the same way when nothing was answered, so that the note does not tell who did. False when they had been
/// passed already.
pub fn answer_equality(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    answers: Option<&Answers>,
    now: Moment,
) -> Outcome<bool, ApplyError> {
    let Some(application) = store::own(conn, candidate, id)?.filter(|own| own.submitted_at.is_some()) else {
        return refuse(ApplyError::NotFound);
    };
    if !store::note_asked(conn, id)? {
        return Ok(false);
    }
    let Some(answers) = answers else { return Ok(true) };
    let vacancy = vacancy_of(conn, &application, now, ApplyError::NotFound)?;
    equality::count(conn, vacancy.provider, answers, now.london_day())?;
    Ok(true)
}
