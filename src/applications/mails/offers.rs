//! Letters about offers. What is offered stays behind the sign-in.

use chrono::NaiveDate;

use super::{YOURS, own, to_candidate, what};
use crate::applications::model::{Application, Vacancy};
use crate::kit::clock::{self, Moment};
use crate::kit::letters::{Letter, Site};

pub struct OfferMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    /// The last day on which it can be answered.
    pub expires_on: Option<NaiveDate>,
}

impl OfferMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let mut facts = what(self.vacancy);
        facts.extend(
            self.expires_on.map(|day| ("Answer by", clock::moment_words(clock::end_of_london_day(day)))),
        );
        to_candidate(self.application, "applications.offer")
            .subject(format!("You have an offer: {}", self.vacancy.title))
            .para(format!("{} has made you an offer.", self.vacancy.provider_name))
            .facts(facts)
            .para("Read the offer on Rounds and accept or decline it.")
            .button("Read the offer", site.url(&format!("/applications/{}/offer", self.application.id)))
            .owed_because(YOURS)
    }
}

/// To a candidate who has not answered, two days before the end.
pub struct OfferEndsSoonMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub expires_at: Moment,
}

impl OfferEndsSoonMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let mut facts = what(self.vacancy);
        facts.push(("Answer by", clock::moment_words(self.expires_at)));
        let day = clock::day_words(self.expires_at.london_day());
        to_candidate(self.application, "applications.offer-ends-soon")
            .subject(format!("Your offer ends on {day}: {}", self.vacancy.title))
            .para("You have an offer that you have not answered yet. It ends by itself if you do not.")
            .facts(facts)
            .button("Read the offer", site.url(&format!("/applications/{}/offer", self.application.id)))
            .owed_because(YOURS)
    }
}

/// To a candidate who did not answer in time.
pub struct OfferEndedMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
}

impl OfferEndedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let provider = &self.vacancy.provider_name;
        to_candidate(self.application, "applications.offer-ended")
            .subject(format!("Your offer has ended: {}", self.vacancy.title))
            .para(format!("The day by which {provider} asked for your answer has passed, and the offer has ended."))
            .facts(what(self.vacancy))
            .para(format!(
                "You are on the shortlist again. {provider} may make you another offer. If you are still interested, \
                 write to them."
            ))
            .button("See your application", own(site, self.application.id))
            .owed_because(YOURS)
    }
}

/// To a candidate whose offer is taken back.
pub struct OfferWithdrawnMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub reason: &'a str,
    /// The provider's own; may be empty.
    pub words: &'a str,
    /// Another offer is to follow.
    pub may_follow: bool,
}

impl OfferWithdrawnMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let letter = to_candidate(self.application, "applications.offer-withdrawn")
            .subject(format!("Your offer is withdrawn: {}", self.vacancy.title))
            .para(format!("{} has withdrawn the offer that it made you.", self.vacancy.provider_name))
            .facts(what(self.vacancy))
            .para(format!("The reason that it gave: {}.", self.reason));
        let next = match self.may_follow {
            true => "You are still on the shortlist. You need not do anything until the next offer comes.",
            false => {
                "We know that this is not what you hoped for. If you do not understand why, write to the provider."
            }
        };
        letter
            .quote(self.words)
            .para(next)
            .button("See your application", own(site, self.application.id))
            .owed_because(YOURS)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{application, at, site, vacancy};
    use super::*;

    #[test]
    fn letters_about_offers_read_as_they_were_written() {
        let (application, vacancy) = (application(), vacancy());
        let (application, vacancy) = (&application, &vacancy);
        let withdrawn = |reason, words, may_follow| {
            OfferWithdrawnMail { application, vacancy, reason, words, may_follow }.letter(&site())
        };
        let expires_at = at("2026-12-09T23:59:00");
        for (name, letter) in [
            ("offer_ends_soon", OfferEndsSoonMail { application, vacancy, expires_at }.letter(&site())),
            ("offer_ended", OfferEndedMail { application, vacancy }.letter(&site())),
            ("offer_withdrawn", withdrawn("A condition of the offer was not met", "We are sorry.", false)),
            ("offer_mistaken", withdrawn("The offer had a mistake: we make you another one", "", true)),
        ] {
            insta::assert_snapshot!(format!("{name}_text"), letter.text(&site()).unwrap());
            insta::assert_snapshot!(format!("{name}_html"), letter.html(&site()).unwrap());
        }
    }
}
