//! Many people who applied, put straight into the tables for journeys about their reader.

use super::*;
use rounds::applications::{ApplicationId, State};
use rounds::on_each;
use rounds::schema::{accounts, applications};

/// Rows in one statement.
const AT_ONCE: usize = 200;

/// One application of each, in this state; the first was submitted first, a minute before the second.
pub async fn crowd(world: &World, listing: ListingId, people: &[(&str, State)]) -> Vec<ApplicationId> {
    let now = world.app.clock.now();
    let people: Vec<(String, State)> =
        people.iter().map(|(name, state)| ((*name).to_owned(), *state)).collect();
    write(world, move |conn| {
        let mut ids = Vec::new();
        for (chunk, some) in people.chunks(AT_ONCE).enumerate() {
            let first = people.len() - chunk * AT_ONCE;
            let minutes_ago = |at: usize| now - Duration::minutes((first - at) as i64);
            let row = |(at, (name, state)): (usize, &(String, State))| {
                (AccountId::new(), ApplicationId::new(), name.clone(), *state, minutes_ago(at))
            };
            let rows: Vec<Row> = some.iter().enumerate().map(row).collect();
            insert(conn, listing, &rows)?;
            ids.extend(rows.iter().map(|row| row.1));
        }
        Ok(ids)
    })
    .await
}

type Row = (AccountId, ApplicationId, String, State, Moment);

fn insert(conn: &mut Conn, listing: ListingId, rows: &[Row]) -> QueryResult<()> {
    let person = |(account, _, name, _, at): &Row| {
        (
            accounts::id.eq(*account),
            accounts::email.eq(format!("c{account}@example.org")),
            accounts::name.eq(name.clone()),
            accounts::role.eq("candidate"),
            accounts::password_hash.eq(""),
            accounts::created_at.eq(*at),
        )
    };
    let sent = |(account, id, name, state, at): &Row| {
        (
            applications::id.eq(*id),
            applications::listing_id.eq(listing),
            applications::candidate_id.eq(*account),
            applications::state.eq(*state),
            applications::name.eq(name.clone()),
            applications::email.eq(format!("c{account}@example.org")),
            applications::phone.eq("0113 496 0000"),
            applications::registration.eq("12A3456B"),
            applications::statement.eq("I scrub."),
            applications::reason_words.eq(""),
            applications::created_at.eq(*at),
            applications::updated_at.eq(*at),
            applications::submitted_at.eq(*at),
        )
    };
    let people: Vec<_> = rows.iter().map(person).collect();
    let sent: Vec<_> = rows.iter().map(sent).collect();
    on_each!(conn => {
        diesel::insert_into(accounts::table).values(&people).execute(conn)?;
        diesel::insert_into(applications::table).values(&sent).execute(conn)
    })
    .map(drop)
}
