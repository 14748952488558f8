//! The pass over the matching documents of a segment decides which fit, and for which groups each counts. A listing
//! that fails no choice is a hit and counts everywhere; one that fails exactly one group's choice counts only in that
//! group (which is what makes a group ignore its own choices); others nowhere.

use super::bitmap::{self, Bitmap};
use super::choices::{Choice, Part, choices};
use super::counted::Counted;
use super::query::Query;
use super::rows::{Present, Rows};
use super::sets::Set;
use super::space::Point;
use super::view::{Moment, View};
use chrono::NaiveDateTime;
use tantivy::DocId;

/// A query's choices and place, compiled for rows; and what has been counted so far.
pub struct Pass {
    choices: Vec<Choice>,
    /// Where distances are measured from, and the greatest squared chord.
    circle: Option<(Point, f32)>,
    /// Only the total is wanted.
    pub uncounted: bool,
    pub counted: Counted,
}

impl Pass {
    pub fn new(
        view: &View,
        query: &Query,
        circle: Option<(Point, f32)>,
        now: NaiveDateTime,
        minute: u32,
    ) -> Pass {
        Pass {
            choices: choices(view, query, now),
            circle,
            uncounted: query.uncounted,
            counted: Counted::new(view, minute),
        }
    }

    /// Whether all that is open fits.
    pub fn is_free(&self) -> bool {
        self.choices.is_empty() && self.circle.is_none()
    }

    /// Counts what matches in a segment, and leaves the hits.
    pub fn over(&mut self, set: Set, rows: &Rows, moment: &Moment) -> Set {
        let words = match set {
            Set::Few(documents) if self.uncounted => {
                return Set::Few(self.sift_few(documents, rows, &moment.open));
            }
            Set::Few(documents) => return Set::Few(self.over_few(documents, rows, &moment.open)),
            Set::Many(mut words) => {
                bitmap::and(&mut words, &moment.open);
                words
            }
            Set::All => moment.open.clone(),
        };
        Set::Many(match self.uncounted {
            true => self.sift_many(words, rows, &moment.present),
            false => self.over_many(words, rows, &moment.present),
        })
    }

    /// Leaves what fits every choice, and counts only how many that are.
    fn sift_few(&mut self, mut documents: Vec<DocId>, rows: &Rows, open: &[u64]) -> Vec<DocId> {
        documents.retain(|document| {
            let row = rows.rows.get(*document as usize).filter(|_| bitmap::has(open, *document));
            row.is_some_and(|row| self.choices.iter().all(|choice| choice.fits(row)))
                && self.is_inside(rows, *document)
        });
        self.counted.total += documents.len() as u32;
        documents
    }

    fn sift_many(&mut self, mut words: Bitmap, rows: &Rows, present: &Present) -> Bitmap {
        let minute = self.counted.minute();
        for choice in &self.choices {
            bitmap::and(&mut words, &choice.fitting(rows, present, minute));
        }
        self.leave_outside(&mut words, rows);
        self.counted.total += bitmap::count(&words);
        words
    }

    fn over_few(&mut self, mut documents: Vec<DocId>, rows: &Rows, open: &[u64]) -> Vec<DocId> {
        documents.retain(|document| {
            let Some(row) = rows.rows.get(*document as usize).filter(|_| bitmap::has(open, *document)) else {
                return false;
            };
            if !self.is_inside(rows, *document) {
                return false;
            }
            let mut failed = self.choices.iter().filter(|choice| !choice.fits(row));
            match (failed.next(), failed.next()) {
                (None, _) => {
                    self.counted.add_row(row, &Part::Everything);
                    true
                }
                (Some(only), None) => {
                    self.counted.add_row(row, &only.part);
                    false
                }
                _ => false,
            }
        });
        documents
    }

    fn over_many(&mut self, mut words: Bitmap, rows: &Rows, present: &Present) -> Bitmap {
        self.leave_outside(&mut words, rows);
        let minute = self.counted.minute();
        let fitting: Vec<Bitmap> =
            self.choices.iter().map(|choice| choice.fitting(rows, present, minute)).collect();
        // Which fail any choice, and which fail several.
        let (mut any, mut several) = (bitmap::none(rows.most()), bitmap::none(rows.most()));
        for fits in &fitting {
            for ((any, several), fits) in any.iter_mut().zip(&mut several).zip(fits) {
                *several |= *any & !fits;
                *any |= !fits;
            }
        }
        for (choice, fits) in self.choices.iter().zip(&fitting) {
            let mut only = words.clone();
            bitmap::and_not(&mut only, &several);
            bitmap::and(&mut only, &any);
            bitmap::and_not(&mut only, fits);
            self.counted.add_many(&only, rows, present, &choice.part);
        }
        bitmap::and_not(&mut words, &any);
        self.counted.add_many(&words, rows, present, &Part::Everything);
        words
    }

    /// Takes out what is outside the circle, if there is one.
    fn leave_outside(&self, words: &mut Bitmap, rows: &Rows) {
        if self.circle.is_some() {
            let all = words.clone();
            bitmap::for_each(&all, |document| {
                if !self.is_inside(rows, document) {
                    bitmap::clear(words, document);
                }
            });
        }
    }

    #[inline]
    fn is_inside(&self, rows: &Rows, document: DocId) -> bool {
        match &self.circle {
            Some((point, limit)) => rows.nearest(document, point).is_some_and(|chord| chord <= *limit),
            None => true,
        }
    }
}
