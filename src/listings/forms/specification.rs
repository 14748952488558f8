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
            for words in text::lines(typed).lines().map(text::line).filter(|words| !words.is_empty()) {
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
            full.criteria = criteria;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_and_marks_of_white_space_are_no_points() {
        let typed = " Scrubs alone \r\n\r\n\tTeaches\n ";
        let points: Vec<String> =
            text::lines(typed).lines().map(text::line).filter(|words| !words.is_empty()).collect();
        assert_eq!(points, ["Scrubs alone", "Teaches"]);
    }
}
