//! Worked examples with their sources.

use super::super::*;
use super::invented::every_stable;

/// Candidates by their orders of places, places by capacity and their order of candidates, both from 1.
fn round(candidates: &[&[u32]], places: &[(u32, &[u32])]) -> Round {
    let score = |place: u32, candidate: u32| {
        let order = places[place as usize - 1].1;
        order.iter().position(|other| *other == candidate).map(|at| 1_000 - at as i32)
    };
    let wishes = |candidate: u32, order: &&[u32]| {
        let wish = |place: &u32| Some(Wish { place: place - 1, score: score(*place, candidate)? });
        order.iter().filter_map(wish).collect()
    };
    let candidates = (1..).zip(candidates).map(|(at, order)| Candidate {
        key: i64::from(at),
        has_reserve: false,
        wishes: wishes(at, order),
    });
    Round {
        seed: String::new(),
        candidates: candidates.collect(),
        places: places.iter().map(|(capacity, _)| Place { capacity: *capacity, reserved: 0 }).collect(),
    }
}

/// The places given, from 1; 0 for none.
fn given(round: &Round, allocation: &Allocation) -> Vec<u32> {
    (0..round.candidates.len())
        .map(|at| allocation.place_of(round, at).map_or(0, |place| place + 1))
        .collect()
}

/// D. Gale and L. S. Shapley, "College admissions and the stability of marriage", American Mathematical Monthly 69
/// (1962), example 1: three stable results, in one of which every candidate has the first wish.
#[test]
fn gale_and_shapley_example_1() {
    let round =
        round(&[&[1, 2, 3], &[2, 3, 1], &[3, 1, 2]], &[(1, &[2, 3, 1]), (1, &[3, 1, 2]), (1, &[1, 2, 3])]);
    assert_eq!(given(&round, &allocate(&round)), [1, 2, 3]);
    assert_eq!(every_stable(&round).len(), 3);
}

/// The same, example 2: only one result is stable.
#[test]
fn gale_and_shapley_example_2() {
    let round = round(
        &[&[1, 2, 3, 4], &[1, 4, 3, 2], &[2, 1, 3, 4], &[4, 2, 3, 1]],
        &[(1, &[4, 3, 1, 2]), (1, &[2, 4, 1, 3]), (1, &[4, 1, 2, 3]), (1, &[3, 2, 1, 4])],
    );
    assert_eq!(given(&round, &allocate(&round)), [3, 4, 1, 2]);
    assert_eq!(every_stable(&round).len(), 1);
}

/// D. F. Manlove, "Hospitals/residents problem", in Encyclopedia of Algorithms (Springer, 2008): six residents and
/// three hospitals; one resident has no place in any stable result.
#[test]
fn manlove_2008() {
    let round = round(
        &[&[2, 1], &[1, 2], &[1, 3], &[2, 3], &[2, 1], &[1, 2]],
        &[(2, &[1, 3, 2, 5, 6]), (2, &[2, 6, 1, 4, 5]), (1, &[4, 3])],
    );
    assert_eq!(given(&round, &allocate(&round)), [2, 1, 1, 3, 0, 2]);
}
