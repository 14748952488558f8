//! The letter of administration, and the examples of every kind of letter that there is.

use crate::kit::clock::{Moment, moment_words};
use crate::kit::letters::{Example, Letter, Site};
use crate::{accounts, alerts, applications, listings, moderation, passports, providers};

/// The kind of the letter that shows whether mail leaves and arrives.
pub const TEST_LETTER: &str = "administration.test";

pub struct TestMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub now: Moment,
}

impl TestMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, TEST_LETTER)
            .subject("A test email from Rounds")
            .para("If you can read this, emails leave the site and arrive.")
            .facts([("Site", site.public_url.clone()), ("Sent", moment_words(self.now))])
            .button("See the emails", site.url("/administration/letters"))
            .asked_because("You get this because you asked for it on the administration pages.")
    }
}

/// An example of every kind of letter, feature by feature.
pub fn every_example(site: &Site, now: Moment) -> Vec<(&'static str, Vec<Example>)> {
    let test = TestMail { email: "alex@example.org", name: "Alex Ash", now };
    let own = vec![test.letter(site).example("Test email", "Administrators who ask for it")];
    vec![
        ("Accounts", accounts::letter_examples(site)),
        ("Applications", applications::letter_examples(site)),
        ("Checks passports", passports::letter_examples(site)),
        ("Alerts", alerts::letter_examples(site)),
        ("Organisations", providers::letter_examples(site)),
        ("Listings", listings::letter_examples(site)),
        ("Review desk", moderation::letter_examples(site)),
        ("Administration", own),
    ]
}

/// The example of one kind; `None` when there is no such kind.
pub fn example_of(about: &str, site: &Site, now: Moment) -> Option<Example> {
    let mut all = every_example(site, now).into_iter().flat_map(|(_, examples)| examples);
    all.find(|example| example.letter.about() == about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_one_example_that_can_be_written() {
        let site = Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() };
        let now = Moment("2026-11-23T10:00:00".parse().unwrap());
        let (mut abouts, mut names) = (BTreeSet::new(), BTreeSet::new());
        for example in every_example(&site, now).into_iter().flat_map(|(_, examples)| examples) {
            let (letter, about) = (&example.letter, example.letter.about());
            assert!(abouts.insert(about), "{about} twice");
            assert!(names.insert(example.name), "{} twice", example.name);
            assert!(!letter.subject_line().is_empty() && !example.reader.is_empty(), "{about}");
            let text = letter.text(&site).unwrap();
            assert!(text.contains("You get this"), "{about} says why: {text}");
            assert!(letter.html(&site).unwrap().contains("</html>"), "{about}");
        }
        for guarded in ["accounts.confirm", "accounts.reset", "accounts.change-email", "accounts.changed"] {
            assert!(example_of(guarded, &site, now).is_some_and(|example| example.is_guarded), "{guarded}");
        }
        assert!(example_of("accounts.nonsense", &site, now).is_none());
    }
}
