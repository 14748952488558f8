//! The pages of a long list, as `parts::pagination` shows them.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub items: Vec<PageItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageItem {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub gap: bool,
}

impl Pages {
    /// The first, the last, and two on either side of the current one. `href` gives the address of a page.
    pub fn new(current: i64, total: i64, per_page: i64, href: impl Fn(i64) -> String) -> Self {
        let last = last_page(total, per_page);
        let mut items = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|page| *page == 1 || *page == last || (page - current).abs() <= 2) {
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
        Self {
            previous: (current > 1).then(|| href((current - 1).min(last))),
            next: (current < last).then(|| href(current + 1)),
            items,
        }
    }
}

/// Pages are counted from one; an empty list has one.
pub fn last_page(total: i64, per_page: i64) -> i64 {
    ((total + per_page - 1) / per_page).max(1)
}

/// The page that an address asks for: a whole number from one, whatever was typed.
pub fn page_number(typed: &str) -> i64 {
    typed.parse::<i64>().unwrap_or(1).clamp(1, 100_000)
}

/// An address with those of the pairs that say something.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
    if query.is_empty() { path.to_string() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_neighbours_are_shown() {
        let shown = |current, total| {
            let word = |item: &PageItem| match (item.gap, item.current) {
                (true, _) => "…".to_string(),
                (_, true) => format!("[{}]", item.label),
                _ => item.label.clone(),
            };
            let pages = Pages::new(current, total, 10, |page| page.to_string());
            pages.items.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        for (current, total, want) in
            [(1, 0, "[1]"), (1, 85, "[1] 2 3 … 9"), (5, 90, "1 … 3 4 [5] 6 7 … 9"), (9, 81, "1 … 7 8 [9]")]
        {
            assert_eq!(shown(current, total), want, "{current} of {total}");
        }
    }

    #[test]
    fn an_address_keeps_only_what_was_said() {
        assert_eq!(with_query("/a", &[("q", ""), ("page", "2")]), "/a?page=2");
        assert_eq!(with_query("/a", &[("q", "")]), "/a");
        assert_eq!(with_query("/a", &[("q", "x & y")]), "/a?q=x+%26+y");
    }
}
