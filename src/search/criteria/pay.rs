//! The least pay that is looked for, and how pays of different periods are compared.

/// "£18 an hour or more".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayFloor {
    pub pounds: u32,
    /// A code of `codes::pay_periods`.
    pub per: String,
}

/// In pounds; more is no pay that a search looks for.
pub const MOST_PAY: u32 = 1_000_000;

/// How pays of different periods are compared: 52 weeks of 37.5 hours, five days or ten sessions.
pub fn annual(pence: i64, period: &str) -> Option<i64> {
    let times = match period {
        "year" => 1,
        "month" => 12,
        "day" => 260,
        "session" => 520,
        "hour" => 1950,
        _ => return None,
    };
    pence.checked_mul(times)
}

impl PayFloor {
    pub fn a_year(&self) -> Option<u32> {
        annual(i64::from(self.pounds), &self.per).and_then(|pounds| u32::try_from(pounds).ok())
    }
}

/// Whole pounds, as people type them: "30,000", "£18.50", "40k".
pub fn amount(typed: &str) -> Option<u32> {
    let plain: String =
        typed.chars().filter(|c| !matches!(c, '£' | ',' | ' ')).collect::<String>().to_lowercase();
    let (number, times) = match plain.strip_suffix('k') {
        Some(thousands) => (thousands, 1000.0),
        None => (plain.as_str(), 1.0),
    };
    let pounds = number.parse::<f64>().ok()? * times;
    (1.0..=f64::from(MOST_PAY)).contains(&pounds).then_some(pounds as u32)
}
