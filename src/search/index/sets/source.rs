//! How needs are evaluated into sets of documents of one segment.

use super::{Finder, Held, Phrase, Set};
use crate::search::index::bitmap::{self, Bitmap, has, set};
use crate::search::index::fields::Fields;
use crate::search::index::plan::Need;
use std::borrow::Cow;
use std::mem;
use std::sync::Arc;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

/// A posting list longer than this share of a segment is read as bits.
const DENSE: u32 = 32;
/// Looking a document up in a posting list costs about as much as reading this many of it.
const LOOK_UP: usize = 12;
/// A set that has more than one in so many documents of a segment is wide.
const WIDE: u32 = 4;

/// Where sets of a segment come from.
pub struct Source<'a> {
    pub segment: &'a SegmentReader,
    pub fields: &'a Fields,
    pub held: &'a Held,
}

impl Source<'_> {
    /// The documents that have everything needed, inside the area or cells if given, and nothing unwanted.
    pub fn matching(
        &self,
        needs: &[Need],
        unwanted: &[Need],
        within: Option<&[Term]>,
    ) -> tantivy::Result<Set> {
        let mut set = match within {
            Some(terms) => self.union_of(terms)?,
            None => Set::All,
        };
        set = self.narrow(set, needs)?;
        for need in unwanted {
            if set.is_empty() {
                break;
            }
            set = match need {
                // Looking for a phrase is dear: only where it can take something away.
                Need::Phrase(terms) if !self.is_held(&set, need) => {
                    let gone = self.keep_phrase(set.clone(), terms)?;
                    self.without(set, &gone)
                }
                need => {
                    let gone = self.found(need)?;
                    self.without(set, &gone)
                }
            };
        }
        Ok(set)
    }

    /// The cheapest needs first, so that the dear ones are only asked about the few that are left.
    fn narrow(&self, mut set: Set, needs: &[Need]) -> tantivy::Result<Set> {
        let mut ordered = Vec::with_capacity(needs.len());
        for need in needs {
            ordered.push((self.cost(need)?, need));
        }
        ordered.sort_by_key(|(cost, _)| *cost);
        for (cost, need) in ordered {
            if set.is_empty() || cost == 0 {
                return Ok(Set::Few(Vec::new()));
            }
            set = match (set, need) {
                (Set::Few(documents), need) if documents.len() * LOOK_UP < cost => {
                    self.keep(documents, need)?
                }
                (set, Need::Phrase(terms)) if !self.is_held(&set, need) => self.keep_phrase(set, terms)?,
                (set, need) => set.and(&*self.found(need)?),
            };
        }
        Ok(set)
    }

    /// Whether the whole set of a phrase is worth having: it is there, or much of the segment is asked about anyway.
    fn is_held(&self, set: &Set, need: &Need) -> bool {
        let is_wide = match set {
            Set::All => true,
            Set::Few(_) => false,
            Set::Many(words) => bitmap::count(words) > self.segment.max_doc() / WIDE,
        };
        is_wide || self.held.known(need).is_some()
    }

    /// The whole set of a need; a dear one is kept for the next who asks.
    fn found(&self, need: &Need) -> tantivy::Result<Arc<Set>> {
        if self.cost(need)? < (self.segment.max_doc() / DENSE) as usize {
            return Ok(Arc::new(self.evaluate(need)?));
        }
        self.held.get(need, || self.evaluate(need))
    }

    /// How many postings a need has, or nearly; none means that nothing fits it.
    fn cost(&self, need: &Need) -> tantivy::Result<usize> {
        Ok(match need {
            Need::Term(_) | Need::Head(_) => match need.term(self.fields) {
                Some(term) => self.segment.inverted_index(term.field())?.doc_freq(&term)? as usize,
                None => 0,
            },
            Need::Phrase(terms) => {
                let mut least = usize::MAX;
                for (_, term) in terms {
                    least = least.min(self.cost(&Need::Term(term.clone()))?);
                }
                // Reading positions is dear.
                least.saturating_mul(8)
            }
            Need::Any(needs) => {
                let mut sum = 0usize;
                for need in needs {
                    sum = sum.saturating_add(self.cost(need)?);
                }
                sum
            }
            Need::All(needs) => {
                let mut least = usize::MAX;
                for need in needs {
                    least = least.min(self.cost(need)?);
                }
                least
            }
        })
    }

    fn evaluate(&self, need: &Need) -> tantivy::Result<Set> {
        match need {
            Need::Term(_) | Need::Head(_) => match need.term(self.fields) {
                Some(term) => self.union_of(&[term]),
                None => Ok(Set::Few(Vec::new())),
            },
            Need::Phrase(terms) => self.keep_phrase(Set::All, terms),
            Need::All(needs) => self.narrow(Set::All, needs),
            Need::Any(needs) => {
                let mut words = self.no_bits();
                for need in needs {
                    match &*self.found(need)? {
                        Set::Many(others) => bitmap::or(&mut words, others),
                        other => other.for_each(self.segment.max_doc(), |document| set(&mut words, document)),
                    }
                }
                Ok(Set::Many(words))
            }
        }
    }

    fn union_of(&self, terms: &[Term]) -> tantivy::Result<Set> {
        let mut lists = Vec::new();
        for term in terms {
            lists.extend(self.postings(term, IndexRecordOption::Basic)?);
        }
        let sum: u32 = lists.iter().map(BlockSegmentPostings::doc_freq).fold(0, u32::saturating_add);
        if sum < self.segment.max_doc() / DENSE {
            let mut documents = Vec::with_capacity(sum as usize);
            for list in &mut lists {
                read(list, |block| documents.extend_from_slice(block));
            }
            if lists.len() > 1 {
                documents.sort_unstable();
                documents.dedup();
            }
            return Ok(Set::Few(documents));
        }
        let mut words = self.no_bits();
        for list in &mut lists {
            read(list, |block| block.iter().for_each(|document| set(&mut words, *document)));
        }
        Ok(Set::Many(words))
    }

    /// Looks each of a few documents up.
    fn keep(&self, documents: Vec<DocId>, need: &Need) -> tantivy::Result<Set> {
        match need {
            Need::Term(_) | Need::Head(_) => {
                let term = need.term(self.fields);
                let list =
                    term.map(|term| self.postings(&term, IndexRecordOption::Basic)).transpose()?.flatten();
                let Some(mut list) = list else { return Ok(Set::Few(Vec::new())) };
                let mut finder = Finder::new();
                let found =
                    documents.into_iter().filter(|document| finder.find(&mut list, *document).is_some());
                Ok(Set::Few(found.collect()))
            }
            Need::Phrase(terms) => self.keep_phrase(Set::Few(documents), terms),
            Need::All(needs) => self.narrow(Set::Few(documents), needs),
            Need::Any(needs) => {
                let mut kept = Vec::new();
                for need in needs {
                    if let Set::Few(found) = self.keep(documents.clone(), need)? {
                        kept.extend(found);
                    }
                }
                kept.sort_unstable();
                kept.dedup();
                Ok(Set::Few(kept))
            }
        }
    }

    /// Those of a set that have the terms at these distances: first those that have them all, then by their positions.
    fn keep_phrase(&self, set: Set, terms: &[(usize, String)]) -> tantivy::Result<Set> {
        if terms.len() < 2 {
            return Ok(set);
        }
        let apart: Vec<Need> = terms.iter().map(|(_, term)| Need::Term(term.clone())).collect();
        let together = self.narrow(set, &apart)?;
        let mut phrase = Phrase::new(terms.len());
        for (at, term) in terms {
            let term = Term::from_field_text(self.fields.body, term);
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(list) = self.segment.inverted_index(term.field())?.read_postings(&term, option)? else {
                return Ok(Set::Few(Vec::new()));
            };
            phrase.add(*at as u32, list);
        }
        let mut found = Vec::new();
        together.for_each(self.segment.max_doc(), |document| {
            if phrase.is_in(document) {
                found.push(document);
            }
        });
        Ok(Set::Few(found))
    }

    fn without(&self, kept: Set, gone: &Set) -> Set {
        let mut gone_bits = match gone {
            Set::Many(words) => Cow::Borrowed(words.as_slice()),
            other => {
                let mut words = self.no_bits();
                other.for_each(self.segment.max_doc(), |document| set(&mut words, document));
                Cow::Owned(words)
            }
        };
        match kept {
            Set::Few(mut documents) => {
                documents.retain(|document| !has(&gone_bits, *document));
                Set::Few(documents)
            }
            Set::Many(mut words) => {
                bitmap::and_not(&mut words, &gone_bits);
                Set::Many(words)
            }
            Set::All => {
                let most = self.segment.max_doc();
                let gone_bits = gone_bits.to_mut();
                gone_bits.iter_mut().for_each(|word| *word = !*word);
                if let (Some(last), left @ 1..) = (gone_bits.last_mut(), most % 64) {
                    *last &= (1 << left) - 1;
                }
                Set::Many(mem::take(gone_bits))
            }
        }
    }

    pub fn postings(
        &self,
        term: &Term,
        option: IndexRecordOption,
    ) -> tantivy::Result<Option<BlockSegmentPostings>> {
        Ok(self.segment.inverted_index(term.field())?.read_block_postings(term, option)?)
    }

    fn no_bits(&self) -> Bitmap {
        bitmap::none(self.segment.max_doc())
    }
}

fn read(list: &mut BlockSegmentPostings, mut each: impl FnMut(&[DocId])) {
    loop {
        let block = list.docs();
        if block.is_empty() {
            return;
        }
        each(block);
        list.advance();
    }
}
