//! An export is for the member who asked, for a day, and once.

use super::providers_export::asks_for;
use super::*;
use crate::world::journey;

journey!(only_who_asked_gets_it_and_only_for_a_day, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    applies(&ada, &cast).await;
    let page = asks_for(&world, &cast.ed, &cast.table(), "CSV").await;
    let path = page.path().to_owned();
    let file = format!("{path}/file");
    cast.ed.gets(&file).await.is(200);
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    let through_own = path.replace(&format!("/desk/{}", cast.provider), &format!("/desk/{other}"));
    for page in [path.clone(), file.clone()] {
        cast.bea.gets(&page).await.is(404);
        mallory.gets(&page).await.is(404);
        cast.vi.gets(&page).await.is(409).shows("You may look, but not change this");
        ada.gets(&page).await.is(403);
        let nobody = world.visitor("Nobody Here").asks(&page).await;
        assert!(nobody.status == 303 && nobody.header("location").starts_with("/sign-in"));
    }
    mallory.gets(&through_own).await.is(404);
    mallory.gets(&format!("{through_own}/file")).await.is(404);
    let theirs = format!("/desk/{other}/listings/{}/applications/export", cast.listing);
    mallory.gets(&theirs).await.is(404);
    mallory.tries("POST", &theirs, &[("kind", "csv")]).await.is(404);
    cast.vi.tries("POST", &cast.desk("/applications/export"), &[("kind", "csv")]).await.is(409);
    assert!(!cast.vi.gets(&cast.table()).await.source().contains("/export"), "a viewer is not offered it");

    leaves(&world, &cast.ed, cast.provider).await;
    cast.ed.gets(&path).await.is(404);
    cast.ed.gets(&file).await.is(404);
    joins(&world, &cast.ed, cast.provider, "editor").await;
    cast.ed.gets(&file).await.is(200);
    let bytes = || std::fs::read_dir(world.app.config.data_dir.join("files")).expect("a folder").count();
    let before = bytes();
    world.passes(Duration::hours(25)).await;
    cast.ed.signs_in().await;
    cast.ed.gets(&file).await.is(404);
    cast.ed.gets(&path).await.is(404);
    assert_eq!(bytes(), before - 1, "its bytes are gone, and nobody else's");
});

journey!(a_second_press_makes_no_second_file_and_nobody_fills_the_disk, |world| {
    let cast = Cast::of(&world).await;
    let path = cast.desk("/applications/export");
    let ask = || cast.bea.tries("POST", &path, &[("kind", "csv")]);
    let first = ask().await.header("location").to_owned();
    assert_eq!(ask().await.header("location"), first);
    world.settles().await;
    cast.bea.gets(&first).await.shows("The file is ready: 0 applications");
    for _ in 0..9 {
        ask().await.is(303);
        world.settles().await;
    }
    ask().await.is(409).shows("You have asked for 10 files");
    cast.bea.gets(&path).await.shows("Files that you asked for today");
    world.passes(Duration::hours(25)).await;
    cast.bea.signs_in().await;
    ask().await.is(303);
});
