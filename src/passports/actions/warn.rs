//! Candidates are written to before what they have runs out.

use super::Here;
use crate::kit::db::{Conn, Outcome};
use crate::passports::mails::ExpiresMail;
use crate::passports::model::warning_due;
use crate::passports::store::{self, Warned};

/// Items in one transaction; nobody has as many.
const AT_ONCE: i64 = 300;

/// Writes to some of those whose items expire: one letter a person about all that is due, once for each of the weeks of
/// `WARN_WEEKS`, and not about what was replaced. True when there may be more to do.
pub fn warn(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let today = here.now.london_day();
    let mut found = store::due(conn, today, AT_ONCE)?;
    let is_more = found.len() as i64 == AT_ONCE;
    let last = found.last().map(|warned| warned.item.account_id);
    if is_more {
        // Of the last person there may be more than was found: they come first the next time.
        found.retain(|warned| Some(warned.item.account_id) != last);
    }
    for of_one in found.chunk_by(|one, next| one.item.account_id == next.item.account_id) {
        tell(conn, of_one, here)?;
    }
    Ok(is_more && !found.is_empty())
}

fn tell(conn: &mut Conn, items: &[Warned], here: &Here) -> Outcome<()> {
    let today = here.now.london_day();
    for Warned { item, .. } in items {
        let weeks = warning_due(item.expires_on, today).unwrap_or_default();
        store::set_warned(conn, item.account_id, (item.id, item.version), weeks)?;
    }
    if let Some(Warned { email, name, .. }) = items.first() {
        let items: Vec<_> = items.iter().map(|warned| &warned.item).collect();
        let mail = ExpiresMail { email, name, items: &items, today };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
