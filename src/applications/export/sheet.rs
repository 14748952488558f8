//! The table of applicants as CSV and as XLSX.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::Source;
use crate::applications::views::{cells, columns};
use crate::kit::sheets::{BYTE_ORDER_MARK, csv_cell, looks_like_formula};

/// Characters; wide columns wrap.
const WIDTH: f64 = 24.0;

pub(super) fn csv(source: &mut Source<'_>, path: &Path) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(BYTE_ORDER_MARK)?;
    let mut sheet = csv::Writer::from_writer(file);
    sheet.write_record(columns(source.of_one()).iter().map(|text| csv_cell(text)))?;
    each(source, |cells| Ok(sheet.write_record(cells.iter().map(|text| csv_cell(text)))?))?;
    Ok(sheet.flush()?)
}

/// Every cell is written as text, which is no formula; what looks like one also says that it stays text when somebody
/// edits it.
pub(super) fn xlsx(source: &mut Source<'_>, path: &Path) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let (head, text) = (Format::new().set_bold(), Format::new().set_quote_prefix());
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name("Applications")?.set_freeze_panes(1, 0)?;
    let columns = columns(source.of_one());
    for (column, title) in columns.iter().enumerate() {
        sheet.set_column_width(column as u16, WIDTH)?;
        sheet.write_string_with_format(0, column as u16, title.as_str(), &head)?;
    }
    let mut row = 0;
    each(source, |cells| {
        row += 1;
        put(sheet, row, cells, &text)
    })?;
    Ok(book.save(path)?)
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[String], quoted: &Format) -> anyhow::Result<()> {
    for (column, text) in cells.iter().enumerate() {
        match looks_like_formula(text) {
            true => sheet.write_string_with_format(row, column as u16, text.as_str(), quoted)?,
            false => sheet.write_string(row, column as u16, text.as_str())?,
        };
    }
    Ok(())
}

/// Row by row to the end.
fn each(source: &mut Source<'_>, mut put: impl FnMut(&[String]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let is_of_one = source.of_one().is_some();
    loop {
        let rows = source.next()?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            put(&cells(row, source.vacancy(row.application.listing_id)?, is_of_one))?;
        }
    }
}
