//! Takes out of what somebody wrote what would tell who they are.

mod words;

use unicode_normalization::UnicodeNormalization;

use super::{AWAITED, Application};
use crate::kit::links;
use crate::profiles::Profile;
use words::{Word, folded, lower_words, packed, words_of};

/// Shorter ones are words and figures of every day.
const SHORTEST_NUMBER: usize = 5;
/// Of a phone number, from its end: the country's code may be written or not.
const PHONE_DIGITS: usize = 9;
/// A part of a name of fewer letters is in too many words to tell of anybody.
const SHORTEST_PART: usize = 3;
/// Parts that may be shorter in a phone number with the country's code: the nought in brackets, and London's 20.
const MOST_SHORT: usize = 2;
/// Letters of a body's name: `SSSC`, `GPhC`.
const LONGEST_BODY: usize = 5;
/// Letters and digits in which a number must be complete, with the country's code.
const LONGEST_NUMBER: usize = 15;

/// What is looked for. What else a text tells of its writer stays.
pub struct Mask {
    /// The parts of the name, folded.
    name: Vec<String>,
    /// Parts that follow one another, written as one word: `obrien`, `maryanne`.
    joined: Vec<String>,
    /// Registration numbers: capitals and digits only.
    numbers: Vec<String>,
    /// The last digits.
    phone: String,
    /// Each by its words, folded.
    schools: Vec<Vec<String>>,
}

impl Mask {
    /// `account` is the name that the person signed up with; they may have applied with another spelling.
    pub fn of(application: &Application, account: &str, profile: Option<&Profile>) -> Mask {
        let registered = profile.into_iter().flat_map(|profile| &profile.registrations);
        let numbers =
            registered.map(|one| one.entry.number.as_str()).chain([application.registration.as_str()]);
        let numbers = numbers.filter(|number| *number != AWAITED).map(packed);
        let studied = profile.into_iter().flat_map(|profile| &profile.qualifications);
        let schools = studied.map(|one| lower_words(&one.entry.institution));
        let names = [lower_words(&application.name), lower_words(account)];
        Mask {
            joined: names.iter().flat_map(|name| joined(name)).collect(),
            name: names.concat(),
            numbers: numbers.filter(|number| number.len() >= SHORTEST_NUMBER).collect(),
            phone: last_digits(&application.phone),
            schools: schools.filter(|words| words.concat().chars().count() >= SHORTEST_PART).collect(),
        }
    }

    /// The text with what it hides in brackets: `[name]`, `[address]`, `[number]`, `[school]`.
    pub fn hide(&self, text: &str) -> String {
        let text: String = text.nfc().filter(|letter| !is_unseen(*letter)).collect();
        let words = words_of(&text);
        let mut shown = String::with_capacity(text.len());
        let (mut at, mut copied) = (0, 0);
        while let Some(here) = words.get(at..).filter(|rest| !rest.is_empty()) {
            match self.found(&text, here, at.checked_sub(1).and_then(|before| words.get(before))) {
                Some((from, to, label)) => {
                    shown.push_str(text.get(copied..from).unwrap_or_default());
                    shown.push_str(label);
                    copied = to;
                    at += here.iter().take_while(|word| word.begin < to).count().max(1);
                }
                None => at += 1,
            }
        }
        shown.push_str(text.get(copied..).unwrap_or_default());
        shown
    }

    /// What is hidden that begins with the first of these words: from where to where, and what stands for it.
    fn found(
        &self,
        text: &str,
        here: &[Word],
        before: Option<&Word>,
    ) -> Option<(usize, usize, &'static str)> {
        let first = here.first()?;
        if first.leads && self.is_address(text.get(first.token.0..first.token.1)?) {
            let token = text.get(first.token.0..first.token.1)?;
            let (before, own, _) = links::parted(token);
            let begin = first.token.0 + before.len();
            return Some((begin, begin + own.len(), "[address]"));
        }
        let before_it = text.get(..first.begin)?;
        let lead = before_it.trim_end_matches(['+', '(']);
        if let Some(end) = self.number(here, before_it.ends_with('+')) {
            return Some((lead.len(), end, "[number]"));
        }
        if let Some(end) = self.school(here) {
            return Some((first.begin, end, "[school]"));
        }
        self.is_name(here, before).then_some((first.begin, first.end, "[name]"))
    }

