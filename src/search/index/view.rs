//! A view of the index at one moment: what every search reads, and never waits for.

use super::fields::Fields;
use super::groups::Dictionary;
use super::rows::Rows;
use crate::search::words::Synonyms;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tantivy::Searcher;
use tantivy::index::SegmentId;

pub struct View {
    pub searcher: Searcher,
    pub fields: Fields,
    /// One for each segment of the searcher, in its order.
    pub segments: Vec<Arc<Rows>>,
    pub dictionary: Arc<Dictionary>,
    pub synonyms: Arc<Synonyms>,
    /// The synonym tokens that every document of the index was given.
    pub tokens: Arc<HashSet<String>>,
    ids: Vec<SegmentId>,
}

impl View {
    /// Rows of segments that an earlier view has are shared with it.
    pub fn open(
        searcher: Searcher,
        fields: &Fields,
        dictionary: Arc<Dictionary>,
        synonyms: Arc<Synonyms>,
        tokens: Arc<HashSet<String>>,
        earlier: Option<&View>,
    ) -> tantivy::Result<View> {
        let known: HashMap<SegmentId, &Arc<Rows>> =
            earlier.map(|view| view.ids.iter().copied().zip(&view.segments).collect()).unwrap_or_default();
        let (mut segments, mut ids) = (Vec::new(), Vec::new());
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            segments.push(match known.get(&id) {
                Some(rows) => Arc::clone(rows),
                None => Arc::new(Rows::read(segment)?),
            });
            ids.push(id);
        }
        Ok(View { searcher, fields: fields.clone(), segments, dictionary, synonyms, tokens, ids })
    }

    pub fn has_token(&self, token: &str) -> bool {
        self.tokens.contains(token)
    }
}
