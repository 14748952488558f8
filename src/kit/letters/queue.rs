//! The queue of letters: the rows of `letters` that wait. Senders take some of them, most urgent first, and no two the
//! same; a letter that could not leave waits longer each time, and after three days it stays where administrators see it.

use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text, Timestamp};

use super::senders::is_signed_on;
pub use super::senders::{ALIVE_SECONDS, SenderId, beat, bury, dead_senders, sign_off, sign_on};
use super::{LetterId, LetterState, Posted};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::schema::{letter_domains, letters};

/// Which letters leave first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Somebody sits before a screen until it comes: a link to confirm, a new password.
    Awaited,
    Ordinary,
    /// It tells of what has just happened: it does not wait behind what many get.
    Prompt,
    /// Many get it, or its reader can end it.
    Bulk,
}

impl Urgency {
    pub const ALL: [Self; 4] = [Self::Awaited, Self::Ordinary, Self::Prompt, Self::Bulk];

    /// As it is stored: lower leaves first.
    pub fn number(self) -> i32 {
        match self {
            Self::Awaited => 1,
            Self::Ordinary => 5,
            Self::Prompt => 7,
            Self::Bulk => 9,
        }
    }

    pub fn of(number: i32) -> Self {
        match number {
            ..=1 => Self::Awaited,
            2..=5 => Self::Ordinary,
            6..=7 => Self::Prompt,
            _ => Self::Bulk,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Awaited => "Emails that somebody waits for",
            Self::Ordinary => "Ordinary emails",
            Self::Prompt => "Emails of what has just happened",
            Self::Bulk => "Emails that many get",
        }
    }
}

/// What stands behind the @, in small letters.
pub fn domain_of(address: &str) -> String {
    address.rsplit('@').next().unwrap_or_default().to_lowercase()
}

/// How often a letter is tried: with the delays of [`nominal_delay`] about three days.
pub const MOST_TRIES: i32 = 20;

/// A minute after the first try, doubled with each, at most six hours.
pub fn nominal_delay(tries: i32) -> Duration {
    Duration::seconds((30_i64 << tries.clamp(1, 12)).min(6 * 3600))
}

/// How long its domain is left alone after so many failures in a row: much shorter, since another mailbox may do.
pub fn nominal_rest(failures: i32) -> Duration {
    Duration::seconds((8_i64 << failures.clamp(1, 10)).min(600))
}

/// With up to a quarter more by chance, so that what failed together does not come back together.
pub fn jittered(nominal: Duration) -> Duration {
    let most = nominal.num_milliseconds() / 4;
    nominal + Duration::milliseconds(rand::random_range(0..=most.max(0)))
}

/// A letter that waits, in the hands of a sender.
#[derive(Clone, Debug, QueryableByName)]
#[diesel(table_name = letters)]
pub struct Claimed {
    pub id: LetterId,
    pub domain: String,
    pub priority: i32,
}

impl Claimed {
    pub fn urgency(&self) -> Urgency {
        Urgency::of(self.priority)
    }
}

/// What a sender wants to take.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub most: usize,
    /// None that may wait longer than these.
    pub at_most: Urgency,
    /// Domains of which it has enough in hand; letters that somebody waits for come all the same.
    pub full: Vec<String>,
    /// Domains of which it has enough even of those that somebody waits for.
    pub crowded: Vec<String>,
    /// Letters of one domain, at most; and as many that somebody waits for.
    pub of_a_domain: usize,
}

/// Is there a letter to [`claim`], of those that may wait no longer than these? To find that there is none it passes over
/// all that wait for domains that rest.
pub fn any_due(conn: &mut Conn, at_most: Urgency, now: Moment) -> QueryResult<bool> {
    let index = conn.asked("", "INDEXED BY letters_queue");
    let due: Vec<Claimed> = diesel::sql_query(format!(
        "SELECT id, domain, priority FROM letters {index} WHERE state = 'waiting' AND claimed_by IS NULL \
         AND priority IN (1, 5, 7, 9) AND priority <= $1 AND due_at <= $2 \
         AND (priority = 1 OR domain NOT IN (SELECT domain FROM letter_domains WHERE rests_until > $3)) LIMIT 1"
    ))
    .bind::<Integer, _>(at_most.number())
    .bind::<Timestamp, _>(now)
    .bind::<Timestamp, _>(now)
    .load(conn)?;
    Ok(!due.is_empty())
}

