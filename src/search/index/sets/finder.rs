//! Finds documents in a posting list.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TERMINATED};

/// Finds documents, in rising order, in a posting list.
pub struct Finder {
    at: usize,
    /// The last document of the loaded block.
    last: Option<DocId>,
}

impl Finder {
    pub fn new() -> Finder {
        Finder { at: 0, last: None }
    }

    /// Where in the loaded block the document is.
    #[inline]
    pub fn find(&mut self, list: &mut BlockSegmentPostings, document: DocId) -> Option<usize> {
        if self.last.is_none_or(|last| last < document) {
            self.at = list.seek(document);
            self.last = Some(list.docs().last().copied().unwrap_or(TERMINATED));
        }
        let docs = list.docs();
        while docs.get(self.at).is_some_and(|found| *found < document) {
            self.at += 1;
        }
        (docs.get(self.at) == Some(&document)).then_some(self.at)
    }
}
