//! What a search needs of each listing besides its words, in memory: filter values, times, pay and points.

use super::groups::{Bits, WORDS};
use super::space::{self, Point};
use tantivy::SegmentReader;

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

/// The listings of one segment, by document number.
pub struct Rows {
    pub rows: Vec<Row>,
    pub listings: Vec<i64>,
    points: Vec<Point>,
    /// Where each listing's points begin; one longer than `rows`.
    begins: Vec<u32>,
}

impl Rows {
    pub fn read(segment: &SegmentReader) -> tantivy::Result<Rows> {
        let fast = segment.fast_fields();
        let most = segment.max_doc();
        let (codes, points) = (fast.u64("codes")?, fast.u64("points")?);
        let column = |name: &str| fast.column_first_or_default::<u64>(name);
        let (provider, closes, posted) = (column("provider")?, column("closes")?, column("posted")?);
        let (starts, pays) = (column("starts")?, column("pays")?);
        let listings = fast.i64("listing")?;
        let mut read = Rows {
            rows: Vec::with_capacity(most as usize),
            listings: (0..most).map(|document| listings.first(document).unwrap_or(0)).collect(),
            points: Vec::with_capacity(most as usize),
            begins: Vec::with_capacity(most as usize + 1),
        };
        for document in 0..most {
            let mut bits = [0; WORDS];
            for number in codes.values_for_doc(document) {
                if let Some(word) = bits.get_mut(number as usize / 64) {
                    *word |= 1 << (number % 64);
                }
            }
            read.rows.push(Row {
                bits,
                provider: provider.get_val(document) as u32,
                closes: closes.get_val(document) as u32,
                posted: posted.get_val(document) as u32,
                starts: starts.get_val(document).min(u64::from(u16::MAX)) as u16,
                pays: (pays.get_val(document) / 100).min(u64::from(u16::MAX)) as u16,
            });
            read.begins.push(read.points.len() as u32);
            read.points.extend(points.values_for_doc(document).map(space::unpack));
        }
        read.begins.push(read.points.len() as u32);
        Ok(read)
    }

    /// The squared chord to the nearest of a listing's points; nothing when it has none.
    pub fn nearest(&self, document: u32, from: &Point) -> Option<f32> {
        let begin = *self.begins.get(document as usize)? as usize;
        let end = *self.begins.get(document as usize + 1)? as usize;
        let points = self.points.get(begin..end)?;
        points.iter().map(|point| space::chord(point, from)).min_by(f32::total_cmp)
    }
}
