//! The SQL of applications as their candidates and the site know them. The provider's side is in [`desk`].

mod desk;
mod documents;
mod equality;
mod events;
mod expected;
mod export;
mod home;
mod interviews;
mod invitations;
mod kept;
mod ledger;
mod messages;
mod notes;
mod offers;
mod opened;
mod profile;
mod scores;
mod standing;
mod uses;
mod waiting;

use diesel::prelude::*;

pub(super) use desk::{
    Opening, PAGE, Row, Wanted, colleagues, counts, mask_of, open_for_provider, owned_by_provider, reveal,
    rows, several,
};
pub(super) use documents::{answered, documents, remove_document, set_document};
pub(super) use equality::{note_asked, was_asked};
pub(super) use events::{add_event, events, events_of, events_of_all};
pub(super) use expected::expected;
pub(super) use export::{
    Exported, bytes_exported, count_exported, delete_export, end_export, export, exported_after,
    exports_before, exports_of, insert_export, set_exported, waiting_export,
};
pub(super) use home::{
    Awaiting, Since, Unbooked, awaiting, count_awaiting, counts_of, happened_since, offers_out,
    submitted_since, unbooked,
};
pub(super) use interviews::{
    add_slots, free_slots, insert_interview, interviews_of, owned_interview, panel, panel_accounts,
    remove_slot, set_interview, set_panel, slot, slots,
};
pub(super) use invitations::{
    application, arranged, book, cancel, cancel_ahead, in_state, invitation_to, invite, invited, is_taken,
    own_invitation, set_reminded, touch, unreminded, with_all,
};
pub use kept::forget_old_forms;
pub(super) use kept::{forget_form, keep_form, kept_form};
pub use ledger::Ledgers;
pub(super) use ledger::{count_waiting, dues, note_reminder, to_remind};
pub(super) use messages::{
    Message, THREADS, Talk, add_message, has_unread, messages, read_by, see, talks, unread_of, unread_people,
};
pub(super) use notes::{Note, add_mention, add_note, count_notes, note, notes};
pub use offers::any_offer_due;
pub(super) use offers::{end_offer, insert_offer, lapsing, last_offer, set_offer_reminded, unanswered};
pub(super) use opened::{Opened, Own, all_of, open, open_own, open_step};
pub(super) use profile::{keep_profile, to_send};
pub(super) use scores::{is_scored, scores, scores_of, set_scores};
pub use standing::{Standing, standing_of_candidate, standing_of_provider, standings};
pub use uses::applications_with_code;
pub(super) use waiting::{left_waiting, promise, waiting_but};

use crate::accounts::AccountId;
use crate::applications::model::{Answers, Application, ApplicationId, State, Vacancy};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::files::{self, FileId, StoredFile};
use crate::listings::{self, ListingId, QuestionId};
use crate::profiles;
use crate::providers::Scope;
use crate::schema::{application_answers, applications};

/// `None` when there is no such application of this person.
pub(super) fn own(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
) -> QueryResult<Option<Application>> {
    applications::table.find(id).filter(applications::candidate_id.eq(candidate)).first(conn).optional()
}

/// `None` when this person has not begun to apply to this listing.
pub(super) fn of_listing(
    conn: &mut Conn,
    candidate: AccountId,
    listing: ListingId,
) -> QueryResult<Option<Application>> {
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::candidate_id.eq(candidate))
        .first(conn)
        .optional()
}

/// What people have begun and not submitted.
pub(super) fn drafts_of(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Application>> {
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.eq(State::Draft))
        .order(applications::id)
        .load(conn)
}

/// The applications of a listing that are begun, or in and neither taken back nor answered with no.
pub(super) fn open_of(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Application>> {
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.ne_all([State::Withdrawn, State::Rejected, State::Declined]))
        .order(applications::id)
        .load(conn)
}

/// What applying to a listing asks for; `None` when there is no such listing.
pub(super) fn vacancy(conn: &mut Conn, listing: ListingId, now: Moment) -> QueryResult<Option<Vacancy>> {
    Ok(listings::full(conn, listing)?.map(|full| Vacancy::of(full, now)))
}

/// The same of a listing within reach.
pub(super) fn vacancy_within(
    conn: &mut Conn,
    scope: &Scope,
    listing: ListingId,
    now: Moment,
) -> QueryResult<Option<Vacancy>> {
    Ok(listings::owned_full(conn, scope, listing)?.map(|full| Vacancy::of(full, now)))
}

/// The application that this person submitted last: what a new draft starts from.
pub(super) fn last_submitted(conn: &mut Conn, candidate: AccountId) -> QueryResult<Option<Application>> {
    applications::table
        .filter(applications::candidate_id.eq(candidate))
        .filter(applications::submitted_at.is_not_null())
        .order((applications::submitted_at.desc(), applications::id.desc()))
        .first(conn)
        .optional()
}

