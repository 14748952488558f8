//! Several applications moved at once, and what is said of it.

use super::State;

/// How many names a sentence holds; the others are counted.
const MOST_NAMES: usize = 2;

/// What became of several applications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Moved now, and their candidates written to.
    pub now: usize,
    /// Stood there already: the button was pressed twice, or a colleague was quicker.
    pub before: usize,
    /// Were left as they are, because they have moved on elsewhere: how the provider names them, and where they are.
    pub elsewhere: Vec<(String, State)>,
    /// Are no longer there.
    pub gone: usize,
}

impl Moved {
    /// `done` says what was done: `Shortlisted`.
    pub fn words(&self, done: &str) -> String {
        let first = match self.now {
            0 => "Nothing was changed.".to_string(),
            many => format!("{done} {many}, and emailed them."),
        };
        self.sentences(first, "had already been moved there")
    }

    /// The same of a message that was sent to them.
    pub fn sent_words(&self) -> String {
        let first = match self.now {
            0 => "Nothing was sent.".to_string(),
            many => format!("Sent to {many}."),
        };
        self.sentences(first, "had it before")
    }

    fn sentences(&self, first: String, before: &str) -> String {
        let mut said = vec![first];
        if self.before > 0 {
            said.push(format!("{} {before}.", self.before));
        }
        for (who, state) in self.elsewhere.iter().take(MOST_NAMES) {
            said.push(format!("{who} is left as it is: {}.", state.label().to_lowercase()));
        }
        match self.elsewhere.len().saturating_sub(MOST_NAMES) {
            0 => {}
            1 => said.push("1 more had moved on too.".into()),
            many => said.push(format!("{many} more had moved on too.")),
        }
        match self.gone {
            0 => {}
            1 => said.push("1 is no longer there.".into()),
            many => said.push(format!("{many} are no longer there.")),
        }
        said.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_them_is_said_in_a_few_words() {
        let left = |who: &str, state| (who.to_string(), state);
        let three = vec![
            left("Applicant 7F3K2M", State::Withdrawn),
            left("Ada Marsh", State::Rejected),
            left("Bob Pike", State::Accepted),
        ];
        for (moved, want) in [
            (Moved { now: 1, ..Moved::default() }, "Shortlisted 1, and emailed them."),
            (
                Moved { now: 2, before: 1, ..Moved::default() },
                "Shortlisted 2, and emailed them. 1 had already been moved there.",
            ),
            (
                Moved { before: 3, gone: 1, ..Moved::default() },
                "Nothing was changed. 3 had already been moved there. 1 is no longer there.",
            ),
            (
                Moved { now: 4, elsewhere: three, ..Moved::default() },
                "Shortlisted 4, and emailed them. Applicant 7F3K2M is left as it is: withdrawn. Ada Marsh is left as \
                 it is: not successful. 1 more had moved on too.",
            ),
        ] {
            assert_eq!(moved.words("Shortlisted"), want);
        }
    }
}
