//! What is known about the sector, each figure with its source and date. Data: `data/figures.csv`.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub struct Figure {
    pub number: u32,
    /// `yes` when the source says that it is more than the number.
    more: String,
    /// What the number counts, to be read after it.
    pub words: String,
    pub source: String,
    /// A year, or a month and a year.
    pub published: String,
    pub href: String,
}

impl Figure {
    pub fn figure(&self) -> String {
        let number = thousands(i64::from(self.number));
        if self.more == "yes" { format!("More than {number}") } else { number }
    }
}

/// `15,000`
pub fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

static FIGURES: LazyLock<Vec<Figure>> = LazyLock::new(|| {
    let file = include_str!("../../data/figures.csv");
    csv::Reader::from_reader(file.as_bytes()).deserialize().filter_map(Result::ok).collect()
});

pub fn all() -> &'static [Figure] {
    &FIGURES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_source_and_a_date() {
        let lines = include_str!("../../data/figures.csv").lines().count() - 1;
        assert_eq!(all().len(), lines);
        for figure in all() {
            assert!(!figure.source.is_empty() && figure.published.ends_with(char::is_numeric), "{figure:?}");
            assert!(figure.href.starts_with("https://"), "{figure:?}");
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([3, 450, 4000, 11_246].map(thousands), ["3", "450", "4,000", "11,246"]);
    }
}
