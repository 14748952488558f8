//! What a search needs of each listing besides its words, in memory: filter values, times, pay and points. Twice, since
//! a few listings are counted row by row, and many value by value. About 140 bytes a listing in all.

use super::bitmap::{self, Bitmap};
use super::groups::{Bits, WORDS};
use super::query::{PAYS_FROM, POSTED_WITHIN, STARTS_WITHIN, Sort};
use super::rank::plain_worth;
use super::sets::Held;
use super::space::{self, Point};
use std::cmp::Reverse;
use std::sync::{Arc, Mutex, OnceLock};
use tantivy::{DocId, SegmentReader};

pub const MINUTES_A_DAY: u32 = 24 * 60;
/// A value that fewer than one listing in so many has is kept as a list.
const RARE: usize = 64;

/// One listing; 64 bytes.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub struct Row {
    pub bits: Bits,
    pub provider: u32,
    /// Minutes since the index's epoch; the greatest when it never closes.
    pub closes: u32,
    pub posted: u32,
    /// Days since the index's epoch; the greatest when unknown.
    pub starts: u16,
    /// In hundreds of pounds a year; 0 when unknown.
    pub pays: u16,
}

/// The listings that have a filter value.
pub enum Column {
    Few(Vec<DocId>),
    Many(Bitmap),
}

/// The listings of one segment, by document number.
pub struct Rows {
    pub rows: Vec<Row>,
    pub listings: Vec<i64>,
    /// By the number of the value.
    pub values: Vec<Column>,
    pub providers: Vec<u32>,
    pub posted: Vec<u32>,
    pub closes: Vec<u32>,
    pub pays: Vec<u16>,
    starts: Vec<u16>,
    /// For each of [`PAYS_FROM`].
    pub pays_from: Vec<Bitmap>,
    points: Vec<Point>,
    /// Where each listing's points begin; one longer than `rows`.
    begins: Vec<u32>,
    present: Mutex<Option<Arc<Present>>>,
    /// Sets of documents that were found before.
    pub held: Held,
    /// For each of [`ORDERS`], made when it is first asked for.
    orders: [OnceLock<Vec<DocId>>; ORDERS.len()],
}

/// Sorts for which the order of a segment's listings is always the same.
const ORDERS: [Sort; 3] = [Sort::Newest, Sort::ClosingSoonest, Sort::HighestPay];

/// What changes as time passes.
pub struct Present {
    minute: u32,
    /// Not closed yet.
    pub open: Bitmap,
    /// For each of [`POSTED_WITHIN`].
    pub posted_within: Vec<Bitmap>,
    /// For each of [`STARTS_WITHIN`].
    pub starts_within: Vec<Bitmap>,
}

impl Rows {
    pub fn read(segment: &SegmentReader) -> tantivy::Result<Rows> {
        let fast = segment.fast_fields();
        let most = segment.max_doc();
        let codes = fast.u64("codes")?;
        let column = |name: &str| fast.column_first_or_default::<u64>(name);
        let (provider, closes, posted) = (column("provider")?, column("closes")?, column("posted")?);
        let (starts, pays) = (column("starts")?, column("pays")?);
        let mut rows = Vec::with_capacity(most as usize);
        for document in 0..most {
            let mut bits = [0; WORDS];
            for number in codes.values_for_doc(document) {
                if let Some(word) = bits.get_mut(number as usize / 64) {
                    *word |= 1 << (number % 64);
                }
            }
            rows.push(Row {
                bits,
                provider: provider.get_val(document) as u32,
                closes: closes.get_val(document) as u32,
                posted: posted.get_val(document) as u32,
                starts: starts.get_val(document).min(u64::from(u16::MAX)) as u16,
                pays: (pays.get_val(document) / 100).min(u64::from(u16::MAX)) as u16,
            });
        }
        let listings = fast.i64("listing")?;
        let listings = (0..most).map(|document| listings.first(document).unwrap_or(0)).collect();
        Ok(Rows::of(rows, listings, points(segment)?))
    }

    fn of(rows: Vec<Row>, listings: Vec<i64>, (points, begins): (Vec<Point>, Vec<u32>)) -> Rows {
        let pays: Vec<u16> = rows.iter().map(|row| row.pays).collect();
        let pays_from = PAYS_FROM.map(|pounds| bitmap::of(&pays, |pays| u32::from(pays) >= pounds / 100));
        Rows {
            values: columns(&rows),
            providers: rows.iter().map(|row| row.provider).collect(),
            posted: rows.iter().map(|row| row.posted).collect(),
            closes: rows.iter().map(|row| row.closes).collect(),
            starts: rows.iter().map(|row| row.starts).collect(),
            pays_from: pays_from.to_vec(),
            pays,
            held: Held::new(rows.len() as DocId),
            rows,
            listings,
            points,
            begins,
            present: Mutex::new(None),
            orders: [const { OnceLock::new() }; ORDERS.len()],
        }
    }

