//! The order in which a list is shown.

use super::{CodesError, find, list_href};
use crate::audit::{self, Actor, Subject};
use crate::codes::policy::Policy;
use crate::codes::{self, List, Order};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::id;

/// Where a code is to stand among the others of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Up,
    Down,
    /// From 1; what is too great is the end.
    Place(usize),
}

/// `version` is that of the list's order.
pub fn place(
    conn: &mut Conn,
    actor: &Actor,
    (policy, code, version): (&'static Policy, &str, i64),
    to: To,
    now: Moment,
) -> Outcome<(), CodesError> {
    let Some(found) = find(conn, policy)? else { return refuse(CodesError::Gone) };
    if !found.list.offers(code) {
        return refuse(CodesError::Gone);
    }
    if !policy.may_order() {
        return refuse(CodesError::Fixed(policy));
    }
    let Some((codes, was, is)) = moved(&found.list, code, to) else { return Ok(()) };
    let new = Order { id: id::next(), list: policy.list.into(), codes: Vec::new(), version: 0 };
    let order = found.overlay.order(policy.list).cloned().unwrap_or(new);
    if order.version != version {
        return refuse(CodesError::Changed(list_href(policy.list)));
    }
    let order = Order { codes, ..order };
    if !codes::save_order(conn, &order, now)? {
        return refuse(CodesError::Changed(list_href(policy.list)));
    }
    let note = format!("{}: place {was} → {is}", found.list.label(code));
    let subject = Subject::new("code-list", order.id, policy.title);
    Ok(audit::note(conn, actor, "code.move", subject, &note, now)?)
}

/// All codes in the new order, the place before and the place now; `None` when the code stands there already.
fn moved(list: &List, code: &str, to: To) -> Option<(Vec<String>, usize, usize)> {
    let groups = list.groups();
    let group = groups.iter().find(|group| group.codes.iter().any(|one| one.code == code))?;
    let mut own: Vec<&str> = group.codes.iter().map(|one| one.code.as_str()).collect();
    let was = own.iter().position(|one| *one == code)?;
    let last = own.len() - 1;
    let is = match to {
        To::Up => was.saturating_sub(1),
        To::Down => (was + 1).min(last),
        To::Place(number) => number.saturating_sub(1).min(last),
    };
    if is == was {
        return None;
    }
    let one = own.remove(was);
    own.insert(is, one);
    let mut all: Vec<String> = Vec::new();
    for other in &groups {
        match other.label == group.label {
            true => all.extend(own.iter().map(ToString::to_string)),
            false => all.extend(other.codes.iter().map(|one| one.code.clone())),
        }
    }
    all.extend(list.retired().iter().map(|one| one.code.clone()));
    Some((all, was + 1, is + 1))
}
