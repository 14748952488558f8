//! How fast letters leave: how many at once, how many to a domain, and how long a server that takes none is left alone.
//! The moment is an argument, and it is one of this process's own clock.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::kit::letters::queue::{Claimed, Urgency};

/// Of this many connections one is kept for letters that somebody waits for; of fewer as well, if there are two.
const ONE_KEPT_OF: usize = 4;
/// A domain takes so many more of those than of others.
const AWAITED_MORE: usize = 2;
/// How long a server that took fewer connections than we wanted is not asked for more.
const HELD_FIRST: Duration = Duration::from_secs(10);
const HELD_AT_MOST: Duration = Duration::from_secs(600);
/// How long a server that takes nothing is left alone.
const PAUSED_FIRST: Duration = Duration::from_millis(500);
const PAUSED_AT_MOST: Duration = Duration::from_secs(60);

pub struct Pace {
    at_once: usize,
    per_domain: usize,
    /// Between two letters to a domain.
    gap: Duration,
    lanes: HashMap<String, Lane>,
    in_flight: usize,
    /// Connections that the server seems to bear.
    bears: usize,
    held: Duration,
    held_until: Option<Instant>,
    worked_since_failure: bool,
    failures: u32,
    paused_until: Option<Instant>,
}

#[derive(Default)]
struct Lane {
    in_flight: usize,
    /// When the domain has had no more than its rate.
    even_at: Option<Instant>,
}

impl Pace {
    /// `rate` is in letters a second.
    pub fn new(at_once: usize, per_domain: usize, rate: usize) -> Self {
        Self {
            at_once,
            per_domain,
            gap: Duration::from_secs(1) / rate.max(1) as u32,
            lanes: HashMap::new(),
            in_flight: 0,
            bears: at_once,
            held: HELD_FIRST,
            held_until: None,
            worked_since_failure: false,
            failures: 0,
            paused_until: None,
        }
    }

    /// Letters worth having in hand: enough that no connection waits for the database.
    pub fn in_hand(&self) -> usize {
        self.at_once * 4
    }

    /// Letters of one domain worth having in hand.
    pub fn of_a_domain(&self) -> usize {
        self.per_domain * 4
    }

    pub fn may_start(&self, letter: &Claimed, now: Instant) -> bool {
        if self.is_paused(now) {
            return false;
        }
        let lane = self.lanes.get(&letter.domain);
        let to_domain = lane.map_or(0, |lane| lane.in_flight);
        match letter.urgency() {
            Urgency::Awaited => self.in_flight < self.bears && to_domain < self.per_domain + AWAITED_MORE,
            Urgency::Ordinary | Urgency::Prompt | Urgency::Bulk => {
                self.in_flight < self.bears - self.kept()
                    && to_domain < self.per_domain
                    && lane.and_then(|lane| lane.even_at).is_none_or(|even_at| even_at <= now + self.burst())
            }
        }
    }

    fn kept(&self) -> usize {
        (self.bears / ONE_KEPT_OF).max(usize::from(self.bears > 1))
    }

    /// A domain may have a few at once before they are spread over the second.
    fn burst(&self) -> Duration {
        self.gap * self.per_domain as u32
    }

    pub fn started(&mut self, domain: &str, now: Instant) {
        let gap = self.gap;
        self.in_flight += 1;
        let lane = self.lanes.entry(domain.to_owned()).or_default();
        lane.in_flight += 1;
        lane.even_at = Some(lane.even_at.map_or(now, |even_at| even_at.max(now)) + gap);
    }

