//! A job is one worker's at a time.

use crate::world::journey;
use chrono::Duration;
use rounds::kit::clock::Moment;
use rounds::kit::jobs::{self, Job};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Long {}

impl Job for Long {
    const NAME: &'static str = "tests.long";
}

journey!(a_job_that_says_it_still_runs_is_nobody_elses, |world| {
    let now = world.app.clock.now();
    let claimed_at = async |at: Moment| {
        world.app.write(move |conn| jobs::claim(conn, at)).await.expect("an answer").map(|job| job.id)
    };
    world.app.write(move |conn| jobs::enqueue(conn, &Long {}, now)).await.expect("queued");
    let id = claimed_at(now).await.expect("a job");
    assert_eq!(claimed_at(now + Duration::minutes(4)).await, None);
    world
        .app
        .write(move |conn| jobs::prolong(conn, id, now + Duration::minutes(4)))
        .await
        .expect("prolonged");
    assert_eq!(claimed_at(now + Duration::minutes(8)).await, None, "it still runs");
    assert_eq!(claimed_at(now + Duration::minutes(10)).await, Some(id), "its worker has died");
});
