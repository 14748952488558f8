//! How many applications and offers have a code.

use diesel::prelude::*;

use crate::applications::model::{OfferState, State};
use crate::kit::db::Conn;
use crate::schema::{applications, offer_conditions, offers};

/// Applications for reasons to reject and to withdraw, else offers; `None` for a list that they have nothing of.
pub fn applications_with_code(conn: &mut Conn, list: &str, code: &str) -> QueryResult<Option<i64>> {
    let ended = |state: State| {
        applications::table.filter(applications::state.eq(state)).filter(applications::reason.eq(code))
    };
    let offer =
        |state: OfferState| offers::table.filter(offers::state.eq(state)).filter(offers::reason.eq(code));
    let count = match list {
        "rejection_reasons" => ended(State::Rejected).count().get_result(conn),
        "withdrawal_reasons" => ended(State::Withdrawn).count().get_result(conn),
        "offer_withdrawal_reasons" => offer(OfferState::Withdrawn).count().get_result(conn),
        "offer_decline_reasons" => offer(OfferState::Declined).count().get_result(conn),
        "offer_conditions" => {
            offer_conditions::table.filter(offer_conditions::code.eq(code)).count().get_result(conn)
        }
        _ => return Ok(None),
    };
    count.map(Some)
}
