//! What alerts have to tell: a listing that became public, or one that changed in pay, place, dates, requirements or
//! kind of work. A listing that is posted anew is another listing, and so new. One that was out of sight and is seen
//! again is noted once more: whoever was told of it is not told again, whoever was not is.

use diesel::QueryResult;

use crate::alerts::deliver::{run, store};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::{self, Difference, ListingAmended, ListingPublished};

/// What is told again when it changes, as its difference is called, and how that is said.
const TOLD: [(&str, &str); 21] = [
    ("Pay", "Pay is"),
    ("Note on pay", "The note on pay is"),
    ("Comparable band", "The comparable band is"),
    ("Sites", "The place is"),
    ("Closing day", "The closing day is"),
    ("Starts", "The start is"),
    ("Ends", "The end is"),
    ("Profession", "The profession is"),
    ("Specialty", "The specialty is"),
    ("Grade", "The grade is"),
    ("Learners", "The learners are"),
    ("Career stage", "The career stage is"),
    ("Person specification", "The person specification"),
    ("Contract", "The contract is"),
    ("Working pattern", "The working pattern is"),
    ("Hours a week", "The hours a week are"),
    ("DBS check", "The DBS check is"),
    ("Visa sponsorship", "Visa sponsorship is"),
    ("Less than full time welcome", "Less than full time welcome is"),
    ("Patients", "Patients are"),
    ("Least share of full time (%)", "The least share of full time (%) is"),
];
/// In characters; what is longer only says that it has changed.
const LONGEST: usize = 120;
/// Changes of one listing that may be made before the first of them is told.
const MOST_LOOKED_AT: i64 = 100;

/// Notes that a listing became public, once for each time that it did, and starts telling it.
pub fn note_published(conn: &mut Conn, published: &ListingPublished, now: Moment) -> QueryResult<()> {
    let Some(listing) = listings::find(conn, published.listing)? else { return Ok(()) };
    let at = published.at.or(listing.published_at).unwrap_or(listing.created_at);
    if store::add_news(conn, listing.id, "", at)? {
        run::start_instant(conn, now)?;
    }
    Ok(())
}

/// Notes what changed in a listing that is public, once for each change; nothing when it is nothing to alerts.
pub fn note_amended(conn: &mut Conn, amended: &ListingAmended, now: Moment) -> QueryResult<()> {
    let changed = listings::amendments(conn, amended.listing, MOST_LOOKED_AT)?;
    let Some(amendment) = changed.into_iter().find(|one| one.id == amended.amendment) else { return Ok(()) };
    let words = changed_words(&amendment.changes);
    if !words.is_empty() && store::add_news(conn, amended.listing, &words, amendment.at)? {
        run::start_instant(conn, now)?;
    }
    Ok(())
}

/// A line for each change that matters: "Pay is now £36,000 to £42,000 a year".
fn changed_words(changes: &[Difference]) -> String {
    let lines = changes.iter().filter(|change| change.material).filter_map(|change| {
        let (_, begins) = TOLD.iter().find(|(label, _)| *label == change.label)?;
        let one = begins.strip_suffix(" is").map(|what| (what, "has"));
        Some(match one.or(begins.strip_suffix(" are").map(|what| (what, "have"))) {
            Some(_) if change.after.is_empty() => format!("{begins} no longer stated"),
            Some((what, has)) if change.after.chars().count() > LONGEST => format!("{what} {has} changed"),
            Some(_) => format!("{begins} now {}", one_line(&change.after)),
            None => format!("{begins} has changed"),
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a line stops naming what it is about.
const SAYS: [&str; 6] = [
    " is now ",
    " are now ",
    " is no longer stated",
    " are no longer stated",
    " has changed",
    " have changed",
];

/// What a line is about: "The place" of "The place is now Leeds" and of "The place has changed".
fn subject(line: &str) -> &str {
    let ends = SAYS.iter().filter_map(|says| line.find(says)).min();
    ends.and_then(|end| line.get(..end)).unwrap_or(line)
}

/// What changed since, of several changes the last of each thing, oldest first.
pub(super) fn joined(changes: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in changes.iter().flat_map(|words| words.lines()) {
        lines.retain(|said| subject(said) != subject(line));
        lines.push(line.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(label: &str, after: &str) -> Difference {
        Difference { label: label.into(), before: "what was".into(), after: after.into(), material: true }
    }

    #[test]
    fn only_what_matters_is_told_and_in_plain_words() {
        for (changes, words) in [
            (vec![changed("Pay", "£36,000 to £42,000 a year")], "Pay is now £36,000 to £42,000 a year"),
            (vec![changed("Pay", "")], "Pay is no longer stated"),
            (vec![changed("Sites", "Park Row, Leeds")], "The place is now Park Row, Leeds"),
            (vec![changed("Title", "Another title"), changed("Description", "Other words")], ""),
            (
                vec![
                    changed("Closing day", "5 December 2026"),
                    changed("Person specification", "A: b\nC: d"),
                ],
                "The closing day is now 5 December 2026\nThe person specification has changed",
            ),
            (vec![Difference { material: false, ..changed("Note on pay", "Plus a car") }], ""),
        ] {
            assert_eq!(changed_words(&changes), words);
        }
    }

    #[test]
    fn of_several_changes_the_last_is_told() {
        for (changes, told) in [
            (
                ["Pay is now £1\nThe place is now Leeds", "Pay is now £2"],
                vec!["The place is now Leeds", "Pay is now £2"],
            ),
            (["Pay is now £1", "Pay is no longer stated"], vec!["Pay is no longer stated"]),
            (["Pay is no longer stated", "Pay is now £1"], vec!["Pay is now £1"]),
            (["The place is now Leeds", "The place has changed"], vec!["The place has changed"]),
            (["The place has changed", "The place is now Leeds"], vec!["The place is now Leeds"]),
            (
                ["Patients are now adults", "Patients are no longer stated"],
                vec!["Patients are no longer stated"],
            ),
            (
                ["The note on pay is now it has changed", "Pay is now £1"],
                vec!["The note on pay is now it has changed", "Pay is now £1"],
            ),
        ] {
            assert_eq!(joined(&changes), told);
        }
    }

    #[test]
    fn what_is_told_is_what_differences_call_it() {
        let source = include_str!("../../listings/model/difference.rs");
        for (label, _) in TOLD {
            assert!(source.contains(&format!("\"{label}\"")), "no difference is called {label}");
        }
    }
}
