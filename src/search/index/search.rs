//! Answers a query from a view.

use super::document::minutes;
use super::pass::{Pass, round};
use super::plan::plan;
use super::query::{Answer, Hit, Query, Where};
use super::rank::{Best, needs_score, plain_worth, scored_worth, scores, weigh};
use super::sets::Source;
use super::space;
use super::view::View;
use chrono::NaiveDateTime;
use tantivy::Term;

/// Pages end here: nobody reads on, and a page this deep costs as much as all before it.
const DEEPEST: usize = 1_000_000;

pub fn search(view: &View, query: &Query, now: NaiveDateTime) -> tantivy::Result<Answer> {
    let plan = plan(view, query);
    let scoring = needs_score(query, &plan.needs);
    let weighed = if scoring { weigh(view, &plan.needs) } else { Vec::new() };
    let circle = match &query.place {
        Some(Where::Round { lat, lon, miles }) => Some(round(*lat, *lon, *miles)),
        _ => None,
    };
    let within = within(view, query);
    let mut pass = Pass::new(view, query, circle, now);
    let last = query.skip.saturating_add(query.take).min(DEEPEST);
    let mut best = Best::new(if query.take == 0 { 0 } else { last });
    for (segment, rows) in view.searcher.segment_readers().iter().zip(&view.segments) {
        let source = Source { segment, fields: &view.fields };
        let set = source.matching(&plan.needs, &plan.unwanted, within.as_deref())?;
        let listing = |document: u32| rows.listings.get(document as usize).copied().unwrap_or(0);
        let (mut hits, mut chords) = (Vec::new(), Vec::new());
        pass.over(&set, rows, segment.alive_bitset(), |document, row, chord| match scoring {
            true => {
                hits.push(document);
                chords.push(chord);
            }
            false => best.add(plain_worth(query.sort, row, chord), || listing(document), chord),
        });
        let scores = if scoring { scores(&source, &weighed, &hits)? } else { Vec::new() };
        for ((document, chord), score) in hits.iter().zip(&chords).zip(scores) {
            let posted = rows.rows.get(*document as usize).map_or(0, |row| row.posted);
            best.add(scored_worth(score, posted, minutes(now)), || listing(*document), *chord);
        }
    }
    let ranked = best.into_sorted();
    let hits = ranked.iter().skip(query.skip).take(query.take);
    let hits =
        hits.map(|hit| Hit { listing: hit.listing, miles: hit.chord().map(space::miles_of) }).collect();
    let (total, counts) = pass.counts(view);
    Ok(Answer { hits, total, counts, corrected: plan.corrected })
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
