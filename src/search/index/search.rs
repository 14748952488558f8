//! Answers a query from a view.

use super::bitmap;
use super::counted::Counted;
use super::document::minutes;
use super::pass::Pass;
use super::plan::{Plan, plan};
use super::query::{Answer, Counts, Hit, Query, Where};
use super::rank::{Best, Ranked, Weighed, needs_score, plain_worth, rank_scored, weigh};
use super::sets::{Set, Source};
use super::space::{self, Point};
use super::view::{Minute, View};
use chrono::NaiveDateTime;
use std::sync::Arc;
use tantivy::{DocId, Term};

/// Pages end here: nobody reads on, and a page this deep costs as much as all before it.
const DEEPEST: usize = 1_000_000;

pub fn search(view: &View, query: &Query, now: NaiveDateTime) -> tantivy::Result<Answer> {
    let asked = Asked::new(view, query, now);
    let mut best =
        Best::new(if query.take == 0 { 0 } else { query.skip.saturating_add(query.take).min(DEEPEST) });
    let (total, counts) = match asked.is_for_everything() {
        true => {
            for at in 0..view.segments.len() {
                asked.rank(at, &asked.open(at), &mut best)?;
            }
            let everything = asked.minute.everything.get_or_init(|| asked.everything());
            (everything.total, asked.counts(everything))
        }
        false => {
            let mut pass = asked.pass();
            for at in 0..view.segments.len() {
                let matching = asked.matching(at)?;
                let hits = asked.count(&mut pass, at, matching);
                asked.rank(at, &hits, &mut best)?;
            }
            (pass.counted.total, asked.counts(&pass.counted))
        }
    };
    let ranked = best.into_sorted();
    let hits = ranked.iter().skip(query.skip).take(query.take).map(|hit| asked.hit(hit)).collect();
    Ok(Answer { hits, total, counts, corrected: asked.plan.corrected })
}

/// A query, ready to be put to each segment.
struct Asked<'a> {
    view: &'a View,
    query: &'a Query,
    now: NaiveDateTime,
    minute: Arc<Minute>,
    plan: Plan,
    /// Words that earn a score; none when the order needs no score.
    weighed: Vec<Weighed>,
    /// Where distances are measured from.
    point: Option<Point>,
    within: Option<Vec<Term>>,
}

impl<'a> Asked<'a> {
    fn new(view: &'a View, query: &'a Query, now: NaiveDateTime) -> Asked<'a> {
        let plan = plan(view, query);
        let scoring = needs_score(query, &plan.needs);
        Asked {
            weighed: if scoring { weigh(view, &plan.needs) } else { Vec::new() },
            point: match &query.place {
                Some(Where::Round { lat, lon, .. }) => Some(space::point(*lat, *lon)),
                _ => None,
            },
            within: within(view, query),
            minute: view.at(minutes(now)),
            view,
            query,
            now,
            plan,
        }
    }

    /// A pass over the choices and the place.
    fn pass(&self) -> Pass {
        let miles = match &self.query.place {
            Some(Where::Round { miles, .. }) => *miles,
            _ => None,
        };
        let circle = self.point.zip(miles.map(space::chord_of));
        Pass::new(self.view, self.query, circle, self.now, self.minute.minute)
    }

    /// Whether nothing but what is open is asked for.
    fn is_for_everything(&self) -> bool {
        let unworded = self.plan.needs.is_empty() && self.plan.unwanted.is_empty();
        unworded && self.within.is_none() && self.pass().is_free()
    }

    fn open(&self, at: usize) -> Set {
        Set::Many(self.minute.moments.get(at).map(|moment| moment.open.clone()).unwrap_or_default())
    }

    fn everything(&self) -> Counted {
        let mut pass = self.pass();
        // It is kept for who asks for the counts later.
        pass.uncounted = false;
        (0..self.view.segments.len()).for_each(|at| drop(self.count(&mut pass, at, Set::All)));
        pass.counted
    }

    fn counts(&self, counted: &Counted) -> Counts {
        if self.query.uncounted { Counts::default() } else { counted.counts(self.view, self.query) }
    }

    fn matching(&self, at: usize) -> tantivy::Result<Set> {
        let segment = self.view.searcher.segment_readers().get(at);
        let Some((segment, rows)) = segment.zip(self.view.segments.get(at)) else {
            return Ok(Set::Few(Vec::new()));
        };
        let source = Source { segment, fields: &self.view.fields, held: &rows.held };
        source.matching(&self.plan.needs, &self.plan.unwanted, self.within.as_deref())
    }

    /// Counts what matches in a segment, and gives the hits.
    fn count(&self, pass: &mut Pass, at: usize, matching: Set) -> Set {
        match self.view.segments.get(at).zip(self.minute.moments.get(at)) {
            Some((rows, moment)) => pass.over(matching, rows, moment),
            None => Set::Few(Vec::new()),
        }
    }

    fn rank(&self, at: usize, hits: &Set, best: &mut Best) -> tantivy::Result<()> {
        let segment = self.view.searcher.segment_readers().get(at);
        let Some((segment, rows)) = segment.zip(self.view.segments.get(at)).filter(|_| best.most() > 0)
        else {
            return Ok(());
        };
        let ranked = |worth: u64, document: DocId| {
            let listing = rows.listings.get(document as usize).copied().unwrap_or(0);
            Ranked { worth, listing, segment: at as u32, document }
        };
        if self.weighed.is_empty() {
            if let (Set::Many(words), Some(order)) = (hits, rows.in_order(self.query.sort)) {
                // Many hits: the first of them come soon.
                let first = order.iter().filter(|document| bitmap::has(words, **document)).take(best.most());
                first.for_each(|document| {
                    let worth = plain_worth(self.query.sort, rows, *document, None);
                    best.add(worth, |worth| ranked(worth, *document));
                });
                return Ok(());
            }
            hits.for_each(rows.most(), |document| {
                let worth = plain_worth(self.query.sort, rows, document, self.point.as_ref());
                best.add(worth, |worth| ranked(worth, document));
            });
            return Ok(());
        }
        let source = Source { segment, fields: &self.view.fields, held: &rows.held };
        rank_scored(&source, &self.weighed, hits, (rows, self.minute.minute), best, ranked)
    }

    fn hit(&self, ranked: &Ranked) -> Hit {
        let rows = self.view.segments.get(ranked.segment as usize);
        let chord = rows.zip(self.point).and_then(|(rows, point)| rows.nearest(ranked.document, &point));
        Hit { listing: ranked.listing, miles: chord.map(space::miles_of) }
    }
}

/// Terms of which a listing must have one: the area, or the cells round the point.
fn within(view: &View, query: &Query) -> Option<Vec<Term>> {
    match query.place.as_ref()? {
        Where::Inside(area) => Some(vec![Term::from_field_text(view.fields.area, area)]),
        Where::Round { lat, lon, miles } => {
            let cells = space::cells_round(*lat, *lon, (*miles)?)?;
            Some(cells.into_iter().map(|cell| Term::from_field_u64(view.fields.cell, cell)).collect())
        }
    }
}
