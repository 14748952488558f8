//! What is known about the sector, each figure with its source and date. Data: `data/figures.csv`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::kit::text::thousands;

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
        let number = thousands(self.number);
        if self.more == "yes" { format!("More than {number}") } else { number }
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
}
