//! What differs between two versions of a listing, and whether a person must look before the public sees it.

use serde::{Deserialize, Serialize};

use super::{Full, Question, Step, pay_words};
use crate::codes;
use crate::kit::clock::day_words;

/// Words that one slip of the pen may touch.
const MOST_SLIPS: usize = 3;
/// In a shorter word one other letter is another word.
const SHORTEST_SLIP: usize = 4;

/// One thing that was said, and what is said instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub label: String,
    pub before: String,
    pub after: String,
    /// It changes what people decide by: pay, place, dates, kind, requirements.
    pub material: bool,
}

/// How a change of something weighs.
#[derive(Clone, Copy)]
enum Weight {
    Material,
    /// Material, unless it mends a slip.
    Words,
    Slight,
}

/// Something that a listing says, in words.
struct Said {
    label: &'static str,
    words: String,
    weight: Weight,
}

/// Everything that differs, in the order in which a listing is written.
pub fn differences(before: &Full, after: &Full) -> Vec<Difference> {
    let pairs = all(before).into_iter().zip(all(after));
    let differ = pairs.filter(|(before, after)| before.words != after.words);
    let said = differ.map(|(before, after)| Difference {
        label: after.label.to_string(),
        material: match after.weight {
            Weight::Material => true,
            Weight::Words => !is_slip(&before.words, &after.words),
            Weight::Slight => false,
        },
        before: before.words,
        after: after.words,
    });
    said.chain(readers_differ(before, after)).collect()
}

/// Who is written to is no matter of the public's, and is known by number here.
fn readers_differ(before: &Full, after: &Full) -> Option<Difference> {
    let (old, new) = (&before.plan.readers, &after.plan.readers);
    let words = |count: usize| match count {
        0 => "Every owner and editor".to_string(),
        1 => "One member".to_string(),
        many => format!("{many} members"),
    };
    (old != new).then(|| Difference {
        label: "Who we write to".to_string(),
        before: words(old.len()),
        after: if old.len() == new.len() { "Somebody else".to_string() } else { words(new.len()) },
        material: false,
    })
}

/// Do the questions ask for something else?
pub fn asks_otherwise(before: &Full, after: &Full) -> bool {
    let asked = |full: &Full| full.questions.iter().map(asked).collect::<Vec<_>>();
    asked(before) != asked(after)
}

/// The same for every listing of a kind, so that two versions can be laid beside one another.
fn all(full: &Full) -> Vec<Said> {
    let mut said = Vec::new();
    for step in Step::of(full.listing.is_placement()) {
        said.extend(of_step(step, full));
    }
    said
}

fn of_step(step: Step, full: &Full) -> Vec<Said> {
    match step {
        Step::Title | Step::Places | Step::Work => of_listing(step, full),
        Step::Pay | Step::Terms | Step::People => of_offer(step, full),
        Step::Programme | Step::Principles | Step::Training => of_placement(step, full),
        Step::Dates => of_dates(full),
        Step::Applying => of_applying(full),
        Step::Specification => vec![words("Person specification", specification(full))],
        Step::Questions => vec![material("Questions and documents", questions(full))],
    }
}

fn material(label: &'static str, words: impl Into<String>) -> Said {
    Said { label, words: words.into(), weight: Weight::Material }
}

fn words(label: &'static str, words: impl Into<String>) -> Said {
    Said { label, words: words.into(), weight: Weight::Words }
}

fn slight(label: &'static str, words: impl Into<String>) -> Said {
    Said { label, words: words.into(), weight: Weight::Slight }
}

fn of_listing(step: Step, full: &Full) -> Vec<Said> {
    let listing = &full.listing;
    let sites: Vec<&str> = full.sites.iter().map(|site| site.name.as_str()).collect();
    match step {
        Step::Title => vec![
            words("Title", &listing.title),
            material("Profession", codes::professions().label(&listing.profession)),
            slight("Your reference", &listing.internal_reference),
        ],
        Step::Places => vec![
            material("Sites", sites.join(", ")),
            material("Patients", codes::fundings().label(&listing.funding)),
        ],
        _ => vec![words("Summary", &listing.summary), words("Description", &listing.description)],
    }
}

