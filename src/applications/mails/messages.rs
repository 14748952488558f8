//! Letters that say there is a message. The message itself stays behind the sign-in.

use super::{YOURS, noun, to_candidate, what};
use crate::applications::model::{Application, ApplicationId, Vacancy};
use crate::kit::letters::{Letter, Site};

const ONCE: &str =
    "We do not repeat it here. If more messages follow before you read this one, we do not email you again.";

/// To the candidate, for the first message that they have not read.
pub struct MessageToCandidateMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
}

impl MessageToCandidateMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let provider = &self.vacancy.provider_name;
        to_candidate(self.application, "applications.message")
            .subject(format!("A message about your application: {}", self.vacancy.title))
            .para(format!("{provider} has written to you."))
            .facts(what(self.vacancy))
            .para(ONCE)
            .button("Read the message", site.url(&format!("/applications/{}/messages", self.application.id)))
            .owed_because(YOURS)
    }
}

/// To each owner and editor, for the first message that they have not read. It does not say whose it is.
pub struct MessageToProviderMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub vacancy: &'a Vacancy,
    pub application: ApplicationId,
}

impl MessageToProviderMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let desk = self.vacancy.provider;
        Letter::to(self.email, self.name, "applications.message-to-provider")
            .subject(format!("A candidate has written to you: {}", self.vacancy.title))
            .para("Somebody who has applied has written to you.")
            .facts([(noun(self.vacancy), self.vacancy.title.clone())])
            .para(ONCE)
            .button(
                "Read the message",
                site.url(&format!("/desk/{desk}/applications/{}/messages", self.application)),
            )
            .owed_because(format!(
                "You get this because you act for {} on Rounds.",
                self.vacancy.provider_name
            ))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{application, site, vacancy};
    use super::*;

    #[test]
    fn they_say_that_there_is_a_message_and_not_what_it_says() {
        let (application, vacancy) = (application(), vacancy());
        let to_candidate = MessageToCandidateMail { application: &application, vacancy: &vacancy };
        let to_provider = MessageToProviderMail {
            email: "bea@example.org",
            name: "Bea Holt",
            vacancy: &vacancy,
            application: application.id,
        };
        for (name, letter) in [
            ("message_to_candidate", to_candidate.letter(&site())),
            ("message_to_provider", to_provider.letter(&site())),
        ] {
            insta::assert_snapshot!(format!("{name}_text"), letter.text(&site()).unwrap());
            insta::assert_snapshot!(format!("{name}_html"), letter.html(&site()).unwrap());
        }
        let theirs = to_provider.letter(&site()).text(&site()).unwrap();
        assert!(!theirs.contains("Ada"), "no name in a provider's letter");
    }
}
