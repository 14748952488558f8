//! Blind shortlisting: what a provider may know of somebody before they are shortlisted, and the number that they are
//! called by until then.

use super::{AWAITED, Application, ApplicationId, Mask};
use crate::kit::clock::Moment;
use crate::profiles::WITHHELD;

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
        self.statement = Mask::of(&self, "", None).hide(&self.statement);
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
            submitted_at: Some(empty().created_at),
            ..empty()
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
