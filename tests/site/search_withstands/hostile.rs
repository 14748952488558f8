//! What somebody sends who means no search: crafted, then random, always the same.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The queries of addresses.
pub fn queries(count: usize) -> Vec<String> {
    let mut dice = ChaCha8Rng::seed_from_u64(20_261_122);
    let mut queries = crafted();
    queries.resize_with(count, || query(&mut dice));
    queries
}

const PIECES: [&str; 44] = [
    "\"",
    "“",
    "-",
    "--",
    "+",
    "(",
    ")",
    "((((((((",
    "[",
    "]",
    "{",
    "}",
    "*",
    "?",
    "~",
    "^2",
    ":",
    "title:",
    "\\",
    "/",
    "AND",
    "OR",
    "NOT",
    "TO",
    "NaN",
    "inf",
    "-1",
    "1e309",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{202e}",
    "\u{200f}",
    "\u{feff}",
    "مرحبا",
    "ใน",
    "🩺",
    "ﬃ",
    "band",
    "£",
    "ST",
    "in",
    "nurse",
    "' OR 1=1 --",
];
const NAMES: [&str; 30] = [
    "q",
    "what",
    "place",
    "where",
    "within",
    "exact",
    "typed",
    "read",
    "posted",
    "starts",
    "pay",
    "per",
    "sort",
    "page",
    "kind",
    "profession",
    "specialty",
    "grade",
    "band",
    "contract",
    "pattern",
    "sector",
    "funding",
    "region",
    "visa",
    "ltft",
    "provider",
    "stage",
    "nonsense",
    "",
];
const VALUES: [&str; 24] = [
    "NaN",
    "-1",
    "0",
    "99999999999999999999",
    "1e308",
    "any",
    "yes",
    "newest",
    "nearest",
    "pay",
    "closing",
    "hour",
    "nurse",
    "doctor",
    "leeds",
    "newport",
    "kent",
    "sw1a 1aa",
    "JE2 3AB",
    "role",
    "part-time",
    "england",
    "%00",
    "../../etc/passwd",
];

fn words(dice: &mut ChaCha8Rng) -> String {
    let count = dice.random_range(0..12);
    let piece = |dice: &mut ChaCha8Rng| match dice.random_range(0..6) {
        0 => char::from_u32(dice.random_range(0..0x11_0000)).map(String::from).unwrap_or_default(),
        1 => dice.random_range(0..u64::MAX).to_string(),
        2 => (*VALUES.choose(dice).expect("a value")).to_owned(),
        _ => (*PIECES.choose(dice).expect("a piece")).to_owned(),
    };
    let gap = if dice.random_bool(0.7) { " " } else { "" };
    (0..count).map(|_| piece(dice)).collect::<Vec<_>>().join(gap)
}

fn query(dice: &mut ChaCha8Rng) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", &words(dice));
    for _ in 0..dice.random_range(0..6) {
        let value = if dice.random_bool(0.6) {
            (*VALUES.choose(dice).expect("a value")).to_owned()
        } else {
            words(dice)
        };
        query.append_pair(NAMES.choose(dice).expect("a name"), &value);
    }
    query.finish()
}

/// Few, and each as bad as it can be.
fn crafted() -> Vec<String> {
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let mut crafted: Vec<String> =
        ["%F0%28%8C%28", "%", "%%%", "%ZZ", "&&&&", "=", "==&==", "+", "q", "q=%FF%FE", "page=NaN"]
            .map(|raw| raw.to_owned())
            .into();
    for piece in [
        "a",
        "nurse+",
        "%22",
        "-%22",
        "(",
        "%28%29",
        "\u{202e}",
        "q=1&",
        "page=9&",
        "in+leeds+",
        "band+",
        "%C2%A31k+",
    ] {
        for bytes in [1_000, 8_000, 64_000] {
            let piece = if piece.is_ascii() { piece.to_owned() } else { "%E2%80%AE".to_owned() };
            crafted.push(format!("q={}", long(&piece, bytes)));
            crafted.push(format!("q=nurse&place={}", long(&piece, bytes)));
        }
    }
    crafted.extend((0..10).map(|power| format!("page={}", 10u64.pow(power * 2))));
    crafted.extend((0..10).map(|power| format!("q=nurse&exact=yes&page={}&sort=nearest", 10u64.pow(power))));
    crafted
}
