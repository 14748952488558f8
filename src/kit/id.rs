//! Time-ordered identifiers, made by the application so that one set of migrations serves both engines.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

/// 2024-01-01T00:00:00Z in milliseconds: 41 bits from here last until 2093.
const EPOCH_MS: u64 = 1_704_067_200_000;

static LAST: AtomicI64 = AtomicI64::new(0);

/// The next identifier: milliseconds in the upper bits, 22 random bits below.
/// Rises strictly within a process; two processes meet with a chance of one in four million per millisecond.
pub fn next() -> i64 {
    let fresh = ((now_ms() << 22) | u64::from(rand::random::<u32>() >> 10)) as i64;
    let last = LAST
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(fresh.max(last + 1)))
        .unwrap_or_default();
    fresh.max(last + 1)
}

/// The smallest identifier that could have been made `ago` before now: for following a table by its ids.
pub fn floor_before(ago: Duration) -> i64 {
    (now_ms().saturating_sub(ago.as_millis() as u64) << 22) as i64
}

// Identifiers order rows by when they were really made, so they do not follow the movable clock of tests.
#[allow(clippy::disallowed_methods)]
fn now_ms() -> u64 {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    (since.as_millis() as u64).saturating_sub(EPOCH_MS)
}

/// How long ago an identifier was made.
pub fn age(id: i64) -> Duration {
    Duration::from_millis(now_ms().saturating_sub((id >> 22).unsigned_abs()))
}

/// Declares an identifier type: `id_type!(ListingId)`.
#[macro_export]
macro_rules! id_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[serde(transparent)]
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        pub struct $name(pub i64);

        impl $name {
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self($crate::kit::id::next())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for $name
        where
            DB: diesel::backend::Backend,
            i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                i64::from_sql(bytes).map(Self)
            }
        }
    };
}
pub use id_type;

#[cfg(test)]
mod tests {
    #[test]
    fn ids_rise_even_when_made_at_once_by_several_threads() {
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(|| (0..5_000).map(|_| super::next()).collect::<Vec<_>>()))
            .collect();
        let mut all: Vec<i64> = Vec::new();
        for thread in threads {
            let made = thread.join().unwrap();
            assert!(made.is_sorted());
            all.extend(made);
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 20_000);
    }
}
