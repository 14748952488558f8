//! A text that is nearly there already, from the same or another organisation, is shown beside it.

use crate::world::{Organisation, World, journey};
use rounds::listings::{Full, ListingKind};

const TEXT: &str = "You will work on a ward of twenty beds with a settled team of nurses who have time for each patient, \
    from admission to discharge, and who teach the students of two universities on the ward each week.";

async fn sends(world: &World, of: &Organisation, title: &str, text: &'static str) -> String {
    let change = move |full: &mut Full| {
        full.listing.description = text.into();
        full.listing.state = rounds::listings::ListingState::Draft;
    };
    let thing = world.submitted(of, ListingKind::Role, title, change).await;
    let page = of.owner.submits(&format!("{}/check", thing.desk), "Submit this role", &[]).await;
    page.is(200);
    world.settles().await;
    format!("/moderation/listings/{}", thing.id)
}

journey!(a_near_copy_is_shown_side_by_side, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let hazel = world.organisation("Hazel Clinics").await;
    let first = sends(&world, &larkfield, "Ward nurse", TEXT).await;
    let copy = "You will work on a ward of thirty beds with a settled team of nurses who have time for each patient, \
        from admission to discharge, and who teach the students of two universities on the ward each week.";
    let second = sends(&world, &hazel, "Staff nurse", copy).await;
    let other = "A quiet laboratory at the edge of the moors looks for a scientist who keeps the analysers in order, \
        trains colleagues on nights and turns round samples from four hospitals within the hour, every day.";
    let third = sends(&world, &hazel, "Biomedical scientist", other).await;

    let maya = world.moderator("Maya Moss").await;
    maya.gets(&first).await.is(200).lacks("Likely a duplicate");
    maya.gets(&third).await.is(200).lacks("Likely a duplicate");
    let page = maya.gets(&second).await;
    page.shows("Likely a duplicate");
    let page = maya.follows(&page, "Ward nurse, Larkfield Surgical").await;
    page.is(200).shows("twenty beds").shows("thirty beds");
    maya.gets(&format!("{first}/twins/1")).await.is(404);
    larkfield.owner.gets(page.path()).await.is(403);
});
