//! What administrators add to the synonyms. Every node looks once a second: a change is asked for at once, and the
//! node's index is then made anew, so that every document has the tokens of the new groups.

pub mod actions;
mod store;

pub use crate::search::words::{Alike, delivered};
pub use store::{SynonymGroup, all, find};

use crate::app::App;
use crate::kit::db::Conn;
use crate::search::engine::Follower;
use crate::search::words::Synonyms;
use diesel::QueryResult;

crate::kit::id::id_type!(SynonymGroupId);

/// Takes over what was changed since the last look; an index that was built without it is to be made anew.
pub(super) async fn follow(app: &App, follower: &mut Follower) -> anyhow::Result<()> {
    let groups = app.read(store::all).await?;
    let more: Vec<Alike> = groups.iter().map(SynonymGroup::alike).collect();
    if follower.synonyms.as_ref() == Some(&more) {
        return Ok(());
    }
    let (synonyms, index) = (Synonyms::with(&more), app.search.index());
    let known = index.was_built_with(&synonyms);
    if follower.synonyms.is_some() || !known || !groups.is_empty() {
        index.replace_synonyms(synonyms)?;
    }
    follower.synonyms = Some(more);
    if !known && !follower.needs_rebuild {
        tracing::info!(groups = groups.len(), "the synonyms have changed: the search index is made anew");
        follower.needs_rebuild = true;
    }
    Ok(())
}

/// What means the same at this moment, as every node will soon have it.
pub fn in_force(conn: &mut Conn) -> QueryResult<Synonyms> {
    let more: Vec<Alike> = all(conn)?.iter().map(SynonymGroup::alike).collect();
    Ok(Synonyms::with(&more))
}
