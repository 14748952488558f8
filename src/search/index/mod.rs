//! The index: the engine of the search. It is told of listings as [`Document`]s and asked with [`Query`]s; it knows
//! neither the database nor the web. It is a projection that can be rebuilt at any time, and says when it must be.
//!
//! How it is fast: all filter values of a listing are bits of one row in memory, and one pass over the rows of the
//! matching listings counts every group (`pass`); words are terms of one text field, with one token for all words that
//! mean the same (`fields`); scores are only reckoned for hits, and only when the order needs them (`rank`).

pub(in crate::search) mod bitmap;
mod choices;
mod clauses;
mod counted;
mod document;
mod fields;
mod groups;
mod pass;
mod plan;
mod query;
mod rank;
mod rows;
mod search;
mod sets;
mod space;
mod suggest;
mod tally;
#[cfg(test)]
mod tests;
mod view;
mod writer;

pub use bitmap::Bitmap;
pub use clauses::{Circle, Clauses};
pub use document::{Document, Site};
pub use groups::{Group, MOST_CODES};
pub use query::{
    Answer, Correction, Counts, FIRST_PROVIDERS, Hit, PAYS_FROM, POSTED_WITHIN, Query, STARTS_WITHIN, Sort,
    Where,
};
pub use suggest::{Named, Suggestion};
pub use writer::Writer;

use crate::search::words::Synonyms;
use chrono::NaiveDateTime;
use fields::Fields;
use groups::Dictionary;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Arc, RwLock};
use tantivy::{IndexReader, ReloadPolicy};
use view::View;

/// Goes up whenever an index of before cannot be read or would answer otherwise.
const VERSION: u32 = 4;

/// Cheap to clone; all clones are the same index.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    inner: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    synonyms: Arc<RwLock<Arc<Synonyms>>>,
    view: RwLock<Arc<View>>,
}

pub struct Opened {
    pub index: Index,
    /// There was no index, or an unfinished, broken or older one: everything must be put again.
    pub needs_rebuild: bool,
}

/// What is kept in each commit beside the documents.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Payload {
    version: u32,
    /// Whether everything was put since the index was made.
    whole: bool,
    bookmark: String,
    dictionary: Dictionary,
    /// The synonym tokens that all documents were given.
    tokens: HashSet<String>,
    #[serde(default)]
    labels: Labels,
}

/// What codes are called, by list and code.
pub type Labels = BTreeMap<String, String>;

