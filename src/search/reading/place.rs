//! A place among the words: "physio in leeds", "leeds physio", "nurse within 10 miles of york".

use super::Meant;
use super::typed::{MOST, Typed};
use crate::kit::places::{self, Found, Kind, Place};

/// Words before a place that say that it is one.
const BEFORE: [&str; 7] = ["in", "near", "around", "at", "of", "from", "to"];
/// In words: "kingston upon hull", "king's lynn and west norfolk".
const LONGEST: usize = 6;
/// People, from which on a town is meant anywhere among the words, and at their end.
const CITY: u32 = 40_000;
const TOWN: u32 = 2_500;
/// Names of towns that are words of the trade, or of every day: read only after "in" or "near".
const ALSO_WORDS: [&str; 23] = [
    "ash", "battle", "beer", "bow", "bridge", "church", "deal", "diss", "eye", "ford", "hale", "hope",
    "hook", "march", "mold", "nelson", "over", "sandwich", "stone", "street", "ware", "wells", "wing",
];
/// Of these the same holds except at the end, where nobody would write the word.
const ALSO_VERBS: [&str; 5] = ["bath", "bury", "reading", "rugby", "sale"];

/// The raw words from and to which a place stands, and the place. The longest name wins, then the last.
pub fn find(typed: &Typed<'_>, gone: &[bool], held: &[bool]) -> Option<(usize, usize, Meant)> {
    let free = |at: usize| {
        let open = |marks: &[bool]| marks.get(at).is_some_and(|mark| !mark);
        open(gone) && open(held) && typed.raws.get(at).is_some_and(|raw| !raw.opaque)
    };
    let count = typed.raws.len().min(MOST);
    let last = (0..count).rev().find(|at| free(*at))?;
    for length in (1..=LONGEST.min(count)).rev() {
        for from in (0..=count - length).rev() {
            let to = from + length - 1;
            if (from..=to).all(free)
                && let Some(found) = place_at(typed, from, to, to == last, &free)
            {
                return Some(found);
            }
        }
    }
    None
}

fn place_at(
    typed: &Typed<'_>,
    from: usize,
    to: usize,
    is_last: bool,
    free: &impl Fn(usize) -> bool,
) -> Option<(usize, usize, Meant)> {
    let said = typed.said(from, to);
    let lower = said.to_lowercase();
    let before = |at: usize| typed.raws.get(at).map(|raw| raw.text.to_lowercase()).unwrap_or_default();
    let pointed = from > 0 && free(from - 1) && BEFORE.contains(&before(from - 1).as_str());
    let name = lower.trim_end_matches([',', '.', ';', '!', '?']);
    if BEFORE.contains(&name) {
        return None;
    }
    let (key, place) = match places::known(name) {
        Found::One(place) => (place.key.clone(), place),
        Found::Several(places) => (name.to_owned(), places.into_iter().next()?),
        _ => return None,
    };
    if !(pointed || is_clear(&place, name, is_last)) {
        return None;
    }
    let (from, miles) = if pointed { lead(from - 1, &before) } else { (from, None) };
    let (to, miles) = if miles.is_none() { reach(typed, to, &before) } else { (to, miles) };
    let label = if key == place.key { place.label } else { said.trim_end_matches(',').to_owned() };
    Some((from, to, Meant::Place(key, label, miles)))
}

/// Whether a name alone says that it is a place.
fn is_clear(place: &Place, name: &str, is_last: bool) -> bool {
    let slug = name.replace(' ', "-");
    if ALSO_WORDS.contains(&slug.as_str()) || (ALSO_VERBS.contains(&slug.as_str()) && !is_last) {
        return false;
    }
    match place.kind {
        Kind::County | Kind::Region | Kind::Postcode | Kind::Sector => true,
        Kind::District => is_last,
        Kind::Town => place.population >= if is_last { TOWN } else { CITY },
    }
}

fn miles(number: &str) -> Option<u16> {
    number.parse().ok().filter(|miles| (1..=500).contains(miles))
}

/// Where "within 10 miles" ends behind the last word of a name, and the miles.
fn reach(typed: &Typed<'_>, last: usize, after: &impl Fn(usize) -> String) -> (usize, Option<u16>) {
    let words: Vec<String> = (last + 1..typed.raws.len()).take(3).map(after).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["within", number, "mile" | "miles"] if miles(number).is_some() => (last + 3, miles(number)),
        _ => (last, None),
    }
}

/// Where "within 10 miles of" begins before its last word, and the miles.
fn lead(last: usize, before: &impl Fn(usize) -> String) -> (usize, Option<u16>) {
    let words: Vec<String> = (0..=last).rev().take(4).map(before).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["of" | "from", "mile" | "miles", number, "within", ..] if miles(number).is_some() => {
            (last - 3, miles(number))
        }
        ["of" | "from", "mile" | "miles", number, ..] if miles(number).is_some() => (last - 2, miles(number)),
        ["to", "close" | "near" | "next", ..] | ["in", "based", ..] if last > 0 => (last - 1, None),
        _ => (last, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_places_too_are_places() {
        for word in ALSO_WORDS.iter().chain(&ALSO_VERBS) {
            assert!(matches!(places::known(word), Found::One(_) | Found::Several(_)), "{word}");
        }
    }
}
