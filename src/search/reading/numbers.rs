//! Words with numbers in them: grades ("ST3–5"), bands ("band 5/6", "8a") and pay ("£40k", "£18 an hour").

use super::Meant;
use super::lexicon::Sense;
use super::typed::{JOINER, Typed};
use crate::codes;
use crate::search::criteria::PayFloor;
use crate::search::index::Group;

/// The sense of the atoms from this one on, and how many they are.
pub fn read(typed: &Typed<'_>, at: usize) -> Option<(usize, Sense)> {
    let found = grades(typed, at).or_else(|| bands(typed, at)).or_else(|| pay(typed, at))?;
    let (length, meant) = found;
    Some((length, Sense { meant, ..Sense::default() }))
}

type Meanings = Option<(usize, Vec<Meant>)>;

/// Each series of grades, as typed and as coded, with its highest.
const SERIES: [(&str, &str, u32); 6] =
    [("st", "st", 8), ("ct", "ct", 3), ("imt", "imt", 3), ("gpst", "gpst", 3), ("f", "f", 2), ("fy", "f", 2)];

/// "ST3", "st 3", "ST3-5", "ST3 to ST5", "ST3+".
fn grades(typed: &Typed<'_>, at: usize) -> Meanings {
    let (mut length, series, low) = one_grade(typed, at)?;
    let mut high = low;
    let last = typed.atoms.get(at + length - 1)?.raw;
    if typed.raws.get(last)?.text.ends_with('+') {
        high = series.2;
    } else if let Some((more, other)) = upper(typed, at + length, last, series) {
        (length, high) = (length + more, other);
    }
    let numbers = low.min(high)..=low.max(high);
    let codes = numbers.map(|number| format!("{}{number}", series.1));
    let known = codes.filter(|code| codes::grades().contains(code));
    let meant: Vec<Meant> = known.map(|code| Meant::Code(Group::Grade, code)).collect();
    (!meant.is_empty() && typed.is_whole(at, length)).then_some((length, meant))
}

type Series = (&'static str, &'static str, u32);

fn one_grade(typed: &Typed<'_>, at: usize) -> Option<(usize, Series, u32)> {
    let word = typed.word(at)?;
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let series = SERIES.into_iter().find(|(typed, ..)| *typed == letters)?;
    let (length, digits) = match word.get(letters.len()..)? {
        "" => (2, typed.word(at + 1)?),
        digits => (1, digits),
    };
    let number: u32 = digits.parse().ok()?;
    (1..=series.2).contains(&number).then_some((length, series, number))
}

/// The far end of a range: "5" or "ST5", after a dash.
fn upper(typed: &Typed<'_>, at: usize, last_raw: usize, series: Series) -> Option<(usize, u32)> {
    let joined = typed.word(at) == Some(JOINER);
    let next = at + usize::from(joined);
    let inside = typed.atoms.get(next)?.raw == last_raw;
    if !joined && !inside {
        return None;
    }
    let bare = typed.word(next).and_then(|word| word.parse().ok()).filter(|n| (1..=series.2).contains(n));
    let (more, number) = match bare {
        Some(number) => (1, number),
        None => one_grade(typed, next).filter(|(_, other, _)| other.1 == series.1).map(|(m, _, n)| (m, n))?,
    };
    Some((usize::from(joined) + more, number))
}

const BANDS: [&str; 11] = ["2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"];
const SPELT: [(&str, &str); 6] =
    [("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"), ("six", "6"), ("seven", "7")];

/// "band 6", "bands 5-6", "band 5 or 6", "AfC band 8a", "b6", "8a"; a bare "8" is all of band 8.
fn bands(typed: &Typed<'_>, at: usize) -> Meanings {
    let mut next = at;
    if typed.word(next) == Some("afc") {
        next += 1;
    }
    let word = typed.word(next)?;
    let (low, mut end) = match word {
        "band" | "bands" => (band(typed.word(next + 1)?)?, next + 2),
        _ => (alone(word)?, next + 1),
    };
    let mut high = low;
    let joins = matches!(typed.word(end), Some(JOINER | "or" | "and"));
    let inside = typed.atoms.get(end).zip(typed.atoms.get(end - 1)).is_some_and(|(a, b)| a.raw == b.raw);
    if joins || inside {
        let from = end + usize::from(joins);
        let from = from + usize::from(typed.word(from) == Some("band"));
        if let Some(other) = typed.word(from).and_then(|word| band(word).or_else(|| alone(word))) {
            (high, end) = (other, from + 1);
        }
    }
    let range = low.0.min(high.0)..=low.1.max(high.1);
    let codes = BANDS.get(range)?.iter().map(|band| Meant::Code(Group::Band, format!("band-{band}")));
    typed.is_whole(at, end - at).then(|| (end - at, codes.collect()))
}