/// Takes letters that are due, most urgent first; none that another sender has, and none of a domain that rests unless
/// somebody waits for it. One that was taken for dead takes nothing.
pub fn claim(conn: &mut Conn, sender: SenderId, wanted: &Wanted, now: Moment) -> QueryResult<Vec<Claimed>> {
    if !is_signed_on(conn, sender)? {
        return Ok(Vec::new());
    }
    let locked = conn.skipping_locked();
    let index = conn.asked("", "INDEXED BY letters_queue");
    let found: Vec<Claimed> = diesel::sql_query(format!(
        "SELECT id, domain, priority FROM letters {index} \
         WHERE state = 'waiting' AND claimed_by IS NULL AND priority <= $1 AND due_at <= $2 \
         AND ((priority = 1 AND $3 NOT LIKE '%|' || domain || '|%') \
              OR (priority > 1 AND $4 NOT LIKE '%|' || domain || '|%' \
                  AND domain NOT IN (SELECT domain FROM letter_domains WHERE rests_until > $5))) \
         ORDER BY priority, due_at, id LIMIT $6 {locked}"
    ))
    .bind::<Integer, _>(wanted.at_most.number())
    .bind::<Timestamp, _>(now)
    .bind::<Text, _>(format!("|{}|", wanted.crowded.join("|")))
    .bind::<Text, _>(format!("|{}|", wanted.full.join("|")))
    .bind::<Timestamp, _>(now)
    .bind::<BigInt, _>(wanted.most as i64)
    .load(conn)?;
    let taken = share(found, wanted.of_a_domain);
    let ids: Vec<LetterId> = taken.iter().map(|letter| letter.id).collect();
    diesel::update(letters::table.filter(letters::id.eq_any(ids)))
        .set(letters::claimed_by.eq(sender))
        .execute(conn)?;
    Ok(taken)
}

/// Those that a sender takes of what it found: a domain with thousands leaves room for others.
fn share(found: Vec<Claimed>, of_a_domain: usize) -> Vec<Claimed> {
    let mut counts = std::collections::HashMap::new();
    let mut is_taken = |letter: &Claimed| {
        let lane = (letter.domain.clone(), letter.urgency() == Urgency::Awaited);
        let count = counts.entry(lane).or_insert(0_usize);
        *count += 1;
        *count <= of_a_domain
    };
    found.into_iter().filter(|letter| is_taken(letter)).collect()
}

/// A letter in the hands of this sender that still waits; `None` when it is somebody else's now, sent, or gone.
pub fn in_hand(conn: &mut Conn, id: LetterId, sender: SenderId) -> QueryResult<Option<Posted>> {
    letters::table
        .find(id)
        .filter(letters::state.eq(LetterState::Waiting))
        .filter(letters::claimed_by.eq(sender))
        .select(Posted::as_select())
        .first(conn)
        .optional()
}

/// Leaves a domain alone for a while that did not take a letter; one that rests already rests no longer.
pub fn rest(conn: &mut Conn, domain: &str, said: &str, now: Moment) -> QueryResult<()> {
    let before: Option<(i32, Moment)> = letter_domains::table
        .find(domain)
        .select((letter_domains::failures, letter_domains::rests_until))
        .first(conn)
        .optional()?;
    let failures = match before {
        Some((_, until)) if until > now => return Ok(()),
        Some((failures, _)) => failures + 1,
        None => 1,
    };
    let changed = (
        letter_domains::failures.eq(failures),
        letter_domains::rests_until.eq(now + jittered(nominal_rest(failures))),
        letter_domains::said.eq(said),
    );
    on_each!(conn => diesel::insert_into(letter_domains::table)
        .values((letter_domains::domain.eq(domain), changed))
        .on_conflict(letter_domains::domain)
        .do_update()
        .set(changed)
        .execute(conn))
    .map(drop)
}

