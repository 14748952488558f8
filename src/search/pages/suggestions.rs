//! Suggestions while typing.

use crate::app::App;
use crate::kit::places;
use crate::search::index::Named;
use crate::web::form::Query;
use crate::web::reply::Reply;
use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};

const SUGGESTIONS: usize = 8;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    q: String,
    place: String,
}

#[derive(Serialize)]
struct Suggested {
    label: String,
    /// What it is, in a word.
    kind: &'static str,
}

/// What somebody may mean who has typed so far: words for `q`, places for `place`.
pub async fn suggestions(typed: Query<Typed>, app: App) -> Reply {
    let mut suggested: Vec<Suggested> = Vec::new();
    if !typed.q.is_empty() {
        for suggestion in app.search.index().suggest(&typed.q, SUGGESTIONS).map_err(anyhow::Error::from)? {
            suggested.push(Suggested { label: suggestion.name, kind: kind_word(suggestion.kind) });
        }
    }
    if !typed.place.is_empty() {
        let found = places::suggest(&typed.place, SUGGESTIONS);
        suggested.extend(found.into_iter().map(|place| Suggested { label: place.label, kind: "place" }));
    }
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=60")).json(suggested))
}

fn kind_word(kind: Named) -> &'static str {
    match kind {
        Named::Trade => "field",
        Named::Title => "title",
        Named::Provider => "provider",
    }
}
