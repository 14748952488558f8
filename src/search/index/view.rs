//! A view of the index at one moment: what every search reads. The first search of a minute makes its bits.

use super::bitmap::{self, Bitmap};
use super::counted::Counted;
use super::fields::Fields;
use super::groups::Dictionary;
use super::rows::{Present, Rows};
use crate::search::words::Synonyms;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};
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
    last: Mutex<Option<Arc<Minute>>>,
}

/// The view at one minute: made by the first search in it.
pub struct Minute {
    pub minute: u32,
    /// One for each segment.
    pub moments: Vec<Moment>,
    /// The counts of all that is open, which is what a search for nothing in particular is answered with.
    pub everything: OnceLock<Counted>,
}

/// A segment at one minute.
pub struct Moment {
    /// Neither closed nor gone.
    pub open: Bitmap,
    pub present: Arc<Present>,
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
        let (fields, last) = (fields.clone(), Mutex::new(None));
        Ok(View { searcher, fields, segments, dictionary, synonyms, tokens, ids, last })
    }

    pub fn has_token(&self, token: &str) -> bool {
        self.tokens.contains(token)
    }

    pub fn at(&self, minute: u32) -> Arc<Minute> {
        let mut last = self.last.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match &*last {
            Some(held) if held.minute == minute => Arc::clone(held),
            _ => Arc::clone(last.insert(Arc::new(self.made_at(minute)))),
        }
    }

    fn made_at(&self, minute: u32) -> Minute {
        let segments = self.searcher.segment_readers().iter().zip(&self.segments);
        let moments = segments.map(|(segment, rows)| {
            let present = rows.present(minute);
            let mut open = present.open.clone();
            if let Some(alive) = segment.alive_bitset() {
                let mut left = bitmap::none(rows.most());
                alive.iter_alive().for_each(|document| bitmap::set(&mut left, document));
                bitmap::and(&mut open, &left);
            }
            Moment { open, present }
        });
        Minute { minute, moments: moments.collect(), everything: OnceLock::new() }
    }
}