    /// How many documents it has, the dead included.
    pub fn most(&self) -> DocId {
        self.rows.len() as DocId
    }

    /// Made once a minute.
    pub fn present(&self, minute: u32) -> Arc<Present> {
        let mut held = self.present.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match &*held {
            Some(present) if present.minute == minute => Arc::clone(present),
            _ => Arc::clone(held.insert(Arc::new(Present {
                minute,
                open: bitmap::of(&self.closes, |closes| closes > minute),
                posted_within: POSTED_WITHIN.map(|days| self.posted_within(days, minute)).to_vec(),
                starts_within: STARTS_WITHIN.map(|days| self.starts_within(days, minute)).to_vec(),
            }))),
        }
    }

    pub fn posted_within(&self, days: u16, minute: u32) -> Bitmap {
        let least = posted_from(days, minute);
        bitmap::of(&self.posted, |posted| posted >= least)
    }

    pub fn starts_within(&self, days: u16, minute: u32) -> Bitmap {
        let latest = starts_by(days, minute);
        bitmap::of(&self.starts, |starts| starts <= latest)
    }

    /// All documents in the order of a sort, the best first; nothing for a sort that needs words or a point.
    pub fn in_order(&self, sort: Sort) -> Option<&[DocId]> {
        let sort = if sort == Sort::Best { Sort::Newest } else { sort };
        let held = self.orders.get(ORDERS.iter().position(|other| *other == sort)?)?;
        let made = || {
            let mut documents: Vec<DocId> = (0..self.most()).collect();
            documents.sort_by_cached_key(|document| {
                let listing = self.listings.get(*document as usize).copied();
                Reverse((plain_worth(sort, self, *document, None), listing))
            });
            documents
        };
        Some(held.get_or_init(made))
    }

    /// The squared chord to the nearest of a listing's points; nothing when it has none.
    #[inline]
    pub fn nearest(&self, document: DocId, from: &Point) -> Option<f32> {
        self.points_of(document).iter().map(|point| space::chord(point, from)).min_by(f32::total_cmp)
    }

    /// Where a listing is: its points, if any.
    #[inline]
    pub fn points_of(&self, document: DocId) -> &[Point] {
        let begin = self.begins.get(document as usize).copied().unwrap_or(0) as usize;
        let end = self.begins.get(document as usize + 1).copied().unwrap_or(0) as usize;
        self.points.get(begin..end).unwrap_or_default()
    }
}

/// The earliest minute that is within so many days.
pub fn posted_from(days: u16, minute: u32) -> u32 {
    minute.saturating_sub(u32::from(days) * MINUTES_A_DAY)
}

/// The last day that is within so many days; never the one that stands for the unknown.
pub fn starts_by(days: u16, minute: u32) -> u16 {
    let today = (minute / MINUTES_A_DAY).min(u32::from(u16::MAX)) as u16;
    today.saturating_add(days).min(u16::MAX - 1)
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let mut counts = vec![0usize; WORDS * 64];
    for row in rows {
        numbers(&row.bits, |number| counts[number] += 1);
    }
    let used = counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
    let column = |count: &usize| match count * RARE < rows.len() {
        true => Column::Few(Vec::with_capacity(*count)),
        false => Column::Many(bitmap::none(rows.len() as DocId)),
    };
    let mut columns: Vec<Column> = counts.iter().take(used).map(column).collect();
    for (document, row) in rows.iter().enumerate() {
        numbers(&row.bits, |number| match columns.get_mut(number) {
            Some(Column::Few(documents)) => documents.push(document as DocId),
            Some(Column::Many(words)) => bitmap::set(words, document as DocId),
            None => {}
        });
    }
    columns
}

fn numbers(bits: &Bits, mut each: impl FnMut(usize)) {
    for (word, bits) in bits.iter().enumerate() {
        let mut left = *bits;
        while left != 0 {
            each(word * 64 + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}

fn points(segment: &SegmentReader) -> tantivy::Result<(Vec<Point>, Vec<u32>)> {
    let (most, packed) = (segment.max_doc(), segment.fast_fields().u64("points")?);
    let mut points = Vec::with_capacity(most as usize);
    let mut begins = Vec::with_capacity(most as usize + 1);
    for document in 0..most {
        begins.push(points.len() as u32);
        points.extend(packed.values_for_doc(document).map(space::unpack));
    }
    begins.push(points.len() as u32);
    points.shrink_to_fit();
    Ok((points, begins))
}

impl Column {
    /// How many of a set have the value.
    pub fn count_in(&self, words: &[u64]) -> u32 {
        match self {
            Column::Few(documents) => {
                documents.iter().map(|document| u32::from(bitmap::has(words, *document))).sum()
            }
            Column::Many(own) => bitmap::count_both(own, words),
        }
    }

    pub fn add_to(&self, words: &mut [u64]) {
        match self {
            Column::Few(documents) => documents.iter().for_each(|document| bitmap::set(words, *document)),
            Column::Many(own) => bitmap::or(words, own),
        }
    }
}
