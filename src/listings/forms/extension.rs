//! A later closing day for a live listing.

use chrono::{Duration, NaiveDate};
use serde::Deserialize;

use crate::kit::clock::day_words;
use crate::listings::model::{DECIDE_WEEKS, LONGEST_OPEN_DAYS, Listing};
use crate::web::form::{self, Problems};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ExtendForm {
    pub closes_on: String,
    pub decide_by: String,
}

impl ExtendForm {
    pub fn of(listing: &Listing) -> Self {
        let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self { closes_on: shown(listing.closes_on), decide_by: shown(listing.decide_by) }
    }

    /// The closing day, and the day by which people hear.
    pub fn check(&self, listing: &Listing, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Problems> {
        let mut problems = Problems::none();
        let closes_on = problems.keep("closes_on", form::day(&self.closes_on)).flatten();
        let before = listing.closes_on.unwrap_or(today);
        match closes_on {
            None if problems.any() => {}
            None => problems.add("closes_on", "Choose the new closing day"),
            Some(day) if day < before => {
                let words =
                    format!("Choose {} or a later day. To end it sooner, close it early", day_words(before));
                problems.add("closes_on", words);
            }
            Some(day) if day - today > Duration::days(LONGEST_OPEN_DAYS) => {
                problems.add("closes_on", "Choose a closing day within a year");
            }
            Some(_) => {}
        }
        let decide_by = problems.keep("decide_by", form::day(&self.decide_by)).flatten();
        let closes = closes_on.unwrap_or(before);
        let decide_by = decide_by.unwrap_or(closes + Duration::weeks(DECIDE_WEEKS));
        if problems.of("decide_by").is_none() && decide_by < closes {
            problems.add("decide_by", "People cannot hear before it closes: choose a later day");
        }
        problems.done((closes, decide_by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::clock::Clock;
    use crate::listings::model::ListingKind;
    use crate::providers::ProviderId;

    #[test]
    fn a_closing_day_moves_on_and_never_back() {
        let draft = Listing::draft(ProviderId::new(), ListingKind::Role, None, Clock::default().now());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let listing = Listing { closes_on: Some(day("2026-12-02")), ..draft };
        for (closes_on, decide_by, wrong) in [
            ("2026-12-09", "2027-01-06", None),
            ("2026-12-09", "", None),
            ("2026-12-02", "2026-12-30", None),
            ("2026-12-01", "2026-12-30", Some("closes_on")),
            ("2028-01-01", "2028-02-01", Some("closes_on")),
            ("", "2027-01-06", Some("closes_on")),
            ("soon", "2027-01-06", Some("closes_on")),
            ("2026-12-09", "2026-12-08", Some("decide_by")),
            ("2026-12-09", "31/31/2026", Some("decide_by")),
        ] {
            let form = ExtendForm { closes_on: closes_on.into(), decide_by: decide_by.into() };
            let problems = form.check(&listing, day("2026-11-22")).err();
            let fields = ["closes_on", "decide_by"];
            let found = problems.map(|problems| fields.into_iter().find(|one| problems.of(one).is_some()));
            assert_eq!(found.flatten(), wrong, "{closes_on} {decide_by}");
        }
    }
}
