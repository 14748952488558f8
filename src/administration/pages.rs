//! The pages of administration.

mod audit;
mod diagnostics;
mod jobs;
mod letters;
mod organisations;
mod overview;
mod people;
mod statistics;
mod synonyms;

pub use audit::*;
pub use diagnostics::*;
pub use jobs::*;
pub use letters::*;
pub use organisations::*;
pub use overview::*;
pub use people::*;
pub use statistics::*;
pub use synonyms::*;

use crate::accounts::actions::Here;
use crate::app::App;

const PER_PAGE: i64 = 30;

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}
