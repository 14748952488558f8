//! The SQL of scores. Whoever asks has found the application as its provider's before.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use itertools::Itertools;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, Score};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::schema::{accounts, application_scores, applications};

/// Everybody's, with the names of those who gave them, first come first.
pub(in crate::applications) fn scores(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Vec<(Score, String)>> {
    application_scores::table
        .inner_join(accounts::table)
        .filter(application_scores::application_id.eq(application))
        .order((application_scores::at, application_scores::account_id))
        .select((
            (application_scores::criterion_id, application_scores::account_id, application_scores::score),
            accounts::name,
        ))
        .load(conn)
}

/// Has anybody who applied for this listing been scored?
pub(in crate::applications) fn is_scored(conn: &mut Conn, listing: ListingId) -> QueryResult<bool> {
    let scored = application_scores::table
        .inner_join(applications::table)
        .filter(applications::listing_id.eq(listing));
    diesel::select(exists(scored)).get_result(conn)
}

/// Those of several applications, in one statement; who has none is left out.
pub(in crate::applications) fn scores_of(
    conn: &mut Conn,
    ids: &[ApplicationId],
) -> QueryResult<HashMap<ApplicationId, Vec<Score>>> {
    let rows: Vec<(ApplicationId, Score)> = application_scores::table
        .filter(application_scores::application_id.eq_any(ids.to_vec()))
        .select((
            application_scores::application_id,
            (application_scores::criterion_id, application_scores::account_id, application_scores::score),
        ))
        .load(conn)?;
    Ok(rows.into_iter().into_group_map())
}

/// Replaces what one member gave.
pub(in crate::applications) fn set_scores(
    conn: &mut Conn,
    application: ApplicationId,
    by: AccountId,
    scores: &[Score],
    now: Moment,
) -> QueryResult<()> {
    let own = application_scores::table
        .filter(application_scores::application_id.eq(application))
        .filter(application_scores::account_id.eq(by));
    diesel::delete(own).execute(conn)?;
    for score in scores {
        diesel::insert_into(application_scores::table)
            .values((
                application_scores::application_id.eq(application),
                application_scores::criterion_id.eq(score.criterion),
                application_scores::account_id.eq(by),
                application_scores::score.eq(score.score),
                application_scores::at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}
