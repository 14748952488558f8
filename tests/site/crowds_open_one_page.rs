//! A public page is made once for a crowd, and never shows what is gone or somebody else's.

use crate::world::journey;

journey!(a_page_made_a_moment_ago_shows_neither_what_is_gone_nor_who_asked, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let ada = world.candidate("Ada Marsh").await;
    let (zoe, yan) = (world.visitor("Zoe Quill"), world.visitor("Yan Bell"));
    for path in ["/", "/listings", role.path.as_str()] {
        let first = zoe.gets(path).await;
        first.is(200).shows("Physiotherapist").shows("Sign in");
        assert_eq!(yan.gets(path).await.source(), first.source(), "{path}");
        ada.gets(path).await.shows("Sign out");
        yan.gets(path).await.lacks("Sign out").lacks("Ada Marsh");
    }
    let reason = [("Why do you close it?", "The position has been filled")];
    larch.owner.submits(&format!("{}/closing", role.desk), "Close it now", &reason).await.is(200);
    zoe.gets(&role.path).await.shows("This role has closed");
    zoe.gets("/").await.lacks("Physiotherapist, ");
    world.settles().await;
    zoe.gets("/listings").await.lacks(&role.path).shows("No listings");
});
