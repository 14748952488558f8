//! The pages of profiles: the list of parts, the parts, their entries, CVs, and all of it to print or download.

mod cvs;
mod entries;
mod parts;
mod whole;

pub use cvs::*;
pub use entries::*;
pub use parts::*;
pub use whole::*;

use super::model::{Part, Profile, Standing};
use super::store;
use crate::app::App;
use crate::web::error::Error;
use crate::web::guards::Candidate;
use crate::web::reply::{Reply, see_other};

async fn mine(app: &App, candidate: &Candidate) -> Result<Profile, Error> {
    let account = candidate.account.id;
    Ok(app.read(move |conn| store::open(conn, account)).await?)
}

/// To the next part that is not done; to the list when all that follow are.
async fn onward(app: &App, candidate: &Candidate, from: Part, notice: String) -> Reply {
    let (profile, today) = (mine(app, candidate).await?, app.clock.today());
    let wants = |part: &Part| matches!(part.standing(&profile, today), Standing::Open | Standing::Begun);
    let next = std::iter::successors(from.next(), |part| part.next()).find(wants);
    let path = next.map_or_else(|| "/profile".to_string(), |part| format!("/profile/{part}"));
    see_other(path).with_notice(notice).reply()
}
