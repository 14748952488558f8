//! CSV as programs write it: divided by commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Table;
use crate::kit::sheets::from_csv_cell;

pub(super) fn read(bytes: &[u8], table: &mut Table) -> Result<(), String> {
    // A reader of CSV counts lines by their feeds, after a return too late and after a lone one not at all.
    let text = text_of(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider(&text))
        .from_reader(text.as_bytes());
    for row in rows.records() {
        let row = row.map_err(|_| "The file could not be read as CSV".to_string())?;
        let line = row.position().map_or(0, |at| at.line()) as i32;
        table.push(line, row.iter().map(|cell| from_csv_cell(cell).to_string()).collect())?;
    }
    Ok(())
}

/// What says so is UTF-8 or UTF-16; what is no UTF-8 is Windows-1252, which is what Excel writes for CSV in Britain.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0);
    }
    if bytes.contains(&0) {
        return Err("The file must be XLSX or CSV".into());
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0),
    }
}

/// What divides the words of the first line that is no explanation, outside of quotation marks.
fn divider(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (divider, count) in &mut counts {
            *count += usize::from(!quoted && byte == *divider);
        }
    }
    // Of equals the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(divider, _)| *divider)
}
