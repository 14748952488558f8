//! The SQL of what a candidate is to expect of each application: times to choose or to come to, and promised answers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, Expected, InvitationState};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{application_promises, applications, interview_invitations, interview_slots};

/// Of each of a person's applications; of which nothing is expected is left out.
pub(in crate::applications) fn expected(
    conn: &mut Conn,
    candidate: AccountId,
    now: Moment,
) -> QueryResult<HashMap<ApplicationId, Expected>> {
    let mut found: HashMap<ApplicationId, Expected> = HashMap::new();
    let invited: Vec<(ApplicationId, InvitationState, Option<Moment>)> = interview_invitations::table
        .inner_join(applications::table)
        .left_join(interview_slots::table)
        .filter(applications::candidate_id.eq(candidate))
        .filter(interview_invitations::state.ne(InvitationState::Cancelled))
        .order(interview_invitations::id)
        .select((
            interview_invitations::application_id,
            interview_invitations::state,
            interview_slots::starts_at.nullable(),
        ))
        .load(conn)?;
    for (id, state, at) in invited {
        let expected = found.entry(id).or_default();
        expected.is_to_choose |= state == InvitationState::Invited;
        let ahead = at.filter(|at| *at > now);
        expected.interview = expected.interview.into_iter().chain(ahead).min();
    }
    let promised: Vec<(ApplicationId, NaiveDate)> = application_promises::table
        .inner_join(applications::table)
        .filter(applications::candidate_id.eq(candidate))
        .select((application_promises::application_id, application_promises::hear_by))
        .load(conn)?;
    for (id, day) in promised {
        found.entry(id).or_default().hear_by = Some(day);
    }
    Ok(found)
}
