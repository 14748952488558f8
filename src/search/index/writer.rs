//! The one writer of an index: puts, removes, commits.

use super::document::Document;
use super::fields::Fields;
use super::groups::Dictionary;
use super::{Index, Labels, Payload, VERSION};
use std::collections::HashSet;
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, Term};

/// Memory for documents that are not on disk yet.
const BUFFER: usize = 64 << 20;
/// Listings; eight such are merged into one at most.
const LARGEST_MERGED: usize = 60_000;

pub struct Writer {
    index: Index,
    inner: IndexWriter,
    fields: Fields,
    dictionary: Dictionary,
    spelt: HashSet<Box<str>>,
    whole: bool,
    /// The synonym tokens that every document has.
    tokens: HashSet<String>,
    labels: Labels,
}

/// Segments above a certain size stay as they are until much of them is gone: merging a whole index into one would
/// keep what was just approved waiting.
fn merges() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_max_docs_before_merge(LARGEST_MERGED);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy
}

impl Writer {
    pub(super) fn open(index: &Index, threads: usize) -> tantivy::Result<Writer> {
        let view = index.view();
        let inner = index.0.inner.writer_with_num_threads(threads.max(1), BUFFER * threads.max(1))?;
        inner.set_merge_policy(Box::new(merges()));
        let payload = index.payload().unwrap_or_default();
        let mut writer = Writer {
            index: index.clone(),
            inner,
            fields: index.0.fields.clone(),
            dictionary: payload.dictionary,
            spelt: HashSet::new(),
            whole: payload.whole,
            tokens: payload.tokens,
            labels: payload.labels,
        };
        for segment in view.searcher.segment_readers() {
            let inverted = segment.inverted_index(writer.fields.spelling)?;
            let mut words = inverted.terms().stream()?;
            while let Some((word, _)) = words.next() {
                writer.spelt.extend(std::str::from_utf8(word).ok().map(Box::from));
            }
        }
        Ok(writer)
    }

    /// Adds a listing, in place of what the index has of it.
    pub fn put(&mut self, document: &Document) -> tantivy::Result<()> {
        self.remove(document.listing);
        self.add(document)
    }

    /// Adds a listing that the index does not have: quicker than `put`.
    pub fn add(&mut self, document: &Document) -> tantivy::Result<()> {
        let document = self.fields.document(document, &mut self.dictionary, &mut self.spelt);
        self.inner.add_document(document).map(|_| ())
    }

    pub fn remove(&mut self, listing: i64) {
        self.inner.delete_term(Term::from_field_i64(self.fields.listing, listing));
    }

    pub fn remove_all(&mut self) -> tantivy::Result<()> {
        self.inner.delete_all_documents()?;
        self.dictionary = Dictionary::default();
        self.spelt.clear();
        self.whole = false;
        self.tokens.clear();
        Ok(())
    }

    /// From the next commit on the index is complete, and every document has the synonyms of now.
    pub fn now_whole(&mut self) {
        self.whole = true;
        self.tokens = self.index.synonyms().tokens().map(str::to_owned).collect();
    }

    /// From the next commit on, every document says these labels.
    pub fn now_says(&mut self, labels: &Labels) {
        self.labels.clone_from(labels);
    }

    /// Makes everything durable and seen. `bookmark` is kept with it, to know where to go on after a stop.
    pub fn commit(&mut self, bookmark: &str) -> tantivy::Result<()> {
        let synonyms = self.index.synonyms();
        // What is put without a token that was dropped must not be taken to have it when it comes back.
        let now: HashSet<&str> = synonyms.tokens().collect();
        self.tokens.retain(|token| now.contains(token.as_str()));
        let payload = Payload {
            version: VERSION,
            whole: self.whole,
            bookmark: bookmark.to_owned(),
            dictionary: self.dictionary.clone(),
            tokens: self.tokens.clone(),
            labels: self.labels.clone(),
        };
        let text = serde_json::to_string(&payload)
            .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&text);
        prepared.commit()?;
        self.index.refresh_with(payload)
    }

    /// Waits for merges to end, and closes the writer.
    pub fn close(self) -> tantivy::Result<()> {
        self.inner.wait_merging_threads()
    }
}
