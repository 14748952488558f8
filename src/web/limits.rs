//! How often a thing may be done, per address and per account, so that guessing and flooding do not pay.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::web::error::Error;

/// What is limited. The figures allow a shared clinic address many people and one person many mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Signing in, by network address.
    SignIn,
    /// Signing in, by the account tried.
    SignInTo,
    SignUp,
    /// Letters that anybody can cause: reset, confirm again, an alert for an address.
    LetterTo,
    /// The same, by the network address that asks.
    LetterFrom,
    Apply,
    Message,
    Upload,
    /// Keeping what somebody typed who is no longer signed in, by network address.
    Keep,
    Report,
    Invite,
}

impl Limit {
    const ALL: [Self; 11] = [
        Self::SignIn,
        Self::SignInTo,
        Self::SignUp,
        Self::LetterTo,
        Self::LetterFrom,
        Self::Apply,
        Self::Message,
        Self::Upload,
        Self::Keep,
        Self::Report,
        Self::Invite,
    ];

    /// How many at once, and how long until one more is allowed.
    fn quota(self) -> (u32, Duration) {
        match self {
            Self::SignIn => (30, Duration::from_secs(10)),
            Self::SignInTo => (10, Duration::from_secs(60)),
            Self::SignUp => (10, Duration::from_secs(120)),
            Self::LetterTo => (5, Duration::from_secs(300)),
            Self::LetterFrom => (30, Duration::from_secs(30)),
            Self::Apply => (30, Duration::from_secs(20)),
            Self::Message => (30, Duration::from_secs(20)),
            Self::Upload => (20, Duration::from_secs(20)),
            Self::Keep => (60, Duration::from_secs(10)),
            Self::Report => (5, Duration::from_secs(600)),
            Self::Invite => (20, Duration::from_secs(60)),
        }
    }
}

#[derive(Clone)]
pub struct Limits {
    /// In the order of [`Limit::ALL`]; empty when rates are not limited.
    limiters: Arc<Vec<(Limit, DefaultKeyedRateLimiter<String>)>>,
}

impl Limits {
    pub fn new(enabled: bool) -> Self {
        let limiter = |limit: Limit| {
            let (burst, period) = limit.quota();
            let quota = Quota::with_period(period)?.allow_burst(NonZeroU32::new(burst)?);
            Some((limit, RateLimiter::keyed(quota)))
        };
        let limiters =
            if enabled { Limit::ALL.into_iter().filter_map(limiter).collect() } else { Vec::new() };
        Self { limiters: Arc::new(limiters) }
    }

    /// Counts one try for `key` (an address or an account).
    ///
    /// # Errors
    /// [`Error::TooMany`] with how long to wait.
    pub fn count(&self, limit: Limit, key: &str) -> Result<(), Error> {
        let Some((_, limiter)) = self.limiters.iter().find(|(of, _)| *of == limit) else { return Ok(()) };
        limiter.check_key(&key.to_string()).map_err(|until| Error::TooMany {
            wait_seconds: until.wait_time_from(DefaultClock::default().now()).as_secs().max(1),
        })
    }

    /// Forgets keys that are as free as new ones; called now and then, so that memory stays bounded.
    pub fn tidy(&self) {
        for (_, limiter) in self.limiters.iter() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_burst_one_must_wait_and_others_need_not() {
        let limits = Limits::new(true);
        for _ in 0..5 {
            assert!(limits.count(Limit::Report, "10.0.0.1").is_ok());
        }
        assert!(matches!(limits.count(Limit::Report, "10.0.0.1"), Err(Error::TooMany { wait_seconds: 1.. })));
        assert!(limits.count(Limit::Report, "10.0.0.2").is_ok());
    }
}
