//! From one day to another, both included, as a search form asks for them.

use chrono::{Days, NaiveDate, NaiveTime};

use crate::kit::clock::{self, Moment};
use crate::web::form::{self, Problems};

/// The first moment and the one after the last, in London days. A day that cannot be read asks for nothing, and is said
/// beside the fields `from` and `to`.
pub fn between(problems: &mut Problems, from: &str, to: &str) -> (Option<Moment>, Option<Moment>) {
    let from = problems.keep("from", form::day(from)).flatten();
    let to = problems.keep("to", form::day(to)).flatten();
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        problems.add("to", "Enter a day that is not before the first");
    }
    (from.map(start), to.and_then(|day| day.checked_add_days(Days::new(1))).map(start))
}

/// Midnight in London.
pub fn start(day: NaiveDate) -> Moment {
    clock::london_time(day, NaiveTime::MIN)
}