/// Forgets the failures of domains that took a letter.
pub fn welcome(conn: &mut Conn, domains: &[&str]) -> QueryResult<()> {
    diesel::delete(letter_domains::table.filter(letter_domains::domain.eq_any(domains)))
        .execute(conn)
        .map(drop)
}

/// The domains that are left alone, with until when and what was said, the longest first.
pub fn resting(conn: &mut Conn, now: Moment, limit: i64) -> QueryResult<Vec<(String, Moment, String)>> {
    letter_domains::table
        .filter(letter_domains::rests_until.gt(now))
        .order((letter_domains::rests_until.desc(), letter_domains::domain))
        .limit(limit)
        .select((letter_domains::domain, letter_domains::rests_until, letter_domains::said))
        .load(conn)
}

/// Forgets the failures of domains that were left alone long ago.
pub fn forget_rests(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    let long_ago = now - Duration::days(7);
    diesel::delete(letter_domains::table.filter(letter_domains::rests_until.lt(long_ago))).execute(conn)
}

/// How many letters wait, most urgent first, each with since when its oldest does.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<(Urgency, i64, Option<Moment>)>> {
    let found: Vec<(i32, i64, Option<Moment>)> = letters::table
        .filter(letters::state.eq(LetterState::Waiting))
        .group_by(letters::priority)
        .select((letters::priority, diesel::dsl::count_star(), diesel::dsl::min(letters::created_at)))
        .order(letters::priority)
        .load(conn)?;
    Ok(found.into_iter().map(|(number, count, oldest)| (Urgency::of(number), count, oldest)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_apart_and_end_after_about_three_days() {
        for (tries, seconds) in
            [(1, 60), (2, 120), (3, 240), (8, 7_680), (9, 15_360), (10, 21_600), (19, 21_600)]
        {
            assert_eq!(nominal_delay(tries).num_seconds(), seconds, "after {tries}");
        }
        let all: i64 = (1..MOST_TRIES).map(|tries| nominal_delay(tries).num_seconds()).sum();
        assert!((60 * 3600..=72 * 3600).contains(&all), "{} hours", all / 3600);
    }

    #[test]
    fn a_domain_rests_shorter_than_its_letter() {
        for (failures, seconds) in [(0, 16), (1, 16), (2, 32), (6, 512), (7, 600), (99, 600)] {
            assert_eq!(nominal_rest(failures).num_seconds(), seconds, "after {failures}");
        }
        for failures in 1..MOST_TRIES {
            assert!(nominal_rest(failures) < nominal_delay(failures));
        }
    }

    #[test]
    fn chance_adds_up_to_a_quarter() {
        let minute = Duration::minutes(1);
        for _ in 0..200 {
            let delay = jittered(minute);
            assert!(delay >= minute && delay <= Duration::seconds(75), "{delay}");
        }
    }

    #[test]
    fn the_domain_is_what_stands_behind_the_last_at() {
        for (address, domain) in [
            ("ada@Example.ORG", "example.org"),
            ("\"a@b\"@example.org", "example.org"),
            ("nobody", "nobody"),
            ("", ""),
        ] {
            assert_eq!(domain_of(address), domain, "{address}");
        }
    }

    #[test]
    fn one_domain_does_not_take_all_the_room() {
        let letter =
            |id, domain: &str, priority| Claimed { id: LetterId(id), domain: domain.into(), priority };
        let found = vec![
            letter(1, "a.example", 1),
            letter(2, "a.example", 1),
            letter(3, "a.example", 1),
            letter(4, "a.example", 7),
            letter(5, "a.example", 9),
            letter(6, "a.example", 9),
            letter(7, "b.example", 9),
        ];
        let taken: Vec<i64> = share(found, 2).iter().map(|letter| letter.id.0).collect();
        assert_eq!(taken, [1, 2, 4, 5, 7], "what somebody waits for has room of its own");
    }

    #[test]
    fn an_urgency_is_known_by_its_number() {
        for urgency in Urgency::ALL {
            assert_eq!(Urgency::of(urgency.number()), urgency);
        }
    }
}
