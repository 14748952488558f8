//! The candidate's profile as it goes with an application.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{Application, ApplicationId, State};
use crate::kit::db::{Conn, on_each};
use crate::profiles::{self, Profile};
use crate::schema::application_profiles;

/// What this person's profile would send; `None` when it says nothing that goes with an application.
pub(in crate::applications) fn to_send(
    conn: &mut Conn,
    candidate: AccountId,
) -> QueryResult<Option<Profile>> {
    let profile = profiles::open(conn, candidate)?.to_send();
    Ok(Some(profile).filter(|profile| !profile.is_empty()))
}

/// For a draft the profile of today, for anything else what was kept when it was submitted.
pub(super) fn with(conn: &mut Conn, application: &Application) -> QueryResult<Option<Profile>> {
    match application.state {
        State::Draft if application.sends_profile => to_send(conn, application.candidate_id),
        State::Draft => Ok(None),
        _ => kept(conn, application.id),
    }
}

fn kept(conn: &mut Conn, id: ApplicationId) -> QueryResult<Option<Profile>> {
    let body: Option<String> =
        application_profiles::table.find(id).select(application_profiles::body).first(conn).optional()?;
    let read = |body: String| {
        serde_json::from_str(&body)
            .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))
    };
    body.map(read).transpose()
}

/// Keeps what goes with an application at this moment, in the place of what went with it before.
pub(in crate::applications) fn keep_profile(
    conn: &mut Conn,
    id: ApplicationId,
    profile: Option<&Profile>,
) -> QueryResult<()> {
    diesel::delete(application_profiles::table.find(id)).execute(conn)?;
    let Some(profile) = profile else { return Ok(()) };
    let body = serde_json::to_string(profile)
        .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
    let row = (application_profiles::application_id.eq(id), application_profiles::body.eq(body));
    on_each!(conn => diesel::insert_into(application_profiles::table).values(row).execute(conn)).map(drop)
}
