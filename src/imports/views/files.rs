//! The files that are given: a template in two forms, and the rows with something wrong.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::words_of;
use crate::imports::model::{COLUMNS, Column, Fault, Import, Row};
use crate::kit::sheets::{BYTE_ORDER_MARK, cell, csv_cell};
use crate::providers::Site;

/// Characters; wide columns wrap.
const WIDTH: f64 = 24.0;

type Csv = csv::Writer<Vec<u8>>;

/// For Excel too.
fn table() -> Csv {
    csv::WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.to_vec())
}

fn write(csv: &mut Csv, cells: impl IntoIterator<Item = String>) -> anyhow::Result<()> {
    Ok(csv.write_record(cells.into_iter().map(|text| csv_cell(&cell(&text))))?)
}

fn bytes(csv: Csv) -> anyhow::Result<Vec<u8>> {
    csv.into_inner().map_err(|error| anyhow::anyhow!("a table could not be written: {error}"))
}

/// What may stand in a column, in a sentence or two.
fn explained(column: &Column, sites: &[Site]) -> String {
    let words = match column.field {
        "sites" => sites.iter().map(|site| site.name.as_str()).collect::<Vec<_>>().join("; "),
        _ => words_of(column),
    };
    [column.hint.to_string(), words]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}

/// The words of the columns in the first line, and lines of explanation that an import passes over.
pub(in crate::imports) fn template_csv(sites: &[Site]) -> anyhow::Result<Vec<u8>> {
    let mut csv = table();
    write(&mut csv, COLUMNS.iter().map(|column| column.label.to_string()))?;
    write(&mut csv, ["# Lines that begin with # are passed over. Write your listings below them.".into()])?;
    for column in COLUMNS {
        let told = explained(column, sites);
        if !told.is_empty() {
            write(&mut csv, [format!("# {}", column.label), told])?;
        }
    }
    bytes(csv)
}

/// A sheet to fill in, and one that explains it.
pub(in crate::imports) fn template_xlsx(sites: &[Site]) -> anyhow::Result<Vec<u8>> {
    let (mut book, head) = (Workbook::new(), Format::new().set_bold());
    let sheet = book.add_worksheet().set_name("Listings")?.set_freeze_panes(1, 0)?;
    for (place, column) in COLUMNS.iter().enumerate() {
        sheet.set_column_width(place as u16, WIDTH)?;
        sheet.write_string_with_format(0, place as u16, column.label, &head)?;
    }
    let sheet = book.add_worksheet().set_name("How to fill it in")?.set_freeze_panes(1, 0)?;
    explain(sheet, sites, &head)?;
    Ok(book.save_to_buffer()?)
}

fn explain(sheet: &mut Worksheet, sites: &[Site], head: &Format) -> anyhow::Result<()> {
    let wraps = Format::new().set_text_wrap();
    for (place, (word, width)) in
        [("Column", WIDTH * 1.5), ("Step", WIDTH), ("What it takes", 100.0)].into_iter().enumerate()
    {
        sheet.set_column_width(place as u16, width)?;
        sheet.write_string_with_format(0, place as u16, word, head)?;
    }
    for (place, column) in COLUMNS.iter().enumerate() {
        let row = place as u32 + 1;
        sheet.write_string(row, 0, column.label)?;
        sheet.write_string(row, 1, column.step.label())?;
        sheet.write_string_with_format(row, 2, cell(&explained(column, sites)), &wraps)?;
    }
    Ok(())
}

/// The file of rows with something wrong: a line for each, with the row as it was, so that it can be mended there and
/// brought again.
pub(in crate::imports) struct Mistakes(Csv);

impl Mistakes {
    pub fn new(import: &Import) -> anyhow::Result<Self> {
        let mut csv = table();
        let ours = ["Line", "Wrong column", "Reason"].map(String::from);
        write(&mut csv, ours.into_iter().chain(import.headers()))?;
        Ok(Self(csv))
    }

    pub fn add(&mut self, rows: &[Row]) -> anyhow::Result<()> {
        for row in rows {
            let faults = row.faults();
            let joined = |part: fn(&Fault) -> &str| faults.iter().map(part).collect::<Vec<_>>().join("; ");
            let told = [row.line.to_string(), joined(|one| &one.column), joined(|one| &one.reason)];
            write(&mut self.0, told.into_iter().chain(row.cells()))?;
        }
        Ok(())
    }

    pub fn done(self) -> anyhow::Result<Vec<u8>> {
        bytes(self.0)
    }
}
