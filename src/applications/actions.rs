//! The verbs of applications: each is one transaction, and what follows from it is queued inside.

mod answers_due;
mod apply;
mod bulk;
mod cv;
mod desk;
mod documents;
mod ending;
mod equality;
mod export;
mod follow;
mod interviews;
mod invitations;
mod messages;
mod notes;
mod offers;
mod remind;
mod scores;
mod telling;
mod waiting;
mod with_profile;

pub use answers_due::remind_of_answers;
pub use apply::{Start, discard, look_before, save_answers, save_details, save_statement, start, submit};
pub use bulk::{message_all, reject_all, shortlist_all};
pub use cv::{attach_cv, remove_cv};
pub use desk::{Rejection, open_cv, open_document, reject, shortlist};
pub(super) use desk::{look, note_looks};
pub use documents::{attach_document, remove_document};
pub use equality::answer_equality;
pub use export::{MakeExport, kept_since, open_export, own_export};
pub(super) use export::{ask_export, end_export, forget_exports};
pub use follow::withdraw;
pub use interviews::{
    Added, InterviewError, NewInterview, add_slots, arrange, change_interview, remove_slot,
};
pub use invitations::{cancel_interview, cancel_own, choose_slot, invite, move_interview};
pub(super) use messages::{Thread, read_as_candidate, read_as_member};
pub use messages::{write_as_candidate, write_as_member};
pub use notes::add_note;
pub use offers::{Answer, OfferEnd, answer_offer, mind_offers, offer, withdraw_offer};
pub use remind::{foresee_closing, remind, tell_amended, tell_closed_early};
pub use scores::set_scores;
pub use telling::remind_interviews;
pub use waiting::{Meanwhile, TellWaiting, tell_waiting};
pub use with_profile::{choose_cv, choose_profile, remove_profile_cv};

pub use crate::accounts::actions::Here;
use crate::applications::model::{Application, ApplicationId, MOST_EXPORTS, State, Vacancy};
use crate::applications::store::{self, PAGE};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::providers::ProviderId;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum ApplyError {
    NotFound,
    /// The listing takes no applications (any more).
    Closed {
        title: String,
    },
    /// Moderators keep it out of sight; in words.
    Hidden(String),
    /// Something is missing; the review page says what.
    Incomplete,
    /// The listing is not what the review page showed; it says so when it is shown again.
    Changed,
    /// It is no draft any more, so that nothing in it can be changed.
    Sent(ApplicationId),
    /// It is not where the page that was shown thought it was.
    MovedOn(ApplicationId, State),
    /// The offer was taken back, or its day is over.
    OfferEnded(ApplicationId),
    /// Another offer stands than the one that was answered.
    OtherOffer(ApplicationId),
    /// Applied and withdrew as often as one may.
    NoMoreTries {
        title: String,
    },
}

impl ApplyError {
    /// Why a listing takes no application now.
    fn shut(vacancy: Vacancy) -> Self {
        match vacancy.hidden {
            Some(hidden) => Self::Hidden(hidden.words(&vacancy.provider_name)),
            None => Self::Closed { title: vacancy.title },
        }
    }
}

