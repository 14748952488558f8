//! Reading a file into rows of texts. Whatever it holds, it costs no more than its limits: a file that unpacks into
//! more than it may, or has more rows, columns or letters, is refused before it is in memory. Formulas are not
//! evaluated: of a cell with one, what its program last wrote there is read.

mod csv;
mod xlsx;

use crate::imports::model::{MOST_COLUMNS, MOST_ROWS};
use crate::kit::files::Upload;

/// As a file may be sent.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// Letters in a cell: the longest field has 12,000.
const MOST_IN_CELL: usize = 32_767;
/// Bytes of all cells: a workbook keeps a text once and may show it a million times.
const MOST_TEXT: usize = 50 * 1024 * 1024;

/// A file as a table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The words of the first line.
    pub headers: Vec<String>,
    /// Each with its line in the file.
    pub rows: Vec<(i32, Vec<String>)>,
}

/// # Errors
/// A sentence for the visitor.
pub fn read(file: &Upload) -> Result<Sheet, String> {
    if file.bytes.is_empty() {
        return Err("The file is empty".into());
    }
    if file.bytes.len() > MOST_BYTES {
        return Err(format!("The file must be smaller than {} MB", MOST_BYTES / 1024 / 1024));
    }
    let mut table = Table::default();
    if file.bytes.starts_with(b"PK\x03\x04") {
        xlsx::read(&file.bytes, &mut table)?;
    } else if file.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(
            "This is a workbook of the old kind, or one with a password: save it as XLSX or CSV".into()
        );
    } else {
        csv::read(&file.bytes, &mut table)?;
    }
    table.done()
}

/// Takes rows as they are read.
#[derive(Default)]
struct Table {
    headers: Option<Vec<String>>,
    rows: Vec<(i32, Vec<String>)>,
    /// The line of what was taken last.
    last: i32,
    /// Bytes of the cells so far.
    bytes: usize,
}

fn too_long(line: i32) -> String {
    format!("A cell in line {line} has more than {MOST_IN_CELL} characters")
}

impl Table {
    /// `line` counts from 1.
    fn push(&mut self, line: i32, mut cells: Vec<String>) -> Result<(), String> {
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        // Lines of explanation, as our own template has them.
        if cells.is_empty() || cells.first().is_some_and(|first| first.trim_start().starts_with('#')) {
            return Ok(());
        }
        if cells.len() > MOST_COLUMNS {
            return Err(format!("Line {line} has more than {MOST_COLUMNS} columns"));
        }
        if cells.iter().any(|cell| cell.chars().count() > MOST_IN_CELL) {
            return Err(too_long(line));
        }
        if line <= self.last {
            return Err(format!(
                "Line {line} comes twice: open the file, save it once more, and choose that one"
            ));
        }
        self.last = line;
        self.bytes += cells.iter().map(String::len).sum::<usize>();
        if self.bytes > MOST_TEXT {
            return Err("The cells have more than 50 MB of text: divide the file".into());
        }
        let Some(headers) = &self.headers else {
            self.headers = Some(cells.iter().map(|cell| crate::kit::text::line(cell)).collect());
            return Ok(());
        };
        if self.rows.len() >= MOST_ROWS {
            return Err("The file has more than 10,000 rows: divide it".into());
        }
        cells.resize(headers.len(), String::new());
        self.rows.push((line, cells));
        Ok(())
    }

    fn done(self) -> Result<Sheet, String> {
        let headers = self.headers.unwrap_or_default();
        if headers.iter().all(String::is_empty) {
            return Err("The first line must say what the columns are".into());
        }
        if self.rows.is_empty() {
            return Err("There are no rows under the first line".into());
        }
        Ok(Sheet { headers, rows: self.rows })
    }
}

#[cfg(test)]
mod tests;
