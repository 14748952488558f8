//! What people type about items, what they tick to share, and what a provider says of each.

use chrono::NaiveDate;
use itertools::Itertools;
use serde::Deserialize;

use crate::codes;
use crate::kit::text;
use crate::passports::actions::Given;
use crate::passports::model::{CRIMINAL_RECORD, Item, ItemId, Said, Verdict};
use crate::web::form::{self, Problems};

const LONGEST_WORDS: usize = 100;
/// What a criminal record check that nobody made is called; it proves nothing.
const NO_CHECK: &str = "none";
/// What a provider chooses to accept an item; everything else is a reason to repeat it.
pub const ACCEPTED: &str = "accepted";

/// An item. Its evidence comes beside it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    pub level: String,
    pub words: String,
    pub issued: String,
    pub expires: String,
    /// The number that a new item will have.
    pub number: String,
}

impl ItemForm {
    /// An empty form, for one more item.
    pub fn fresh() -> Self {
        Self { number: ItemId::new().to_string(), ..Self::default() }
    }

    pub fn id(&self) -> ItemId {
        self.number.parse().ok().filter(|id: &ItemId| id.0 > 0).unwrap_or_else(ItemId::new)
    }

    pub fn of(item: &Item) -> Self {
        Self {
            level: item.level.clone(),
            words: item.words.clone(),
            issued: item.issued_on.to_string(),
            expires: item.expires_on.map(|day| day.to_string()).unwrap_or_default(),
            number: String::new(),
        }
    }

    /// Time is an argument: nothing was issued that is yet to be.
    pub fn check(&self, kind: &str, today: NaiveDate) -> Result<Said, Problems> {
        let mut problems = Problems::none();
        let has_level = kind == CRIMINAL_RECORD;
        if has_level && (self.level == NO_CHECK || !codes::dbs_levels().contains(&self.level)) {
            problems.add("level", "Choose the level of the check");
        }
        let words = text::line(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        let issued = problems.keep("issued", form::day(&self.issued)).flatten();
        match issued {
            None => problems.add("issued", "Enter the day that is on it, or on which it was done"),
            Some(day) if day > today => problems.add("issued", "Enter a day that is not in the future"),
            _ => {}
        }
        let expires_on = problems.keep("expires", form::day(&self.expires)).flatten();
        if issued.zip(expires_on).is_some_and(|(issued, expires)| expires <= issued) {
            problems.add("expires", "Enter a day after the one on which it was issued or done");
        }
        let level = if has_level { self.level.clone() } else { String::new() };
        problems.done(Said { level, words, issued_on: issued.unwrap_or_default(), expires_on })
    }
}

/// The items that are to be shared with an application; those that are not named are not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    pub item: Vec<String>,
}

impl ShareForm {
    /// # Errors
    /// When nothing is ticked: to share nothing there is a button of its own.
    pub fn check(&self) -> Result<Vec<ItemId>, Problems> {
        let mut ids: Vec<ItemId> = self.item.iter().filter_map(|id| id.parse().ok()).collect();
        ids.sort();
        ids.dedup();
        let mut problems = Problems::none();
        if ids.is_empty() {
            problems.add("item", "Tick what you want to share");
        }
        problems.done(ids)
    }
}

/// What a member says of the items on the page: three lists side by side, a place for each item.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarksForm {
    pub item: Vec<String>,
    pub version: Vec<String>,
    /// [`ACCEPTED`], a code of `codes::repeat_reasons`, or nothing.
    pub mark: Vec<String>,
}

impl MarksForm {
    /// # Errors
    /// A sentence beside the item that it is about, or beside the first when nothing was chosen at all.
    pub fn check(&self) -> Result<Vec<Given>, Problems> {
        let (mut problems, mut given) = (Problems::none(), Vec::new());
        let rows = self.item.iter().zip(&self.version).zip(&self.mark);
        let rows = rows.filter(|(_, mark)| !mark.is_empty());
        // An item that is there twice has one mark, as its letter says.
        for ((id, version), mark) in rows.unique_by(|((id, _), _)| id.as_str()) {
            let (Ok(item), Ok(version)) = (id.parse(), version.parse()) else { continue };
            let (verdict, reason) = match mark.as_str() {
                ACCEPTED => (Verdict::Accepted, String::new()),
                reason => (Verdict::Repeat, reason.to_string()),
            };
            if verdict == Verdict::Repeat {
                let checked = codes::repeat_reasons().check(&reason, "", "Choose from the list");
                problems.keep(&format!("mark-{id}"), checked);
            }
            given.push(Given { item, version, verdict, reason });
        }
        if given.is_empty() {
            let first = self.item.first().cloned().unwrap_or_default();
            problems.add(&format!("mark-{first}"), "Choose what you say of at least one item");
        }
        problems.done(given)
    }

    /// What was chosen for an item; empty when nothing was.
    pub fn chosen(&self, id: ItemId) -> &str {
        let at = self.item.iter().position(|item| *item == id.to_string());
        at.and_then(|at| self.mark.get(at)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_a_day_that_is_not_in_the_future_and_an_end_after_it() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let skill = "fire-safety";
        for (kind, level, issued, expires, wrong) in [
            (skill, "", "2026-11-22", "", None),
            (skill, "", "2026-01-05", "2027-01-05", None),
            (skill, "", "05/01/2026", "5 January 2027", None),
            (skill, "", "", "2027-01-05", Some("issued")),
            (skill, "", "2026-11-23", "", Some("issued")),
            (skill, "", "soon", "", Some("issued")),
            (skill, "", "2026-01-05", "2026-01-05", Some("expires")),
            (skill, "", "2026-01-05", "2025-01-05", Some("expires")),
            (CRIMINAL_RECORD, "enhanced", "2026-01-05", "", None),
            (CRIMINAL_RECORD, "", "2026-01-05", "", Some("level")),
            (CRIMINAL_RECORD, "none", "2026-01-05", "", Some("level")),
            (CRIMINAL_RECORD, "x", "2026-01-05", "", Some("level")),
        ] {
            let text = String::from;
            let form = ItemForm {
                level: text(level),
                words: "A".into(),
                issued: text(issued),
                expires: text(expires),
                ..ItemForm::default()
            };
            let problem = form.check(kind, today).err().map(|problems| problems.list()[0].field.clone());
            assert_eq!(problem.as_deref(), wrong, "{kind} {level} {issued} {expires}");
        }
        let level = ItemForm { level: "enhanced".into(), issued: "2026-01-05".into(), ..ItemForm::default() };
        assert_eq!(level.check(skill, today).unwrap().level, "", "only one kind has a level");
    }

    #[test]
    fn marks_are_read_side_by_side() {
        let form = |mark: [&str; 3]| MarksForm {
            item: ["7", "8", "x"].map(String::from).into(),
            version: ["1", "2", "1"].map(String::from).into(),
            mark: mark.map(String::from).into(),
        };
        let given = form(["accepted", "expired", "accepted"]).check().unwrap();
        assert_eq!(given.len(), 2, "what is no number is passed over");
        assert_eq!((given[0].item, given[0].version, given[0].verdict), (ItemId(7), 1, Verdict::Accepted));
        assert_eq!((given[1].verdict, given[1].reason.as_str()), (Verdict::Repeat, "expired"));
        for (mark, field) in [(["", "", ""], "mark-7"), (["", "nonsense", ""], "mark-8")] {
            assert_eq!(form(mark).check().unwrap_err().list()[0].field, field);
        }
        assert!(MarksForm::default().check().is_err());
        assert_eq!(form(["", "level", ""]).chosen(ItemId(8)), "level");
    }
}
