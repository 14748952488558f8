//! What the page shows that narrows an alert by a listing.

use askama::Template;

use super::Explained;
use crate::alerts::forms::NarrowForm;
use crate::alerts::model::narrow::{Leaving, Proposal, Why};
use crate::alerts::store::Alert;
use crate::codes;
use crate::listings::Full;
use crate::web::form::{Choice, Problems};
use crate::web::page::{Link, Page};

#[derive(Template)]
#[template(path = "alerts/narrow.html")]
pub struct NarrowPage {
    pub page: Page,
    pub key: String,
    /// The alert's search in words.
    pub label: String,
    pub listing: Link,
    pub form: NarrowForm,
    pub problems: Problems,
    pub choices: Choices,
}

/// What can be chosen.
pub enum Choices {
    Nearer { away: String, radii: Vec<Choice> },
    Without(Vec<Explained>),
    Pays { states: String, periods: Vec<Choice> },
    Nothing(&'static str),
}

impl NarrowPage {
    pub fn new(
        page: Page,
        alert: &Alert,
        full: &Full,
        proposal: &Proposal,
        (form, problems): (NarrowForm, Problems),
    ) -> Self {
        let listing =
            Link::to(full.listing.path(), format!("{}, {}", full.listing.name(), full.provider.name));
        Self {
            page: page.with_problems(&problems),
            key: alert.manage_key.clone(),
            label: alert.label.clone(),
            listing,
            choices: Choices::of(proposal, full),
            form: if form.was.is_empty() { NarrowForm { was: alert.search.clone(), ..form } } else { form },
            problems,
        }
    }
}

/// "Too far"
pub fn title(why: Why) -> &'static str {
    match why {
        Why::Far => "Too far away",
        Why::Kind => "The wrong kind",
        Why::Pay => "The pay is too low",
    }
}

impl Choices {
    fn of(proposal: &Proposal, full: &Full) -> Self {
        match proposal {
            Proposal::Nothing(why) => Self::Nothing(why),
            Proposal::Nearer { radii, away } => Self::Nearer {
                away: format!("{} miles", away.round()),
                radii: radii
                    .iter()
                    .map(|miles| Choice::new(miles.to_string(), format!("{miles} miles")))
                    .collect(),
            },
            Proposal::Without(leavings) => Self::Without(leavings.iter().map(explained).collect()),
            Proposal::Pays { pays, .. } => Self::Pays {
                states: if pays.is_some() { pay_words(full) } else { String::new() },
                periods: codes::pay_periods()
                    .all()
                    .iter()
                    .map(|period| Choice::new(period.code.clone(), period.label.clone()))
                    .collect(),
            },
        }
    }
}

fn pay_words(full: &Full) -> String {
    let terms = &full.terms;
    let most = terms.pay_max_pence.or(terms.pay_min_pence).zip(terms.pay_period.as_deref());
    most.map(|(pence, per)| {
        let period = codes::pay_periods().label(per).to_lowercase();
        format!("{} {period}", crate::listings::model::money(pence))
    })
    .unwrap_or_default()
}

fn explained(leaving: &Leaving) -> Explained {
    let labels = |codes: &std::collections::BTreeSet<String>| {
        codes.iter().map(|code| leaving.filter.chip(code)).collect::<Vec<_>>().join(", ")
    };
    Explained {
        code: leaving.filter.name.into(),
        label: format!("{}: leave out {}", leaving.filter.label, labels(&leaving.gone)),
        hint: format!("It goes on finding: {}", labels(&leaving.kept)),
    }
}
