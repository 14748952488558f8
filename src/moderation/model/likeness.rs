//! Near-duplicate texts: MinHash over runs of four words, in bands (Broder 1997; Leskovec, Rajaraman and Ullman,
//! *Mining of Massive Datasets*, chapter 3). Two texts that are 60% alike meet in a band with a chance of 89%, two that
//! are 80% alike with 99.98%.

const RUN: usize = 4;
const BANDS: usize = 16;
const ROWS: usize = 4;
/// Texts of fewer runs say too little to be called alike.
const FEWEST_RUNS: usize = 20;

/// From how many per cent on two texts are shown as a likely duplicate.
pub const ALIKE_PERCENT: i32 = 60;

/// A small picture of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// `None` for a text that is too short.
    pub fn of(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let runs: Vec<u64> = words.windows(RUN).map(|run| hashed(&run.join(" "))).collect();
        if runs.len() < FEWEST_RUNS {
            return None;
        }
        let least = |row: u64| runs.iter().map(|run| (mixed(run ^ mixed(row)) >> 32) as u32).min();
        Some(Self((1..=(BANDS * ROWS) as u64).filter_map(least).collect()))
    }

    /// One number a band; alike texts share one at least.
    pub fn bands(&self) -> Vec<i64> {
        let band = |(number, rows): (usize, &[u32])| {
            rows.iter().fold(mixed(number as u64 + 1), |sum, row| mixed(sum ^ u64::from(*row))) as i64
        };
        self.0.chunks(ROWS).enumerate().map(band).collect()
    }

    /// How much of their runs two texts share, estimated, in per cent.
    pub fn percent(&self, other: &Self) -> i32 {
        let same = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        i32::try_from(same * 100 / self.0.len().max(1)).unwrap_or_default()
    }

    pub fn as_text(&self) -> String {
        self.0.iter().map(|row| format!("{row:08x}")).collect()
    }

    /// `None` for what [`Sketch::as_text`] did not write.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<char> = text.chars().collect();
        let row = |digits: &[char]| u32::from_str_radix(&digits.iter().collect::<String>(), 16).ok();
        let rows: Vec<u32> = digits.chunks(8).map(row).collect::<Option<_>>()?;
        (rows.len() == BANDS * ROWS).then_some(Self(rows))
    }
}

/// FNV-1a: the same on every machine and in every version, as what is kept must be.
fn hashed(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finisher of SplitMix64.
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WARD: &str = "You will work on a ward of twenty beds with a settled team of nurses who have time for each \
        patient, from admission to discharge, and who teach the students of two universities on the ward each week.";

    #[test]
    fn small_changes_leave_texts_alike_and_other_texts_are_not() {
        let sketch = |text: &str| Sketch::of(text).unwrap();
        let ward = sketch(WARD);
        assert_eq!(ward.percent(&sketch(&WARD.to_uppercase().replace(',', ";"))), 100);
        let changed = sketch(&WARD.replace("twenty beds", "thirty beds"));
        assert!(ward.percent(&changed) >= ALIKE_PERCENT, "{}", ward.percent(&changed));
        assert!(ward.bands().iter().any(|band| changed.bands().contains(band)));
        let other = sketch(
            "The laboratory needs a biomedical scientist who turns round samples in four hours, keeps the analysers \
             in order, trains colleagues on nights, and likes a quiet building at the edge of the moors near the sea.",
        );
        assert!(ward.percent(&other) < 10);
        assert_eq!(Sketch::of("Too short to say anything"), None);
    }

    #[test]
    fn a_sketch_is_read_as_it_was_written() {
        let sketch = Sketch::of(WARD).unwrap();
        assert_eq!(Sketch::read(&sketch.as_text()), Some(sketch));
        for other in ["", "zz", "00", "ü"] {
            assert_eq!(Sketch::read(other), None);
        }
    }
}
