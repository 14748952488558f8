//! Two who wish to be near one another.

use super::super::*;
use super::invented::Invent;
use rand::SeedableRng;
use rand::rngs::StdRng;

fn round() -> Round {
    let wishes = |places: [u32; 3], score| places.map(|place| Wish { place, score }).to_vec();
    let candidate = |key, places, score| Candidate { key, has_reserve: false, wishes: wishes(places, score) };
    Round {
        seed: "links".into(),
        places: vec![Place { capacity: 1, reserved: 0 }; 4],
        candidates: vec![candidate(1, [0, 2, 3], 9), candidate(2, [1, 3, 2], 8), candidate(3, [3, 1, 0], 7)],
    }
}

/// Places 0 and 1 are far from all others; 2 and 3 are neighbours.
fn near(a: u32, b: u32) -> bool {
    a == b || a.min(b) == 2
}

#[test]
fn two_trade_their_first_wishes_for_nearness() {
    let round = round();
    assert_eq!(allocate(&round).0, [Some(0), Some(0), Some(0)]);
    let linked = allocate_linked(&round, &Links(vec![(0, 1)]), &near);
    assert_eq!((linked.allocation.0, linked.met), (vec![Some(1), Some(1), Some(1)], vec![true]));
}

#[test]
fn where_nothing_is_near_both_keep_what_they_had() {
    let linked = allocate_linked(&round(), &Links(vec![(0, 1)]), &|a, b| a == b);
    assert_eq!((linked.allocation, linked.met), (allocate(&round()), vec![false]));
}

#[test]
fn nobody_is_in_two_links_and_nobody_is_linked_to_themselves() {
    let linked = allocate_linked(&round(), &Links(vec![(0, 0), (7, 1), (0, 1), (1, 2)]), &near);
    assert_eq!(linked.met, [false, false, true, false]);
}

#[test]
fn with_links_it_is_still_stable_for_everybody_else() {
    let mut chance = StdRng::seed_from_u64(12);
    let invent = Invent { candidates: 40, places: 12, most_wishes: 8, most_capacity: 4, reserves: true };
    let links = Links((0..8).map(|at| (at, at + 8)).collect());
    let near = |a: u32, b: u32| a / 3 == b / 3;
    let mut brought = 0;
    for _ in 0..100 {
        let round = invent.round(&mut chance);
        let linked = allocate_linked(&round, &links, &near);
        let blocking = breaches(&round, &linked.allocation);
        let only_linked = blocking
            .iter()
            .all(|breach| matches!(breach, Breach::Blocking { candidate, .. } if *candidate < 16));
        assert!(only_linked, "{blocking:?}");
        brought += linked.met.iter().filter(|met| **met).count();
        assert_eq!(linked, allocate_linked(&round, &links, &near));
    }
    let alone = allocate_linked(&invent.round(&mut chance), &Links::default(), &near);
    assert!(brought > 100 && alone.met.is_empty(), "{brought}");
}
