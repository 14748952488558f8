//! Spreadsheets: what a cell may hold, so that no program takes somebody's words for a formula.

/// Says to Excel that what follows is UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
pub const CSV: &str = "text/csv; charset=utf-8";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Characters in a cell: a spreadsheet takes 32,767.
const LONGEST_CELL: usize = 32_000;

/// A cell as text, cut where a spreadsheet would refuse it.
pub fn cell(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// Would a spreadsheet take this text for a formula, now or when somebody edits it? Also behind spaces, and with the
/// wide signs of East Asian keyboards, which some programs read alike.
pub fn looks_like_formula(text: &str) -> bool {
    let first = text.trim_start_matches(' ').chars().next();
    first.is_some_and(|first| "=+-@\t\r\n＝＋－＠".contains(first))
}

/// As CSV has no types, an apostrophe says that what follows is text.
pub fn csv_cell(text: &str) -> String {
    if looks_like_formula(text) { format!("'{text}") } else { text.to_string() }
}

/// The text behind an apostrophe of [`csv_cell`].
pub fn from_csv_cell(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, in_csv) in [
            ("=1+1", "'=1+1"),
            ("+44 7700 900123", "'+44 7700 900123"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("  =HYPERLINK(\"x\")", "'  =HYPERLINK(\"x\")"),
            ("＝1", "'＝1"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("1=1", "1=1"),
            ("Ada-Jane", "Ada-Jane"),
            ("'tis", "'tis"),
            ("", ""),
        ] {
            assert_eq!(csv_cell(text), in_csv, "{text:?}");
            assert_eq!(looks_like_formula(text), text != in_csv, "{text:?}");
            assert_eq!(from_csv_cell(in_csv), text, "{text:?}");
        }
    }

    #[test]
    fn a_cell_is_cut_where_a_spreadsheet_would_refuse_it() {
        assert_eq!(cell("short"), "short");
        let long = cell(&"é".repeat(40_000));
        assert!(long.chars().count() == LONGEST_CELL + 1 && long.ends_with('…'));
    }
}
