//! Time: stored in UTC, shown in London. Rules are given the moment; tests move the clock.

use std::ops::{Add, Sub};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::{Europe::London, Tz};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Timestamp;
use serde::{Deserialize, Serialize};

/// The only source of the present moment. Copies share an offset, which only tests move.
#[derive(Clone, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    #[allow(clippy::disallowed_methods)]
    pub fn now(&self) -> Moment {
        let offset = Duration::milliseconds(self.offset_ms.load(Ordering::Relaxed));
        Moment::from_utc((Utc::now() + offset).naive_utc())
    }

    pub fn today(&self) -> NaiveDate {
        self.now().london_day()
    }

    /// Moves this clock and all its copies on (or back).
    pub fn move_by(&self, by: Duration) {
        self.offset_ms.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }

    /// Moves this clock so that it now shows `moment`.
    pub fn move_to(&self, moment: Moment) {
        self.move_by(moment.0 - self.now().0);
    }
}

/// A moment in UTC, to the millisecond (the finest that both engines keep alike).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Timestamp)]
pub struct Moment(pub NaiveDateTime);

impl Moment {
    pub fn from_utc(at: NaiveDateTime) -> Self {
        let ms = at.nanosecond() / 1_000_000 * 1_000_000;
        Self(at.with_nanosecond(ms).unwrap_or(at))
    }

    /// Milliseconds since 1970, in UTC.
    pub fn unix_ms(self) -> i64 {
        self.0.and_utc().timestamp_millis()
    }

    pub fn london(self) -> DateTime<Tz> {
        London.from_utc_datetime(&self.0)
    }

    pub fn london_day(self) -> NaiveDate {
        self.london().date_naive()
    }

    /// RFC 3339 in UTC, as `<time datetime>` and feeds want it.
    pub fn rfc3339(self) -> String {
        self.0.and_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }
}

impl Add<Duration> for Moment {
    type Output = Self;
    fn add(self, by: Duration) -> Self {
        Self(self.0 + by)
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;
    fn sub(self, by: Duration) -> Self {
        Self(self.0 - by)
    }
}

impl Sub for Moment {
    type Output = Duration;
    fn sub(self, other: Self) -> Duration {
        self.0 - other.0
    }
}

impl<DB: Backend> ToSql<Timestamp, DB> for Moment
where
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Timestamp, DB> for Moment
where
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Self)
    }
}

/// "Closes on a day" means 23:59 London time on that day, summer and winter: the first moment that is too late
/// is midnight's minute before, so this is 23:59:00 of the day.
pub fn end_of_london_day(day: NaiveDate) -> Moment {
    london_time(day, NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default())
}

/// The moment of a time on a London day. In the hour that spring skips, the hour after; in the hour that autumn
/// repeats, its first pass.
pub fn london_time(day: NaiveDate, time: NaiveTime) -> Moment {
    let wall = day.and_time(time);
    let at = London
        .from_local_datetime(&wall)
        .earliest()
        .or_else(|| London.from_local_datetime(&(wall + Duration::hours(1))).earliest());
    Moment::from_utc(at.map_or(wall, |at| at.naive_utc()))
}

/// `2 December 2026`
pub fn day_words(day: NaiveDate) -> String {
    format!("{} {}", day.day(), day.format("%B %Y"))
}

/// `2 December 2026 at 11:59pm`, London time.
pub fn moment_words(moment: Moment) -> String {
    format!("{} at {}", day_words(moment.london_day()), time_words(moment))
}

/// `11:59pm`, London time.
pub fn time_words(moment: Moment) -> String {
    let at = moment.london();
    let (pm, hour) = at.hour12();
    let half = if pm { "pm" } else { "am" };
    format!("{hour}:{:02}{half}", at.minute())
}

/// `today`, `yesterday`, `3 days ago`, `2 weeks ago`, then the day itself.
pub fn ago_words(then: NaiveDate, today: NaiveDate) -> String {
    match (today - then).num_days() {
        ..=0 => "today".into(),
        1 => "yesterday".into(),
        days @ 2..=13 => format!("{days} days ago"),
        days @ 14..=56 => format!("{} weeks ago", days / 7),
        _ => day_words(then),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_closing_day_ends_a_minute_before_midnight_in_london() {
        for (on, utc) in [
            ("2026-01-15", "2026-01-15T23:59:00Z"),
            ("2026-07-15", "2026-07-15T22:59:00Z"),
            ("2026-03-28", "2026-03-28T23:59:00Z"),
            ("2026-03-29", "2026-03-29T22:59:00Z"),
            ("2026-10-24", "2026-10-24T22:59:00Z"),
            ("2026-10-25", "2026-10-25T23:59:00Z"),
        ] {
            assert_eq!(end_of_london_day(day(on)).rfc3339(), utc, "{on}");
        }
    }

    #[test]
    fn moments_read_as_a_person_says_them() {
        let at = end_of_london_day(day("2026-12-02"));
        assert_eq!(moment_words(at), "2 December 2026 at 11:59pm");
        assert_eq!(day_words(day("2026-08-05")), "5 August 2026");
    }

    #[test]
    fn the_hour_that_spring_skips_is_the_hour_after() {
        let skipped = london_time(day("2026-03-29"), NaiveTime::from_hms_opt(1, 30, 0).unwrap());
        assert_eq!(skipped.rfc3339(), "2026-03-29T01:30:00Z");
    }

    #[test]
    fn how_long_ago_is_said_in_days_then_weeks_then_the_day() {
        let today = day("2026-11-22");
        for (then, words) in [
            ("2026-11-22", "today"),
            ("2026-11-21", "yesterday"),
            ("2026-11-19", "3 days ago"),
            ("2026-11-01", "3 weeks ago"),
            ("2026-05-01", "1 May 2026"),
        ] {
            assert_eq!(ago_words(day(then), today), words);
        }
    }
}
