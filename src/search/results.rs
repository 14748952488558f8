//! Results: what a page of a search shows. The index finds, the database says what is still live.

use crate::app::App;
use crate::kit::db::Failed;
use crate::listings::{self, Card, ListingId};
use crate::providers;
use crate::search::criteria::{Criteria, Located, PER_PAGE, RADII, Within};
use crate::search::index::{Answer, Counts, FIRST_PROVIDERS, Group, Query, Sort};
use crate::search::words::is_silent;
use std::collections::HashMap;

const MOST_WORDS_DROPPED: usize = 6;
/// Letters that two words must begin with to be taken for alike.
const SHORTEST_LIKE: usize = 5;

pub struct Results {
    pub located: Located,
    pub answer: Answer,
    pub cards: Vec<Card>,
    /// Names of the providers among the filters, by code.
    pub providers: HashMap<String, String>,
    /// Searches that find something, when this one finds nothing.
    pub instead: Vec<Instead>,
}

/// Another search, what it changes, and how many listings it finds.
pub struct Instead {
    pub change: String,
    pub criteria: Criteria,
    pub total: u32,
}

impl Results {
    pub fn last_page(&self) -> usize {
        (self.answer.total as usize).div_ceil(PER_PAGE).max(1)
    }
}

/// What a search finds, and instead of nothing what other searches would.
pub async fn find_or_instead(app: &App, criteria: &Criteria) -> anyhow::Result<Results> {
    let mut results = find(app, criteria, PER_PAGE).await?;
    if results.answer.total == 0 {
        results.instead = instead(app, criteria, &results.located)?;
    }
    Ok(results)
}

/// What a search finds, with the first `take` of its page.
pub async fn find(app: &App, criteria: &Criteria, take: usize) -> anyhow::Result<Results> {
    let located = criteria.locate();
    let query = Query { take, ..criteria.query(&located) };
    let (index, now) = (app.search.index().clone(), app.clock.now());
    let found = app.db.read(move |conn| {
        let answer = index.search(&query, now.0).map_err(anyhow::Error::from)?;
        let wanted: Vec<(ListingId, Option<f32>)> =
            answer.hits.iter().map(|hit| (ListingId(hit.listing), hit.miles)).collect();
        let slugs: Vec<String> = providers_to_name(&query, &answer.counts);
        let (cards, providers) = (listings::cards(conn, &wanted, now)?, providers::names(conn, &slugs)?);
        Ok(Results { located, answer, cards, providers, instead: Vec::new() })
    });
    found.await.map_err(Failed::into_error)
}

/// The last `n` published of what a search finds, the newest first.
pub fn newest(app: &App, criteria: &Criteria, n: usize) -> anyhow::Result<Vec<ListingId>> {
    let query =
        Query { sort: Sort::Newest, take: n, skip: 0, uncounted: true, ..criteria.query(&criteria.locate()) };
    let answer = app.search.index().search(&query, app.clock.now().0)?;
    Ok(answer.hits.iter().map(|hit| ListingId(hit.listing)).collect())
}

/// How many live listings a search finds.
pub fn count(app: &App, criteria: &Criteria) -> anyhow::Result<u32> {
    total(app, criteria, &criteria.locate())
}

/// How many live listings a search finds as the letters of an alert look: for its words as they stand, whenever a listing
/// was posted, and nothing at a place that is not known.
pub fn count_for_letters(app: &App, search: &str) -> anyhow::Result<u32> {
    let criteria = Criteria { as_typed: true, posted: None, ..Criteria::read(search) };
    match criteria.locate() {
        Located::Unknown(_) | Located::Outside => Ok(0),
        located => total(app, &criteria, &located),
    }
}

/// How many live listings there are in all, and of each kind.
pub fn overview(app: &App) -> anyhow::Result<(u32, Counts)> {
    let answer = app.search.index().search(&Query::default(), app.clock.now().0)?;
    Ok((answer.total, answer.counts))
}

/// The counts of a search without its listings, those of every provider among them.
pub fn counts(app: &App, criteria: &Criteria) -> anyhow::Result<Answer> {
    let query = Query { take: 0, every_provider: true, ..criteria.query(&criteria.locate()) };
    Ok(app.search.index().search(&query, app.clock.now().0)?)
}

fn total(app: &App, criteria: &Criteria, located: &Located) -> anyhow::Result<u32> {
    let query = Query { take: 0, uncounted: true, ..criteria.query(located) };
    Ok(app.search.index().search(&query, app.clock.now().0)?.total)
}

fn providers_to_name(query: &Query, counts: &Counts) -> Vec<String> {
    let counted = counts.groups.get(&Group::Provider).into_iter().flatten().map(|(code, _)| code);
    let chosen = query.chosen.get(&Group::Provider).into_iter().flatten();
    chosen.chain(counted).take(2 * FIRST_PROVIDERS).cloned().collect()
}

/// Wider distances, each choice dropped, each word dropped: those that find something. Where no single change does,
/// each word alone and what is spelt like the beginning of one.
fn instead(app: &App, criteria: &Criteria, located: &Located) -> anyhow::Result<Vec<Instead>> {
    let changes = [wider(criteria, located), dropped(criteria), as_typed(criteria), fewer_words(criteria)];
    let found = finding(app, changes.concat())?;
    if !found.is_empty() || criteria.words.is_empty() {
        return Ok(found);
    }
    let found = finding(app, [nearest(app, criteria)?, single_words(criteria)].concat())?;
    if found.is_empty() { finding(app, wordless(criteria)) } else { Ok(found) }
}

