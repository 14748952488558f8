//! Logo and pictures. What is replaced or removed is forgotten with its file, which the caller drops once that is
//! committed.

use diesel::QueryResult;

use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, FileId, StoredFile};
use crate::kit::jobs;
use crate::providers::actions::{ProviderChanged, ProviderError};
use crate::providers::model::{Deed, Done, MOST_PICTURES, Thing};
use crate::providers::store::{self, Picture, note_deed};
use crate::providers::{PictureId, ProviderId};

/// What is said of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureWords {
    pub alt: String,
    pub caption: String,
}

/// A picture as it was stored, with its size in pixels.
pub type Made<'a> = (&'a StoredFile, (u32, u32));

fn forget(conn: &mut Conn, file: FileId) -> QueryResult<Option<StoredFile>> {
    let row = files::find(conn, file)?;
    files::forget(conn, file)?;
    Ok(row)
}

/// Puts a logo in the place of the one before, or takes it away; gives the file that is not needed any more.
pub fn change_logo(
    conn: &mut Conn,
    actor: &Actor,
    provider: ProviderId,
    logo: Option<&StoredFile>,
    now: Moment,
) -> Outcome<Option<StoredFile>, ProviderError> {
    let Some(before) = store::find(conn, provider)? else { return refuse(ProviderError::Gone) };
    if logo.is_none() && before.logo_id.is_none() {
        return Ok(None);
    }
    let deed = if logo.is_some() { Deed::ChangeLogo } else { Deed::RemoveLogo };
    note_deed(conn, (provider, actor), Done::new(deed, 0, "the logo"), now)?;
    if let Some(logo) = logo {
        files::insert(conn, logo)?;
    }
    store::set_logo(conn, provider, logo.map(|logo| logo.id), now)?;
    jobs::enqueue(conn, &ProviderChanged { provider }, now)?;
    Ok(before.logo_id.map(|old| forget(conn, old)).transpose()?.flatten())
}

/// Adds a picture behind the others. The same picture with the same words is the same: a button may be pressed twice.
pub fn add_picture(
    conn: &mut Conn,
    actor: &Actor,
    provider: ProviderId,
    words: &PictureWords,
    made: Made<'_>,
    now: Moment,
) -> Outcome<Option<StoredFile>, ProviderError> {
    let (file, size) = made;
    let there = store::pictures(conn, provider)?;
    for picture in there.iter().filter(|picture| picture.alt == words.alt && picture.caption == words.caption)
    {
        if files::find(conn, picture.file_id)?.is_some_and(|old| old.is_same_as(file)) {
            return Ok(Some(file.clone()));
        }
    }
    if there.len() >= MOST_PICTURES {
        return refuse(ProviderError::PicturesFull(provider));
    }
    files::insert(conn, file)?;
    let last = there.iter().map(|picture| picture.position).max().unwrap_or_default();
    let picture = Picture {
        id: PictureId::new(),
        provider_id: provider,
        file_id: file.id,
        position: last + 1,
        alt: words.alt.clone(),
        caption: words.caption.clone(),
        width: pixels(size.0),
        height: pixels(size.1),
        created_at: now,
    };
    store::insert_picture(conn, &picture)?;
    note_deed(conn, (provider, actor), Done::new(Deed::AddPicture, picture.id.0, &said(&picture)), now)?;
    Ok(None)
}

/// A picture by what can be read of it.
fn said(picture: &Picture) -> String {
    format!("“{}”", if picture.caption.is_empty() { &picture.alt } else { &picture.caption })
}

/// Ours are never larger than a screen.
fn pixels(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Says something else of a picture, or puts another in its place; gives the file that is not needed any more.
pub fn change_picture(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, PictureId),
    (words, made): (&PictureWords, Option<Made<'_>>),
    now: Moment,
) -> Outcome<Option<StoredFile>, ProviderError> {
    let Some(mut picture) = store::picture(conn, provider, id)? else { return refuse(ProviderError::Gone) };
    let old = picture.file_id;
    let is_same = (&picture.alt, &picture.caption) == (&words.alt, &words.caption) && made.is_none();
    picture.alt.clone_from(&words.alt);
    picture.caption.clone_from(&words.caption);
    if let Some((file, (width, height))) = made {
        files::insert(conn, file)?;
        picture.file_id = file.id;
        (picture.width, picture.height) = (pixels(width), pixels(height));
    }
    store::put_picture(conn, &picture)?;
    if !is_same {
        note_deed(conn, (provider, actor), Done::new(Deed::ChangePicture, id.0, &said(&picture)), now)?;
    }
    Ok(if made.is_some() { forget(conn, old)? } else { None })
}

/// One that is gone already is no error.
pub fn remove_picture(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, PictureId),
    now: Moment,
) -> QueryResult<Option<StoredFile>> {
    let Some(picture) = store::picture(conn, provider, id)? else { return Ok(None) };
    store::delete_picture(conn, id)?;
    store::unlink_deeds(conn, provider, Thing::Picture, id.0)?;
    note_deed(conn, (provider, actor), Done::gone(Deed::RemovePicture, &said(&picture)), now)?;
    forget(conn, picture.file_id)
}

/// Changes places with the one before it, or after it. The first does not go further up.
pub fn move_picture(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, PictureId),
    up: bool,
    now: Moment,
) -> Outcome<(), ProviderError> {
    let mut all = store::pictures(conn, provider)?;
    let Some(at) = all.iter().position(|picture| picture.id == id) else {
        return refuse(ProviderError::Gone);
    };
    let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < all.len()) };
    let Some(other) = other else { return Ok(()) };
    let moved = all.get(at).map(said).unwrap_or_default();
    all.swap(at, other);
    for (position, picture) in (1..).zip(&mut all) {
        picture.position = position;
        store::put_picture(conn, picture)?;
    }
    Ok(note_deed(conn, (provider, actor), Done::new(Deed::MovePicture, id.0, &moved), now)?)
}
