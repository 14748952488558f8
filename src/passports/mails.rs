//! The letters of checks passports. What an item says, and what was said of it, stays behind the sign-in.

mod examples;

pub use examples::letter_examples;

use chrono::NaiveDate;

use crate::applications::Standing;
use crate::kit::clock::day_words;
use crate::kit::letters::{Letter, Site};
use crate::passports::actions::Marked;
use crate::passports::model::{Item, expiry_words};

/// To a candidate, about all that runs out within the same weeks.
pub struct ExpiresMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// At least one.
    pub items: &'a [&'a Item],
    pub today: NaiveDate,
}

impl ExpiresMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let words = |item: &Item| expiry_words(item.expires_on, self.today);
        let subject = match self.items {
            [only] => format!("{}: {}", words(only), only.title()),
            many => format!("{} items of your checks passport expire soon", many.len()),
        };
        let day = |item: &Item| item.expires_on.map(day_words).unwrap_or_default();
        Letter::to(self.email, self.name, "passports.expires")
            .subject(subject)
            .para("This is in your checks passport and will not be valid much longer:")
            .facts(self.items.iter().map(|item| (item.title(), format!("{} ({})", words(item), day(item)))))
            .para(
                "When you have renewed it, put the new one in its place: whoever you share it with sees it then. \
                 We write 8 weeks before the day, and once more 2 weeks before.",
            )
            .button("Open your checks passport", site.url("/passport"))
            .owed_because("You get this because you keep a checks passport at Rounds.")
    }
}

/// To those who act for a provider.
pub struct SharedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub standing: &'a Standing,
}

impl SharedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let Standing { provider, provider_name, id, title, .. } = self.standing;
        Letter::to(self.email, self.name, "passports.shared")
            .subject(format!("A candidate shares checks with you: {title}"))
            .para(
                "Somebody who applied has let you see items of their checks passport. Accept each one, or say why \
                 it must be repeated.",
            )
            .facts([("Listing", title.clone())])
            .button("See the checks", site.url(&format!("/desk/{provider}/applications/{id}/passport")))
            .owed_because(format!("You get this because you act for {provider_name} on Rounds."))
    }
}

/// To the candidate, about all that was marked at once.
pub struct MarkedMail<'a> {
    pub standing: &'a Standing,
    pub marked: Marked,
}

impl MarkedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let Standing { provider_name, id, title, name, email, .. } = self.standing;
        let subject = match self.marked.repeated {
            0 => format!("Your checks are accepted: {title}"),
            _ => format!("Something must be repeated of your checks: {title}"),
        };
        let mut facts = vec![("For", title.clone())];
        for (label, count) in [("Accepted", self.marked.accepted), ("To be repeated", self.marked.repeated)] {
            if count > 0 {
                facts.push((label, items(count)));
            }
        }
        Letter::to(email, name, "passports.marked")
            .subject(subject)
            .para(format!("{provider_name} has looked at what you share of your checks passport."))
            .facts(facts)
            .button("See which, and why", site.url(&format!("/applications/{id}/passport")))
            .owed_because("You get this because you share checks with a provider through Rounds.")
    }
}

fn items(count: usize) -> String {
    if count == 1 { "1 item".into() } else { format!("{count} items") }
}

#[cfg(test)]
mod tests;