impl Index {
    /// Opens the index in a folder, or makes an empty one there when it cannot be used.
    pub fn open(folder: &Path, synonyms: Synonyms) -> tantivy::Result<Opened> {
        let synonyms = Arc::new(synonyms);
        match Index::open_existing(folder, Arc::clone(&synonyms)) {
            Ok(Some(index)) => {
                let needs_rebuild = !index.is_whole();
                return Ok(Opened { index, needs_rebuild });
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the search index cannot be read and is made anew"),
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let fields = Fields::default();
        let inner = tantivy::Index::create_in_dir(folder, fields.schema.clone())?;
        Ok(Opened { index: Index::of(inner, fields, synonyms)?, needs_rebuild: true })
    }

    /// An index in memory, for a handful of documents.
    pub fn in_memory(synonyms: Arc<Synonyms>) -> tantivy::Result<Index> {
        let fields = Fields::default();
        Index::of(tantivy::Index::create_in_ram(fields.schema.clone()), fields, synonyms)
    }

    /// There is at most one at a time for a folder, in all processes.
    pub fn writer(&self, threads: usize) -> tantivy::Result<Writer> {
        Writer::open(self, threads)
    }

    pub fn search(&self, query: &Query, now: NaiveDateTime) -> tantivy::Result<Answer> {
        search::search(&self.view(), query, now)
    }

    /// Titles, trades and providers that have a word beginning with what is typed.
    pub fn suggest(&self, prefix: &str, most: usize) -> tantivy::Result<Vec<Suggestion>> {
        suggest::suggest(&self.view(), prefix, most)
    }

    /// Whether any listing has had this value.
    pub fn knows(&self, group: Group, code: &str) -> bool {
        self.view().dictionary.number(group, code).is_some()
    }

    /// Where the last commit left off; empty before the first.
    pub fn bookmark(&self) -> String {
        self.payload().map(|payload| payload.bookmark).unwrap_or_default()
    }

    /// The labels other than those of the program's own lists that its documents were made with.
    pub fn labels(&self) -> Labels {
        self.payload().map(|payload| payload.labels).unwrap_or_default()
    }

    /// Whether every listing was put into it since it was made.
    pub fn is_whole(&self) -> bool {
        self.payload().is_some_and(|payload| payload.whole)
    }

    /// How many listings it holds, closed ones included.
    pub fn len(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every listing that it holds.
    pub fn listings(&self) -> HashSet<i64> {
        let view = self.view();
        let segments = view.searcher.segment_readers().iter().zip(&view.segments);
        let alive = segments.flat_map(|(segment, rows)| {
            segment.doc_ids_alive().filter_map(|document| rows.listings.get(document as usize).copied())
        });
        alive.collect()
    }

    pub fn synonyms(&self) -> Arc<Synonyms> {
        self.0.synonyms.read().map(|held| Arc::clone(&held)).unwrap_or_default()
    }

    /// Takes effect at once: groups that the index was not built with are asked for word by word, which is slower,
    /// until it is rebuilt.
    pub fn replace_synonyms(&self, synonyms: Synonyms) -> tantivy::Result<()> {
        if let Ok(mut held) = self.0.synonyms.write() {
            *held = Arc::new(synonyms);
        }
        self.refresh()
    }

    /// Whether every document of the index was given these synonyms' tokens.
    pub fn was_built_with(&self, synonyms: &Synonyms) -> bool {
        let view = self.view();
        synonyms.tokens().all(|token| view.has_token(token))
    }

    /// Sees what merges have done since the last commit.
    pub fn refresh(&self) -> tantivy::Result<()> {
        self.refresh_with(self.payload().unwrap_or_default())
    }

    fn open_existing(folder: &Path, synonyms: Arc<Synonyms>) -> tantivy::Result<Option<Index>> {
        if !folder.join("meta.json").exists() {
            return Ok(None);
        }
        let fields = Fields::default();
        let inner = tantivy::Index::open_in_dir(folder)?;
        let meta = inner.load_metas()?;
        let payload = meta.payload.and_then(|text| serde_json::from_str::<Payload>(&text).ok());
        match payload {
            Some(payload) if payload.version == VERSION && inner.schema() == fields.schema => {
                Index::of(inner, fields, synonyms).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn of(inner: tantivy::Index, fields: Fields, synonyms: Arc<Synonyms>) -> tantivy::Result<Index> {
        let held = Arc::new(RwLock::new(Arc::clone(&synonyms)));
        fields.prepare(&inner, Arc::clone(&held));
        let reader: IndexReader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let payload = payload_of(&inner).unwrap_or_default();
        let (dictionary, tokens) = (Arc::new(payload.dictionary), Arc::new(payload.tokens));
        let view = View::open(reader.searcher(), &fields, dictionary, synonyms, tokens, None)?;
        Ok(Index(Arc::new(Inner {
            inner,
            reader,
            fields,
            synonyms: held,
            view: RwLock::new(Arc::new(view)),
        })))
    }

    fn view(&self) -> Arc<View> {
        let view = self.0.view.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(&view)
    }

    fn payload(&self) -> Option<Payload> {
        payload_of(&self.0.inner)
    }

    fn refresh_with(&self, payload: Payload) -> tantivy::Result<()> {
        self.0.reader.reload()?;
        let earlier = self.view();
        let (dictionary, tokens) = (Arc::new(payload.dictionary), Arc::new(payload.tokens));
        let searcher = self.0.reader.searcher();
        let view = View::open(searcher, &self.0.fields, dictionary, self.synonyms(), tokens, Some(&earlier))?;
        *self.0.view.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = Arc::new(view);
        Ok(())
    }
}

fn payload_of(index: &tantivy::Index) -> Option<Payload> {
    serde_json::from_str(&index.load_metas().ok()?.payload?).ok()
}