fn label(list: &'static codes::List, code: Option<&String>) -> String {
    code.map(|code| list.label(code).to_string()).unwrap_or_default()
}

fn number<T: ToString>(number: Option<T>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn yes_no(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "",
    }
}

fn of_offer(step: Step, full: &Full) -> Vec<Said> {
    let (terms, tags) = (&full.terms, &full.tags);
    match step {
        Step::Pay => vec![
            material("Pay", pay_words(terms).unwrap_or_default()),
            words("Note on pay", &terms.pay_note),
            material("Comparable band", label(codes::pay_bands(), terms.comparable_band.as_ref())),
        ],
        Step::Terms => vec![
            material("Contract", codes::contracts().label(&full.listing.contract)),
            material("Working pattern", codes::patterns().labels(&tags.patterns)),
            material("Hours a week", number(terms.hours_per_week)),
            material("Annual leave (days)", number(terms.annual_leave_days)),
            material("Pension", label(codes::pensions(), terms.pension.as_ref())),
            material("Sick pay", label(codes::sick_pay(), terms.sick_pay.as_ref())),
            material("NHS service recognised", yes_no(terms.recognises_nhs_service)),
            material("Visa sponsorship", yes_no(terms.visa_sponsorship)),
            material("Less than full time welcome", yes_no(terms.ltft_welcome)),
            material("DBS check", label(codes::dbs_levels(), terms.dbs_level.as_ref())),
        ],
        _ => vec![
            material("Specialty", codes::specialties().labels(&tags.specialties)),
            material("Grade", codes::grades().labels(&tags.grades)),
            material("Learners", codes::learners().labels(&tags.learners)),
            material("Career stage", codes::stages().labels(&tags.stages)),
        ],
    }
}

fn of_placement(step: Step, full: &Full) -> Vec<Said> {
    let Some(placement) = &full.placement else { return Vec::new() };
    match step {
        Step::Programme => vec![
            words("Programme", &placement.programme),
            words("Lead employer", &placement.lead_employer),
            material("Training office", label(codes::training_offices(), placement.training_office.as_ref())),
            words("NHS partner", &placement.nhs_partner),
            material("NHS-funded share (%)", number(placement.nhs_funded_share)),
            words("Site approval", &placement.site_approval),
        ],
        Step::Principles => vec![
            material("Supervised by a recognised consultant", yes_no(placement.supervised_by_recognised)),
            material("Supervisor", &placement.supervisor_name),
            material("Supervisor’s GMC number", &placement.supervisor_gmc),
            words("Supervision", &placement.supervision_note),
            material("Open to every level", yes_no(placement.open_to_every_level)),
            words("Levels", &placement.levels_note),
            material("NHS indemnity", yes_no(placement.indemnity_in_place)),
            words("Basis of the indemnity", &placement.indemnity_basis),
        ],
        _ => vec![
            material("Lists a week", number(placement.lists_per_week)),
            words("Procedures", &placement.procedures),
            words("Case mix", &placement.case_mix),
            words("Timetable", &placement.timetable),
            words("On call", &placement.on_call),
            material("Least share of full time (%)", number(placement.wte_percent)),
        ],
    }
}

fn of_dates(full: &Full) -> Vec<Said> {
    let (listing, placement) = (&full.listing, full.placement.as_ref());
    let day = |day: Option<chrono::NaiveDate>| day.map(day_words).unwrap_or_default();
    vec![
        material("Closing day", day(listing.closes_on)),
        material("Answers promised by", day(listing.decide_by)),
        material("Starts", day(listing.starts_on)),
        material("Ends", day(placement.and_then(|placement| placement.ends_on))),
        material("Learners at a time", number(placement.and_then(|placement| placement.capacity))),
    ]
}

fn of_applying(full: &Full) -> Vec<Said> {
    let listing = &full.listing;
    let asked = |asked: bool| if asked { "Asked for" } else { "Not asked for" };
    let names = if listing.blind { "Hidden until somebody is shortlisted" } else { "Shown from the start" };
    vec![
        slight("Contact", &listing.contact_name),
        slight("Contact’s email address", &listing.contact_email),
        slight("Contact’s phone", &listing.contact_phone),
        material("CV", asked(listing.wants_cv)),
        material("Statement", asked(listing.wants_statement)),
        material("Names of those who apply", names),
        material("Most applications", number(full.plan.cap)),
    ]
}

