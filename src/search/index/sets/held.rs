//! Sets of a segment that were dear to find and will be asked for again: of phrases, and of words that many listings
//! have. A segment never changes, so that they stay right as long as it lives; what is gone is taken out afterwards.

use super::Set;
use crate::search::index::plan::Need;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use std::sync::Arc;
use tantivy::DocId;

/// For each listing of a segment: two hundred sets as bits.
const BYTES_A_LISTING: u64 = 25;
const USUAL_SETS: usize = 400;

#[derive(Clone)]
struct Size;

impl Weighter<Need, Arc<Set>> for Size {
    fn weight(&self, _: &Need, set: &Arc<Set>) -> u64 {
        let own = match &**set {
            Set::All => 0,
            Set::Few(documents) => size_of_val(documents.as_slice()),
            Set::Many(words) => size_of_val(words.as_slice()),
        };
        own as u64 + 128
    }
}

pub struct Held(Cache<Need, Arc<Set>, Size>);

impl Held {
    /// For a segment of so many documents.
    pub fn new(most: DocId) -> Held {
        let bytes = (u64::from(most) * BYTES_A_LISTING).max(1 << 16);
        let options = OptionsBuilder::new()
            .shards(1)
            .estimated_items_capacity(USUAL_SETS)
            .weight_capacity(bytes)
            .build();
        let cache = options.map(|options| {
            Cache::with_options(options, Size, DefaultHashBuilder::default(), DefaultLifecycle::default())
        });
        Held(cache.unwrap_or_else(|_| Cache::with_weighter(USUAL_SETS, bytes, Size)))
    }

    pub fn known(&self, need: &Need) -> Option<Arc<Set>> {
        self.0.get(need)
    }

    /// Whoever asks for a set while another finds it waits for the other.
    pub fn get(&self, need: &Need, find: impl FnOnce() -> tantivy::Result<Set>) -> tantivy::Result<Arc<Set>> {
        self.0.get_or_insert_with(need, || find().map(Arc::new))
    }
}
