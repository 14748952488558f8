//! Sets of documents of one segment: a few as a list, many as bits.

mod finder;
mod phrase;
mod source;

pub use finder::Finder;
use phrase::Phrase;
pub use source::Source;

use super::bitmap::{self, Bitmap, has};
use tantivy::DocId;

#[derive(Clone)]
pub enum Set {
    All,
    /// In order.
    Few(Vec<DocId>),
    Many(Bitmap),
}

impl Set {
    pub fn is_empty(&self) -> bool {
        matches!(self, Set::Few(documents) if documents.is_empty())
    }

    pub fn for_each(&self, most: DocId, each: impl FnMut(DocId)) {
        match self {
            Set::All => (0..most).for_each(each),
            Set::Few(documents) => documents.iter().copied().for_each(each),
            Set::Many(words) => bitmap::for_each(words, each),
        }
    }

    fn and(self, other: Set) -> Set {
        match (self, other) {
            (Set::All, other) | (other, Set::All) => other,
            (Set::Many(mut words), Set::Many(others)) => {
                bitmap::and(&mut words, &others);
                Set::Many(words)
            }
            (Set::Few(mut documents), Set::Many(words)) | (Set::Many(words), Set::Few(mut documents)) => {
                documents.retain(|document| has(&words, *document));
                Set::Few(documents)
            }
            (Set::Few(mut documents), Set::Few(others)) => {
                let mut others = others.into_iter().peekable();
                documents.retain(|document| {
                    while others.next_if(|other| other < document).is_some() {}
                    others.peek() == Some(document)
                });
                Set::Few(documents)
            }
        }
    }
}
