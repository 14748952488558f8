//! Is an allocation what it is said to be? Written from the definitions, and not from how places are given.

use super::{Allocation, Round, Standing, Wish};

/// Why an allocation must not be published. Places and candidates by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It is not an allocation of this round: too short, or a wish that nobody made.
    NotOfThisRound,
    OverCapacity {
        place: u32,
    },
    /// They would rather have had each other.
    Blocking {
        candidate: usize,
        place: u32,
    },
}

/// All that is wrong; nothing when the allocation is stable.
pub fn breaches(round: &Round, allocation: &Allocation) -> Vec<Breach> {
    let wishes_exist = round
        .candidates
        .iter()
        .zip(&allocation.0)
        .all(|(candidate, wish)| wish.is_none_or(|wish| (wish as usize) < candidate.wishes.len()));
    if allocation.0.len() != round.candidates.len() || !wishes_exist {
        return vec![Breach::NotOfThisRound];
    }
    let drawn = round.drawn();
    let given: Vec<Vec<Standing>> = standings(round, allocation, &drawn);
    let mut found = Vec::new();
    for (place, given) in (0_u32..).zip(&given) {
        if given.len() > round.places[place as usize].capacity as usize {
            found.push(Breach::OverCapacity { place });
        }
    }
    for (at, candidate) in round.candidates.iter().enumerate() {
        for wish in wanted_more(&candidate.wishes, allocation.0[at]) {
            let standing = Standing { score: wish.score, lot: drawn[at], candidate: at as u32 };
            if would_take(round, wish.place, &given[wish.place as usize], standing) {
                found.push(Breach::Blocking { candidate: at, place: wish.place });
            }
        }
    }
    found
}

/// The wishes above the one that came true.
fn wanted_more(wishes: &[Wish], came_true: Option<u32>) -> &[Wish] {
    &wishes[..came_true.map_or(wishes.len(), |wish| wish as usize)]
}

/// Who got each place, with how they stand there.
fn standings(round: &Round, allocation: &Allocation, drawn: &[u32]) -> Vec<Vec<Standing>> {
    let mut given = vec![Vec::new(); round.places.len()];
    for (at, candidate) in round.candidates.iter().enumerate() {
        if let Some(wish) = allocation.0[at].map(|wish| candidate.wishes[wish as usize]) {
            let standing = Standing { score: wish.score, lot: drawn[at], candidate: at as u32 };
            given[wish.place as usize].push(standing);
        }
    }
    given
}

/// Would the place choose this candidate from among them and those that it has? It fills its reserved places with the
/// best of those who have a reserve, then the rest with the best of all who are left.
fn would_take(round: &Round, place: u32, given: &[Standing], asks: Standing) -> bool {
    let place = &round.places[place as usize];
    let mut all: Vec<Standing> = given.iter().copied().chain([asks]).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let reserved = place.reserved.min(place.capacity) as usize;
    let has_reserve = |one: &&Standing| round.candidates[one.candidate as usize].has_reserve;
    let first: Vec<Standing> = all.iter().filter(has_reserve).take(reserved).copied().collect();
    let rest = all.iter().filter(|one| !first.contains(one)).take(place.capacity as usize - first.len());
    first.iter().chain(rest).any(|one| *one == asks)
}

/// Candidates who could exchange their places in a circle, all to their gain, and leave the allocation stable: there
/// are none exactly when a stable allocation is the best for candidates (a rotation, after D. Gusfield and
/// R. W. Irving, "The Stable Marriage Problem", 1989, seen from the places). For rounds without reserved places.
pub fn improving_cycle(round: &Round, allocation: &Allocation) -> Option<Vec<usize>> {
    let mut best: Vec<Option<Standing>> = vec![None; round.places.len()];
    let drawn = round.drawn();
    for (at, candidate) in round.candidates.iter().enumerate() {
        for wish in wanted_more(&candidate.wishes, allocation.0[at]) {
            let standing = Standing { score: wish.score, lot: drawn[at], candidate: at as u32 };
            let first = &mut best[wish.place as usize];
            *first = (*first).max(Some(standing));
        }
    }
    // The best of those who would rather be at a place leads to the place that they would leave for it.
    let leads = |place: u32| -> Option<(usize, u32)> {
        let candidate = best[place as usize]?.candidate as usize;
        Some((candidate, allocation.place_of(round, candidate)?))
    };
    circle(round.places.len(), leads)
}

/// Walks from each place until it meets a place of the same walk.
fn circle(places: usize, leads: impl Fn(u32) -> Option<(usize, u32)>) -> Option<Vec<usize>> {
    let mut walked = vec![usize::MAX; places];
    for start in 0..places {
        let (mut here, mut path) = (start as u32, Vec::new());
        while walked[here as usize] == usize::MAX {
            walked[here as usize] = start;
            let Some((candidate, next)) = leads(here) else { break };
            path.push((here, candidate));
            here = next;
        }
        let met = path.iter().position(|(place, _)| *place == here);
        if let Some(from) = met.filter(|_| walked[here as usize] == start && leads(here).is_some()) {
            return Some(path[from..].iter().map(|(_, candidate)| *candidate).collect());
        }
    }
    None
}
