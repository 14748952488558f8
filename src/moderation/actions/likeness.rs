//! Near-duplicates, found when a listing is sent to review and kept with it.

use crate::kit::db::{Conn, Outcome};
use crate::kit::text;
use crate::listings::{self, Full, ListingId, ListingState};
use crate::moderation::model::{ALIKE_PERCENT, Sketch};
use crate::moderation::store;

/// Twins that are kept of one listing.
const MOST_TWINS: usize = 5;

fn sketch_of(full: &Full) -> Option<Sketch> {
    Sketch::of(&text::plain(&format!("{}\n\n{}", full.listing.summary, full.listing.description)))
}

/// Is it before the public, or about to be?
fn stands(full: &Full) -> bool {
    matches!(full.listing.state, ListingState::Submitted | ListingState::Live)
}

/// Looks for what is like a listing among all that is live or waits, whoever posted it, and keeps what it found. Done
/// twice, it is done once.
pub fn find_twins(conn: &mut Conn, id: ListingId) -> Outcome<()> {
    let Some(full) = listings::full(conn, id)?.filter(stands) else { return Ok(()) };
    let sketch = sketch_of(&full);
    store::keep_sketch(conn, id, sketch.as_ref())?;
    let mut twins = Vec::new();
    if let Some(sketch) = &sketch {
        let near = store::near(conn, id, sketch)?;
        let alike: Vec<_> = near
            .into_iter()
            .map(|(other, its)| (other, sketch.percent(&its)))
            .filter(|(_, percent)| *percent >= ALIKE_PERCENT)
            .collect();
        let ids: Vec<_> = alike.iter().map(|(other, _)| *other).collect();
        let standing: Vec<_> = listings::fulls(conn, &ids)?
            .iter()
            .filter(|full| stands(full))
            .map(|full| full.listing.id)
            .collect();
        twins = alike.into_iter().filter(|(other, _)| standing.contains(other)).collect();
        twins.sort_by_key(|(_, percent)| std::cmp::Reverse(*percent));
        twins.truncate(MOST_TWINS);
    }
    Ok(store::set_twins(conn, id, &twins)?)
}
