//! What has been counted: totals by filter value. A few listings are counted row by row, many value by value, which
//! costs the same however many they are.

use super::bitmap;
use super::choices::Part;
use super::groups::{Group, MOST_CODES};
use super::query::{Counts, FIRST_PROVIDERS, PAYS_FROM, POSTED_WITHIN, Query, STARTS_WITHIN};
use super::rows::{Present, Row, Rows, posted_from, starts_by};
use super::tally::Tally;
use super::view::View;

/// Fewer than one in so many of a segment are counted row by row.
const FEW: u32 = 10;
/// The same where only one group is counted.
const FEW_OF_GROUP: u32 = 80;

pub struct Counted {
    pub total: u32,
    minute: u32,
    tally: Tally,
    values: Vec<u32>,
    providers: Vec<u32>,
    posted: [u32; POSTED_WITHIN.len()],
    starts: [u32; STARTS_WITHIN.len()],
    pays: [u32; PAYS_FROM.len()],
    /// The bounds of the ranges, as rows have them.
    posted_from: [u32; POSTED_WITHIN.len()],
    starts_by: [u16; STARTS_WITHIN.len()],
}

impl Counted {
    pub fn new(view: &View, minute: u32) -> Counted {
        Counted {
            total: 0,
            minute,
            tally: Tally::default(),
            values: vec![0; MOST_CODES],
            providers: vec![0; view.dictionary.providers()],
            posted: [0; POSTED_WITHIN.len()],
            starts: [0; STARTS_WITHIN.len()],
            pays: [0; PAYS_FROM.len()],
            posted_from: POSTED_WITHIN.map(|days| posted_from(days, minute)),
            starts_by: STARTS_WITHIN.map(|days| starts_by(days, minute)),
        }
    }

    #[inline]
    pub fn add_row(&mut self, row: &Row, part: &Part) {
        match part {
            Part::Everything => {
                self.total += 1;
                self.tally.add(row.bits);
                self.add_provider(row.provider);
                self.add_times(row, true, true, true);
            }
            Part::Group { mask, .. } => {
                let mut own = row.bits;
                own.iter_mut().zip(mask).for_each(|(word, mask)| *word &= mask);
                self.tally.add(own);
            }
            Part::Provider => self.add_provider(row.provider),
            Part::Posted => self.add_times(row, true, false, false),
            Part::Starts => self.add_times(row, false, true, false),
            Part::Pays => self.add_times(row, false, false, true),
        }
    }

    /// Adds a set of documents of a segment.
    pub fn add_many(&mut self, words: &[u64], rows: &Rows, present: &Present, part: &Part) {
        let many = bitmap::count(words);
        let few = match part {
            Part::Everything => FEW,
            _ => FEW_OF_GROUP,
        };
        if many < rows.most() / few {
            bitmap::for_each(words, |document| {
                if let Some(row) = rows.rows.get(document as usize) {
                    self.add_row(row, part);
                }
            });
            return;
        }
        match part {
            Part::Everything => {
                self.total += many;
                for (count, column) in self.values.iter_mut().zip(&rows.values) {
                    *count += column.count_in(words);
                }
                self.add_providers(words, rows);
                add_ranges(&mut self.posted, &present.posted_within, words);
                add_ranges(&mut self.starts, &present.starts_within, words);
                add_ranges(&mut self.pays, &rows.pays_from, words);
            }
            Part::Group { numbers, .. } => {
                for number in numbers.iter().map(|number| *number as usize) {
                    if let (Some(count), Some(column)) =
                        (self.values.get_mut(number), rows.values.get(number))
                    {
                        *count += column.count_in(words);
                    }
                }
            }
            Part::Provider => self.add_providers(words, rows),
            Part::Posted => add_ranges(&mut self.posted, &present.posted_within, words),
            Part::Starts => add_ranges(&mut self.starts, &present.starts_within, words),
            Part::Pays => add_ranges(&mut self.pays, &rows.pays_from, words),
        }
    }

    pub fn counts(&self, view: &View, query: &Query) -> Counts {
        let values: Vec<u32> = self.tally.counts().iter().zip(&self.values).map(|(a, b)| a + b).collect();
        let mut groups = view.dictionary.named(&values);
        let named = self.named_providers(view, query);
        if !named.is_empty() {
            groups.insert(Group::Provider, named);
        }
        Counts {
            groups,
            providers: self.providers.iter().filter(|count| **count > 0).count(),
            posted_within: POSTED_WITHIN.into_iter().zip(self.posted).collect(),
            starts_within: STARTS_WITHIN.into_iter().zip(self.starts).collect(),
            pays_from: PAYS_FROM.into_iter().zip(self.pays).collect(),
        }
    }

    /// Most frequent first.
    fn named_providers(&self, view: &View, query: &Query) -> Vec<(String, u32)> {
        let counted = self.providers.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut found: Vec<(&str, u32)> =
            counted.filter_map(|(at, count)| Some((view.dictionary.provider(at)?, *count))).collect();
        let order = |a: &(&str, u32), b: &(&str, u32)| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0));
        if !query.every_provider && found.len() > FIRST_PROVIDERS {
            let chosen = query.chosen.get(&Group::Provider);
            let is_chosen = |slug: &str| chosen.is_some_and(|chosen| chosen.contains(slug));
            found.select_nth_unstable_by(FIRST_PROVIDERS, order);
            let rest = found.split_off(FIRST_PROVIDERS);
            found.extend(rest.into_iter().filter(|(slug, _)| is_chosen(slug)));
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(slug, count)| (slug.to_owned(), count)).collect()
    }

    pub fn minute(&self) -> u32 {
        self.minute
    }

    #[inline]
    fn add_provider(&mut self, provider: u32) {
        if let Some(count) = self.providers.get_mut(provider as usize) {
            *count += 1;
        }
    }

    fn add_providers(&mut self, words: &[u64], rows: &Rows) {
        bitmap::for_each(words, |document| {
            if let Some(provider) = rows.providers.get(document as usize) {
                self.add_provider(*provider);
            }
        });
    }

    #[inline]
    fn add_times(&mut self, row: &Row, posted: bool, starts: bool, pays: bool) {
        if posted {
            let reached = self.posted.iter_mut().zip(self.posted_from);
            reached.for_each(|(count, from)| *count += u32::from(row.posted >= from));
        }
        if starts {
            let reached = self.starts.iter_mut().zip(self.starts_by);
            reached.for_each(|(count, by)| *count += u32::from(row.starts <= by));
        }
        if pays {
            let reached = self.pays.iter_mut().zip(PAYS_FROM);
            reached.for_each(|(count, pounds)| *count += u32::from(u32::from(row.pays) >= pounds / 100));
        }
    }
}

fn add_ranges(counts: &mut [u32], ranges: &[bitmap::Bitmap], words: &[u64]) {
    counts.iter_mut().zip(ranges).for_each(|(count, range)| *count += bitmap::count_both(range, words));
}
