//! Applications with all that belongs to them, as their candidates read them.

use diesel::prelude::*;

use super::{answers, documents, events, own, profile, vacancy};
use crate::accounts::AccountId;
use crate::applications::model::{
    Answers, Application, ApplicationId, Documents, Event, Lack, State, Vacancy,
};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::files::{self, StoredFile};
use crate::listings;
use crate::profiles::Profile;
use crate::providers::ProviderState;
use crate::schema::listings as listing_rows;
use crate::schema::{applications, providers};

/// An application with all that its pages show.
#[derive(Clone, Debug)]
pub(in crate::applications) struct Opened {
    pub application: Application,
    pub vacancy: Vacancy,
    pub answers: Answers,
    pub cv: Option<StoredFile>,
    pub documents: Documents,
    pub events: Vec<Event>,
    /// As it goes with a draft, or as it went when this was submitted; `None` when none does.
    pub profile: Option<Profile>,
}

impl Opened {
    /// What is still missing, in the order of the steps.
    pub fn lacks(&self) -> Vec<Lack> {
        self.vacancy.wants.lacks(&self.application, &self.answers, &self.documents)
    }
}

/// `None` when there is no such application of this person.
pub(in crate::applications) fn open_own(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    now: Moment,
) -> QueryResult<Option<Opened>> {
    let opened = open_step(conn, candidate, id, now)?;
    opened.map(|opened| with_profile(conn, opened)).transpose()
}

/// The same without the profile, which costs twelve statements and which no step shows.
pub(in crate::applications) fn open_step(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    now: Moment,
) -> QueryResult<Option<Opened>> {
    match own(conn, candidate, id)? {
        Some(application) => without_profile(conn, application, now),
        None => Ok(None),
    }
}

/// `None` when its listing is gone.
pub(in crate::applications) fn open(
    conn: &mut Conn,
    application: Application,
    now: Moment,
) -> QueryResult<Option<Opened>> {
    let opened = without_profile(conn, application, now)?;
    opened.map(|opened| with_profile(conn, opened)).transpose()
}

fn with_profile(conn: &mut Conn, opened: Opened) -> QueryResult<Opened> {
    Ok(Opened { profile: profile::with(conn, &opened.application)?, ..opened })
}

fn without_profile(conn: &mut Conn, application: Application, now: Moment) -> QueryResult<Option<Opened>> {
    let Some(vacancy) = vacancy(conn, application.listing_id, now)? else { return Ok(None) };
    let cv = match application.cv_id {
        Some(cv) => files::find(conn, cv)?,
        None => None,
    };
    let (answers, events) = (answers(conn, application.id)?, events(conn, application.id)?);
    let documents = documents(conn, application.id)?;
    Ok(Some(Opened { application, vacancy, answers, cv, documents, events, profile: None }))
}

/// An application as its candidate's list shows it.
#[derive(Clone, Debug, Queryable)]
pub(in crate::applications) struct Own {
    pub id: ApplicationId,
    pub state: State,
    pub updated_at: Moment,
    pub listing: listings::Listing,
    pub provider_name: String,
    pub provider_state: ProviderState,
}

/// A person's applications, latest touched first.
pub(in crate::applications) fn all_of(conn: &mut Conn, candidate: AccountId) -> QueryResult<Vec<Own>> {
    applications::table
        .inner_join(listing_rows::table.inner_join(providers::table))
        .filter(applications::candidate_id.eq(candidate))
        .order((applications::updated_at.desc(), applications::id.desc()))
        .select((
            applications::id,
            applications::state,
            applications::updated_at,
            listings::Listing::as_select(),
            providers::name,
            providers::state,
        ))
        .load(conn)
}
