//! Deciding about what an organisation says of itself.

use super::*;
use crate::providers::{Claim, ClaimId, SayingState, Story, StoryId};

/// A mark of all that a moderator is shown of a claim.
pub fn claim_seen(claim: &Claim) -> String {
    tokens::hash(&format!("{claim:?}"))
}

/// The same of a story.
pub fn story_seen(story: &Story) -> String {
    tokens::hash(&format!("{story:?}"))
}

/// Decides about a claim; gives its name.
pub fn decide_claim(
    conn: &mut Conn,
    actor: &Actor,
    id: ClaimId,
    decision: &Decision,
    here: &Here,
) -> Outcome<String, DeskError> {
    let Some(claim) = providers::claim(conn, id)? else { return refuse(gone(conn, "claim", id.0)?) };
    if claim.state != SayingState::Submitted {
        return refuse(already(conn, "claim", id.0, claim.state.as_str())?);
    }
    decide_alone(conn, actor, Kind::Claim, id.0, here.now)?;
    let decided = match decision {
        Decision::Approve(seen) if *seen != claim_seen(&claim) => {
            return refuse(DeskError::Changed(Kind::Claim.path(id.0)));
        }
        Decision::Approve(_) => provider_actions::approve_claim(conn, actor, id, here),
        Decision::Return(because) => provider_actions::return_claim(conn, actor, id, because, here),
    };
    decided.map_err(|failed| wrap(failed, DeskError::Saying))?;
    holds::decided(conn, Kind::Claim, id.0)?;
    Ok(claim.label().to_string())
}

/// Decides about a story; gives its title.
pub fn decide_story(
    conn: &mut Conn,
    actor: &Actor,
    id: StoryId,
    decision: &Decision,
    here: &Here,
) -> Outcome<String, DeskError> {
    let Some(story) = providers::story(conn, id)? else { return refuse(gone(conn, "story", id.0)?) };
    if story.state != SayingState::Submitted {
        return refuse(already(conn, "story", id.0, story.state.as_str())?);
    }
    decide_alone(conn, actor, Kind::Story, id.0, here.now)?;
    let decided = match decision {
        Decision::Approve(seen) if *seen != story_seen(&story) => {
            return refuse(DeskError::Changed(Kind::Story.path(id.0)));
        }
        Decision::Approve(_) => provider_actions::approve_story(conn, actor, id, here),
        Decision::Return(because) => provider_actions::return_story(conn, actor, id, because, here),
    };
    decided.map_err(|failed| wrap(failed, DeskError::Saying))?;
    holds::decided(conn, Kind::Story, id.0)?;
    Ok(story.title)
}

/// A version that was there once, and was taken away or replaced since, is not what never was.
fn gone(conn: &mut Conn, kind: &str, id: i64) -> diesel::QueryResult<DeskError> {
    if audit::of_subject(conn, kind, id, 1)?.is_empty() {
        return Ok(DeskError::NotFound);
    }
    already(conn, kind, id, "gone")
}
