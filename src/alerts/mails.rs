//! The letters of alerts.

mod examples;
mod still;

pub use examples::letter_examples;
pub use still::{NotWantedMail, StillMail};

use crate::alerts::deliver::Kept;
use crate::alerts::model::{AlertId, MOST_IN_LETTER};
use crate::kit::letters::{Leave, Letter, LetterId, Site};
use crate::listings::model::Source;
use crate::listings::{Card, ListingId};

pub struct ConfirmAlertMail<'a> {
    pub email: &'a str,
    pub label: &'a str,
    pub token: &'a str,
}

impl ConfirmAlertMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, "", "alerts.confirm")
            .awaited()
            .subject("Confirm your alert")
            .para(format!("You asked to hear of new listings: {}.", self.label))
            .button("Confirm this alert", site.url(&format!("/alerts/confirm?token={}", self.token)))
            .para(
                "The link works for seven days. If you did not ask, do nothing, and we will not write again.",
            )
            .asked_because("You get this because somebody asked for an alert at Rounds with this address.")
    }
}

/// The kind of the letter about listings that fit.
pub(super) const MATCHES: &str = "alerts.matches";
/// Alerts that a letter names one by one.
const MOST_NAMED: usize = 10;

/// A listing that fits.
pub struct Matter {
    pub listing: ListingId,
    pub card: Card,
    /// The alerts that it fits.
    pub alerts: Vec<AlertId>,
    /// What changed since it was told before; empty when it is new.
    pub changed: Vec<String>,
    /// Why it fits, alert by alert.
    pub reasons: Vec<String>,
    /// The keys of the alerts that would look less far, for another kind, or for more pay; none where that makes no sense.
    pub far: Option<String>,
    pub kind: String,
    pub pay: Option<String>,
}

pub struct MatchesMail<'a> {
    pub email: &'a str,
    pub letter: LetterId,
    /// Those that have something in it.
    pub alerts: Vec<&'a Kept>,
    /// In their order.
    pub matters: Vec<Matter>,
    /// How many more there are than these.
    pub more: usize,
}

impl MatchesMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let name = self.alerts.iter().find_map(|kept| kept.name.as_deref()).unwrap_or_default();
        let (count, words) = (self.count_words(), self.search_words());
        let mut letter = Letter::to(self.email, name, MATCHES)
            .subject(format!("{count}: {words}"))
            .preview(self.preview())
            .para(format!("{count} for {}: {words}.", self.alert_words()));
        for matter in self.matters.iter().take(MOST_IN_LETTER) {
            let url = site.url(&Source::Alert.mark(&matter.card.href));
            letter = letter.item(&matter.card.title, url, matter.lines()).item_links(matter.links(site));
        }
        let leave = site.url(&format!("/unsubscribe/{}?letter={}", self.first_key(), self.letter));
        self.with_rest(letter, site)
            .because("You get this because you asked Rounds to tell you about new listings.")
            .leave(Leave { page_url: leave.clone(), one_click_url: leave })
    }

    /// How many there are beyond those shown, and where to see them and to change what is sent.
    fn with_rest(&self, mut letter: Letter, site: &Site) -> Letter {
        let left = self.matters.len().saturating_sub(MOST_IN_LETTER) + self.more;
        if left > 0 {
            let more = if left == 1 { "There is 1 more.".into() } else { format!("There are {left} more.") };
            letter = letter.para(more);
        }
        let [only] = self.alerts.as_slice() else {
            for kept in self.alerts.iter().take(MOST_NAMED) {
                let links = vec![(
                    "Pause it, or change what it looks for".into(),
                    site.url(&format!("/alerts/manage/{}", kept.manage_key)),
                )];
                let all = site.url(&format!("/listings?{}", kept.search));
                let title = format!("Your alert: {}", plain(&kept.label));
                letter = letter.item(title, all, Vec::new()).item_links(links);
            }
            return letter;
        };
        letter.button("See all that fits now", site.url(&format!("/listings?{}", only.search))).para(format!(
            "Pause this alert, or change what it looks for and how often it emails you: {}",
            site.url(&format!("/alerts/manage/{}", only.manage_key))
        ))
    }

    /// What a list of letters shows beside the subject: the first listings, since the subject has said how many.
    fn preview(&self) -> String {
        let first = self.matters.iter().take(3).map(|matter| {
            let card = &matter.card;
            format!("{}, {}", card.title, card.place)
        });
        first.collect::<Vec<_>>().join("; ")
    }

    /// "3 new listings", "1 changed listing", "2 new and 1 changed listings"
    fn count_words(&self) -> String {
        let changed = self.matters.iter().filter(|matter| !matter.changed.is_empty()).count();
        let new = self.matters.len() - changed + self.more;
        let listings = if new + changed == 1 { "listing" } else { "listings" };
        match (new, changed) {
            (new, 0) => format!("{new} new {listings}"),
            (0, changed) => format!("{changed} changed {listings}"),
            (new, changed) => format!("{new} new and {changed} changed {listings}"),
        }
    }

    /// The words of the search; of several, of the first of them.
    fn search_words(&self) -> String {
        let first = self.alerts.first().map(|kept| plain(&kept.label)).unwrap_or_default();
        match self.alerts.len() {
            0 | 1 => first,
            2 => format!("{first}, and 1 other alert"),
            many => format!("{first}, and {} other alerts", many - 1),
        }
    }

    fn alert_words(&self) -> &'static str {
        if self.alerts.len() > 1 { "your alerts" } else { "your alert" }
    }

    fn first_key(&self) -> &str {
        self.alerts.first().map(|kept| kept.manage_key.as_str()).unwrap_or_default()
    }
}

impl Matter {
    fn lines(&self) -> Vec<String> {
        let card = &self.card;
        let mut lines =
            vec![format!("{}, {}", card.provider, card.place), card.pay.clone(), card.closes.clone()];
        if !self.changed.is_empty() {
            lines.push(format!("Changed since we told you: {}", self.changed.join("; ")));
        }
        lines.push(format!("Why: {}", self.reasons.join("; ")));
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Each opens a page with a proposal for its alert and a button.
    fn links(&self, site: &Site) -> Vec<(String, String)> {
        let wishes = [
            ("Too far", "far", self.far.as_ref()),
            ("Wrong kind", "kind", Some(&self.kind)),
            ("Pay too low", "pay", self.pay.as_ref()),
        ];
        let link = |(label, why, key): (&str, &str, Option<&String>)| {
            let path = format!("/alerts/manage/{}/narrow?listing={}&why={why}", key?, self.listing);
            Some((label.to_owned(), site.url(&path)))
        };
        wishes.into_iter().filter_map(link).collect()
    }
}

/// As a person would write it: without the quotation marks round the words that were typed.
fn plain(label: &str) -> String {
    label.replace(['“', '”'], "")
}
