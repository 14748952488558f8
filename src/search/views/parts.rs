//! Small pieces that several pages show.

/// A choice of order.
pub struct SortLink {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}

/// "1,234"
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, said) in [(0, "0"), (999, "999"), (1234, "1,234"), (1_000_000, "1,000,000")] {
            assert_eq!(thousands(number), said);
        }
    }
}
