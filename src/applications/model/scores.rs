//! How members of a provider score an application against the person specification.

use crate::accounts::AccountId;
use crate::listings::CriterionId;

/// What a score says.
pub const SCORES: [(i32, &str); 4] = [(0, "None"), (1, "Partly"), (2, "Met"), (3, "Exceeded")];
pub const BEST: i32 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Score {
    pub criterion: CriterionId,
    pub by: AccountId,
    pub score: i32,
}

/// What one member gave in all; `None` when they have not scored.
pub fn total_by(scores: &[Score], by: AccountId) -> Option<i32> {
    let theirs = scores.iter().filter(|one| one.by == by);
    theirs.map(|one| one.score).reduce(|sum, score| sum + score)
}

/// The mean of what each member gave in all, so that it does not grow with their number; `None` when nobody has scored.
pub fn total(scores: &[Score]) -> Option<f64> {
    let mut members: Vec<AccountId> = scores.iter().map(|one| one.by).collect();
    members.sort_unstable();
    members.dedup();
    let sum: i32 = scores.iter().map(|one| one.score).sum();
    (!members.is_empty()).then(|| f64::from(sum) / members.len() as f64)
}

/// `7.5`, or `7`
pub fn points(total: f64) -> String {
    let tenths = (total * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_the_mean_of_the_members_totals() {
        let score =
            |criterion, by, score| Score { criterion: CriterionId(criterion), by: AccountId(by), score };
        let one = [score(1, 7, 3), score(2, 7, 2)];
        let two = [score(1, 7, 3), score(2, 7, 2), score(1, 8, 0), score(2, 8, 2)];
        let three = [score(1, 7, 1), score(1, 8, 1), score(1, 9, 2)];
        for (scores, want, shown) in
            [(&one[..], Some(5.0), "5"), (&two[..], Some(3.5), "3.5"), (&three[..], Some(4.0 / 3.0), "1.3")]
        {
            assert_eq!(total(scores), want);
            assert_eq!(total(scores).map(points).as_deref(), Some(shown));
        }
        assert_eq!(total(&[]), None);
        assert_eq!((total_by(&two, AccountId(8)), total_by(&two, AccountId(9))), (Some(2), None));
        assert_eq!(total_by(&[score(1, 7, 0)], AccountId(7)), Some(0), "nothing met is still a score");
    }
}
