//! Why a listing fits a search, in plain words of that listing: "theatre nurse · 8 miles from Leeds · £36,000+".

use crate::codes;
use crate::kit::clock::day_words;
use crate::kit::places::miles_between;
use crate::listings::Full;
use crate::listings::model::{miles_words, money};
use crate::search::index::Document;
use crate::search::{Criteria, FILTERS};

/// Reasons that are said of one search.
const MOST: usize = 6;

pub(super) fn why(search: &Criteria, full: &Full, document: &Document) -> String {
    let mut why = Vec::new();
    if !search.words.is_empty() {
        why.push(search.words.replace('"', ""));
    }
    why.extend(place(search, full));
    for filter in &FILTERS {
        let chosen = search.chosen.get(&filter.group).into_iter().flatten();
        let has =
            |code: &&String| document.codes.iter().any(|(group, own)| *group == filter.group && own == *code);
        why.extend(chosen.filter(has).map(|code| filter.chip(code)));
    }
    if let Some(floor) = &search.pay {
        let period = match floor.per.as_str() {
            "year" => String::new(),
            per => format!(" {}", codes::pay_periods().label(per).to_lowercase()),
        };
        why.push(format!("{}+{period}", money(i64::from(floor.pounds) * 100)));
    }
    if let (Some(_), Some(starts_on)) = (search.starts, full.listing.starts_on) {
        why.push(format!("starts {}", day_words(starts_on)));
    }
    why.truncate(MOST);
    if why.is_empty() { "you asked for every new listing".into() } else { why.join(" · ") }
}

/// "8 miles from Leeds", "in Kent"; nothing for a search everywhere.
fn place(search: &Criteria, full: &Full) -> Option<String> {
    let located = search.locate();
    let place = located.place()?;
    if place.area.is_some() {
        return Some(format!("in {}", place.label));
    }
    let miles =
        full.sites.iter().map(|site| miles_between(place.lat, place.lon, site.latitude, site.longitude));
    let nearest = miles.min_by(f64::total_cmp)?;
    Some(format!("{} from {}", miles_words(nearest as f32).to_lowercase(), place.label))
}

/// Whether a search looks round a place, so that it can look less far.
pub(super) fn looks_round(search: &Criteria) -> bool {
    search.locate().place().is_some_and(|place| place.area.is_none()) && search.within.miles().is_some()
}