/// What the filters and the place find without the words.
fn wordless(criteria: &Criteria) -> Vec<(String, Criteria)> {
    let without = criteria.with(|other| other.words.clear());
    let anywhere = without.anywhere();
    let label = format!("Without “{}”", criteria.words);
    vec![(label.clone(), without), (format!("{label}, everywhere"), anywhere)]
}

fn finding(app: &App, changes: Vec<(String, Criteria)>) -> anyhow::Result<Vec<Instead>> {
    let mut found: Vec<Instead> = Vec::new();
    for (change, other) in changes {
        let total = total(app, &other, &other.locate())?;
        if total > 0 && !found.iter().any(|instead| instead.criteria == other) {
            found.push(Instead { change, criteria: other, total });
        }
    }
    Ok(found)
}

fn as_typed(criteria: &Criteria) -> Vec<(String, Criteria)> {
    match criteria.typed.is_empty() {
        true => Vec::new(),
        false => {
            vec![(format!("Search for “{}” as typed", criteria.typed), criteria.as_typed_whole())]
        }
    }
}

/// For each word what begins like it: "neurophysiologist" leads to "Clinical neurophysiology".
fn nearest(app: &App, criteria: &Criteria) -> anyhow::Result<Vec<(String, Criteria)>> {
    let mut near = Vec::new();
    for word in plain_words(criteria).into_iter().filter(|word| word.chars().count() >= SHORTEST_LIKE + 2) {
        let letters: Vec<char> = word.chars().collect();
        for length in (SHORTEST_LIKE..letters.len()).rev() {
            let beginning: String = letters.iter().take(length).collect();
            if let Some(like) = app.search.index().suggest(&beginning, 1)?.into_iter().next() {
                let other = everything_for(criteria, &like.name);
                near.push((format!("Did you mean “{}”?", like.name), other));
                break;
            }
        }
    }
    Ok(near)
}

fn single_words(criteria: &Criteria) -> Vec<(String, Criteria)> {
    let words = plain_words(criteria).into_iter();
    words.map(|word| (format!("Search for “{word}”"), everything_for(criteria, word))).collect()
}

fn plain_words(criteria: &Criteria) -> Vec<&str> {
    let words = criteria.words.split_whitespace().filter(|word| word.chars().all(char::is_alphanumeric));
    words.filter(|word| !is_silent(&word.to_lowercase())).take(MOST_WORDS_DROPPED).collect()
}

/// Other words, at any place and without any filter.
fn everything_for(criteria: &Criteria, words: &str) -> Criteria {
    criteria.with(|other| {
        drop_filters(other);
        other.place.clear();
        other.within = Within::Usual;
        other.typed.clear();
        other.as_typed = false;
        words.clone_into(&mut other.words);
    })
}

fn wider(criteria: &Criteria, located: &Located) -> Vec<(String, Criteria)> {
    let (Some(place), Some(miles)) = (located.place(), criteria.within.miles()) else { return Vec::new() };
    if place.area.is_some() {
        return vec![("Search everywhere".into(), criteria.with(|other| other.place.clear()))];
    }
    let radii = RADII.into_iter().filter(|radius| *radius > miles);
    let within = radii.map(|radius| {
        (format!("Search within {radius} miles"), criteria.with(|other| other.within = Within::Miles(radius)))
    });
    let anywhere = ("Search at any distance".into(), criteria.with(|other| other.within = Within::Anywhere));
    within.chain([anywhere]).collect()
}

fn dropped(criteria: &Criteria) -> Vec<(String, Criteria)> {
    let mut dropped = Vec::new();
    for (group, codes) in &criteria.chosen {
        let labels = crate::search::filters::filter_of(*group)
            .map(|filter| codes.iter().map(|code| filter.chip(code)).collect::<Vec<_>>().join(", "));
        let without = criteria.with(|other| drop(other.chosen.remove(group)));
        dropped.extend(labels.map(|labels| (format!("Without “{labels}”"), without)));
    }
    if criteria.posted.is_some() {
        dropped.push(("Posted at any time".into(), criteria.with(|other| other.posted = None)));
    }
    if criteria.starts.is_some() {
        dropped.push(("Starting at any time".into(), criteria.with(|other| other.starts = None)));
    }
    if criteria.pay.is_some() {
        dropped.push(("With any pay".into(), criteria.with(|other| other.pay = None)));
    }
    if criteria.filters() > 1 {
        dropped.push(("Without any filter".into(), criteria.with(drop_filters)));
    }
    dropped
}

pub fn drop_filters(criteria: &mut Criteria) {
    criteria.chosen.clear();
    (criteria.posted, criteria.starts, criteria.pay) = (None, None, None);
}

fn fewer_words(criteria: &Criteria) -> Vec<(String, Criteria)> {
    let words: Vec<&str> = criteria.words.split_whitespace().collect();
    if words.len() < 2 || words.len() > MOST_WORDS_DROPPED || criteria.words.contains('"') {
        return Vec::new();
    }
    let without = (0..words.len()).map(|gone| {
        let kept = words.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, word)| *word);
        let kept = kept.collect::<Vec<_>>().join(" ");
        (format!("Search for “{kept}”"), criteria.with(|other| other.words = kept))
    });
    without.collect()
}
