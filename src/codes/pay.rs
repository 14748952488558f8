//! Public pay scales as dated figures, to compare a listing's pay with. Independent providers seldom use them.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::list;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayBand {
    pub code: String,
    pub label: String,
    pub group: String,
    /// Pence a year, full time.
    pub min_pence: i64,
    pub max_pence: i64,
    pub since: NaiveDate,
    pub source: String,
}

/// Every band of every date, in the order of the file.
pub fn bands() -> &'static [PayBand] {
    static BANDS: LazyLock<Vec<PayBand>> = LazyLock::new(|| {
        list::rows(include_str!("../../data/codes/pay_bands.csv")).iter().filter_map(band_of).collect()
    });
    &BANDS
}

/// The band as it stands on a day: the newest figures that are not later.
pub fn band(code: &str, on: NaiveDate) -> Option<&'static PayBand> {
    bands().iter().filter(|band| band.code == code && band.since <= on).max_by_key(|band| band.since)
}

fn band_of(code: &super::Code) -> Option<PayBand> {
    Some(PayBand {
        code: code.code.clone(),
        label: code.label.clone(),
        group: code.group.clone(),
        min_pence: code.fact("min_pence").parse().ok()?,
        max_pence: code.fact("max_pence").parse().ok()?,
        since: code.fact("since").parse().ok()?,
        source: code.fact("source").to_owned(),
    })
}