/// Puts a draft there; false when this person has an application to this listing already.
pub(super) fn insert(conn: &mut Conn, draft: &Application) -> QueryResult<bool> {
    let row = (
        applications::id.eq(draft.id),
        applications::listing_id.eq(draft.listing_id),
        applications::candidate_id.eq(draft.candidate_id),
        applications::state.eq(draft.state),
        applications::name.eq(&draft.name),
        applications::email.eq(&draft.email),
        applications::phone.eq(&draft.phone),
        applications::registration.eq(&draft.registration),
        applications::statement.eq(&draft.statement),
        applications::cv_id.eq(draft.cv_id),
        applications::reason.eq(&draft.reason),
        applications::reason_words.eq(&draft.reason_words),
        applications::created_at.eq(draft.created_at),
        applications::updated_at.eq(draft.updated_at),
        applications::listing_version.eq(draft.listing_version),
        applications::sends_profile.eq(draft.sends_profile),
        applications::source.eq(draft.source),
    );
    let added = on_each!(conn => diesel::insert_into(applications::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Contact as it goes to the provider.
#[derive(diesel::AsChangeset, Clone, Debug)]
#[diesel(table_name = applications)]
pub struct Details {
    pub name: String,
    pub phone: String,
    pub registration: String,
}

pub(super) fn set_details(
    conn: &mut Conn,
    id: ApplicationId,
    details: &Details,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((details, applications::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

pub(super) fn set_statement(
    conn: &mut Conn,
    id: ApplicationId,
    statement: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((applications::statement.eq(statement), applications::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

pub(super) fn set_cv(conn: &mut Conn, id: ApplicationId, cv: Option<FileId>, now: Moment) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((applications::cv_id.eq(cv), applications::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// The version of the listing that this person has seen.
pub(super) fn set_version(conn: &mut Conn, id: ApplicationId, version: i32) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set(applications::listing_version.eq(version))
        .execute(conn)
        .map(drop)
}

pub(super) fn set_sends_profile(
    conn: &mut Conn,
    id: ApplicationId,
    sends: bool,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((applications::sends_profile.eq(sends), applications::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// Forgets a file that no application and no profile holds any more, and gives it so that its bytes can go too.
pub(super) fn release(conn: &mut Conn, file: FileId) -> QueryResult<Option<StoredFile>> {
    let held = applications::table.filter(applications::cv_id.eq(file)).count().get_result::<i64>(conn)?;
    if held > 0 || documents::held(conn, file)? || profiles::held(conn, file)? {
        return Ok(None);
    }
    let found = files::find(conn, file)?;
    files::forget(conn, file)?;
    Ok(found)
}

pub(super) fn answers(conn: &mut Conn, id: ApplicationId) -> QueryResult<Answers> {
    let rows: Vec<(QuestionId, String)> = application_answers::table
        .filter(application_answers::application_id.eq(id))
        .select((application_answers::question_id, application_answers::answer))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Replaces all answers.
pub(super) fn set_answers(
    conn: &mut Conn,
    id: ApplicationId,
    answers: &Answers,
    now: Moment,
) -> QueryResult<()> {
    diesel::delete(application_answers::table.filter(application_answers::application_id.eq(id)))
        .execute(conn)?;
    for (question, answer) in answers {
        diesel::insert_into(application_answers::table)
            .values((
                application_answers::application_id.eq(id),
                application_answers::question_id.eq(question),
                application_answers::answer.eq(answer),
            ))
            .execute(conn)?;
    }
    diesel::update(applications::table.find(id)).set(applications::updated_at.eq(now)).execute(conn).map(drop)
}

/// Moves an application on; false when it was not (any more) where it was thought to be.
pub(super) fn transition(
    conn: &mut Conn,
    id: ApplicationId,
    from: State,
    to: State,
    now: Moment,
) -> QueryResult<bool> {
    let moved = diesel::update(applications::table.find(id).filter(applications::state.eq(from)))
        .set((applications::state.eq(to), applications::updated_at.eq(now)))
        .execute(conn)?;
    Ok(moved == 1)
}

/// When it was submitted, and the address that its candidate had then.
pub(super) fn set_submitted(
    conn: &mut Conn,
    id: ApplicationId,
    email: &str,
    at: Option<Moment>,
) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((applications::submitted_at.eq(at), applications::email.eq(email)))
        .execute(conn)
        .map(drop)
}

/// Why it was rejected or withdrawn.
pub(super) fn set_reason(
    conn: &mut Conn,
    id: ApplicationId,
    reason: Option<&str>,
    words: &str,
) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((applications::reason.eq(reason), applications::reason_words.eq(words)))
        .execute(conn)
        .map(drop)
}

/// Throws a draft away; false when it is no draft (any more).
pub(super) fn delete_draft(conn: &mut Conn, id: ApplicationId) -> QueryResult<bool> {
    let gone = diesel::delete(applications::table.find(id).filter(applications::state.eq(State::Draft)))
        .execute(conn)?;
    Ok(gone == 1)
}
