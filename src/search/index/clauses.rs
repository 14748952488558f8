//! What single clauses find: for many searches that are put to a small index at once. Each set is that of a search
//! which asks for nothing else, over all segments in one row of bits, so that a search is the sets that it asks for
//! and nothing more.

use super::bitmap::{self, Bitmap};
use super::choices::choices;
use super::document::minutes;
use super::plan::plan;
use super::query::Query;
use super::rows::Rows;
use super::sets::{Set, Source};
use super::space::{self, Point};
use super::view::{Minute, View};
use super::{Group, Index};
use chrono::NaiveDateTime;
use std::sync::Arc;
use tantivy::{DocId, Term};

/// An index at one moment, clause by clause. Its documents are numbered from nought, through all segments.
pub struct Clauses {
    view: Arc<View>,
    minute: Arc<Minute>,
    now: NaiveDateTime,
    /// Where the documents of each segment begin.
    begins: Vec<u32>,
    most: u32,
    /// Every point by its height over the equator's plane, with its document.
    heights: Vec<(f32, u32)>,
}

/// A circle on the globe.
#[derive(Debug, Clone, Copy)]
pub struct Circle {
    point: Point,
    /// The greatest squared chord.
    limit: f32,
}

impl Circle {
    pub fn new(lat: f64, lon: f64, miles: f64) -> Circle {
        Circle { point: space::point(lat, lon), limit: space::chord_of(miles) }
    }
}

impl Index {
    pub fn clauses(&self, now: NaiveDateTime) -> Clauses {
        let view = self.view();
        let mut begins = Vec::new();
        let (mut most, mut heights) = (0, Vec::new());
        for rows in &view.segments {
            begins.push(most);
            for document in 0..rows.most() {
                heights.extend(rows.points_of(document).iter().map(|point| (point[2], most + document)));
            }
            most += rows.most();
        }
        heights.sort_by(|a, b| a.0.total_cmp(&b.0));
        Clauses { minute: view.at(minutes(now)), now, begins, most, heights, view }
    }
}

impl Clauses {
    /// How many documents there are, the dead included.
    pub fn most(&self) -> u32 {
        self.most
    }

    /// 0 for a document that there is not.
    pub fn listing(&self, document: DocId) -> i64 {
        let found = self.rows(document).and_then(|(rows, own)| rows.listings.get(own as usize));
        found.copied().unwrap_or(0)
    }

    /// All that have not closed.
    pub fn open(&self) -> Bitmap {
        self.joined(|at, _| {
            Ok(Set::Many(self.minute.moments.get(at).map(|moment| moment.open.clone()).unwrap_or_default()))
        })
        .unwrap_or_else(|_| bitmap::none(self.most))
    }

    /// Those that have the words, which are taken as they stand.
    pub fn words(&self, words: &str) -> tantivy::Result<Bitmap> {
        let query = Query { words: words.to_owned(), as_typed: true, ..Query::default() };
        let plan = plan(&self.view, &query);
        self.joined(|_, source| source.matching(&plan.needs, &plan.unwanted, None))
    }

    /// Those inside a region or county, by its key.
    pub fn inside(&self, area: &str) -> tantivy::Result<Bitmap> {
        let term = [Term::from_field_text(self.view.fields.area, area)];
        self.joined(|_, source| source.matching(&[], &[], Some(&term)))
    }

    /// Those that have this value.
    pub fn code(&self, group: Group, code: &str) -> Bitmap {
        let chosen = [(group, [code.to_owned()].into())].into();
        self.choice(&Query { chosen, ..Query::default() })
    }

    pub fn starting_within(&self, days: u16) -> Bitmap {
        self.choice(&Query { starts_within: Some(days), ..Query::default() })
    }

    pub fn paying_from(&self, pounds: u32) -> Bitmap {
        self.choice(&Query { pays_from: Some(pounds), ..Query::default() })
    }

    /// Those with a site inside the circle.
    pub fn round(&self, circle: &Circle) -> Bitmap {
        let mut found = bitmap::none(self.most);
        // No point inside lies higher or lower than the chord is long; a little more, for the rounding.
        let reach = circle.limit.max(0.0).sqrt() * 1.0001 + 1e-6;
        let (low, high) = (circle.point[2] - reach, circle.point[2] + reach);
        let first = self.heights.partition_point(|(height, _)| *height < low);
        let near = self.heights.iter().skip(first).take_while(|(height, _)| *height <= high);
        for (_, document) in near {
            if !bitmap::has(&found, *document) && self.is_inside(*document, circle) {
                bitmap::set(&mut found, *document);
            }
        }
        found
    }

    #[inline]
    pub fn is_inside(&self, document: DocId, circle: &Circle) -> bool {
        let nearest = self.rows(document).and_then(|(rows, own)| rows.nearest(own, &circle.point));
        nearest.is_some_and(|chord| chord <= circle.limit)
    }

    fn choice(&self, query: &Query) -> Bitmap {
        let (choices, minute) = (choices(&self.view, query, self.now), self.minute.minute);
        self.joined(|at, _| {
            let rows = self.view.segments.get(at).zip(self.minute.moments.get(at));
            let fitting = rows.and_then(|(rows, moment)| {
                choices.first().map(|choice| choice.fitting(rows, &moment.present, minute))
            });
            Ok(Set::Many(fitting.unwrap_or_default()))
        })
        .unwrap_or_else(|_| bitmap::none(self.most))
    }

    /// The sets of all segments as one.
    fn joined(&self, find: impl Fn(usize, &Source<'_>) -> tantivy::Result<Set>) -> tantivy::Result<Bitmap> {
        let mut joined = bitmap::none(self.most);
        let segments = self.view.searcher.segment_readers().iter().zip(&self.view.segments);
        for (at, (segment, rows)) in segments.enumerate() {
            let source = Source { segment, fields: &self.view.fields, held: &rows.held };
            let begin = self.begins.get(at).copied().unwrap_or(0);
            find(at, &source)?.for_each(rows.most(), |own| bitmap::set(&mut joined, begin + own));
        }
        Ok(joined)
    }

    #[inline]
    fn rows(&self, document: DocId) -> Option<(&Rows, DocId)> {
        let at = match self.begins.len() {
            1 => 0,
            _ => self.begins.partition_point(|begin| *begin <= document).checked_sub(1)?,
        };
        Some((self.view.segments.get(at)?, document - self.begins.get(at)?))
    }
}
