//! The pages around the product.

mod home;
mod robots;
mod words;

use actix_web::HttpResponse;
use actix_web::web::Path;

pub use home::*;
pub use robots::*;
pub use words::*;

use crate::app::App;
use crate::kit::letters::{self, LetterId};
use crate::site::views::{LetterPage, LettersPage, TextLine};
use crate::web::error::Error;
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};

const LETTERS_SHOWN: i64 = 100;

/// For load balancers: the process runs and the database answers.
pub async fn health(app: App) -> Reply {
    app.read(|conn| letters::latest(conn, None, 1)).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("well\n"))
}

/// What would have been sent, so that a newcomer can follow a link without a mail server.
pub async fn letters(visitor: Visitor, app: App) -> Reply {
    let found = app.read(|conn| letters::latest(conn, None, LETTERS_SHOWN)).await?;
    page(LettersPage {
        page: Page::new(&visitor, "Emails").unlisted(),
        letters: found.into_iter().map(Into::into).collect(),
    })
}

pub async fn letter(visitor: Visitor, id: Path<LetterId>, app: App) -> Reply {
    let found = app.read(move |conn| letters::find(conn, *id)).await?;
    let letter = found.ok_or(Error::NotFound)?;
    page(LetterPage {
        page: Page::new(&visitor, letter.subject.clone()).unlisted(),
        lines: letter.text_body.lines().map(|line| TextLine::read(line, &app.site.public_url)).collect(),
        letter: letter.into(),
    })
}
