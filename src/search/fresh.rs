//! New listings against searches that people saved: does this listing fit that search, and why?

use crate::app::App;
use crate::kit::clock::Moment;
use crate::search::criteria::{Criteria, Located};
use crate::search::index::{Document, Index};

/// A small index of new listings only.
pub struct Fresh {
    index: Index,
}

impl Fresh {
    /// `None` when there is nothing new.
    pub fn of(app: &App, documents: &[Document]) -> anyhow::Result<Option<Fresh>> {
        if documents.is_empty() {
            return Ok(None);
        }
        let index = Index::in_memory(app.search.index().synonyms())?;
        let mut writer = index.writer(1)?;
        for document in documents {
            writer.add(document)?;
        }
        writer.now_whole();
        writer.commit("")?;
        Ok(Some(Fresh { index }))
    }

    /// In words why the search would find one of them; `None` when it finds none.
    pub fn fits(&self, criteria: &Criteria, now: Moment) -> anyhow::Result<Option<String>> {
        let located = criteria.locate();
        // A search whose place is not known finds everywhere on its page, where that is said; a letter cannot say it.
        if matches!(located, Located::Unknown(_) | Located::Outside) {
            return Ok(None);
        }
        // A word that no new listing has is not misspelt for that.
        let query = Criteria { as_typed: true, page: 1, ..criteria.clone() }.query(&located);
        let answer = self.index.search(&query, now.0)?;
        Ok(answer.hits.first().map(|hit| criteria.why(hit.miles)))
    }
}
