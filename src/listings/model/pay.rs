//! Pay as a person reads it.

use chrono::NaiveDate;

use super::Terms;
use crate::codes;

/// `£36,000`, `£18.50`.
pub fn money(pence: i64) -> String {
    let pounds = (pence / 100).to_string();
    let grouped: String = pounds
        .chars()
        .enumerate()
        .flat_map(|(place, digit)| {
            let comma = place > 0 && (pounds.len() - place).is_multiple_of(3);
            comma.then_some(',').into_iter().chain([digit])
        })
        .collect();
    match pence % 100 {
        0 => format!("£{grouped}"),
        rest => format!("£{grouped}.{rest:02}"),
    }
}

/// "£36,000 to £42,000 a year"; `None` without numbers.
pub fn pay_words(terms: &Terms) -> Option<String> {
    let amount = match (terms.pay_min_pence, terms.pay_max_pence) {
        (Some(min), Some(max)) if min == max => money(min),
        (Some(min), Some(max)) => format!("{} to {}", money(min), money(max)),
        (Some(min), None) => format!("From {}", money(min)),
        (None, Some(max)) => format!("Up to {}", money(max)),
        (None, None) => return None,
    };
    Some(match terms.pay_period.as_deref() {
        Some(period) => format!("{amount} {}", codes::pay_periods().label(period)),
        None => amount,
    })
}

/// A comparison with a public scale: its label with its figures of that day, and where they come from.
pub fn band_words(code: &str, on: NaiveDate) -> Option<(String, String)> {
    let band =
        codes::pay::band(code, on).or_else(|| codes::pay::bands().iter().find(|band| band.code == code))?;
    let figures = match band.min_pence == band.max_pence {
        true => money(band.min_pence),
        false => format!("{} to {}", money(band.min_pence), money(band.max_pence)),
    };
    Some((format!("{}: {figures} a year", band.label), band.source.clone()))
}
