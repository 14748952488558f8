//! Files as programs write them, and files that are none.

use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::*;

fn file(bytes: impl Into<Vec<u8>>) -> Upload {
    Upload { name: "listings".into(), bytes: bytes.into() }
}

fn rows(bytes: impl Into<Vec<u8>>) -> Vec<Vec<String>> {
    read(&file(bytes)).expect("a table").rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn csv_is_read_as_programs_write_it() {
    for (bytes, want) in [
        (b"Title,Pay\nNurse,36000\n".to_vec(), ["Nurse", "36000"]),
        (b"Title;Pay\r\nNurse;\"36,000\"\r\n".to_vec(), ["Nurse", "36,000"]),
        (b"Title\tPay\nNurse\t36000".to_vec(), ["Nurse", "36000"]),
        (b"\xef\xbb\xbfTitle,Pay\nInfirmi\xc3\xa8re,\xc2\xa336000\n".to_vec(), ["Infirmière", "£36000"]),
        (b"Title,Pay\nInfirmi\xe8re \x96 nuit,\xa336000\n".to_vec(), ["Infirmière – nuit", "£36000"]),
        (b"Title,\"Pay; a,year\"\n\"Nurse \"\"A\"\"\",'=1+1\n".to_vec(), ["Nurse \"A\"", "=1+1"]),
        (b"Title,Pay\n# explanation,x\n\n , \nNurse\n".to_vec(), ["Nurse", ""]),
    ] {
        assert_eq!(rows(bytes.clone()), [want], "{}", String::from_utf8_lossy(&bytes));
    }
    let utf16: Vec<u8> = "\u{feff}Title;Pay\nNurse;£1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(utf16), [["Nurse", "£1"]]);
}

#[test]
fn a_line_is_the_line_of_the_file() {
    let text = "Title,Text\n# explained\nA,\"two\nlines\"\nB,x\n";
    for text in [text.to_string(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
        let sheet = read(&file(text)).expect("a table");
        assert_eq!(sheet.headers, ["Title", "Text"]);
        assert_eq!(sheet.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 5]);
    }
}

#[test]
fn what_is_no_table_is_refused_with_a_sentence() {
    let many = format!("Title\n{}", "x\n".repeat(MOST_ROWS + 1));
    let wide = format!("{}\nx\n", "a,".repeat(MOST_COLUMNS) + "a");
    for (bytes, want) in [
        (Vec::new(), "The file is empty"),
        (b"Title,Pay\n".to_vec(), "There are no rows under the first line"),
        (b"%PDF-1.7\x00".to_vec(), "The file must be XLSX or CSV"),
        (b"PK\x03\x04 no archive".to_vec(), "The file could not be read"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], "This is a workbook of the old kind"),
        (many.into_bytes(), "more than 10,000 rows"),
        (wide.into_bytes(), "more than 100 columns"),
        (format!("T\n{}", "x".repeat(40_000)).into_bytes(), "more than 32767 characters"),
        (vec![b'x'; MOST_BYTES + 1], "smaller than 10 MB"),
    ] {
        let told = read(&file(bytes)).expect_err(want);
        assert!(told.contains(want), "{told}");
    }
}

#[test]
fn a_workbook_is_read_with_real_dates_and_without_its_formulas() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("d/m/yyyy");
    for (column, word) in ["Title", "Pay", "Closes", "Hours", "CV", "Sum"].into_iter().enumerate() {
        sheet.write(0, column as u16, word).expect("a cell");
    }
    sheet.write(2, 0, "Nurse").expect("a cell");
    sheet.write(2, 1, 36_000).expect("a cell");
    let date = ExcelDateTime::from_ymd(2026, 12, 2).expect("a day");
    sheet.write_datetime_with_format(2, 2, &date, &day).expect("a cell");
    sheet.write(2, 3, 37.5).expect("a cell");
    sheet.write(2, 4, true).expect("a cell");
    sheet.write_formula(2, 5, Formula::new("=1+1").set_result("seven")).expect("a cell");
    book.add_worksheet().write(0, 0, "another sheet").expect("a cell");
    let sheet = read(&file(book.save_to_buffer().expect("a workbook"))).expect("a table");
    assert_eq!(sheet.headers, ["Title", "Pay", "Closes", "Hours", "CV", "Sum"]);
    let want = ["Nurse", "36000", "2026-12-02", "37.5", "yes", "seven"].map(String::from).to_vec();
    assert_eq!(sheet.rows, [(3, want)]);
}

#[test]
fn a_lone_cell_far_away_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Title").expect("a cell");
    sheet.write(1_048_575, 16_383, "x").expect("the last cell of all");
    let told = read(&file(book.save_to_buffer().expect("a workbook"))).expect_err("too far away");
    assert!(told.starts_with("Line 1048576 is outside"), "{told}");
}

#[test]
fn an_archive_that_unpacks_into_too_much_is_refused() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/worksheets/sheet1.xml", packed).expect("a part");
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..101 {
        archive.write_all(&zeros).expect("bytes");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 1024 * 1024);
    let told = read(&file(bytes)).expect_err("a bomb");
    assert!(told.contains("larger than 100 MB"), "{told}");
}

const NAMES: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;

/// A workbook of one sheet from its parts: the texts with what they say of themselves, and the rows.
fn workbook(strings: &str, rows: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_string()),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r0" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook {NAMES} xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        ("xl/sharedStrings.xml", format!("<sst {NAMES} {strings}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {NAMES}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// One text in column A of these lines.
fn shown_in(lines: impl Iterator<Item = u32>) -> String {
    lines.map(|line| format!(r#"<row r="{line}"><c r="A{line}" t="s"><v>0</v></c></row>"#)).collect()
}

#[test]
fn a_workbook_may_not_say_that_it_is_huge() {
    let texts = |said: &str| workbook(&format!("{said}><si><t>Title</t></si>"), &shown_in(1..3));
    let sheet = read(&file(texts(r#"uniqueCount="1""#))).expect("a table");
    assert_eq!(sheet.headers, ["Title"]);
    for said in [
        r#"uniqueCount="9000000000000000""#,
        r#"uniqueCount = '9000000000000000'"#,
        r#"uniqueCount="00009000000000000000""#,
        r#"uniqueCount="+9000000000""#,
        r#"count="1" uniqueCount="99999999999999999999999999""#,
    ] {
        let told = read(&file(texts(said))).expect_err(said);
        assert!(told.contains("could not be read"), "{said}: {told}");
    }
}

#[test]
fn a_text_that_is_shown_often_is_not_kept_as_often() {
    let long = |letters: usize| format!(r#"uniqueCount="1"><si><t>{}</t></si>"#, "x".repeat(letters));
    for (strings, rows, want) in [
        (long(40_000), shown_in(1..3), "more than 32767 characters"),
        (long(32_000), shown_in(1..2_000), "more than 50 MB of text"),
        (long(4), shown_in([1, 2, 2, 3].into_iter()), ""),
        (long(4), shown_in([1, 3, 2].into_iter()), "Line 2 comes twice"),
    ] {
        match read(&file(workbook(&strings, &rows))) {
            Ok(_) => assert_eq!(want, ""),
            Err(told) => assert!(!want.is_empty() && told.contains(want), "{told}"),
        }
    }
}
