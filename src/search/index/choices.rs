//! What is chosen among the filters, as conditions on rows and as sets of documents.

use super::bitmap::{self, Bitmap};
use super::document::minutes;
use super::groups::{Bits, Group, WORDS, bits};
use super::query::{PAYS_FROM, POSTED_WITHIN, Query, STARTS_WITHIN};
use super::rows::{Present, Row, Rows, posted_from, starts_by};
use super::view::View;
use chrono::NaiveDateTime;

/// What is counted: everything of a hit, or one group for a listing that fails only that group's choice.
pub enum Part {
    Everything,
    Group { mask: Bits, numbers: Vec<u32> },
    Provider,
    Posted,
    Starts,
    Pays,
}

/// What must hold of a listing, and which group it belongs to.
pub struct Choice {
    test: Test,
    pub part: Part,
}

enum Test {
    Values {
        wanted: Bits,
        numbers: Vec<u32>,
    },
    /// By number.
    Providers(Bitmap),
    PostedWithin {
        days: u16,
        from: u32,
    },
    StartsWithin {
        days: u16,
        by: u16,
    },
    PaysFrom {
        hundreds: u16,
    },
}

pub fn choices(view: &View, query: &Query, now: NaiveDateTime) -> Vec<Choice> {
    let (mut choices, minute) = (Vec::new(), minutes(now));
    for (group, codes) in query.chosen.iter().filter(|(_, codes)| !codes.is_empty()) {
        let numbers = codes.iter().filter_map(|code| view.dictionary.number(*group, code));
        choices.push(match group {
            Group::Provider => {
                let mut wanted = bitmap::none(view.dictionary.providers() as u32);
                numbers.for_each(|number| bitmap::set(&mut wanted, number));
                Choice { test: Test::Providers(wanted), part: Part::Provider }
            }
            _ => {
                let numbers: Vec<u32> = numbers.collect();
                let wanted = bits(numbers.iter().copied());
                let own = view.dictionary.numbers(*group);
                let part = Part::Group { mask: bits(own.iter().copied()), numbers: own };
                Choice { test: Test::Values { wanted, numbers }, part }
            }
        });
    }
    let posted = |days: u16| Test::PostedWithin { days, from: posted_from(days, minute) };
    choices.extend(query.posted_within.map(|days| Choice { test: posted(days), part: Part::Posted }));
    let starts = |days: u16| Test::StartsWithin { days, by: starts_by(days, minute) };
    choices.extend(query.starts_within.map(|days| Choice { test: starts(days), part: Part::Starts }));
    let pays =
        |pounds: u32| Test::PaysFrom { hundreds: pounds.div_ceil(100).min(u32::from(u16::MAX)) as u16 };
    choices.extend(query.pays_from.map(|pounds| Choice { test: pays(pounds), part: Part::Pays }));
    choices
}

impl Choice {
    #[inline]
    pub fn fits(&self, row: &Row) -> bool {
        match &self.test {
            Test::Values { wanted, .. } => {
                (0..WORDS).fold(0, |any, word| any | wanted[word] & row.bits[word]) != 0
            }
            Test::Providers(providers) => bitmap::has(providers, row.provider),
            Test::PostedWithin { from, .. } => row.posted >= *from,
            Test::StartsWithin { by, .. } => row.starts <= *by,
            Test::PaysFrom { hundreds } => row.pays >= *hundreds,
        }
    }

    /// All of a segment that fit.
    pub fn fitting(&self, rows: &Rows, present: &Present, minute: u32) -> Bitmap {
        let known = |offered: &[u16], days: u16, made: &[Bitmap]| {
            offered.iter().position(|other| *other == days).and_then(|at| made.get(at).cloned())
        };
        match &self.test {
            Test::Values { numbers, .. } => {
                let mut fitting = bitmap::none(rows.most());
                let columns = numbers.iter().filter_map(|number| rows.values.get(*number as usize));
                columns.for_each(|column| column.add_to(&mut fitting));
                fitting
            }
            Test::Providers(providers) => {
                bitmap::of(&rows.providers, |provider| bitmap::has(providers, provider))
            }
            Test::PostedWithin { days, .. } => known(&POSTED_WITHIN, *days, &present.posted_within)
                .unwrap_or_else(|| rows.posted_within(*days, minute)),
            Test::StartsWithin { days, .. } => known(&STARTS_WITHIN, *days, &present.starts_within)
                .unwrap_or_else(|| rows.starts_within(*days, minute)),
            Test::PaysFrom { hundreds } => {
                let offered = PAYS_FROM.iter().position(|pounds| pounds / 100 == u32::from(*hundreds));
                let known = offered.and_then(|at| rows.pays_from.get(at).cloned());
                known.unwrap_or_else(|| bitmap::of(&rows.pays, |pays| pays >= *hundreds))
            }
        }
    }
}
