//! Why somebody got what they got, in numbers that a page can put into words.

use super::{Allocation, Round};

/// A wish above the one that came true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    pub place: u32,
    pub capacity: u32,
    /// The candidate's own score there, in thousandths of a point.
    pub score: i32,
    /// The lowest score that got one of its places open to all; `None` when reserved places took them all.
    pub lowest: Option<i32>,
    /// The lowest score that got a reserved place; `None` when nobody did.
    pub lowest_reserved: Option<i32>,
    /// Somebody with the same score got one: the lot has decided.
    pub by_lot: bool,
}

/// Every wish of a candidate above the one that came true, in their order.
pub fn passed_over(round: &Round, allocation: &Allocation, candidate: usize) -> Vec<Passed> {
    let Some(one) = round.candidates.get(candidate) else { return Vec::new() };
    let came_true = allocation.0.get(candidate).copied().flatten();
    let above = one.wishes.iter().take(came_true.map_or(one.wishes.len(), |wish| wish as usize));
    above.map(|wish| passed(round, allocation, wish.place, wish.score, one.has_reserve)).collect()
}

fn passed(round: &Round, allocation: &Allocation, place: u32, score: i32, has_reserve: bool) -> Passed {
    let offered = &round.places[place as usize];
    let mut given: Vec<(i32, bool)> = Vec::new();
    for (one, wish) in round.candidates.iter().zip(&allocation.0) {
        let wish = wish.map(|wish| one.wishes[wish as usize]).filter(|wish| wish.place == place);
        given.extend(wish.map(|wish| (wish.score, one.has_reserve)));
    }
    given.sort_unstable_by(|a, b| b.cmp(a));
    let reserved = offered.reserved.min(offered.capacity) as usize;
    let on_reserve: Vec<i32> =
        given.iter().filter(|(_, has)| *has).take(reserved).map(|(score, _)| *score).collect();
    let mut left = on_reserve.len();
    let open = given.iter().filter(|(_, has)| {
        let counts = *has && left > 0;
        left -= usize::from(counts);
        !counts
    });
    let lowest = open.map(|(score, _)| *score).min();
    let lowest_reserved = on_reserve.iter().copied().min();
    let by_lot = lowest == Some(score) || has_reserve && lowest_reserved == Some(score);
    Passed { place, capacity: offered.capacity, score, lowest, lowest_reserved, by_lot }
}

/// How a round went, for the page that is looked at before anything is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    pub candidates: usize,
    pub got_first: usize,
    /// Their first, second or third wish.
    pub got_top_three: usize,
    pub got_any: usize,
    pub got_none: usize,
    pub places: u64,
    pub places_left: u64,
}

pub fn statistics(round: &Round, allocation: &Allocation) -> Statistics {
    let got = |most: u32| allocation.0.iter().flatten().filter(|wish| **wish < most).count();
    let got_any = got(u32::MAX);
    let places = round.places.iter().map(|place| u64::from(place.capacity)).sum();
    Statistics {
        candidates: round.candidates.len(),
        got_first: got(1),
        got_top_three: got(3),
        got_any,
        got_none: round.candidates.len() - got_any,
        places,
        places_left: places - got_any as u64,
    }
}
