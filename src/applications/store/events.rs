//! The SQL of what has happened to applications.

use std::collections::HashMap;

use diesel::prelude::*;
use itertools::Itertools;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, Event, EventKind};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::schema::{application_events, applications};

pub(in crate::applications) fn add_event(
    conn: &mut Conn,
    application: ApplicationId,
    kind: EventKind,
    note: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(application_events::table)
        .values((
            application_events::id.eq(id::next()),
            application_events::application_id.eq(application),
            application_events::state.eq(kind),
            application_events::note.eq(note),
            application_events::at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// What has happened, oldest first.
pub(in crate::applications) fn events(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Vec<Event>> {
    Ok(events_of(conn, &[application])?.remove(&application).unwrap_or_default())
}

/// That of several applications, in one statement; to whom nothing has happened is left out.
pub(in crate::applications) fn events_of(
    conn: &mut Conn,
    ids: &[ApplicationId],
) -> QueryResult<HashMap<ApplicationId, Vec<Event>>> {
    let rows: Vec<(ApplicationId, Event)> = application_events::table
        .filter(application_events::application_id.eq_any(ids.to_vec()))
        .order((application_events::at, application_events::id))
        .select((
            application_events::application_id,
            (application_events::state, application_events::note, application_events::at),
        ))
        .load(conn)?;
    Ok(rows.into_iter().into_group_map())
}

/// That of all of a person's applications.
pub(in crate::applications) fn events_of_all(
    conn: &mut Conn,
    candidate: AccountId,
) -> QueryResult<HashMap<ApplicationId, Vec<Event>>> {
    let own = applications::table.filter(applications::candidate_id.eq(candidate));
    let ids: Vec<ApplicationId> = own.select(applications::id).load(conn)?;
    events_of(conn, &ids)
}
