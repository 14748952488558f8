//! Blind shortlisting: what a provider may know of somebody before they are shortlisted, and the number that they are
//! called by until then.

use super::{AWAITED, Application, ApplicationId};
use crate::kit::clock::Moment;

/// What stands for a registration number that was given and is not shown yet.
pub const WITHHELD: &str = "withheld";

/// Letters and digits that are not taken for one another (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 6;
/// How many references there are. Of 5,000 people who apply for one listing, two share theirs in one case of ninety;
/// addresses hold the whole number, so that nobody is ever taken for somebody else.
pub const REFERENCES: i64 = 1 << (5 * LENGTH);

/// `7F3K2M`, from the part of the number that is mostly chance. It stays the same as long as the application lives.
pub fn reference(id: ApplicationId) -> String {
    let digit = |place: usize| {
        let value = (id.0 >> (5 * place)) & 31;
        DIGITS.get(value as usize).map_or('0', |digit| char::from(*digit))
    };
    (0..LENGTH).rev().map(digit).collect()
}

/// What a reference stands for, read as people type it: `applicant 7f3 k2m`. It is the number modulo [`REFERENCES`];
/// `None` for anything that is no reference.
pub fn parse_reference(typed: &str) -> Option<i64> {
    let typed = typed.to_uppercase();
    let typed = typed.trim().strip_prefix("APPLICANT").unwrap_or(&typed);
    let letters: Vec<char> = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if letters.len() != LENGTH {
        return None;
    }
    letters.into_iter().try_fold(0, |value, letter| {
        let meant = match letter {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let digit = DIGITS.iter().position(|digit| char::from(*digit) == meant)?;
        Some(value * 32 + digit as i64)
    })
}

/// How a provider names somebody.
pub fn called(id: ApplicationId, name: &str, is_hidden: bool) -> String {
    if is_hidden { format!("Applicant {}", reference(id)) } else { name.to_string() }
}

/// Must a provider not know yet who this is?
pub fn is_hidden(blind: bool, revealed_at: Option<Moment>) -> bool {
    blind && revealed_at.is_none()
}

impl Application {
    /// As a provider may see it: with `hidden`, a reference for the name, no way to reach the person, no number to look
    /// them up by, no CV, and a statement without these.
    pub fn for_provider(mut self, hidden: bool) -> Self {
        if !hidden {
            return self;
        }
        self.statement = masked(&self.statement, &self);
        self.name = called(self.id, "", true);
        if !["", AWAITED].contains(&self.registration.as_str()) {
            self.registration = WITHHELD.into();
        }
        self.email.clear();
        self.phone.clear();
        self.cv_id = None;
        self
    }
}

/// A text of this person without their name, and without anything to reach or find them by. What else a text tells of
/// its writer stays.
pub fn masked(text: &str, of: &Application) -> String {
    let parts: Vec<&str> = of.name.split([' ', '-']).filter(|part| part.chars().count() > 1).collect();
    let mut shown = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let token = piece.trim_end();
        let rest = piece.get(token.len()..).unwrap_or_default();
        if token.contains('@') {
            shown.push_str("[address]");
        } else if is_number_of(token, of) {
            shown.push_str("[number]");
        } else {
            mask_words(&mut shown, token, &parts);
        }
        shown.push_str(rest);
    }
    without_phone(&shown, &of.phone)
}

fn is_number_of(token: &str, of: &Application) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && bare.eq_ignore_ascii_case(&of.registration)
}

/// Names are masked as they are written in the name or all in capitals: “may” is a word, “May” may be somebody.
fn mask_words(shown: &mut String, token: &str, parts: &[&str]) {
    let is_name = |word: &str| parts.iter().any(|part| *part == word || part.to_uppercase() == word);
    let mut word = String::new();
    for letter in token.chars().chain(['\0']) {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        shown.push_str(if is_name(&word) { "[name]" } else { &word });
        word.clear();
        if letter != '\0' {
            shown.push(letter);
        }
    }
}

