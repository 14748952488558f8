//! The person specification: what a listing asks of a person, one point a line.

use super::{Around, Keeper, StepForm, shared, step_form};
use crate::kit::text;
use crate::listings::model::{Criterion, CriterionId, Full, MOST_CRITERIA, Need, Step};

/// Characters.
const LONGEST: usize = 200;

step_form!(SpecificationForm { essential, desirable });

impl StepForm for SpecificationForm {
    const STEP: Step = Step::Specification;
    shared!();

    fn of(full: &Full) -> Self {
        let lines = |need: Need| {
            let of_need = full.criteria.iter().filter(|one| one.need == need);
            of_need.map(|one| one.words.as_str()).collect::<Vec<_>>().join("\n")
        };
        Self { essential: lines(Need::Essential), desirable: lines(Need::Desirable), ..Self::default() }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let mut criteria = Vec::new();
        let typed = [
            (Need::Essential, "essential", &self.essential),
            (Need::Desirable, "desirable", &self.desirable),
        ];
        for (need, field, typed) in typed {
            for words in points(typed) {
                if words.chars().count() > LONGEST {
                    let start = text::excerpt(&words, 40);
                    keep.problems.add(field, format!("Shorten “{start}” to {LONGEST} characters or fewer"));
                }
                let (id, listing_id, position) = (CriterionId::new(), full.listing.id, criteria.len() as i32);
                criteria.push(Criterion { id, listing_id, position, need, words });
            }
        }
        if criteria.len() > MOST_CRITERIA {
            let many = criteria.len();
            let message = format!("Name at most {MOST_CRITERIA} points: there are {many}");
            keep.problems.add("essential", message);
        }
        if !keep.problems.any() {
            same_ids(&mut criteria, &full.criteria);
            full.criteria = criteria;
        }
    }
}

/// One a line; white space is no point.
fn points(typed: &str) -> Vec<String> {
    text::lines(typed).lines().map(text::line).filter(|words| !words.is_empty()).collect()
}

/// A point with the same words is the same one and keeps its number, and with it its scores, wherever it stands now.
/// One in other words is another: nobody scored that.
fn same_ids(criteria: &mut [Criterion], before: &[Criterion]) {
    let plain = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut left: Vec<&Criterion> = before.iter().collect();
    for criterion in criteria {
        let words = plain(&criterion.words);
        let Some(at) = left.iter().position(|old| plain(&old.words) == words) else { continue };
        criterion.id = left.remove(at).id;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_the_same_words_keeps_its_number() {
        let point = |id: i64, need, words: &str| Criterion {
            id: CriterionId(id),
            listing_id: crate::listings::model::ListingId(1),
            position: 0,
            need,
            words: words.into(),
        };
        let (yes, no) = (Need::Essential, Need::Desirable);
        let before = [point(1, yes, "Scrubs alone"), point(2, yes, "Teaches"), point(3, no, "Teaches")];
        let mut now = [
            point(11, no, "Teaches"),
            point(12, yes, "scrubs alone."),
            point(13, yes, "Scrubs in pairs"),
            point(14, yes, "Teaches"),
            point(15, yes, "Teaches"),
        ];
        same_ids(&mut now, &before);
        assert_eq!(now.map(|one| one.id.0), [2, 1, 13, 3, 15]);
    }

    #[test]
    fn empty_lines_and_marks_of_white_space_are_no_points() {
        assert_eq!(points(" Scrubs alone \r\n\r\n\tTeaches\n "), ["Scrubs alone", "Teaches"]);
        assert!(points(" \r\n\t").is_empty());
    }
}
