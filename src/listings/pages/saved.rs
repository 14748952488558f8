//! Keeping listings for oneself.

use std::collections::HashMap;

use actix_web::web::Path;

use crate::accounts::AccountId;
use crate::app::App;
use crate::listings::forms::NoteForm;
use crate::listings::model::{Card, Fate, Full, ListingId};
use crate::listings::views::{Applied, NotePage, SavedCard, SavedLine, SavedPage};
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

/// What somebody saved, and what became of it. What they applied for is known above: by `applied`.
pub async fn saved_with(candidate: &Candidate, app: &App, mut applied: HashMap<ListingId, Applied>) -> Reply {
    let (mine, now) = (kept(app, candidate.account.id).await?, app.clock.now());
    let mut view =
        SavedPage { page: Page::new(candidate, "Saved listings"), cards: Vec::new(), closed: Vec::new() };
    for (full, note) in mine {
        let applied = applied.remove(&full.listing.id);
        match Fate::of(&full, now) {
            Fate::Live => view.cards.push(SavedCard { card: Card::of(&full, None, now), note, applied }),
            _ => view.closed.push(SavedLine::of(&full, &note, applied, now)),
        }
    }
    page(view)
}

/// What this person saved, with their notes.
async fn kept(app: &App, account: AccountId) -> Result<Vec<(Full, String)>, Error> {
    let (notes, fulls) = app
        .read(move |conn| {
            let saved = store::saved_by(conn, account)?;
            let ids: Vec<ListingId> = saved.iter().map(|(id, _)| *id).collect();
            Ok((saved, store::fulls(conn, &ids)?))
        })
        .await?;
    let mut notes: HashMap<ListingId, String> = notes.into_iter().collect();
    let with_note = |full: Full| {
        let note = notes.remove(&full.listing.id).unwrap_or_default();
        (full, note)
    };
    Ok(fulls.into_iter().map(with_note).collect())
}

/// A saved listing of this person, and what they noted on it.
async fn one(app: &App, account: AccountId, id: ListingId) -> Result<(Full, String), Error> {
    let (note, full) = app
        .read(move |conn| Ok((store::note_of(conn, account, id)?, store::fulls(conn, &[id])?.pop())))
        .await?;
    full.zip(note).ok_or(Error::NotFound)
}

pub async fn note(candidate: Candidate, id: Path<ListingId>, app: App) -> Reply {
    let (full, note) = one(&app, candidate.account.id, *id).await?;
    page(NotePage::new(Page::new(&candidate, "Your note"), &full, NoteForm { note }, Problems::none()))
}

pub async fn set_note(candidate: Candidate, id: Path<ListingId>, form: Form<NoteForm>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let (full, _) = one(&app, account, id).await?;
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
