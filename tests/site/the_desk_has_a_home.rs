//! The home of a provider's desk: what is to be done, the listings, and their numbers.

use crate::applications::{Cast, applies, begins, fills_in};
use crate::world::{JavaScript, Organisation, Page, Person, Scheme, Thing, World, journey};
use chrono::Duration;
use futures_util::future::join_all;
use rounds::listings::{self, ListingKind};
use std::sync::atomic::{AtomicUsize, Ordering};

const ROBOT: &str = "Mozilla/5.0 (compatible; Examplebot/1.0; +http://example.org/bot)";

/// A browser that nobody else has: all visitors of a test share an address.
fn browser() -> String {
    static MADE: AtomicUsize = AtomicUsize::new(100);
    let version = MADE.fetch_add(1, Ordering::Relaxed);
    format!("Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Gecko/20100101 Firefox/{version}.0")
}

/// Opens a listing's page as a browser does that comes from a page of this site, or from none.
async fn looks(world: &World, path: &str, from: &str, headers: &[(&str, &str)]) -> u16 {
    looks_as(&world.visitor("Nobody Here"), &browser(), path, from, headers).await
}

async fn looks_as(person: &Person, agent: &str, path: &str, from: &str, headers: &[(&str, &str)]) -> u16 {
    let mut request = person.client().get(person.url(path));
    if headers.iter().all(|(name, _)| *name != "user-agent") {
        request = request.header("user-agent", agent);
    }
    if !from.is_empty() {
        request = request.header("referer", person.url(from).as_str());
    }
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.expect("the site answers").status().as_u16()
}

fn home(of: &Organisation) -> String {
    format!("/desk/{}", of.id)
}

/// The table behind a chart, as "label number" lines.
fn table(page: &Page, chart: &str) -> Vec<String> {
    let labels = page.all(&format!("#{chart} tbody th"));
    let numbers = page.all(&format!("#{chart} tbody td"));
    let both = labels.into_iter().zip(numbers);
    both.filter(|(_, number)| number != "0").map(|(label, number)| format!("{label} {number}")).collect()
}

journey!(views_are_counted_by_the_way_that_led_there_and_of_people_only, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let other = world.role(&larch, "Ward nurse").await;
    let marked = format!("{}?from=alert", role.path);
    for (path, from) in [
        (role.path.as_str(), "/listings?q=nurse"),
        (&role.path, "/listings"),
        (&role.path, "/browse/nurse"),
        (&role.path, "/providers/larch-surgical"),
        (&role.path, "https://jobs.example/nurses"),
        (&role.path, ""),
        (&marked, ""),
        (&other.path, "/listings"),
    ] {
        assert_eq!(looks(&world, path, from, &[]).await, 200);
    }
    // None of these is a person who opens the page.
    for headers in [
        [("user-agent", ROBOT)],
        [("user-agent", "")],
        [("sec-purpose", "prefetch")],
        [("sec-fetch-dest", "iframe")],
    ] {
        looks(&world, &role.path, "/listings", &headers).await;
    }
    looks(&world, &format!("{}x", role.path), "/listings", &[]).await;
    looks(&world, &format!("/listings/{}/calendar.ics", role.id), "/listings", &[]).await;
    world.settles().await;

    let page = larch.owner.gets(&home(&larch)).await;
    let sources =
        ["Search 3", "Browse pages 1", "Alert emails 1", "Your public page 1", "Other sites 1", "Direct 1"];
    assert_eq!(table(&page, "sources"), sources);
    assert_eq!(table(&page, "listings-viewed"), ["Theatre nurse 7", "Ward nurse 1"]);
    // Counted on, also by another node: nothing is written over.
    looks(&world, &other.path, "/listings", &[]).await;
    world.passes(Duration::days(1)).await;
    looks(&world, &other.path, "/listings", &[]).await;
    world.settles().await;
    let page = larch.owner.gets(&home(&larch)).await;
    assert_eq!(table(&page, "listings-viewed"), ["Theatre nurse 7", "Ward nurse 3"]);
    assert_eq!(table(&page, "views").len(), 2);

    let one = larch.owner.follows(&page, "Ward nurse").await;
    one.is(200);
    let only = larch.owner.gets(&page.link("3 views of Ward nurse")).await;
    only.shows("In numbers: Ward nurse").lacks("Browse pages");
    let back = larch.owner.follows(&only, "Show the numbers of everything").await;
    let searched = larch.owner.gets(&format!("{}?source=search", back.path())).await;
    searched.shows("In numbers: Search");
    assert_eq!(table(&searched, "listings-viewed"), ["Ward nurse 3", "Theatre nurse 2"]);
    for weeks in ["12 weeks", "A year"] {
        let page = larch.owner.follows(&back, weeks).await;
        assert_eq!(table(&page, "listings-viewed"), ["Theatre nurse 7", "Ward nurse 3"], "{weeks}");
    }
});

