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
    let seen = claim_seen(&claim);
    Deciding { actor, kind: Kind::Claim, id: id.0, decision, sent_at: claim.submitted_at, now: here.now }
        .settle(conn, &seen, DeskError::Saying, |conn| match decision {
            Decision::Approve(_) => provider_actions::approve_claim(conn, actor, id, here).map(drop),
            Decision::Return(because) => {
                provider_actions::return_claim(conn, actor, id, because, here).map(drop)
            }
        })?;
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
    let seen = story_seen(&story);
    Deciding { actor, kind: Kind::Story, id: id.0, decision, sent_at: story.submitted_at, now: here.now }
        .settle(conn, &seen, DeskError::Saying, |conn| match decision {
            Decision::Approve(_) => provider_actions::approve_story(conn, actor, id, here).map(drop),
            Decision::Return(because) => {
                provider_actions::return_story(conn, actor, id, because, here).map(drop)
            }
        })?;
    Ok(story.title)
}

/// A version that was there once, and was taken away or replaced since, is not what never was.
fn gone(conn: &mut Conn, kind: &str, id: i64) -> diesel::QueryResult<DeskError> {
    if audit::of_subject(conn, kind, id, 1)?.is_empty() {
        return Ok(DeskError::NotFound);
    }
    already(conn, kind, id, "gone")
}
