//! Whether the documents of the index say what codes are called now: their labels are words that people search for.

use crate::app::App;
use crate::codes;
use crate::search::engine::Follower;
use crate::search::index::{Group, Index, Labels};

/// The lists whose labels documents have, with the filter by which it is known whether any document has the code. Of
/// training offices, which are no filter, it is not known.
const SAID: [(&str, Option<Group>); 12] = [
    ("professions", Some(Group::Profession)),
    ("specialties", Some(Group::Specialty)),
    ("grades", Some(Group::Grade)),
    ("learners", Some(Group::Grade)),
    ("contracts", Some(Group::Contract)),
    ("patterns", Some(Group::Pattern)),
    ("stages", Some(Group::Stage)),
    ("fundings", Some(Group::Funding)),
    ("sectors", Some(Group::Sector)),
    ("regions", Some(Group::Region)),
    ("pay_bands", Some(Group::Band)),
    ("training_offices", None),
];

/// Looks when the lists have changed. Listings are read again only when one of them may have a code that is called
/// otherwise now: a code that was just added is in none, and neither order nor retirement is in the index.
pub(super) fn follow(app: &App, follower: &mut Follower) {
    let generation = codes::generation();
    if follower.lists == Some(generation) {
        return;
    }
    let (index, now) = (app.search.index(), labels());
    let then = index.labels();
    let has_changed = |(list, code): (&str, &str)| {
        let key = key(list, code);
        now.get(&key) != then.get(&key)
    };
    let stale = said(&now).chain(said(&then)).any(|one| has_changed(one) && may_be_in(index, one));
    (follower.lists, follower.labels) = (Some(generation), now.clone());
    if stale && !follower.needs_rebuild {
        tracing::info!("codes are called otherwise: the search index is made anew");
        follower.needs_rebuild = true;
    }
}

fn labels() -> Labels {
    let found = codes::relabelled().into_iter();
    let found = found.filter(|(list, _, _)| SAID.iter().any(|(name, _)| name == list));
    found.map(|(list, code, label)| (key(list, code), label.to_owned())).collect()
}

fn key(list: &str, code: &str) -> String {
    format!("{list}/{code}")
}

fn said(labels: &Labels) -> impl Iterator<Item = (&str, &str)> {
    labels.keys().filter_map(|key| key.split_once('/'))
}

fn may_be_in(index: &Index, (list, code): (&str, &str)) -> bool {
    let said = SAID.iter().find(|(name, _)| *name == list);
    said.is_some_and(|(_, group)| group.is_none_or(|group| index.knows(group, code)))
}
