//! The documents of an application besides its CV, and what may be carried over from one application to the next.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::applications::model::{ApplicationId, Documents, Earlier};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::files::{FileId, StoredFile};
use crate::listings::{Question, QuestionId};
use crate::schema::{application_answers, application_documents, applications, files, listing_questions};

/// By the question that each answers.
pub(in crate::applications) fn documents(conn: &mut Conn, id: ApplicationId) -> QueryResult<Documents> {
    Ok(documents_of(conn, &[id])?.remove(&id).unwrap_or_default())
}

/// Those of several applications, in one statement; who has none is left out.
pub(super) fn documents_of(
    conn: &mut Conn,
    ids: &[ApplicationId],
) -> QueryResult<HashMap<ApplicationId, Documents>> {
    let rows: Vec<(ApplicationId, QuestionId, StoredFile)> = application_documents::table
        .inner_join(files::table)
        .filter(application_documents::application_id.eq_any(ids.to_vec()))
        .select((
            application_documents::application_id,
            application_documents::question_id,
            StoredFile::as_select(),
        ))
        .load(conn)?;
    let mut found: HashMap<ApplicationId, Documents> = HashMap::new();
    for (application, question, file) in rows {
        found.entry(application).or_default().insert(question, file);
    }
    Ok(found)
}

/// Puts a document into the place of the one before, if there was one.
pub(in crate::applications) fn set_document(
    conn: &mut Conn,
    (id, question): (ApplicationId, QuestionId),
    file: FileId,
    now: Moment,
) -> QueryResult<()> {
    diesel::delete(application_documents::table.find((id, question))).execute(conn)?;
    let row = (
        application_documents::application_id.eq(id),
        application_documents::question_id.eq(question),
        application_documents::file_id.eq(file),
    );
    on_each!(conn => diesel::insert_into(application_documents::table).values(row).execute(conn))?;
    touch(conn, id, now)
}

pub(in crate::applications) fn remove_document(
    conn: &mut Conn,
    (id, question): (ApplicationId, QuestionId),
    now: Moment,
) -> QueryResult<()> {
    diesel::delete(application_documents::table.find((id, question))).execute(conn)?;
    touch(conn, id, now)
}

fn touch(conn: &mut Conn, id: ApplicationId, now: Moment) -> QueryResult<()> {
    diesel::update(applications::table.find(id)).set(applications::updated_at.eq(now)).execute(conn).map(drop)
}

/// Does an application hold this file as a document?
pub(super) fn held(conn: &mut Conn, file: FileId) -> QueryResult<bool> {
    let of_file = application_documents::table.filter(application_documents::file_id.eq(file));
    Ok(of_file.count().get_result::<i64>(conn)? > 0)
}

/// What an application answered, with the questions that it was asked.
pub(in crate::applications) fn answered(conn: &mut Conn, id: ApplicationId) -> QueryResult<Vec<Earlier>> {
    let answers: HashMap<QuestionId, String> = application_answers::table
        .filter(application_answers::application_id.eq(id))
        .select((application_answers::question_id, application_answers::answer))
        .load::<(QuestionId, String)>(conn)?
        .into_iter()
        .collect();
    let documents: HashMap<QuestionId, FileId> = application_documents::table
        .filter(application_documents::application_id.eq(id))
        .select((application_documents::question_id, application_documents::file_id))
        .load::<(QuestionId, FileId)>(conn)?
        .into_iter()
        .collect();
    let ids: Vec<QuestionId> = answers.keys().chain(documents.keys()).copied().collect();
    let questions: Vec<Question> = listing_questions::table
        .filter(listing_questions::id.eq_any(ids))
        .select(Question::as_select())
        .load(conn)?;
    let earlier = |question: Question| Earlier {
        answer: answers.get(&question.id).cloned().unwrap_or_default(),
        document: documents.get(&question.id).copied(),
        question,
    };
    Ok(questions.into_iter().map(earlier).collect())
}
