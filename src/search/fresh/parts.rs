//! What one pair of a search's address asks for. It is read by [`Criteria`] itself, pair by pair, so that a letter and the
//! page of its search understand the same.

use super::{Fresh, named};
use crate::search::criteria::{Criteria, Within, annual};
use crate::search::index::Group;

/// Sets by their numbers.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Nothing,
    Words(Option<usize>),
    Place(usize),
    Within(Within),
    Starts(Option<usize>),
    Pay(Option<u32>),
    Per(i64),
    Code(Group, usize),
}

/// Bytes of a pair in its table.
const OVERHEAD: usize = 96;

impl Fresh {
    pub(super) fn learn(&mut self, pair: &str) -> anyhow::Result<Part> {
        let part = self.part(pair)?;
        self.pairs.insert(pair.into(), part);
        self.bytes.0 += pair.len() + OVERHEAD;
        Ok(part)
    }

    fn part(&mut self, pair: &str) -> anyhow::Result<Part> {
        let Some((name, value)) = named(pair) else { return Ok(Part::Nothing) };
        let alone = Criteria::read(pair);
        Ok(match name.as_str() {
            "q" | "what" if alone.words.is_empty() => Part::Words(None),
            "q" | "what" => {
                let set = self.clauses.words(&alone.words)?;
                Part::Words(Some(self.keep(set)))
            }
            "place" | "where" => Part::Place(self.spot(&alone.locate())?),
            // Without a place nothing is read of it.
            "within" => Part::Within(Criteria::read(&format!("place=x&{pair}")).within),
            "starts" => Part::Starts(alone.starts.map(|days| {
                let set = self.clauses.starting_within(days);
                self.keep(set)
            })),
            "pay" => Part::Pay(alone.pay.map(|pay| pay.pounds)),
            "per" => annual(1, value.trim()).map_or(Part::Nothing, Part::Per),
            _ => match alone.chosen.into_iter().next() {
                Some((group, codes)) => {
                    let code = codes.into_iter().next().unwrap_or_default();
                    let set = self.clauses.code(group, &code);
                    Part::Code(group, self.keep(set))
                }
                None => Part::Nothing,
            },
        })
    }
}
