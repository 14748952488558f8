//! Uploads: what a file is, is read from its bytes; it is stored under a random name outside any served folder.

mod kind;
mod leftovers;

use std::path::Path;
use std::sync::Arc;

use actix_web::web::Bytes;
use anyhow::Context;
use diesel::prelude::*;
use futures_util::stream::BoxStream;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Db};
use crate::kit::tokens::Token;
use crate::schema::files;

use kind::{DOCUMENTS, PDF, PICTURES, ending, safe_name, sniff};

crate::kit::id::id_type!(FileId);

/// What an upload may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// PDF, DOCX, ODT or RTF.
    Document,
    /// PNG, JPEG or WebP.
    Picture,
    /// A scan or a photograph of a paper: PDF, PNG, JPEG or WebP.
    Evidence,
    /// A document, or a picture of one: somebody who has only a telephone takes a photograph.
    Paper,
}

impl Accepts {
    pub fn max_bytes(self) -> usize {
        match self {
            // A camera's picture is made smaller before it is kept.
            Self::Document | Self::Picture | Self::Evidence | Self::Paper => 10 * 1024 * 1024,
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
            Accepts::Evidence => media_type == PDF || PICTURES.contains(&media_type),
            Accepts::Paper => DOCUMENTS.contains(&media_type) || PICTURES.contains(&media_type),
        };
        match (fits, accepts) {
            (true, _) => {
                Ok(Checked { name: safe_name(&self.name, ending(media_type)), media_type, bytes: self.bytes })
            }
            (false, Accepts::Document) => Err("The file must be a PDF, DOCX, ODT or RTF".into()),
            (false, Accepts::Picture) => Err("The picture must be a PNG, JPEG or WebP".into()),
            (false, Accepts::Evidence) => Err("The file must be a PDF, PNG, JPEG or WebP".into()),
            (false, Accepts::Paper) => {
                Err("The file must be a PDF, DOCX, ODT or RTF, or a picture (PNG, JPEG or WebP)".into())
            }
        }
    }
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
    /// SHA-256 of the bytes in hexadecimal; empty where it was not taken.
    pub digest: String,
}

impl StoredFile {
    /// Did the same file come twice, under the same name?
    pub fn is_same_as(&self, other: &StoredFile) -> bool {
        !self.digest.is_empty() && (&self.digest, &self.name) == (&other.digest, &other.name)
    }

    /// `240 KB`
    pub fn size_words(&self) -> String {
        match self.bytes {
            ..1024 => format!("{} bytes", self.bytes),
            1024..1_048_576 => format!("{} KB", self.bytes / 1024),
            _ => format!("{:.1} MB", self.bytes as f64 / 1_048_576.0),
        }
    }
}

/// A file as it is read.
pub type Pieces = BoxStream<'static, object_store::Result<Bytes>>;

#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Where it is noted which bytes have no row.
    db: Db,
}

impl Files {
    pub fn open(folder: &Path, db: Db) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?), db })
    }

    /// Stores the bytes and gives the row that makes them findable, for [`insert`] in the caller's transaction. Bytes
    /// whose row was never inserted are unreachable until [`Files::sweep`] removes them.
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
            digest: format!("{:x}", Sha256::digest(&file.bytes)),
        };
        leftovers::announce(&self.db, stored_as.clone(), now).await?;
        self.store.put(&Key::from(stored_as), file.bytes.into()).await?;
        Ok(row)
    }

    pub async fn get(&self, file: &StoredFile) -> anyhow::Result<Vec<u8>> {
        let found = self.store.get(&Key::from(file.stored_as.clone())).await?;
        Ok(found.bytes().await?.to_vec())
    }

    /// The same as [`Files::put`] for a file of our own on disk, which may be large: it is never in memory as a whole.
    pub async fn put_from(
        &self,
        path: &Path,
        (owner_id, name, media_type): (i64, &str, &str),
        now: Moment,
    ) -> anyhow::Result<StoredFile> {
        let stored_as = Token::new().reveal().to_string();
        leftovers::announce(&self.db, stored_as.clone(), now).await?;
        let mut from = tokio::fs::File::open(path).await?;
        let mut to = BufWriter::new(self.store.clone(), Key::from(stored_as.clone()));
        let bytes = tokio::io::copy(&mut from, &mut to).await?;
        to.shutdown().await?;
        Ok(StoredFile {
            id: FileId::new(),
            owner_id,
            name: name.into(),
            media_type: media_type.into(),
            bytes: bytes as i64,
            stored_as,
            created_at: now,
            digest: String::new(),
        })
    }

    /// The bytes, piece by piece, for a file that may be large.
    pub async fn read(&self, file: &StoredFile) -> anyhow::Result<Pieces> {
        Ok(self.store.get(&Key::from(file.stored_as.clone())).await?.into_stream())
    }

    /// Removes the bytes; one that is gone already is no error.
    pub async fn remove(&self, file: &StoredFile) -> anyhow::Result<()> {
        self.drop_named(&file.stored_as).await
    }

    async fn drop_named(&self, stored_as: &str) -> anyhow::Result<()> {
        match self.store.delete(&Key::from(stored_as)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

pub fn insert(conn: &mut Conn, file: &StoredFile) -> QueryResult<()> {
    diesel::insert_into(files::table).values(file).execute(conn)?;
    leftovers::settle(conn, &[&file.stored_as])
}

/// `None` when there is no such file.
pub fn find(conn: &mut Conn, id: FileId) -> QueryResult<Option<StoredFile>> {
    files::table.find(id).select(StoredFile::as_select()).first(conn).optional()
}

/// Removes the row; its bytes are for the caller to remove once that is committed, and else for [`Files::sweep`].
pub fn forget(conn: &mut Conn, id: FileId) -> QueryResult<()> {
    let Some(file) = find(conn, id)? else { return Ok(()) };
    diesel::delete(files::table.find(id)).execute(conn)?;
    leftovers::note(conn, &file.stored_as, file.created_at)
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
    use super::kind::RTF;
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

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let big = vec![b' '; Accepts::Document.max_bytes() + 1];
        assert_eq!(
            upload("cv.pdf", &big).check(Accepts::Document).unwrap_err(),
            "The file must be smaller than 10 MB"
        );
    }
}
