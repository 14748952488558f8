//! Tells whether a document has terms at given distances from each other.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet};

/// A phrase in a segment, asked about documents in rising order.
pub struct Phrase {
    /// Each term's place in the phrase, and where it stands; the rarest first, since few places rule most out.
    terms: Vec<(u32, SegmentPostings)>,
    /// Where the phrase may begin, and where the next term would have it begin.
    begins: Vec<u32>,
    others: Vec<u32>,
}

impl Phrase {
    pub fn new(terms: usize) -> Phrase {
        Phrase { terms: Vec::with_capacity(terms), begins: Vec::new(), others: Vec::new() }
    }

    pub fn add(&mut self, place: u32, list: SegmentPostings) {
        self.terms.push((place, list));
        self.terms.sort_by_key(|(_, list)| list.doc_freq());
    }

    pub fn is_in(&mut self, document: DocId) -> bool {
        let last = self.terms.iter().map(|(place, _)| *place).max().unwrap_or(0);
        let Phrase { terms, begins, others } = self;
        for (at, (place, list)) in terms.iter_mut().enumerate() {
            if list.doc() < document {
                list.seek(document);
            }
            if list.doc() != document {
                return false;
            }
            // Shifted so that all terms of one phrase come to the same number.
            let places = if at == 0 { &mut *begins } else { &mut *others };
            list.positions_with_offset(last - *place, places);
            if at > 0 {
                leave_shared(begins, others);
            }
            if begins.is_empty() {
                return false;
            }
        }
        true
    }
}

/// Leaves what both have; both are in order.
fn leave_shared(ones: &mut Vec<u32>, others: &[u32]) {
    let mut others = others.iter().copied().peekable();
    ones.retain(|one| {
        while others.next_if(|other| other < one).is_some() {}
        others.peek() == Some(one)
    });
}
