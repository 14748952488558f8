//! The SQL of pictures.

use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::files::FileId;
use crate::providers::{PictureId, ProviderId};
use crate::schema::provider_pictures;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = provider_pictures)]
pub struct Picture {
    pub id: PictureId,
    pub provider_id: ProviderId,
    pub file_id: FileId,
    /// Its place among the others; places may be missing.
    pub position: i32,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    pub caption: String,
    pub width: i32,
    pub height: i32,
    pub created_at: Moment,
}

/// In the order in which they are shown.
pub fn pictures(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Picture>> {
    provider_pictures::table
        .filter(provider_pictures::provider_id.eq(provider))
        .order((provider_pictures::position, provider_pictures::id))
        .select(Picture::as_select())
        .load(conn)
}

/// `None` when this organisation has no such picture.
pub fn picture(conn: &mut Conn, provider: ProviderId, id: PictureId) -> QueryResult<Option<Picture>> {
    Ok(pictures(conn, provider)?.into_iter().find(|picture| picture.id == id))
}

pub fn insert_picture(conn: &mut Conn, picture: &Picture) -> QueryResult<()> {
    diesel::insert_into(provider_pictures::table).values(picture).execute(conn).map(drop)
}

/// Writes it anew, as it is.
pub fn put_picture(conn: &mut Conn, picture: &Picture) -> QueryResult<()> {
    diesel::update(provider_pictures::table.find(picture.id))
        .set((
            provider_pictures::file_id.eq(picture.file_id),
            provider_pictures::position.eq(picture.position),
            provider_pictures::alt.eq(&picture.alt),
            provider_pictures::caption.eq(&picture.caption),
            provider_pictures::width.eq(picture.width),
            provider_pictures::height.eq(picture.height),
        ))
        .execute(conn)
        .map(drop)
}

pub fn delete_picture(conn: &mut Conn, id: PictureId) -> QueryResult<()> {
    diesel::delete(provider_pictures::table.find(id)).execute(conn).map(drop)
}
