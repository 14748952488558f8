//! The pages of administration.

mod audit;
mod code;
mod codes;
mod deliveries;
mod diagnostics;
mod jobs;
mod letters;
mod organisations;
mod overview;
mod people;
mod quiet;
mod settings;
mod statistics;
mod synonyms;
mod wording;

pub use audit::*;
pub use code::*;
pub use codes::*;
pub use deliveries::*;
pub use diagnostics::*;
pub use jobs::*;
pub use letters::*;
pub use organisations::*;
pub use overview::*;
pub use people::*;
pub use quiet::*;
pub use settings::*;
pub use statistics::*;
pub use synonyms::*;
pub use wording::*;

use crate::accounts::actions::Here;
use crate::app::App;

const PER_PAGE: i64 = 30;

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}
