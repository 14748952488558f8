//! What administrators do to letters and jobs. Each act leaves an audit line.

pub mod codes;
mod wording;

pub use wording::*;

use diesel::QueryResult;

use crate::accounts::actions::{Here, NewRole, StaffError};
use crate::accounts::{self, AccountId, Role};
use crate::administration::mails::TestMail;
use crate::audit::{self, Actor, LineId, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs;
use crate::kit::letters::quiet::{self, QuietId};
use crate::kit::letters::{self, LetterId};
use crate::providers;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;
use crate::web::session::Account;

#[derive(Debug)]
pub enum AgainError {
    /// It is not there any more.
    Gone,
    Letter(LetterId),
    Job,
}

impl Refusal for AgainError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::NotFound,
            Self::Letter(id) => Error::refused(
                "This email was not given up",
                "It waits to be sent, or it was sent. Somebody may have sent it again before you.",
                Link::to(format!("/administration/letters/{id}"), "See the email"),
            ),
            Self::Job => Error::refused(
                "This job was not given up",
                "It runs again, or it is done, or it was dropped. Somebody may have been quicker.",
                Link::to("/administration/jobs", "Back to the jobs"),
            ),
        }
    }
}

/// Gives an account another role. Whoever belongs to an organisation stays a member.
pub fn change_role(
    conn: &mut Conn,
    actor: &Actor,
    id: AccountId,
    (was, role): (Role, Role),
    now: Moment,
) -> Outcome<(), StaffError> {
    let desks = providers::desks(conn, id)?;
    let belongs_to = desks.into_iter().next().map(|desk| desk.provider.name);
    accounts::actions::change_role(conn, actor, id, &NewRole { was, role, belongs_to }, now)
}

/// Lets a dead letter be tried again, or one that failed at once instead of at its next time.
pub fn send_again(conn: &mut Conn, actor: &Actor, id: LetterId, now: Moment) -> Outcome<(), AgainError> {
    let Some(letter) = letters::find(conn, id)? else { return refuse(AgainError::Gone) };
    if !letters::send_again(conn, id, now)? {
        return refuse(AgainError::Letter(id));
    }
    let label = format!("{} to {}", letter.title(), letter.to_address);
    Ok(audit::note(conn, actor, "letter.send-again", Subject::new("letter", id.0, label), "", now)?)
}

/// Letters go to an address again that was quiet. When they do already, nothing is done and nothing noted.
pub fn lift_quiet(
    conn: &mut Conn,
    actor: &Actor,
    id: QuietId,
    because: &str,
    now: Moment,
) -> Outcome<(), AgainError> {
    let Some(found) = quiet::find(conn, id)? else { return refuse(AgainError::Gone) };
    if !quiet::end(conn, &found.address, now)? {
        return Ok(());
    }
    let subject = Subject::new("quiet", id.0, found.address);
    Ok(audit::note(conn, actor, "letter.lift-quiet", subject, because, now)?)
}

/// Removes a letter for good that is dead, or fails again and again.
pub fn drop_letter(
    conn: &mut Conn,
    actor: &Actor,
    id: LetterId,
    because: &str,
    now: Moment,
) -> Outcome<(), AgainError> {
    let Some(letter) = letters::find(conn, id)? else { return refuse(AgainError::Gone) };
    if !letters::drop_failed(conn, id)? {
        return refuse(AgainError::Letter(id));
    }
    let label = format!("{} to {}", letter.title(), letter.to_address);
    Ok(audit::note(conn, actor, "letter.drop", Subject::new("letter", id.0, label), because, now)?)
}

/// Puts a given-up job back into the queue, or lets one that failed run at once.
pub fn run_again(conn: &mut Conn, actor: &Actor, id: i64, now: Moment) -> Outcome<(), AgainError> {
    let Some(job) = jobs::find(conn, id)? else { return refuse(AgainError::Job) };
    if !jobs::revive(conn, id, now)? && !jobs::hurry(conn, id, now)? {
        return refuse(AgainError::Job);
    }
    Ok(audit::note(conn, actor, "job.run-again", Subject::new("job", id, job.name), &job.payload, now)?)
}

/// Removes a given-up job for good.
pub fn drop_job(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    because: &str,
    now: Moment,
) -> Outcome<(), AgainError> {
    let Some(job) = jobs::find(conn, id)? else { return refuse(AgainError::Job) };
    if !jobs::drop_dead(conn, id)? {
        return refuse(AgainError::Job);
    }
    let note = format!("{because} ({})", job.payload);
    Ok(audit::note(conn, actor, "job.drop", Subject::new("job", id, job.name), &note, now)?)
}

/// Leaves a line for a file of lines; gives its number, which is the end of the file.
pub fn note_export(conn: &mut Conn, actor: &Actor, words: &str, now: Moment) -> QueryResult<LineId> {
    let end = LineId::new();
    audit::note(conn, actor, "audit.export", Subject::new("log", 0, "The log"), words, now)?;
    Ok(end)
}

/// A letter to the administrator who asks, to see whether mail leaves and arrives.
pub fn post_test_letter(conn: &mut Conn, account: &Account, here: &Here) -> Outcome<LetterId> {
    let mail = TestMail { email: &account.email, name: &account.name, now: here.now };
    let id = mail.letter(&here.site).post(conn, here.now, &here.site)?;
    let subject = Subject::new("letter", id.0, account.email.as_str());
    audit::note(conn, &Actor::from(account), "letter.test", subject, "", here.now)?;
    Ok(id)
}
