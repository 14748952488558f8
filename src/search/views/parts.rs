//! Small pieces that several pages show.

/// The pages of a list.
pub struct Pages {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub items: Vec<PageItem>,
}

pub struct PageItem {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub gap: bool,
}

/// A choice of order.
pub struct SortLink {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}

/// The first, the last, and two on either side of the current one.
pub fn pages(current: usize, last: usize, href: impl Fn(usize) -> String) -> Pages {
    let mut items: Vec<PageItem> = Vec::new();
    let mut before = 0;
    for page in (1..=last).filter(|page| *page == 1 || *page == last || page.abs_diff(current) <= 2) {
        if page > before + 1 {
            items.push(PageItem { label: String::new(), href: String::new(), current: false, gap: true });
        }
        items.push(PageItem {
            label: page.to_string(),
            href: href(page),
            current: page == current,
            gap: false,
        });
        before = page;
    }
    Pages {
        previous: (current > 1).then(|| href(current - 1)),
        next: (current < last).then(|| href(current + 1)),
        items,
    }
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
    fn pages_show_the_ends_and_the_middle() {
        let said = |current, last| -> String {
            let items = pages(current, last, |page| page.to_string()).items;
            let words = items.iter().map(|item| match (item.gap, item.current) {
                (true, _) => "…".to_owned(),
                (_, true) => format!("[{}]", item.label),
                _ => item.label.clone(),
            });
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(1, 1), "[1]");
        assert_eq!(said(1, 9), "[1] 2 3 … 9");
        assert_eq!(said(5, 9), "1 … 3 4 [5] 6 7 … 9");
        assert_eq!(said(9, 9), "1 … 7 8 [9]");
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, said) in [(0, "0"), (999, "999"), (1234, "1,234"), (1_000_000, "1,000,000")] {
            assert_eq!(thousands(number), said);
        }
    }
}