    pub fn ended(&mut self, domain: &str, now: Instant) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if let Some(lane) = self.lanes.get_mut(domain) {
            lane.in_flight = lane.in_flight.saturating_sub(1);
        }
        self.lanes.retain(|_, lane| lane.in_flight > 0 || lane.even_at.is_some_and(|even_at| even_at > now));
    }

    /// Nothing is on the wire, whatever was said of it.
    pub fn all_ended(&mut self) {
        self.in_flight = 0;
        self.lanes.values_mut().for_each(|lane| lane.in_flight = 0);
    }

    pub fn is_paused(&self, now: Instant) -> bool {
        self.paused_until.is_some_and(|until| until > now)
    }

    /// How long the server is still left alone.
    pub fn pause_left(&self, now: Instant) -> Duration {
        self.paused_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// The server spoke of a letter: it is there.
    pub fn server_worked(&mut self, now: Instant) {
        (self.failures, self.paused_until, self.worked_since_failure) = (0, None, true);
        if self.held_until.is_none_or(|until| until <= now) && self.bears < self.at_once {
            self.bears += 1;
            if self.bears == self.at_once {
                self.held = HELD_FIRST;
            }
        }
    }

    /// The server took no letter at all. Fewer connections are tried first, and when there is only one left, a pause.
    /// `chance` is from 0 to 1.
    pub fn server_failed(&mut self, now: Instant, chance: f64) {
        if self.worked_since_failure {
            self.held_until = Some(now + self.held);
            self.held = (self.held * 2).min(HELD_AT_MOST);
        }
        self.worked_since_failure = false;
        if self.bears > 1 {
            self.bears /= 2;
        } else if !self.is_paused(now) {
            let pause = (PAUSED_FIRST * 2_u32.pow(self.failures.min(10))).min(PAUSED_AT_MOST);
            self.failures += 1;
            self.paused_until = Some(now + pause.mul_f64(1.0 + chance / 4.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::letters::LetterId;

    fn letter(domain: &str, urgency: Urgency) -> Claimed {
        Claimed { id: LetterId(1), domain: domain.into(), priority: urgency.number() }
    }

    #[test]
    fn a_domain_has_its_share_and_others_go_on() {
        let (mut pace, now) = (Pace::new(8, 2, 1_000), Instant::now());
        for _ in 0..2 {
            assert!(pace.may_start(&letter("slow.example", Urgency::Bulk), now));
            pace.started("slow.example", now);
        }
        assert!(!pace.may_start(&letter("slow.example", Urgency::Bulk), now));
        assert!(pace.may_start(&letter("slow.example", Urgency::Awaited), now));
        assert!(pace.may_start(&letter("other.example", Urgency::Bulk), now));
        pace.ended("slow.example", now);
        assert!(pace.may_start(&letter("slow.example", Urgency::Bulk), now));
    }

    #[test]
    fn connections_are_kept_for_what_somebody_waits_for() {
        let (mut pace, now) = (Pace::new(4, 4, 1_000), Instant::now());
        for number in 0..3 {
            pace.started(&format!("{number}.example"), now);
        }
        assert!(!pace.may_start(&letter("x.example", Urgency::Ordinary), now));
        assert!(pace.may_start(&letter("x.example", Urgency::Awaited), now));
        for (connections, kept) in [(1, 0), (2, 1), (3, 1), (4, 1), (8, 2)] {
            assert_eq!(Pace::new(connections, 4, 1_000).kept(), kept, "of {connections}");
        }
    }

    #[test]
    fn a_domain_gets_no_more_than_its_rate() {
        let (mut pace, start) = (Pace::new(100, 5, 10), Instant::now());
        let mut sent = 0;
        for ms in 0..10_000 {
            let now = start + Duration::from_millis(ms);
            if pace.may_start(&letter("a.example", Urgency::Bulk), now) {
                pace.started("a.example", now);
                pace.ended("a.example", now);
                sent += 1;
            }
        }
        assert!((100..=107).contains(&sent), "{sent} in ten seconds");
    }

    #[test]
    fn a_dead_server_is_left_alone_for_a_growing_while() {
        let (mut pace, mut now) = (Pace::new(16, 4, 50), Instant::now());
        let mut pauses = Vec::new();
        for _ in 0..16 {
            pace.server_failed(now, 0.0);
            if pace.is_paused(now) {
                pauses.push(pace.pause_left(now).as_millis());
                now += pace.pause_left(now);
            }
        }
        assert_eq!(pauses[..9], [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        pace.server_worked(now);
        assert!(!pace.is_paused(now));
        for _ in 0..16 {
            pace.server_worked(now);
        }
        assert_eq!(pace.bears, 16, "and soon trusted again");
    }

    #[test]
    fn a_server_that_bears_one_connection_is_not_asked_for_more_all_the_time() {
        let (mut pace, now) = (Pace::new(16, 4, 50), Instant::now());
        pace.server_worked(now);
        for _ in 0..4 {
            pace.server_failed(now, 0.0);
        }
        assert_eq!((pace.bears, pace.is_paused(now)), (1, false));
        pace.server_worked(now + Duration::from_secs(9));
        assert_eq!(pace.bears, 1);
        pace.server_worked(now + Duration::from_secs(10));
        assert_eq!(pace.bears, 2);
        pace.server_failed(now + Duration::from_secs(10), 0.0);
        pace.server_worked(now + Duration::from_secs(29));
        assert_eq!(pace.bears, 1, "it is held for twice as long");
    }
}
