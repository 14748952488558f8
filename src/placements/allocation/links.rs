//! Two people who wish to be near one another. The rule, as it is declared to everybody: places are given as if there
//! were no links. Then, pair by pair in the order of their lots, those whose places are not near one another may trade
//! wishes for nearness: of the wishes that are near, the two that both want most are tried first, each with all else
//! taken off their two lists, and the first try in which both get their place stays. A link changes no list but the
//! two, so what comes out is stable for everybody with the lists as they then are; where no try succeeds, both keep
//! what they would have had alone.

use super::accept::give;
use super::{Allocation, Round, Wish};
use std::cmp::Reverse;

/// Tries for one pair; each gives out the whole round again.
pub const MOST_TRIES: usize = 25;

/// Who wishes to be near whom, by index. Somebody is in one link at most; a second is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(pub Vec<(usize, usize)>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    pub allocation: Allocation,
    /// For each link, whether the two are near one another.
    pub met: Vec<bool>,
}

/// Gives out the places of a round in which some are linked. `near` says whether two places are near one another; a
/// place is near itself where it says so.
pub fn allocate_linked(round: &Round, links: &Links, near: &dyn Fn(u32, u32) -> bool) -> Linked {
    let drawn = round.drawn();
    let mut trade = Trade::of(round, &drawn, near);
    for at in in_order(links, &drawn) {
        let (a, b) = links.0[at];
        if a != b && !trade.linked.iter().any(|(c, d)| [c, d].contains(&&a) || [c, d].contains(&&b)) {
            trade.bring_together(a, b);
        }
    }
    let met =
        links.0.iter().map(|(a, b)| trade.linked.contains(&(*a, *b)) && trade.are_near(&trade.given, *a, *b));
    Linked { met: met.collect(), allocation: trade.allocation() }
}

struct Trade<'a> {
    round: &'a Round,
    drawn: &'a [u32],
    near: &'a dyn Fn(u32, u32) -> bool,
    lists: Vec<&'a [Wish]>,
    /// Where the list of a candidate begins in their own.
    begins: Vec<u32>,
    given: Vec<Option<u32>>,
    /// The pairs that had their turn.
    linked: Vec<(usize, usize)>,
}

impl<'a> Trade<'a> {
    fn of(round: &'a Round, drawn: &'a [u32], near: &'a dyn Fn(u32, u32) -> bool) -> Self {
        let lists: Vec<&[Wish]> =
            round.candidates.iter().map(|candidate| candidate.wishes.as_slice()).collect();
        let given = give(round, drawn, &lists);
        Self { round, drawn, near, begins: vec![0; lists.len()], lists, given, linked: Vec::new() }
    }

    fn are_near(&self, given: &[Option<u32>], a: usize, b: usize) -> bool {
        let place = |one: usize| given[one].map(|wish| self.lists[one][wish as usize].place);
        place(a).zip(place(b)).is_some_and(|(a, b)| (self.near)(a, b))
    }

    fn bring_together(&mut self, a: usize, b: usize) {
        let earlier: Vec<(usize, usize)> =
            self.linked.iter().copied().filter(|(c, d)| self.are_near(&self.given, *c, *d)).collect();
        self.linked.push((a, b));
        if self.are_near(&self.given, a, b) {
            return;
        }
        for (of_a, of_b) in tries(self.round, (a, b), self.near) {
            let before = (self.lists[a], self.lists[b]);
            self.lists[a] = &self.round.candidates[a].wishes[of_a..=of_a];
            self.lists[b] = &self.round.candidates[b].wishes[of_b..=of_b];
            let tried = give(self.round, self.drawn, &self.lists);
            let both = tried[a].is_some() && tried[b].is_some();
            // Nobody loses a nearness that they had, nor the only wish that they have left for it.
            if both && earlier.iter().all(|(c, d)| self.are_near(&tried, *c, *d)) {
                (self.begins[a], self.begins[b]) = (of_a as u32, of_b as u32);
                self.given = tried;
                return;
            }
            (self.lists[a], self.lists[b]) = before;
        }
    }

    fn allocation(self) -> Allocation {
        let own = |(wish, begins): (Option<u32>, u32)| wish.map(|wish| wish + begins);
        Allocation(self.given.into_iter().zip(self.begins).map(own).collect())
    }
}

/// The links by the better lot of the two.
fn in_order(links: &Links, drawn: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..links.0.len()).filter(|at| links.0[*at].0.max(links.0[*at].1) < drawn.len()).collect();
    order.sort_by_key(|at| {
        let (a, b) = links.0[*at];
        (Reverse(drawn[a].max(drawn[b])), *at)
    });
    order
}

/// Pairs of wishes that are near one another: those first that both want most.
fn tries(round: &Round, (a, b): (usize, usize), near: &dyn Fn(u32, u32) -> bool) -> Vec<(usize, usize)> {
    let (of_a, of_b) = (&round.candidates[a].wishes, &round.candidates[b].wishes);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, first) in of_a.iter().enumerate() {
        pairs.extend(
            of_b.iter().enumerate().filter(|(_, other)| near(first.place, other.place)).map(|(j, _)| (i, j)),
        );
    }
    pairs.sort_by_key(|(i, j)| (i + j, *i.max(j), *i));
    pairs.truncate(MOST_TRIES);
    pairs
}
