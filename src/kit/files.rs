//! Uploads: what a file is, is read from its bytes; it is stored under a random name outside any served folder.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use diesel::prelude::*;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::tokens::Token;
use crate::schema::files;

crate::kit::id::id_type!(FileId);

/// What an upload may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// PDF, DOCX, ODT or RTF.
    Document,
    /// PNG, JPEG or WebP.
    Picture,
}

impl Accepts {
    pub fn max_bytes(self) -> usize {
        match self {
            Self::Document => 10 * 1024 * 1024,
            Self::Picture => 2 * 1024 * 1024,
        }
    }
}

/// A file as it came from a browser, not yet believed.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file whose kind was read from its bytes.
#[derive(Clone, Debug)]
pub struct Checked {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Upload {
    /// # Errors
    /// A sentence for the visitor.
    pub fn check(self, accepts: Accepts) -> Result<Checked, String> {
        if self.bytes.is_empty() {
            return Err("The file is empty".into());
        }
        if self.bytes.len() > accepts.max_bytes() {
            return Err(format!("The file must be smaller than {} MB", accepts.max_bytes() / 1024 / 1024));
        }
        let media_type = sniff(&self.bytes);
        let fits = match accepts {
            Accepts::Document => DOCUMENTS.contains(&media_type),
            Accepts::Picture => PICTURES.contains(&media_type),
        };
        match (fits, accepts) {
            (true, _) => {
                Ok(Checked { name: safe_name(&self.name, ending(media_type)), media_type, bytes: self.bytes })
            }
            (false, Accepts::Document) => Err("The file must be a PDF, DOCX, ODT or RTF".into()),
            (false, Accepts::Picture) => Err("The picture must be a PNG, JPEG or WebP".into()),
        }
    }
}

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT: &str = "application/vnd.oasis.opendocument.text";
const RTF: &str = "application/rtf";
const DOCUMENTS: [&str; 4] = [PDF, DOCX, ODT, RTF];
const PICTURES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// Parts of an archive that are looked at; a document has some dozens.
const MOST_PARTS: usize = 5_000;

/// The media type that the bytes show, whatever the name says.
fn sniff(bytes: &[u8]) -> &'static str {
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

fn ending(media_type: &str) -> &'static str {
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
fn safe_name(name: &str, ending: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe: String =
        stem.chars().map(|c| if c.is_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let safe = safe.trim_matches(['.', ' ']);
    let kept: String = safe.chars().take(100).collect();
    format!("{}.{ending}", if kept.is_empty() { "file" } else { &kept })
}

/// What is known of a stored file. Who may read it is decided by the feature that refers to it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = files)]
pub struct StoredFile {
    pub id: FileId,
    /// The account or provider that put it here.
    pub owner_id: i64,
    pub name: String,
    pub media_type: String,
    pub bytes: i64,
    pub stored_as: String,
    pub created_at: Moment,
}

impl StoredFile {
    /// `240 KB`
    pub fn size_words(&self) -> String {
        match self.bytes {
            ..1024 => format!("{} bytes", self.bytes),
            1024..1_048_576 => format!("{} KB", self.bytes / 1024),
            _ => format!("{:.1} MB", self.bytes as f64 / 1_048_576.0),
        }
    }
}

#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?) })
    }

    /// Stores the bytes and gives the row that makes them findable, for [`insert`] in the caller's transaction. Bytes
    /// whose row was never inserted are unreachable.
    pub async fn put(&self, owner_id: i64, file: Checked, now: Moment) -> anyhow::Result<StoredFile> {
        let stored_as = Token::new().reveal().to_string();
        let row = StoredFile {
            id: FileId::new(),
            owner_id,
            name: file.name,
            media_type: file.media_type.into(),
            bytes: file.bytes.len() as i64,
            stored_as: stored_as.clone(),
            created_at: now,
        };
        self.store.put(&Key::from(stored_as), file.bytes.into()).await?;
        Ok(row)
    }

    pub async fn get(&self, file: &StoredFile) -> anyhow::Result<Vec<u8>> {
        let found = self.store.get(&Key::from(file.stored_as.clone())).await?;
        Ok(found.bytes().await?.to_vec())
    }

    /// Removes the bytes; one that is gone already is no error.
    pub async fn remove(&self, file: &StoredFile) -> anyhow::Result<()> {
        match self.store.delete(&Key::from(file.stored_as.clone())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

pub fn insert(conn: &mut Conn, file: &StoredFile) -> QueryResult<()> {
    diesel::insert_into(files::table).values(file).execute(conn).map(drop)
}

/// `None` when there is no such file.
pub fn find(conn: &mut Conn, id: FileId) -> QueryResult<Option<StoredFile>> {
    files::table.find(id).select(StoredFile::as_select()).first(conn).optional()
}

/// Removes the row; its bytes are for the caller to remove once that is committed.
pub fn forget(conn: &mut Conn, id: FileId) -> QueryResult<()> {
    diesel::delete(files::table.find(id)).execute(conn).map(drop)
}

/// The files of one owner, newest first.
pub fn of_owner(conn: &mut Conn, owner_id: i64) -> QueryResult<Vec<StoredFile>> {
    files::table
        .filter(files::owner_id.eq(owner_id))
        .order(files::id.desc())
        .select(StoredFile::as_select())
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(name: &str, bytes: &[u8]) -> Upload {
        Upload { name: name.into(), bytes: bytes.into() }
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (name, bytes, want) in [
            ("cv.pdf", b"%PDF-1.7 ...".as_slice(), Ok(PDF)),
            ("cv.rtf", b"{\\rtf1 x}".as_slice(), Ok(RTF)),
            ("cv.pdf", b"MZ\x90\x00".as_slice(), Err("The file must be a PDF, DOCX, ODT or RTF")),
            ("cv.pdf", b"<html>".as_slice(), Err("The file must be a PDF, DOCX, ODT or RTF")),
            ("cv.pdf", b"".as_slice(), Err("The file is empty")),
        ] {
            let got = upload(name, bytes).check(Accepts::Document).map(|file| file.media_type);
            assert_eq!(got, want.map_err(String::from), "{name}");
        }
    }

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
    fn a_file_that_is_too_large_is_refused() {
        let big = vec![b' '; Accepts::Document.max_bytes() + 1];
        assert_eq!(
            upload("cv.pdf", &big).check(Accepts::Document).unwrap_err(),
            "The file must be smaller than 10 MB"
        );
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
