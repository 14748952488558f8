//! Forms that carry files.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::marker::PhantomData;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::kit::db::{Conn, Outcome};
use crate::kit::files::{Accepts, Checked, StoredFile, Upload};
use crate::web::error::{Error, Refusal};
use crate::web::form::{self, BODY_TIMEOUT};

const MOST_FIELDS: usize = 200;
const MOST_TEXT: usize = 512 * 1024;

/// A form with files. A file that is too large is kept one byte over the limit, so that its check says so beside the
/// field and the rest of the form is not lost.
pub struct UploadForm<T> {
    pub fields: T,
    files: HashMap<String, Upload>,
}

impl<T> UploadForm<T> {
    /// The file chosen for a field; `None` when none was.
    pub fn take(&mut self, field: &str) -> Option<Upload> {
        self.files.remove(field)
    }

    /// The one document that a form is about.
    ///
    /// # Errors
    /// A sentence for the visitor.
    pub fn document(&mut self, field: &str) -> Result<Checked, String> {
        let chosen = self.take(field).ok_or_else(|| "Choose a file".to_string());
        chosen.and_then(|file| file.check(Accepts::Document))
    }
}

/// A form with files, still on its way. A handler's arguments are made side by side, so reading it there would take
/// the files of somebody whom the guard is about to turn away: the handler reads it, once it runs.
pub struct Unread<T> {
    parts: Option<Multipart>,
    fields: PhantomData<T>,
}

impl<T: DeserializeOwned> Unread<T> {
    pub async fn read(self) -> Result<UploadForm<T>, Error> {
        let parts = self.parts.ok_or(BROKEN)?;
        tokio::time::timeout(BODY_TIMEOUT, read(parts))
            .await
            .map_err(|_| Error::BadRequest("The form took too long to arrive. Go back and send it again."))?
    }
}

impl<T> FromRequest for Unread<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Multipart::from_request(request, payload).into_inner();
        ready(Ok(Self { parts: parts.ok(), fields: PhantomData }))
    }
}

const BROKEN: Error = Error::BadRequest("The form arrived only in part. Go back and send it again.");

async fn read<T: DeserializeOwned>(mut parts: Multipart) -> Result<UploadForm<T>, Error> {
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    let mut files = HashMap::new();
    let (mut fields, mut text_bytes) = (0, 0);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| BROKEN)?;
        fields += 1;
        let name = part.name().unwrap_or_default().to_string();
        let file_name = part.content_disposition().and_then(|told| told.get_filename()).map(String::from);
        let most = if file_name.is_some() { Accepts::Document.max_bytes() + 1 } else { MOST_TEXT };
        let bytes = body(&mut part, most).await?;
        match file_name {
            Some(file) if !file.is_empty() => drop(files.insert(name, Upload { name: file, bytes })),
            Some(_) => {}
            None => {
                text_bytes += bytes.len();
                text.append_pair(&name, &String::from_utf8_lossy(&bytes));
            }
        }
        if fields > MOST_FIELDS || files.len() > 5 || text_bytes > MOST_TEXT {
            return Err(Error::BadRequest("The form is too large. Go back and shorten what you wrote."));
        }
    }
    Ok(UploadForm { fields: form::parse(text.finish().as_bytes())?, files })
}

/// At most `most` bytes; the rest is read and dropped.
async fn body(part: &mut Field, most: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| BROKEN)?;
        let room = most - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(bytes)
}

/// Stores a file's bytes and gives its row to `write`, one transaction; when that comes to nothing, so do the bytes.
pub async fn keep<T, R>(
    app: &App,
    owner: i64,
    file: Checked,
    write: impl Fn(&mut Conn, &StoredFile) -> Outcome<T, R> + Send + 'static,
) -> Result<T, Error>
where
    T: Send + 'static,
    R: Refusal + Send + 'static,
{
    let stored = app.files.put(owner, file, app.clock.now()).await?;
    let row = stored.clone();
    match app.db.write(move |conn| write(conn, &row)).await {
        Ok(done) => Ok(done),
        Err(failed) => {
            drop_bytes(app, [stored]).await;
            Err(failed.into())
        }
    }
}

/// The same for a form that can do without its file.
pub async fn keep_any<T, R>(
    app: &App,
    owner: i64,
    file: Option<Checked>,
    write: impl Fn(&mut Conn, Option<&StoredFile>) -> Outcome<T, R> + Send + 'static,
) -> Result<T, Error>
where
    T: Send + 'static,
    R: Refusal + Send + 'static,
{
    match file {
        Some(file) => keep(app, owner, file, move |conn, row| write(conn, Some(row))).await,
        None => Ok(app.db.write(move |conn| write(conn, None)).await?),
    }
}

/// Bytes that nothing refers to any more. A failure leaves them unreachable, which is no reason to trouble anybody.
pub async fn drop_bytes(app: &App, files: impl IntoIterator<Item = StoredFile>) {
    for file in files {
        if let Err(error) = app.files.remove(&file).await {
            tracing::warn!(file = %file.id, "the bytes of a file could not be removed: {error:#}");
        }
    }
}
