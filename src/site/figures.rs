//! What is known about the sector, each figure with its source and date. Data: `data/figures.csv`.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub struct Figure {
    pub number: u32,
    /// What the number counts, to be read after it.
    pub words: String,
    pub source: String,
    /// A year, or a month and a year.
    pub published: String,
    pub href: String,
}

impl Figure {
    /// `15,000`
    pub fn figure(&self) -> String {
        let digits = self.number.to_string();
        let from_right = |(place, digit): (usize, char)| {
            let comma = place > 0 && (digits.len() - place) % 3 == 0;
            [comma.then_some(','), Some(digit)].into_iter().flatten().collect::<String>()
        };
        digits.chars().enumerate().map(from_right).collect()
    }
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
        let figure = |number| Figure { number, ..all()[0].clone() }.figure();
        assert_eq!([figure(3), figure(450), figure(4000), figure(11_246)], ["3", "450", "4,000", "11,246"]);
    }
}
