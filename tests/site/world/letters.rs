//! What people find in their mail.

use super::{Page, Person, World};
use rounds::kit::letters::queue::{self, Urgency, Wanted};
use rounds::kit::letters::{self, LetterId, Note, Noted, Posted};

impl World {
    /// Lets the mail server say something about letters that wait, without sending them.
    pub async fn hears(&self, letter: LetterId, what: Noted) {
        let now = self.app.clock.now();
        let noted = self.app.write(move |conn| {
            let sender = queue::sign_on(conn)?;
            let wanted = Wanted {
                most: 1_000,
                at_most: Urgency::Bulk,
                full: Vec::new(),
                crowded: Vec::new(),
                of_a_domain: 1_000,
            };
            queue::claim(conn, sender, &wanted, now)?;
            let note = Note { letter, domain: "nowhere.example".into(), at: now, what: what.clone() };
            letters::note(conn, sender, &[note])?;
            queue::sign_off(conn, sender)
        });
        noted.await.expect("what the server said is noted");
    }

    /// Every letter written to this person, oldest first, whether it has left already or not.
    pub async fn letters_to(&self, person: &Person) -> Vec<Posted> {
        self.letters_at(&person.email).await
    }

    pub async fn letters_at(&self, address: &str) -> Vec<Posted> {
        let address = address.to_owned();
        let found = self.app.db.read(move |conn| Ok(letters::to_address(conn, &address)?)).await;
        found.unwrap_or_else(|failed: rounds::kit::db::Failed<std::convert::Infallible>| panic!("{failed:?}"))
    }

    /// The newest letter to this person with these words in its subject.
    pub async fn letter(&self, person: &Person, subject: &str) -> Posted {
        self.settles().await;
        let letters = self.letters_to(person).await;
        let subjects: Vec<_> = letters.iter().map(|letter| letter.subject.clone()).collect();
        let found = letters.into_iter().rfind(|letter| letter.subject.contains(subject));
        found.unwrap_or_else(|| panic!("no letter “{subject}” to {}, only {subjects:?}", person.email))
    }

    /// Opens the first link of the newest letter with these words in its subject.
    pub async fn follows_letter(&self, person: &Person, subject: &str) -> Page {
        let letter = self.letter(person, subject).await;
        person.gets(&self.link_in(&letter)).await
    }

    /// The first address of this site in a letter.
    pub fn link_in(&self, letter: &Posted) -> String {
        let site = self.site.as_str();
        let words = letter.text_body.split_whitespace();
        let mut links = words
            .map(|word| word.trim_matches(['<', '>', '(', ')', '.']))
            .filter(|word| word.starts_with(site));
        links
            .next()
            .unwrap_or_else(|| panic!("no link in “{}”:\n{}", letter.subject, letter.text_body))
            .to_owned()
    }
}
