//! What a file is, by its bytes, and a name that suits it.

pub(super) const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT: &str = "application/vnd.oasis.opendocument.text";
pub(super) const RTF: &str = "application/rtf";
pub(super) const DOCUMENTS: [&str; 4] = [PDF, DOCX, ODT, RTF];
pub(super) const PICTURES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// Parts of an archive that are looked at; a document has some dozens.
const MOST_PARTS: usize = 5_000;

/// The media type that the bytes show, whatever the name says.
pub(super) fn sniff(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"{\\rtf") {
        return RTF;
    }
    match infer::get(bytes) {
        Some(kind) if kind.mime_type() == "application/zip" => sniff_zip(bytes),
        Some(kind) => kind.mime_type(),
        None => "application/octet-stream",
    }
}

/// Office files are ZIP archives, known by the parts that their directory names. One with macros is no document.
fn sniff_zip(bytes: &[u8]) -> &'static str {
    // An ODT's first part is called `mimetype` and stored as it is (ODF 1.3, part 2, section 3.3).
    let starts = |at: usize, want: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(want));
    if starts(30, b"mimetype") && starts(38, ODT.as_bytes()) {
        return ODT;
    }
    let parts = zip_parts(bytes).unwrap_or_default();
    let has_macros = parts.iter().any(|part| ends_with(part, b"vbaproject.bin"));
    if parts.contains(&b"word/document.xml".as_slice()) && !has_macros { DOCX } else { "application/zip" }
}

/// Letters in either case.
fn ends_with(part: &[u8], end: &[u8]) -> bool {
    part.len().checked_sub(end.len()).is_some_and(|from| part[from..].eq_ignore_ascii_case(end))
}

/// The names in an archive's central directory (APPNOTE 4.3.12): entries of 46 bytes, each with its name, extra field
/// and comment behind it. Nothing when the directory is not where the archive's end says.
fn zip_parts(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let end = zip_end(bytes)?;
    let mut at = u32::from_le_bytes(bytes.get(end + 16..end + 20)?.try_into().ok()?) as usize;
    let mut parts = Vec::new();
    for _ in 0..number(end + 10)?.min(MOST_PARTS) {
        bytes.get(at..at + 4).filter(|four| *four == b"PK\x01\x02")?;
        let (name, extra, comment) = (number(at + 28)?, number(at + 30)?, number(at + 32)?);
        parts.push(bytes.get(at + 46..at + 46 + name)?);
        at += 46 + name + extra + comment;
    }
    Some(parts)
}

/// Where the record at an archive's end begins (APPNOTE 4.3.16): 22 bytes, and a comment of at most 64 KB.
fn zip_end(bytes: &[u8]) -> Option<usize> {
    let first = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let tail = bytes.get(first..)?;
    tail.windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| first + at)
}

pub(super) fn ending(media_type: &str) -> &'static str {
    match media_type {
        PDF => "pdf",
        DOCX => "docx",
        ODT => "odt",
        RTF => "rtf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "bin",
    }
}

/// A name that is safe in a header and on any disk, with the ending of what the file is.
pub(super) fn safe_name(name: &str, ending: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe: String =
        stem.chars().map(|c| if c.is_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let safe = safe.trim_matches(['.', ' ']);
    let kept: String = safe.chars().take(100).collect();
    format!("{}.{ending}", if kept.is_empty() { "file" } else { &kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive's directory with these parts in it.
    fn archive(parts: &[&str]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(60, 0);
        for part in parts {
            let mut entry = b"PK\x01\x02".to_vec();
            entry.resize(46, 0);
            entry[28] = part.len() as u8;
            bytes.extend(entry);
            bytes.extend(part.as_bytes());
        }
        let mut end = b"PK\x05\x06".to_vec();
        end.resize(22, 0);
        (end[10], end[16]) = (parts.len() as u8, 60);
        bytes.extend(end);
        bytes
    }

    #[test]
    fn an_archive_that_lies_costs_nothing() {
        let entries = [b"PK\x03\x04".to_vec(), b"PK\x01\x02".repeat(2_600_000)].concat();
        assert_eq!(sniff_zip(&entries), "application/zip");
        for cut in 0..90 {
            let whole = archive(&["word/document.xml"]);
            sniff_zip(&whole[..whole.len() - cut.min(whole.len())]);
        }
    }

    #[test]
    fn an_archive_is_a_document_by_its_parts() {
        for (parts, want) in [
            (vec!["[Content_Types].xml", "word/document.xml"], DOCX),
            (vec!["x/word/document.xml.js", "a.exe"], "application/zip"),
            (vec!["word/document.xml", "word/vbaProject.bin"], "application/zip"),
            (vec![], "application/zip"),
        ] {
            assert_eq!(sniff_zip(&archive(&parts)), want, "{parts:?}");
        }
        let odt = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetype", ODT.as_bytes()].concat();
        assert_eq!(sniff_zip(&odt), ODT);
    }

    #[test]
    fn names_are_safe_in_a_header() {
        for (typed, kept) in [
            ("C:\\me\\cv.pdf", "cv.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("a\"b\r\n.pdf", "a_b__.pdf"),
            ("Ada CV.hta", "Ada CV.pdf"),
            ("my.cv.v2.PDF", "my.cv.v2.pdf"),
            ("\u{202e}fdp.exe", "_fdp.pdf"),
            ("", "file.pdf"),
        ] {
            assert_eq!(safe_name(typed, "pdf"), kept);
        }
    }
}