fn specification(full: &Full) -> String {
    let one = |criterion: &super::Criterion| format!("{}: {}", criterion.need.label(), criterion.words);
    full.criteria.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn questions(full: &Full) -> String {
    full.questions.iter().map(asked).collect::<Vec<_>>().join("\n")
}

fn asked(question: &Question) -> String {
    let need = if question.required { "must be answered" } else { "may be left out" };
    let choices: Vec<&str> = question.options().map(|(_, choice)| choice).collect();
    let choices = if choices.is_empty() { String::new() } else { format!(": {}", choices.join(", ")) };
    format!("{} ({}{choices}; {need})", question.prompt, question.kind.label().to_lowercase())
}

/// Spelling, case, punctuation: at most a few words, each by one letter, and no number. What is longer than that, or
/// comes or goes as a word, may say something else.
fn is_slip(before: &str, after: &str) -> bool {
    let diff = similar::TextDiff::from_words(before, after);
    let mut touched = 0;
    for op in diff.ops() {
        let of = |tag| {
            let changes = diff.iter_changes(op).filter(move |change| change.tag() == tag);
            changes.map(|change| bare(change.value())).filter(|word| !word.is_empty()).collect::<Vec<_>>()
        };
        let (old, new) = (of(similar::ChangeTag::Delete), of(similar::ChangeTag::Insert));
        if old.len() != new.len() || !old.iter().zip(&new).all(|(old, new)| is_misspelt(old, new)) {
            return false;
        }
        touched += old.iter().zip(&new).filter(|(old, new)| old != new).count();
    }
    touched <= MOST_SLIPS
}

/// Without what stands around a word, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '£' && c != '%').to_lowercase()
}

fn is_misspelt(old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    let is_word = |word: &str| word.chars().count() >= SHORTEST_SLIP && word.chars().all(char::is_alphabetic);
    // "Able" is one letter from "table", and "paid" two from "unpaid": what comes before a word turns it.
    let turned = old.ends_with(new) || new.ends_with(old);
    is_word(old) && is_word(new) && !turned && strsim::damerau_levenshtein(old, new) == 1
}

/// A piece of a text as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// Both versions in one, word by word.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = similar::TextDiff::from_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (pieces.last_mut(), change.tag()) {
            (Some(Piece::Same(last)), similar::ChangeTag::Equal)
            | (Some(Piece::Gone(last)), similar::ChangeTag::Delete)
            | (Some(Piece::New(last)), similar::ChangeTag::Insert) => last.push_str(text),
            (_, similar::ChangeTag::Equal) => pieces.push(Piece::Same(text.to_string())),
            (_, similar::ChangeTag::Delete) => pieces.push(Piece::Gone(text.to_string())),
            (_, similar::ChangeTag::Insert) => pieces.push(Piece::New(text.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_few_letters_and_no_number() {
        for (before, after, slip) in [
            ("You will recieve training", "You will receive training", true),
            ("Work in theatres", "Work in theatres.", true),
            ("work in leeds", "Work in Leeds", true),
            ("Two  spaces", "Two spaces", true),
            ("A nurse on our ward", "A nurse for our ward", false),
            ("£36,000", "£38,000", false),
            ("on Monday", "on Sunday", false),
            ("Senior nurse", "Junior nurse", false),
            ("paid leave", "unpaid leave", false),
            ("able to drive", "unable to drive", false),
            ("including nights", "excluding nights", false),
            ("No nights", "Nights", false),
            ("Days and nights", "Days", false),
            ("", "Something new", false),
            ("Eight hours", "8 hours", false),
            ("Wrogn wrods evrey tmie here", "Wrong words every time here", false),
        ] {
            assert_eq!(is_slip(before, after), slip, "{before} -> {after}");
        }
    }

    #[test]
    fn two_versions_stand_in_one_text() {
        let found = pieces("a nurse in Leeds", "a nurse in York");
        let want =
            [Piece::Same("a nurse in ".into()), Piece::Gone("Leeds".into()), Piece::New("York".into())];
        assert_eq!(found, want);
    }
}
