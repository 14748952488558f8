//! Documents of a draft besides its CV: each answers a question of the listing.

use super::apply::own_draft;
use super::cv::release;
use super::{ApplyError, vacancy_of};
use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, Vacancy, carried, earlier};
use crate::applications::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, StoredFile};
use crate::listings::QuestionId;

/// Takes a document whose bytes are stored already. Gives the file that it replaces when nothing needs that any more.
pub fn attach_document(
    conn: &mut Conn,
    candidate: AccountId,
    (id, question): (ApplicationId, QuestionId),
    file: &StoredFile,
    now: Moment,
) -> Outcome<Option<StoredFile>, ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    let vacancy = vacancy_of(conn, &draft, now, ApplyError::NotFound)?;
    if !vacancy.wants.documents.iter().any(|asked| asked.id == question) {
        return refuse(ApplyError::NotFound);
    }
    let before = store::documents(conn, id)?.remove(&question);
    files::insert(conn, file)?;
    store::set_document(conn, (id, question), file.id, now)?;
    release(conn, before.map(|before| before.id))
}

pub fn remove_document(
    conn: &mut Conn,
    candidate: AccountId,
    (id, question): (ApplicationId, QuestionId),
    now: Moment,
) -> Outcome<Option<StoredFile>, ApplyError> {
    own_draft(conn, candidate, id)?;
    let before = store::documents(conn, id)?.remove(&question);
    store::remove_document(conn, (id, question), now)?;
    release(conn, before.map(|before| before.id))
}

/// Answers the questions of a new draft as the same questions were answered in an earlier application.
pub(super) fn carry_over(
    conn: &mut Conn,
    vacancy: &Vacancy,
    (from, to): (ApplicationId, ApplicationId),
    now: Moment,
) -> diesel::QueryResult<()> {
    let before = store::answered(conn, from)?;
    let answers = vacancy.wants.questions.iter();
    let answers = answers.filter_map(|question| Some((question.id, carried(question, &before)?))).collect();
    store::set_answers(conn, to, &answers, now)?;
    for question in &vacancy.wants.documents {
        if let Some(file) = earlier(question, &before).and_then(|earlier| earlier.document) {
            store::set_document(conn, (to, question.id), file, now)?;
        }
    }
    Ok(())
}