/// The first and last place in [`BANDS`].
fn band(word: &str) -> Option<(usize, usize)> {
    let word = SPELT.iter().find(|(spelt, _)| *spelt == word).map_or(word, |(_, number)| number);
    if word == "8" {
        return Some((6, 9));
    }
    BANDS.iter().position(|band| *band == word).map(|at| (at, at))
}

/// "b6", "band6" and "8a" say that they are bands; "6" does not.
fn alone(word: &str) -> Option<(usize, usize)> {
    match word.strip_prefix("band").or_else(|| word.strip_prefix('b')) {
        Some(rest) if !SPELT.iter().any(|(spelt, _)| *spelt == rest) => band(rest),
        _ if word.len() == 2 && word.starts_with('8') => band(word),
        _ => None,
    }
}

const LEADS: [&str; 10] =
    ["over", "from", "above", "minimum", "min", "paying", "pays", "salary", "around", "circa"];

/// "£40k", "40k", "over £40,000 a year", "£18.50 an hour", "£35-45k": the lower end counts.
fn pay(typed: &Typed<'_>, at: usize) -> Meanings {
    let lead = usize::from(typed.word(at).is_some_and(|word| LEADS.contains(&word)));
    let first = typed.atoms.get(at + lead)?;
    let raw = typed.raws.get(first.raw)?.text.to_lowercase();
    let (pounds, per) = amount(&raw)?;
    let mut end = at + lead;
    while typed.atoms.get(end).is_some_and(|atom| atom.raw == first.raw) {
        end += 1;
    }
    end += far_end(typed, end);
    let words =
        |count: usize| (0..count).filter_map(|more| typed.word(end + more)).collect::<Vec<_>>().join(" ");
    let period = PERIODS.iter().filter(|(said, _)| words(said.split(' ').count()) == **said);
    let period = period.max_by_key(|(said, _)| said.len());
    let after = period.map_or(0, |(said, _)| said.split(' ').count());
    let per = period.map(|(_, per)| *per).or(per).unwrap_or_else(|| usual_period(pounds));
    let tail = usize::from(matches!(typed.word(end + after), Some("plus" | "salary")));
    let length = end + after + tail - at;
    let floor = Meant::Pay(PayFloor { pounds, per: per.to_owned() });
    typed.is_whole(at, length).then(|| (length, vec![floor]))
}

/// Atoms of "to £45k" after the lower end.
fn far_end(typed: &Typed<'_>, at: usize) -> usize {
    let raw = |at: usize| typed.atoms.get(at).and_then(|atom| typed.raws.get(atom.raw)).map(|raw| raw.text);
    match (typed.word(at), raw(at + 1)) {
        (Some(JOINER), Some(text)) if amount(&text.to_lowercase()).is_some() => 2,
        _ => 0,
    }
}

const PERIODS: [(&str, &str); 20] = [
    ("an hour", "hour"),
    ("per hour", "hour"),
    ("hour", "hour"),
    ("hourly", "hour"),
    ("ph", "hour"),
    ("a day", "day"),
    ("per day", "day"),
    ("daily", "day"),
    ("pd", "day"),
    ("a session", "session"),
    ("per session", "session"),
    ("a month", "month"),
    ("per month", "month"),
    ("pcm", "month"),
    ("a year", "year"),
    ("per year", "year"),
    ("per annum", "year"),
    ("annum", "year"),
    ("pa", "year"),
    ("annually", "year"),
];

/// Pounds and, where the word itself says it, the period. A number needs its £ or its k.
fn amount(raw: &str) -> Option<(u32, Option<&'static str>)> {
    let has_sign = raw.starts_with('£');
    let plain = raw.trim_start_matches('£').trim_end_matches(['+', '.', ',', ')']);
    let (plain, period) = plain.split_once('/').unwrap_or((plain, ""));
    let ending = PERIODS.iter().find(|(said, _)| !said.contains(' ') && plain.ends_with(said));
    let ending = ending.filter(|_| period.is_empty());
    let number = ending.map_or(plain, |(said, _)| plain.trim_end_matches(said));
    let per = PERIODS.iter().find(|(said, _)| *said == period).or(ending).map(|(_, per)| *per);
    let (low, high) = number.split_once(['-', '–']).unwrap_or((number, ""));
    let thousands = low.ends_with('k') || (high.ends_with('k') && !low.contains(','));
    if !has_sign && !low.ends_with('k') && !high.ends_with('k') {
        return None;
    }
    let digits: String = low.trim_end_matches('k').chars().filter(|c| *c != ',').collect();
    let decimal = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let pounds = digits.parse::<f64>().ok().filter(|_| decimal)? * if thousands { 1000.0 } else { 1.0 };
    (1.0..=1_000_000.0).contains(&pounds).then_some((pounds as u32, per))
}

/// Where only the amount says what it is for.
fn usual_period(pounds: u32) -> &'static str {
    match pounds {
        0..=150 => "hour",
        151..=1_500 => "day",
        1_501..=9_999 => "month",
        _ => "year",
    }
}
