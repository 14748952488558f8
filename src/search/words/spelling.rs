//! Spelling: which known word a visitor most likely meant.

/// A known word close to what was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub word: String,
    /// In how many listings it stands.
    pub listings: u32,
}

/// How many edits a word may be away: none below four letters, one, or two from eight letters on.
pub fn allowed_edits(word: &str) -> u8 {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The nearest; of equally near ones those with the same first letter, then the most frequent.
pub fn best(typed: &str, candidates: Vec<Candidate>) -> Option<Candidate> {
    let first = typed.chars().next();
    candidates.into_iter().filter(|candidate| candidate.listings > 0).min_by_key(|candidate| {
        let other_start = candidate.word.chars().next() != first;
        let edits = strsim::osa_distance(typed, &candidate.word);
        (edits, other_start, std::cmp::Reverse(candidate.listings), candidate.word.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_then_same_start_then_frequent() {
        let known = |words: &[(&str, u32)]| -> Vec<Candidate> {
            words
                .iter()
                .map(|(word, listings)| Candidate { word: (*word).into(), listings: *listings })
                .collect()
        };
        for (typed, candidates, expected) in [
            ("radiograper", known(&[("radiographer", 9), ("radiography", 90)]), Some("radiographer")),
            ("nurze", known(&[("nurse", 5), ("nurses", 500)]), Some("nurse")),
            ("burse", known(&[("nurse", 50), ("burse", 0)]), Some("nurse")),
            ("wardd", known(&[("yardd", 99), ("wards", 3)]), Some("wards")),
            ("zzzz", known(&[]), None),
        ] {
            assert_eq!(
                best(typed, candidates).map(|candidate| candidate.word).as_deref(),
                expected,
                "{typed}"
            );
        }
    }
}
