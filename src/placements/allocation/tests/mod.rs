//! Against an exhaustive search where rounds are small, against the checker where they are large, and against what
//! the literature says of its own examples.

mod invented;
mod linked;
mod literature;

use super::*;
use invented::{Invent, every_stable};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// `want` is better for the candidate than `other`, or the same.
fn as_good(want: Option<u32>, other: Option<u32>) -> bool {
    want.unwrap_or(u32::MAX) <= other.unwrap_or(u32::MAX)
}

#[test]
fn small_rounds_get_the_best_stable_allocation_for_every_candidate() {
    let mut chance = StdRng::seed_from_u64(1962);
    for _ in 0..1_500 {
        let invent = Invent { candidates: 5, places: 3, most_wishes: 3, most_capacity: 2, reserves: true };
        let round = invent.round(&mut chance);
        let ours = allocate(&round);
        let stable = every_stable(&round);
        assert!(stable.contains(&ours), "{round:?}\n{ours:?}");
        for other in &stable {
            let all = ours.0.iter().zip(&other.0).all(|(ours, other)| as_good(*ours, *other));
            assert!(all, "{round:?}\n{ours:?}\n{other:?}");
        }
    }
}

#[test]
fn the_checker_of_improving_cycles_agrees_with_an_exhaustive_search() {
    let (mut chance, mut worse) = (StdRng::seed_from_u64(1989), 0);
    for _ in 0..1_500 {
        let invent = Invent { candidates: 5, places: 4, most_wishes: 4, most_capacity: 2, reserves: false };
        let round = invent.round(&mut chance);
        let best = allocate(&round);
        for stable in every_stable(&round) {
            let cycle = improving_cycle(&round, &stable);
            assert_eq!(cycle.is_none(), stable == best, "{round:?}\n{stable:?}\n{cycle:?}");
            worse += usize::from(stable != best);
        }
    }
    assert!(worse > 25, "only {worse} stable allocations were not the best");
}

#[test]
fn large_rounds_are_stable_and_the_best_for_candidates() {
    let mut chance = StdRng::seed_from_u64(2020);
    for reserves in [false, true] {
        let invent = Invent { candidates: 1_500, places: 120, most_wishes: 20, most_capacity: 20, reserves };
        let round = invent.round(&mut chance);
        let given = allocate(&round);
        assert_eq!(breaches(&round, &given), []);
        assert!(reserves || improving_cycle(&round, &given).is_none());
        assert_eq!(given, allocate(&round), "the same input gives the same output");
    }
}

#[test]
fn who_comes_first_in_the_file_has_no_advantage() {
    let mut chance = StdRng::seed_from_u64(7);
    let invent = Invent { candidates: 60, places: 12, most_wishes: 8, most_capacity: 4, reserves: true };
    let round = invent.round(&mut chance);
    let mut turned = round.clone();
    turned.candidates.reverse();
    let mut given = allocate(&turned).0;
    given.reverse();
    assert_eq!(Allocation(given), allocate(&round));
}

#[test]
fn nobody_gains_by_an_untrue_order() {
    let mut chance = StdRng::seed_from_u64(1985);
    for _ in 0..400 {
        let invent = Invent { candidates: 8, places: 5, most_wishes: 5, most_capacity: 2, reserves: true };
        let round = invent.round(&mut chance);
        let honest = allocate(&round);
        let liar = chance.random_range(0..round.candidates.len());
        for _ in 0..10 {
            let mut lied = round.clone();
            invented::shuffle(&mut lied.candidates[liar].wishes, &mut chance);
            let keep = chance.random_range(0..=lied.candidates[liar].wishes.len());
            lied.candidates[liar].wishes.truncate(keep);
            let got = allocate(&lied).place_of(&lied, liar);
            let truly = &round.candidates[liar].wishes;
            let worth = got.and_then(|place| truly.iter().position(|wish| wish.place == place));
            assert!(as_good(honest.0[liar], worth.map(|wish| wish as u32)), "{round:?}\n{lied:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_found() {
    let wish = |place, score| Wish { place, score };
    let candidate = |key, wishes| Candidate { key, has_reserve: false, wishes };
    let round = Round {
        seed: "seed".into(),
        places: vec![Place { capacity: 1, reserved: 0 }, Place { capacity: 1, reserved: 0 }],
        candidates: vec![candidate(1, vec![wish(0, 50), wish(1, 50)]), candidate(2, vec![wish(0, 40)])],
    };
    for (given, wrong) in [
        (vec![Some(0), None], vec![]),
        (vec![Some(0)], vec![Breach::NotOfThisRound]),
        (vec![Some(2), None], vec![Breach::NotOfThisRound]),
        (vec![Some(0), Some(0)], vec![Breach::OverCapacity { place: 0 }]),
        (vec![Some(1), Some(0)], vec![Breach::Blocking { candidate: 0, place: 0 }]),
        (
            vec![Some(1), None],
            vec![0, 1].into_iter().map(|candidate| Breach::Blocking { candidate, place: 0 }).collect(),
        ),
    ] {
        assert_eq!(breaches(&round, &Allocation(given.clone())), wrong, "{given:?}");
    }
}

#[test]
fn everybody_can_be_told_why() {
    let wish = |place, score| Wish { place, score };
    let candidate = |key, has_reserve, wishes| Candidate { key, has_reserve, wishes };
    let round = Round {
        seed: "a".into(),
        places: vec![Place { capacity: 2, reserved: 1 }, Place { capacity: 1, reserved: 0 }],
        candidates: vec![
            candidate(1, false, vec![wish(0, 70)]),
            candidate(2, true, vec![wish(0, 40)]),
            candidate(3, false, vec![wish(0, 70), wish(1, 70)]),
            candidate(4, false, vec![wish(1, 60)]),
        ],
    };
    let given = allocate(&round);
    let (won, lost) = if round.lot(1) < round.lot(3) { (0, 2) } else { (2, 0) };
    assert_eq!((given.0[won], given.0[1]), (Some(0), Some(0)));
    let why = Passed {
        place: 0,
        capacity: 2,
        score: 70,
        lowest: Some(70),
        lowest_reserved: Some(40),
        by_lot: true,
    };
    assert_eq!(passed_over(&round, &given, lost)[0], why);
    assert_eq!(passed_over(&round, &given, won), []);
    let told = statistics(&round, &given);
    assert_eq!((told.candidates, told.places, told.places_left), (4, 3, 0));
    assert_eq!((told.got_any, told.got_none), (3, 1));
}

#[test]
fn lots_can_be_worked_out_again_by_anybody() {
    // printf '2026-08:17' | sha256sum | cut -c1-16
    let round = Round { seed: "2026-08".into(), ..Round::default() };
    assert_eq!(format!("{:016x}", round.lot(17)), "e37a099721c4eaaa");
}