    /// An email or web address, or anything like one that has a part of the name in it.
    fn is_address(&self, token: &str) -> bool {
        let token = folded(token);
        let host = token.split_once('/').map(|(host, _)| host);
        let is_site = host.is_some_and(|host| host.trim_matches('.').contains('.'));
        let has_dot = token.trim_matches(|c: char| !c.is_alphanumeric()).contains('.');
        let is_theirs =
            || self.name.iter().any(|part| part.chars().count() >= SHORTEST_PART && token.contains(part));
        token.contains(['@', '\u{ff20}'])
            || token.contains("://")
            || token.starts_with("www.")
            || is_site
            || (has_dot && is_theirs())
    }

    /// Where a number ends that begins with the first of these words, however its parts are set apart. One without a
    /// plus in short parts may be a list of figures or a day.
    fn number(&self, here: &[Word], has_plus: bool) -> Option<usize> {
        let (mut so_far, mut short) = (String::new(), 0);
        for word in here {
            so_far.push_str(&word.packed);
            short += usize::from(word.packed.len() < SHORTEST_PART && so_far != "44");
            if so_far.len() > LONGEST_NUMBER {
                break;
            }
            let has_country = so_far.starts_with("44") || so_far.starts_with("0044");
            let fits = has_plus || short <= if has_country { MOST_SHORT } else { 0 };
            let is_phone = so_far.bytes().all(|byte| byte.is_ascii_digit())
                && ((self.phone.len() >= 7 && so_far.ends_with(&self.phone))
                    || (fits && is_british_phone(&so_far)));
            let first = here.first().map_or(0, |first| first.packed.len());
            if is_phone || self.is_registration(&so_far, first) {
                return Some(word.end);
            }
        }
        None
    }

    /// The number, or the number right behind the letters of its body: `GMC7654321`. Those are not the whole first word,
    /// which is `first` letters and digits long, for there the number stands on its own.
    fn is_registration(&self, packed: &str, first: usize) -> bool {
        let is_body = |lead: &str| {
            lead.is_empty()
                || (lead.len() < first && lead.len() <= LONGEST_BODY && lead.chars().all(char::is_alphabetic))
        };
        self.numbers.iter().any(|number| packed.strip_suffix(number.as_str()).is_some_and(is_body))
    }

    fn school(&self, here: &[Word]) -> Option<usize> {
        let is_here = |school: &&Vec<String>| {
            school.len() <= here.len()
                && here.iter().zip(school.iter()).all(|(word, wanted)| word.lower == *wanted)
        };
        let school = self.schools.iter().filter(is_here).max_by_key(|school| school.len())?;
        here.get(school.len() - 1).map(|word| word.end)
    }

    /// With a capital it is a name: “may” is a word, “May” may be somebody. Beside another part of the name it is one
    /// however it is written, and so it is in scripts that have no capitals.
    fn is_name(&self, here: &[Word], before: Option<&Word>) -> bool {
        let is_part = |word: Option<&Word>| word.is_some_and(|word| self.name.contains(&word.lower));
        let Some(own) = here.first() else { return false };
        // Chinese sets no space between words.
        let has_no_case = |part: &&String| part.chars().all(|c| !c.is_ascii() && !c.is_lowercase());
        let is_within = |part: &String| part.chars().nth(1).is_some() && own.lower.contains(part.as_str());
        if self.name.iter().filter(has_no_case).any(is_within) {
            return true;
        }
        if self.joined.contains(&own.lower) {
            return true;
        }
        let stands_out = own.has_capital && own.lower.chars().nth(1).is_some();
        is_part(Some(own)) && (stands_out || is_part(here.get(1)) || is_part(before))
    }
}

/// Each run of two and more parts of a name, without what stands between them.
fn joined(name: &[String]) -> Vec<String> {
    let runs = (2..=name.len()).flat_map(|many| name.windows(many));
    runs.map(|run| run.concat()).filter(|word| word.chars().count() > SHORTEST_PART).collect()
}

/// Signs that take no room: soft hyphens of texts from a PDF, joiners, marks of direction.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `07700 900123` without an extension.
fn last_digits(phone: &str) -> String {
    let own = phone.split(char::is_alphabetic).next().unwrap_or_default();
    let digits: Vec<char> = own.chars().filter(char::is_ascii_digit).collect();
    digits.iter().skip(digits.len().saturating_sub(PHONE_DIGITS)).collect()
}

/// Ten or eleven digits from a nought, or with 44 or 0044 for it (Ofcom, National Telephone Numbering Plan).
fn is_british_phone(digits: &str) -> bool {
    let national = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).unwrap_or(digits);
    (national.len() < digits.len() || national.starts_with('0')) && (10..=11).contains(&national.len())
}

#[cfg(test)]
mod tests;
