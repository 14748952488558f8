//! Sets of documents of one segment: a few as a list, many as bits.

mod finder;
mod held;
mod phrase;
mod source;

pub use finder::Finder;
pub use held::Held;
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

    fn and(self, other: &Set) -> Set {
        match (self, other) {
            (Set::All, other) => other.clone(),
            (set, Set::All) => set,
            (Set::Many(mut words), Set::Many(others)) => {
                bitmap::and(&mut words, others);
                Set::Many(words)
            }
            (Set::Few(mut documents), Set::Many(words)) => {
                documents.retain(|document| has(words, *document));
                Set::Few(documents)
            }
            (Set::Many(words), Set::Few(documents)) => {
                Set::Few(documents.iter().copied().filter(|document| has(&words, *document)).collect())
            }
            (Set::Few(mut documents), Set::Few(others)) => {
                let mut others = others.iter().peekable();
                documents.retain(|document| {
                    while others.next_if(|other| *other < document).is_some() {}
                    others.peek() == Some(&document)
                });
                Set::Few(documents)
            }
        }
    }
}
