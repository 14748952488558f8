//! The people of an organisation see who of them, or of Rounds, did what and when.

use crate::world::{Person, World, journey};
use chrono::Duration;
use rounds::audit::Actor;
use rounds::listings::ListingKind;
use rounds::providers::{self, Deed, Done, ProviderId};

use super::invites;

async fn joins(world: &World, of: &crate::world::Organisation, name: &str, role: &str) -> Person {
    let person = world.member(name).await;
    invites(&of.owner, of.id, &person.email, role).await.is(200);
    let page = world.follows_letter(&person, &format!("Join {}", of.name)).await;
    person.presses(&page, &format!("Join {}", of.name), &[]).await.is(200);
    person
}

async fn notes(world: &World, provider: ProviderId, count: i64, label: &'static str) {
    let now = world.app.clock.now();
    let noted = world.app.write(move |conn| {
        for _ in 0..count {
            let done = Done::gone(Deed::AddSite, label);
            providers::note_deed(conn, (provider, &Actor::site()), done, now)?;
        }
        Ok(())
    });
    noted.await.expect("lines");
}

journey!(acts_of_several_people_stand_in_the_log_newest_first, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let log = format!("/desk/{}/activity", larch.id);
    let bea = joins(&world, &larch, "Bea Holt", "Editor").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let draft = world.submitted(&larch, ListingKind::Role, "Ward nurse", |_| {}).await;

    // Rounds verified it; nobody learns which moderator.
    let page = bea.gets(&format!("/desk/{}/profile", larch.id)).await;
    let page = bea.follows(&page, "See who changed what").await;
    page.is(200).is_at(&log).shows("Rounds verified Larch Surgical").shows("Bea Holt joined as an editor");
    page.shows("Owner of Larch Surgical invited bea.holt@example.org as an editor");

    // A field that changed is told; saving the same again leaves no second line.
    let edit = format!("/desk/{}/profile/edit", larch.id);
    let fields = [("Website", "www.example.org")];
    bea.submits(&edit, "Save and continue", &fields).await.is(200);
    bea.submits(&edit, "Save and continue", &fields).await.is(200);
    let page = bea.gets(&log).await;
    assert_eq!(page.text().matches("changed the website of Larch Surgical").count(), 1);

    // Taken back from review: pressed twice, told once, and the line leads to the listing.
    let listing = format!("/desk/{}/listings/{}", larch.id, draft.id);
    let open = larch.owner.gets(&listing).await;
    larch.owner.presses(&open, "Withdraw it from review", &[]).await.is(200);
    larch.owner.presses(&open, "Withdraw it from review", &[]).await;
    let page = bea.gets(&log).await;
    assert_eq!(page.text().matches("took Ward nurse back from review").count(), 1);
    assert!(page.link("Ward nurse").ends_with(&listing), "{}", page.link("Ward nurse"));
    assert!(page.all("tbody tr")[0].contains("took Ward nurse back"), "newest first");

    let pay = [("Lowest", "31,000"), ("Highest", "35,000"), ("For", "a year")];
    bea.submits(&format!("{listing}/pay"), "Save and continue", &pay).await;
    bea.gets(&log).await.shows("Bea Holt changed the pay of Ward nurse");
    assert_ne!(role.id, draft.id);
});

journey!(the_log_is_filtered_paged_and_taken_away, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    let log = format!("/desk/{}/activity", larch.id);
    let bea = joins(&world, &larch, "Bea Holt", "Viewer").await;
    let first = world.app.clock.now().london_day();
    world.app.clock.move_by(Duration::days(3));
    larch.owner.signs_in().await;
    notes(&world, larch.id, 37, "=HYPERLINK(1)").await;

    // A viewer sees everything and changes nothing, so they see this too.
    bea.signs_in().await;
    bea.gets(&log).await.is(200).shows("=HYPERLINK(1)");
    let page = larch.owner.gets(&log).await;
    assert_eq!(page.all("tbody tr").len(), 30);
    let next = larch.owner.gets(&format!("{log}?page=2")).await;
    next.is(200).shows("Bea Holt joined as a viewer");

    let later = first + Duration::days(1);
    larch.owner.gets(&format!("{log}?from={later}")).await.shows("37 lines").lacks("Bea Holt joined");
    larch.owner.gets(&format!("{log}?to={first}")).await.shows("Bea Holt joined").lacks("HYPERLINK");
    larch.owner.gets(&format!("{log}?from=soon")).await.is(200).shows("Enter a real date");
    larch.owner.gets(&format!("{log}?what=member")).await.shows("Bea Holt joined").lacks("HYPERLINK");
    let page = larch.owner.submits(&log, "Show", &[("Who", "Bea Holt")]).await;
    page.shows("1 line.").shows("Bea Holt joined").lacks("verified");
    let page = larch.owner.submits(&log, "Show", &[("Who", "Rounds"), ("What about", "Sites")]).await;
    page.shows("37 lines");

    let file = larch.owner.gets(&page.link("Take them away as CSV")).await;
    file.is(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    let text = file.source();
    let mut sheet = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = sheet.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 37);
    assert!(rows.iter().all(|row| &row[4] == "'=HYPERLINK(1)"), "no cell is a formula");

    // Nobody else's.
    alder.owner.signs_in().await;
    alder.owner.gets(&log).await.is(404);
    alder.owner.gets(&format!("{log}/lines.csv")).await.is(404);
    // A day that nobody can read is said on the page; no file pretends that there was none.
    larch.owner.signs_in().await;
    let unread = larch.owner.gets(&format!("{log}/lines.csv?from=soon")).await;
    unread.is_at(&log).shows("Enter a real date");
});

journey!(a_line_outlives_its_thing_and_goes_after_two_years, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let log = format!("/desk/{}/activity", larch.id);
    let fields = [
        ("Name of the site", "East clinic"),
        ("Street address", "1 High Street"),
        ("Town or city", "Leeds"),
        ("Postcode", "LS1 4AP"),
    ];
    let new = format!("/desk/{}/sites/new", larch.id);
    larch.owner.submits(&new, "Save the site", &fields).await.is(200).shows("East clinic is added");
    let page = larch.owner.gets(&log).await;
    let site = page.link("East clinic");
    larch.owner.submits(&site, "Remove this site", &[]).await.is(200);
    let page = larch.owner.gets(&log).await;
    page.shows("added the site East clinic").shows("removed the site East clinic");
    assert!(!page.attributes("tbody a", "href").contains(&site), "it leads nowhere any more");

    world.passes(Duration::days(732)).await;
    larch.owner.signs_in().await;
    larch.owner.gets(&log).await.is(200).shows("Nothing that was done matches");
});