journey!(nobody_is_counted_twice_at_once_and_members_are_not_counted_at_all, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let oak = world.organisation("Oak Eyes").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let (ada, mods) = (world.candidate("Ada Marsh").await, world.moderator("Mo Hale").await);
    for person in [&larch.owner, &mods] {
        assert_eq!(looks_as(person, &browser(), &role.path, "/listings", &[]).await, 200);
    }
    let views = async || {
        world.settles().await;
        table(&larch.owner.gets(&home(&larch)).await, "listings-viewed")
    };
    assert!(views().await.is_empty(), "members and staff");
    let (first, second) = (browser(), browser());
    for _ in 0..3 {
        for person in [&oak.owner, &ada] {
            looks_as(person, &first, &role.path, "/listings", &[]).await;
        }
        let nobody = world.visitor("Nobody Here");
        looks_as(&nobody, &first, &role.path, "", &[]).await;
        looks_as(&nobody, &second, &role.path, "", &[]).await;
    }
    assert_eq!(views().await, ["Theatre nurse 4"]);
    world.passes(Duration::minutes(31)).await;
    looks_as(&ada, &first, &role.path, "/listings", &[]).await;
    assert_eq!(views().await, ["Theatre nurse 5"]);
});

journey!(views_are_written_once_however_many_write_at_the_same_time, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let roles = [world.role(&larch, "Theatre nurse").await, world.role(&larch, "Ward nurse").await];
    let one = async |number: usize| {
        looks(&world, &roles[number % 2].path, "/listings", &[]).await;
        listings::write_looks(&world.app).await.expect("written");
    };
    join_all((0..40).map(one)).await;
    world.settles().await;
    let page = larch.owner.gets(&home(&larch)).await;
    assert_eq!(table(&page, "listings-viewed"), ["Theatre nurse 20", "Ward nurse 20"]);
});

journey!(the_home_says_what_is_to_be_done_and_nothing_when_nothing_is, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    owner.gets(&home(&larch)).await.is(200).lacks("To do").lacks("In numbers");
    let short = closing_in(&world, &larch, 3).await;
    let page = owner.gets(&home(&larch)).await;
    page.shows("To do").shows("“Locum nurse” closes in 3 days").shows("Nothing is kept of who looked");
    owner.follows(&page, "closes in 3 days").await.is(200).is_at(&short.desk);
    let draft = owner
        .submits(
            &format!("{}/listings/new", home(&larch)),
            "Continue",
            &[("What are you posting?", "A role")],
        )
        .await;
    draft.is(200);
    let page = owner.gets(&home(&larch)).await;
    owner.follows(&page, "1 draft to finish and submit").await.is(200).shows("Untitled role");
});

journey!(who_waits_for_an_answer_is_named_with_the_day, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    applies(&ada, &cast).await;
    let page = cast.bea.gets(&cast.desk("")).await;
    page.shows("1 application to answer for “Theatre nurse”:");
    assert_eq!(table(&page, "stages"), ["Submitted 1"]);
    assert_eq!(table(&page, "applied").len(), 1);
    page.shows("Not yet");
    let row = cast.bea.follows(&page, "1 application to answer").await;
    row.is(200).is_at(&cast.table());
    let row = cast.bea.follows(&row, "Ada Marsh").await;
    cast.bea.presses(&row, "Shortlist", &[]).await.is(200);
    let page = cast.bea.gets(&cast.desk("")).await;
    page.shows("0 days").shows("1 application reached a shortlist and 0 applications reached an offer");
    assert_eq!(table(&page, "stages"), ["Shortlisted 1"]);
    // A viewer sees the same numbers, and nothing to do that is not theirs to do.
    let seen = cast.vi.gets(&cast.desk("")).await;
    seen.is(200).shows("In numbers").shows("What waits").lacks("Post a listing").lacks("To do");
});

