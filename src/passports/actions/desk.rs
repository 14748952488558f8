//! A provider looks at what is shared with it, and marks it. Each look leaves a line in the candidate's log and in the
//! audit log.

use super::{Here, PassportError};
use crate::applications::{self, ApplicationId, Standing};
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::StoredFile;
use crate::passports::mails::MarkedMail;
use crate::passports::model::{Act, Item, ItemId, Kept, Mark, Marks, Verdict};
use crate::passports::store;
use crate::providers::Scope;

/// What a provider sees of a passport.
#[derive(Debug)]
pub struct Seen {
    pub standing: Standing,
    /// Nothing where nothing is shared (any more), and as long as it may not know whose they are.
    pub items: Vec<Kept>,
    pub marks: Marks,
}

fn found(conn: &mut Conn, scope: &Scope, id: ApplicationId) -> Outcome<(Standing, Vec<Kept>), PassportError> {
    let Some(standing) = applications::standing_of_provider(conn, scope, id)? else {
        return refuse(PassportError::NotFound);
    };
    let items = if standing.is_hidden { Vec::new() } else { store::shared(conn, &standing)? };
    Ok((standing, items))
}

fn note(
    conn: &mut Conn,
    actor: &Actor,
    (act, in_audit, items): (Act, &str, &str),
    standing: &Standing,
    now: Moment,
) -> diesel::QueryResult<()> {
    store::note(conn, standing, (act, items, &actor.name), now)?;
    let subject = Subject::new("application", standing.id.0, standing.title.clone());
    audit::note(conn, actor, in_audit, subject, &standing.provider_name, now)
}

/// Opens the page of what is shared.
pub fn look(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Seen, PassportError> {
    let (standing, items) = found(conn, scope, id)?;
    if !items.is_empty() {
        let titles: Vec<String> = items.iter().map(|kept| kept.item.title()).collect();
        let line = (Act::OpenedList, "passport.look", titles.join("; "));
        note(conn, actor, (line.0, line.1, &line.2), &standing, now)?;
    }
    let marks = store::marks(conn, id)?;
    Ok(Seen { standing, items, marks })
}

/// The evidence of an item; not found when it has none, or is not shared (any more).
pub fn open_file(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, item): (ApplicationId, ItemId),
    now: Moment,
) -> Outcome<StoredFile, PassportError> {
    let (standing, items) = found(conn, scope, id)?;
    let kept = items.into_iter().find(|kept| kept.item.id == item);
    let Some((item, file)) = kept.and_then(|kept| Some((kept.item, kept.file?))) else {
        return refuse(PassportError::NotFound);
    };
    note(conn, actor, (Act::OpenedFile, "passport.look-at-file", &item.title()), &standing, now)?;
    Ok(file)
}

/// What a member says of one version of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub item: ItemId,
    pub version: i32,
    pub verdict: Verdict,
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    pub accepted: usize,
    pub repeated: usize,
    /// Items of which the candidate has put another version in their place meanwhile, or which are shared no more.
    pub missed: usize,
}

/// Marks items, and writes to the candidate once about all of them. What was said before is not said again.
pub fn mark(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, given): (ApplicationId, &[Given]),
    here: &Here,
) -> Outcome<Marked, PassportError> {
    let (standing, items) = found(conn, scope, id)?;
    if items.is_empty() {
        return refuse(PassportError::NotFound);
    }
    let (marks, mut marked) = (store::marks(conn, id)?, Marked::default());
    for one in given {
        let fits = |item: &&Item| item.id == one.item && item.version == one.version;
        let Some(item) = items.iter().map(|kept| &kept.item).find(fits) else {
            marked.missed += 1;
            continue;
        };
        let said = marks.get(&(one.item, one.version));
        if said.is_some_and(|mark| mark.verdict == one.verdict && mark.reason == one.reason) {
            continue;
        }
        put(conn, actor, (&standing, item), one, here.now)?;
        match one.verdict {
            Verdict::Accepted => marked.accepted += 1,
            Verdict::Repeat => marked.repeated += 1,
        }
    }
    if marked.accepted + marked.repeated > 0 {
        let mail = MarkedMail { standing: &standing, marked };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(marked)
}

fn put(
    conn: &mut Conn,
    actor: &Actor,
    (standing, item): (&Standing, &Item),
    given: &Given,
    now: Moment,
) -> Outcome<(), PassportError> {
    let Given { verdict, reason, .. } = given.clone();
    let mark = Mark { verdict, reason, by: actor.name.clone(), at: now };
    store::put_mark(conn, standing.id, item, &mark)?;
    let act = if verdict == Verdict::Accepted { Act::Accepted } else { Act::AskedAgain };
    Ok(note(conn, actor, (act, "passport.mark", &item.title()), standing, now)?)
}