impl Refusal for ApplyError {
    fn refused(&self) -> Error {
        let own = |id: &ApplicationId| Link::to(format!("/applications/{id}"), "See your application");
        match self {
            Self::NotFound => Error::not_found(),
            Self::Closed { title } => Error::refused(
                "This listing has closed",
                format!(
                    "“{title}” takes no more applications. What you wrote is kept under your applications."
                ),
                Link::to("/listings", "Find similar roles and placements"),
            ),
            Self::Hidden(words) => Error::refused(
                "This takes no applications for now",
                format!("{words} What you wrote is kept under your applications."),
                Link::to("/applications", "Go to your applications"),
            ),
            Self::Incomplete => Error::refused(
                "Something is still missing",
                "Your application cannot be submitted yet.",
                Link::to("/applications", "Go to your applications"),
            ),
            Self::Changed => Error::refused(
                "The listing has changed",
                "Read it again before you submit. Your application is kept.",
                Link::to("/applications", "Go to your applications"),
            ),
            Self::Sent(id) => Error::refused(
                "You have submitted this application",
                "It cannot be changed now. The provider has it as you submitted it.",
                own(id),
            ),
            Self::MovedOn(id, state) => Error::refused(
                "Your application has moved on",
                format!("It is now “{}”, so this can no longer be done.", state.label()),
                own(id),
            ),
            Self::OfferEnded(id) => Error::refused(
                "This offer has ended",
                "The provider has withdrawn it, or the day by which it asked for your answer has passed.",
                own(id),
            ),
            Self::OtherOffer(id) => Error::refused(
                "There is another offer now",
                "The provider has withdrawn the offer that you read, and made you this one. Nothing is answered yet.",
                Link::to(format!("/applications/{id}/offer"), "Read the offer that stands"),
            ),
            Self::NoMoreTries { title } => Error::refused(
                "You have applied twice",
                format!(
                    "You withdrew your application for “{title}” twice. It cannot be begun a third time."
                ),
                Link::to("/listings", "Find other roles and placements"),
            ),
        }
    }
}

#[derive(Debug)]
pub enum DeskError {
    NotFound,
    /// The candidate or a colleague was quicker.
    MovedOn(ProviderId, ApplicationId, State),
    /// A colleague has made another offer than the one that was to be withdrawn.
    OtherOffer(ProviderId, ApplicationId),
    /// Several were to be moved, and none was ticked. The table where they can be.
    NobodyChosen(String),
    /// More were chosen than are moved at once. The table where fewer can be.
    TooManyChosen(String),
    /// There are as many notes as an application may have.
    NoRoomForNotes,
    /// As many files as a member may have at once.
    TooManyExports(ProviderId),
}

impl Refusal for DeskError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::not_found(),
            Self::MovedOn(provider, id, state) => Error::refused(
                "This application has moved on",
                format!("It is now “{}”, so this can no longer be done.", state.label()),
                Link::to(format!("/desk/{provider}/applications/{id}"), "See the application"),
            ),
            Self::OtherOffer(provider, id) => Error::refused(
                "There is another offer now",
                "A colleague has withdrawn the one that you meant, and made another. It stands as it is.",
                Link::to(format!("/desk/{provider}/applications/{id}"), "See the application"),
            ),
            Self::NobodyChosen(table) => Error::refused(
                "Nobody is ticked",
                "Tick the applicants whom you mean in the table first.",
                Link::to(table, "Go back to the applications"),
            ),
            Self::TooManyChosen(table) => Error::refused(
                format!("More than {PAGE} are ticked"),
                format!("Choose {PAGE} applicants or fewer. Nobody was moved, and nobody was written to."),
                Link::to(table, "Go back to the applications"),
            ),
            Self::NoRoomForNotes => Error::BadRequest("There is no room for more notes on this application."),
            Self::TooManyExports(provider) => Error::refused(
                format!("You have asked for {MOST_EXPORTS} files"),
                "That is as many as we keep for one person. Fetch those, or come back tomorrow.",
                Link::to(format!("/desk/{provider}/applications/export"), "See your files"),
            ),
        }
    }
}

/// What a listing asks for, if the public may see or once saw it.
fn public_vacancy(
    conn: &mut Conn,
    listing: crate::listings::ListingId,
    now: Moment,
) -> Outcome<Vacancy, ApplyError> {
    match store::vacancy(conn, listing, now)?.filter(|vacancy| vacancy.was_public) {
        Some(vacancy) => Ok(vacancy),
        None => refuse(ApplyError::NotFound),
    }
}

/// The vacancy of an application; it goes when its listing goes.
fn vacancy_of<R>(conn: &mut Conn, application: &Application, now: Moment, gone: R) -> Outcome<Vacancy, R> {
    match store::vacancy(conn, application.listing_id, now)? {
        Some(vacancy) => Ok(vacancy),
        None => refuse(gone),
    }
}
