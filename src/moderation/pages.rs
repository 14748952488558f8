//! The pages of the review desk.

mod listing;
mod provider;
mod queue;
mod report;

pub use listing::*;
pub use provider::*;
pub use queue::*;
pub use report::*;

use crate::app::App;
use crate::kit::db::Conn;
use crate::listings;
use crate::moderation::{store, views::Counts};
use crate::providers;
use crate::web::reply::{Reply, see_other};

fn count(conn: &mut Conn) -> diesel::QueryResult<Counts> {
    Ok(Counts {
        providers: providers::count_waiting(conn)?,
        listings: listings::count_waiting(conn)?,
        reports: store::count_open(conn)?,
    })
}

/// After an act: back to the queue, with what was done and how much is left.
async fn done(app: &App, words: String) -> Reply {
    let left = app.read(count).await?.all();
    let rest = match left {
        0 => "Nothing else waits".to_string(),
        1 => "One more waits".to_string(),
        more => format!("{more} more wait"),
    };
    see_other("/moderation").with_notice(format!("{words}. {rest}")).reply()
}
