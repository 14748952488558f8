//! Keeping listings for oneself.

use std::collections::HashMap;

use actix_web::web::Path;

use crate::accounts::AccountId;
use crate::app::App;
use crate::kit::clock::Moment;
use crate::listings::forms::NoteForm;
use crate::listings::model::{Card, Full, ListingId};
use crate::listings::views::{NotePage, SavedCard, SavedLine, SavedPage};
use crate::listings::{actions, store};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn save(candidate: Candidate, id: Path<ListingId>, app: App) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    app.db.write(move |conn| actions::save(conn, account, id, now)).await?;
    see_other(format!("/listings/{id}")).with_notice("Saved. You can find it under Saved listings").reply()
}

pub async fn unsave(candidate: Candidate, id: Path<ListingId>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    app.db.write(move |conn| actions::unsave(conn, account, id)).await?;
    see_other("/saved").with_notice("Removed from your saved listings").reply()
}

pub async fn saved(candidate: Candidate, app: App) -> Reply {
    let (mine, now) = (kept(&app, candidate.account.id).await?, app.clock.now());
    let card =
        |(full, note): &(Full, String)| SavedCard { card: Card::of(full, None, now), note: note.clone() };
    page(SavedPage {
        page: Page::new(&candidate, "Saved listings"),
        cards: mine.iter().filter(|(full, _)| full.listing.is_live(now)).map(card).collect(),
        closed: mine
            .iter()
            .filter(|(full, _)| full.listing.has_closed(now))
            .map(|(full, note)| SavedLine::of(full, note, now))
            .collect(),
    })
}

/// What this person saved of what the public sees or saw, with their notes.
async fn kept(app: &App, account: AccountId) -> Result<Vec<(Full, String)>, Error> {
    let (notes, fulls) = app
        .read(move |conn| {
            let saved = store::saved_by(conn, account)?;
            let ids: Vec<ListingId> = saved.iter().map(|(id, _)| *id).collect();
            Ok((saved, store::fulls(conn, &ids)?))
        })
        .await?;
    let mut notes: HashMap<ListingId, String> = notes.into_iter().collect();
    let public = fulls.into_iter().filter(|full| full.provider.state.is_public());
    Ok(public
        .map(|full| {
            let note = notes.remove(&full.listing.id).unwrap_or_default();
            (full, note)
        })
        .collect())
}

/// A saved listing of this person that the public sees or saw, and what they noted on it.
async fn one(app: &App, account: AccountId, id: ListingId, now: Moment) -> Result<(Full, String), Error> {
    let (note, full) = app
        .read(move |conn| Ok((store::note_of(conn, account, id)?, store::fulls(conn, &[id])?.pop())))
        .await?;
    let seen = |full: &Full| {
        full.provider.state.is_public() && (full.listing.is_live(now) || full.listing.has_closed(now))
    };
    full.filter(seen).zip(note).ok_or(Error::NotFound)
}

pub async fn note(candidate: Candidate, id: Path<ListingId>, app: App) -> Reply {
    let (full, note) = one(&app, candidate.account.id, *id, app.clock.now()).await?;
    page(NotePage::new(Page::new(&candidate, "Your note"), &full, NoteForm { note }, Problems::none()))
}

pub async fn set_note(candidate: Candidate, id: Path<ListingId>, form: Form<NoteForm>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let (full, _) = one(&app, account, id, app.clock.now()).await?;
    let note = match form.check() {
        Ok(note) => note,
        Err(problems) => {
            return form_again(NotePage::new(Page::new(&candidate, "Your note"), &full, form.0, problems));
        }
    };
    if !app.db.write(move |conn| actions::set_note(conn, account, id, &note)).await? {
        return Err(Error::NotFound);
    }
    see_other("/saved").with_notice("Your note is saved").reply()
}