journey!(an_application_keeps_which_way_led_to_its_listing, |world| {
    let (cast, ada, bo) =
        (Cast::of(&world).await, world.candidate("Ada Marsh").await, world.candidate("Bo Finch").await);
    let listing = format!("/listings/{}/theatre-nurse", cast.listing);
    // By a letter's link, and signed out: the way is kept while signing in.
    let nobody = world.visitor("Nobody Here");
    for (from, way) in [("/listings?q=nurse", "search"), ("", "direct"), ("/listings", "search")] {
        let mut request = nobody.client().get(nobody.url(&listing));
        if !from.is_empty() {
            request = request.header("referer", nobody.url(from).as_str());
        }
        let text = request.send().await.expect("an answer").text().await.expect("a page");
        assert!(text.contains(&format!("/apply?from={way}\"")), "{way}");
    }
    let page = ada.gets(&format!("{listing}?from=alert")).await;
    let start = ada.follows(&page, "Apply").await;
    ada.presses(&start, "Start now", &[]).await.is(200);
    let application = begins(&ada, &cast).await;
    let review = fills_in(&ada, &application).await;
    ada.presses(&review, "Submit application", &[]).await.is(200);
    // Who came before it was kept, or says something odd, stands nowhere.
    let odd = bo.gets(&format!("{}?from=nowhere", cast.apply())).await;
    bo.presses(&odd, "Start now", &[]).await.is(200);
    let application = begins(&bo, &cast).await;
    let review = fills_in(&bo, &application).await;
    bo.presses(&review, "Submit application", &[]).await.is(200);

    let page = cast.bea.gets(&cast.desk("")).await;
    assert_eq!(table(&page, "sources-applied"), ["Alert emails 1"]);
    let only = cast.bea.gets(&format!("{}?source=alert", cast.desk(""))).await;
    assert_eq!(table(&only, "listings-applied"), ["Theatre nurse 1"]);
    assert_eq!(table(&only, "stages"), ["Submitted 1"]);
});

journey!(an_answer_that_is_late_stands_first_and_is_marked, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    applies(&ada, &cast).await;
    cast.bea.gets(&cast.desk("")).await.lacks("Late");
    world.passes(Duration::weeks(12)).await;
    cast.bea.signs_in().await;
    let page = cast.bea.gets(&cast.desk("")).await;
    page.shows("Late").shows("1 application to answer for “Theatre nurse”: the answers were due on");
});

async fn closing_in(world: &World, of: &Organisation, days: i64) -> Thing {
    let day = world.app.clock.today() + Duration::days(days);
    let closes = move |full: &mut rounds::listings::Full| {
        full.listing.closes_on = Some(day);
        full.listing.closes_at = Some(rounds::kit::clock::end_of_london_day(day));
    };
    world.publishes(of, ListingKind::Role, "Locum nurse", closes).await
}

journey!(the_numbers_of_others_are_not_found, |world| {
    let (larch, oak) = (world.organisation("Larch Surgical").await, world.organisation("Oak Eyes").await);
    let theirs = world.role(&oak, "Eye nurse").await;
    world.role(&larch, "Theatre nurse").await;
    looks(&world, &theirs.path, "/listings", &[]).await;
    world.settles().await;
    oak.owner.gets(&home(&larch)).await.is(404);
    let page = larch.owner.gets(&format!("{}?listing={}", home(&larch), theirs.id)).await;
    page.is(200).lacks("Eye nurse");
    for odd in
        ["?weeks=x&state=x&listing=x&source=x", "?listing=9999999999999999999999", "?weeks=52&state=live"]
    {
        larch.owner.gets(&format!("{}{odd}", home(&larch))).await.is(200);
    }
});

journey!(the_home_can_be_used_on_a_phone_without_javascript, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    for _ in 0..3 {
        looks(&world, &role.path, "/listings", &[]).await;
    }
    world.settles().await;
    let browser = world.browser(JavaScript::Off, 375).await;
    browser.signs_in(&larch.owner).await;
    for (scheme, weeks) in [(Scheme::Light, "4"), (Scheme::Dark, "52")] {
        browser.prefers(scheme).await;
        browser.goes_to(&format!("{}?weeks={weeks}", home(&larch))).await;
        browser.shows("Views by where people came from").await;
        let complaints = browser.axe(&[]).await;
        assert!(complaints.is_empty() && browser.sticks_out().await.is_none(), "{complaints:?}");
    }
});
