//! The search of this node: its index, and the one writer to it.

use crate::search::index::{Index, Labels, Opened, Writer};
use crate::search::words::{Alike, Synonyms};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Mutex;

/// Cheap to clone; all clones are the same search.
#[derive(Clone)]
pub struct Search(Arc<Parts>);

struct Parts {
    index: Index,
    /// True from the start until everything is in the index.
    rebuilding: AtomicBool,
    follower: Mutex<Follower>,
}

/// Where following has come to.
pub struct Follower {
    /// Opened at the first change: a process that only reads needs none.
    pub writer: Option<Writer>,
    pub needs_rebuild: bool,
    /// Changes that were followed and may be read again, because others may still be committed before them.
    pub seen: BTreeSet<i64>,
    /// The last change of which it is certain that none will be committed before it.
    pub settled: i64,
    /// What administrators had added to the synonyms when last looked; nothing before the first look.
    pub synonyms: Option<Vec<Alike>>,
    /// The generation of the code lists when last looked; nothing before the first look.
    pub lists: Option<u64>,
    /// What codes are called otherwise than in the program's own lists.
    pub labels: Labels,
}

impl Search {
    /// Opens the index in a folder, which belongs to this process alone.
    pub fn open(folder: &Path) -> anyhow::Result<Search> {
        let Opened { index, needs_rebuild } = Index::open(folder, Synonyms::delivered())?;
        let settled = index.bookmark().parse().unwrap_or(0);
        let follower = Follower {
            writer: None,
            needs_rebuild,
            seen: BTreeSet::new(),
            settled,
            synonyms: None,
            lists: None,
            labels: Labels::new(),
        };
        Ok(Search(Arc::new(Parts {
            index,
            rebuilding: AtomicBool::new(needs_rebuild),
            follower: Mutex::new(follower),
        })))
    }

    pub fn index(&self) -> &Index {
        &self.0.index
    }

    /// Whether results may be incomplete, because the index is being made anew.
    pub fn is_rebuilding(&self) -> bool {
        self.0.rebuilding.load(Ordering::Relaxed)
    }

    pub(super) fn set_rebuilding(&self, rebuilding: bool) {
        self.0.rebuilding.store(rebuilding, Ordering::Relaxed);
    }

    pub(super) fn follower(&self) -> &Mutex<Follower> {
        &self.0.follower
    }
}
