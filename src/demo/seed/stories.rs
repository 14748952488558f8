//! A partnership, a story that is public and one that waits, for the organisation of the demonstration's owner.

use chrono::Days;

use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::providers::actions::{self, SayingError, StoryWriting};
use crate::providers::model::{NewPartnership, NewStory};
use crate::providers::{ProviderId, StoryId};

/// Since when they work together, in days.
const TOGETHER: u64 = 1_900;

pub(super) async fn fill(app: &App, provider: ProviderId, by: Actor) -> anyhow::Result<()> {
    let here = Here { now: app.clock.now(), site: app.site.clone() };
    let told = app.db.write(move |conn| tell(conn, provider, &by, &here)).await;
    told.map_err(|failed: Failed<SayingError>| anyhow::anyhow!("a story could not be told: {failed:?}"))
}

fn tell(conn: &mut Conn, provider: ProviderId, by: &Actor, here: &Here) -> Outcome<(), SayingError> {
    let partnership = NewPartnership {
        partner: "Wharfe Valley Hospitals NHS Trust".into(),
        what: "Planned hip and knee replacements, and a rotation of trainees in orthopaedics".into(),
        since_on: here.now.london_day() - Days::new(TOGETHER),
    };
    actions::add_partnership(conn, by, provider, &partnership, here.now)?;
    let public = StoryId::new();
    write(conn, (provider, public), &year(), by, here)?;
    actions::approve_story(conn, &Actor::site(), public, here)?;
    write(conn, (provider, StoryId::new()), &back(), by, here)
}

fn write(
    conn: &mut Conn,
    id: (ProviderId, StoryId),
    told: &NewStory,
    by: &Actor,
    here: &Here,
) -> Outcome<(), SayingError> {
    let writing = StoryWriting { told, seen: "", send: true, by };
    actions::write_story(conn, id, &writing, here.now).map(drop)
}

fn year() -> NewStory {
    NewStory {
        title: "What my first year was like".into(),
        words: "I came from a large trust and was afraid of missing the pace. What I found was *time*.\n\n- I know \
                my list the week before\n- Nobody minds a question\n\nWhat is hard: nights with few people. You learn to \
                ring early."
            .into(),
        shown_name: "Ruth A.".into(),
        shown_role: "Theatre nurse".into(),
        consent_how: "Signed form".into(),
        agreed: true,
    }
}

fn back() -> NewStory {
    NewStory {
        title: "Coming back after five years".into(),
        words: "I had not worked in a ward for five years. They gave me six weeks beside somebody else, and did not \
                count me in the numbers until I said so."
            .into(),
        shown_name: "A colleague".into(),
        shown_role: "Ward nurse".into(),
        consent_how: "Email".into(),
        agreed: true,
    }
}