/// The phone number goes however its digits are set apart.
fn without_phone(text: &str, phone: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted: String = digits(phone).chars().rev().take(9).collect::<Vec<_>>().into_iter().rev().collect();
    if wanted.len() < 7 {
        return text.to_string();
    }
    let mut shown = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() || " +()-".contains(letter) {
            run.push(letter);
            continue;
        }
        let spaces = run.len() - run.trim_start().len();
        match digits(&run).ends_with(&wanted) {
            true => shown.push_str(&format!("{}[number]", " ".repeat(spaces.min(1)))),
            false => shown.push_str(&run),
        }
        if digits(&run).ends_with(&wanted) && run.ends_with(' ') {
            shown.push(' ');
        }
        run.clear();
        if letter != '\0' {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::super::samples::empty;
    use super::*;
    use crate::kit::files::FileId;

    #[test]
    fn a_reference_can_be_typed_as_it_is_heard() {
        let id = ApplicationId((99 << 30) + 0b00111_01111_00011_10011_00010_10100);
        assert_eq!(reference(id), "7F3K2M");
        let number = Some(id.0 % REFERENCES);
        for (typed, want) in [
            ("7F3K2M", number),
            (" applicant 7f3 k2m ", number),
            ("7F3-K2M", number),
            ("OOOOIL", Some(33)),
            ("7F3K2", None),
            ("7F3K2MM", None),
            ("7F3K2U", None),
            ("Ada", None),
            ("", None),
        ] {
            assert_eq!(parse_reference(typed), want, "{typed:?}");
        }
    }

    #[test]
    fn every_reference_leads_back() {
        for _ in 0..1000 {
            let id = ApplicationId::new();
            assert_eq!(parse_reference(&reference(id)), Some(id.0 % REFERENCES));
        }
    }

    fn ada(registration: &str) -> Application {
        Application {
            state: State::Submitted,
            name: "Ada May Marsh-Hill".into(),
            phone: "+44 (0)7700 900123".into(),
            registration: registration.into(),
            statement: "I am Ada Marsh.".into(),
            cv_id: Some(FileId(4)),
            ..empty()
        }
    }

    #[test]
    fn a_text_does_not_tell_whose_it_is() {
        for (text, want) in [
            ("I am Ada Marsh.", "I am [name] [name]."),
            ("ADA's ward, Marsh-Hill", "[name]'s ward, [name]-[name]"),
            ("I may, in May, go to Adamant", "I may, in [name], go to Adamant"),
            ("Write to me@elsewhere.example, please", "Write to [address] please"),
            ("PIN 12a3456b.", "PIN [number]"),
            ("Ring 07700 900123 soon", "Ring [number] soon"),
            ("or +447700900123", "or [number]"),
            ("12 theatres, 900 lists", "12 theatres, 900 lists"),
            ("Two\n\nparagraphs", "Two\n\nparagraphs"),
            ("", ""),
        ] {
            assert_eq!(masked(text, &ada("12A3456B")), want, "{text}");
        }
    }

    #[test]
    fn what_is_hidden_is_gone_and_what_is_not_stays() {
        for (registration, shown) in [("12A3456B", WITHHELD), (AWAITED, AWAITED), ("", "")] {
            let seen = ada(registration).for_provider(true);
            assert_eq!(seen.registration, shown);
            assert_eq!((seen.name.as_str(), seen.cv_id), ("Applicant 000001", None));
            let left = format!("{}{}{}{}", seen.name, seen.email, seen.phone, seen.statement);
            for private in ["Ada", "Marsh", "ada@", "7700"] {
                assert!(!left.contains(private), "{private} in {left}");
            }
        }
        let open = ada("12A3456B").for_provider(false);
        assert_eq!((open.name.as_str(), open.cv_id), ("Ada May Marsh-Hill", Some(FileId(4))));
        let at = open.submitted_at;
        for (blind, revealed_at, hidden) in
            [(true, None, true), (true, at, false), (false, None, false), (false, at, false)]
        {
            assert_eq!(is_hidden(blind, revealed_at), hidden);
        }
    }
}
