//! XLSX: the first sheet of a workbook, cell by cell, so that a lone cell in the last row costs nothing.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use zip::ZipArchive;

use super::{MOST_IN_CELL, Table, too_long};
use crate::imports::model::{MOST_COLUMNS, MOST_ROWS};

/// Bytes of a workbook when it is unpacked: ten thousand rows with long descriptions take less than half.
const MOST_UNPACKED: u64 = 100 * 1024 * 1024;
const MOST_PARTS: usize = 1_000;
/// Texts that a workbook may say it has: memory is put by for as many before any is read.
const MOST_STRINGS: u64 = 2_000_000;
const UNREADABLE: &str =
    "The file could not be read: open it, save it as XLSX once more, and choose that one";

pub(super) fn read(bytes: &[u8], table: &mut Table) -> Result<(), String> {
    unpacks_within(bytes, MOST_UNPACKED)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| "The file must be XLSX or CSV".to_string())?;
    let first = book.sheet_names().first().cloned().ok_or(UNREADABLE)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| UNREADABLE.to_string())?;
    let (mut at, mut row) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| UNREADABLE.to_string())? {
        let (line, column) = cell.get_position();
        // Not kept before it is known to be short: a text may be shown by a million cells.
        if is_long(cell.get_value()) {
            return Err(too_long(line as i32 + 1));
        }
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if line != at {
            table.push(at as i32 + 1, std::mem::take(&mut row))?;
            at = line;
        }
        if column as usize >= MOST_COLUMNS || line as usize > 10 * MOST_ROWS {
            return Err(format!(
                "Line {} is outside of what a file may have: 10,000 rows of {MOST_COLUMNS} columns",
                line + 1
            ));
        }
        if row.len() <= column as usize {
            row.resize(column as usize + 1, String::new());
        }
        if let Some(place) = row.get_mut(column as usize) {
            *place = text;
        }
    }
    table.push(at as i32 + 1, row)
}

/// Unpacks it once, a part at a time: what an archive says of its sizes may be a lie, and what a part says of its own too.
fn unpacks_within(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UNREADABLE.to_string())?;
    if archive.len() > MOST_PARTS {
        return Err(UNREADABLE.into());
    }
    let mut left = most;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(|_| UNREADABLE.to_string())?;
        let mut text = Vec::new();
        let read = part.by_ref().take(left + 1).read_to_end(&mut text);
        let read = read.map_err(|_| UNREADABLE.to_string())? as u64;
        left = left.checked_sub(read).ok_or("Unpacked, the file is larger than 100 MB: divide it")?;
        if boasts(&text) {
            return Err(UNREADABLE.into());
        }
    }
    Ok(())
}

/// Does a part say that it has more texts than a workbook may have? Whatever its letters are coded in, these are there.
fn boasts(part: &[u8]) -> bool {
    const WORD: &str = "uniqueCount";
    let plain: Vec<u8> = part.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&plain);
    let said = |after: &str| -> Option<u64> {
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let value = value.strip_prefix(['"', '\''])?;
        let digits = value.split(['"', '\'']).next()?.trim();
        // A number that cannot be read is as good as one that is too large.
        Some(digits.parse().unwrap_or(u64::MAX))
    };
    text.match_indices(WORD)
        .filter_map(|(at, _)| said(text.get(at + WORD.len()..)?))
        .any(|strings| strings > MOST_STRINGS)
}

fn is_long(cell: &DataRef<'_>) -> bool {
    let text = match cell {
        DataRef::String(text) => text.as_str(),
        DataRef::SharedString(text) => text,
        _ => return false,
    };
    text.len() > MOST_IN_CELL && text.chars().count() > MOST_IN_CELL
}

fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_string(),
        DataRef::Int(number) => number.to_string(),
        // As it is shown: 36000, 37.5.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_string(),
        DataRef::DateTime(at) => day(at),
        DataRef::DateTimeIso(at) => at.clone(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn day(at: &ExcelDateTime) -> String {
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}
