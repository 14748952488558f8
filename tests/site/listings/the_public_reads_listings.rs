//! What the public, search engines and calendars read.

use crate::world::journey;
use rounds::listings::{ListingKind, Placement};
use serde_json::Value;

journey!(a_listing_has_one_address, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist (hands)").await;
    let visitor = world.visitor("Nobody Here");
    for path in [format!("/listings/{}", role.id), role.at("another-slug")] {
        let moved = visitor.asks(&path).await;
        assert_eq!((moved.status, moved.header("location")), (308, role.path.as_str()), "{path}");
    }
    let page = visitor.gets(&role.path).await;
    let canonical = page.attributes("link[rel=canonical]", "href");
    assert_eq!(canonical, [format!("{}{}", world.app.site.public_url, role.path)]);
    visitor.gets("/listings/1/nothing").await.is(404);
});

journey!(search_engines_read_what_people_read, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let sly = "You will <b>scrub</b>.\n\n</script><script>alert(1)</script>";
    let role = world.publishes(&larch, ListingKind::Role, "Nurse </script>", |full| {
        full.listing.description = sly.into();
    });
    let role = role.await;
    let page = world.visitor("Nobody").gets(&role.path).await;
    let source = page.source();
    let start = source.find("application/ld+json\">").expect("a data block") + "application/ld+json\">".len();
    let block = &source[start..start + source[start..].find("</script>").expect("its end")];
    assert!(!block.contains('<'), "{block}");
    let posting: Value = serde_json::from_str(block).expect("a data block that parses");
    assert_eq!(posting["@type"], "JobPosting");
    assert_eq!(posting["title"], "Nurse </script>");
    assert_eq!(posting["baseSalary"]["value"]["minValue"], 36_000.0);
    assert_eq!(posting["baseSalary"]["value"]["unitText"], "YEAR");
    assert_eq!(posting["employmentType"][0], "FULL_TIME");
    assert_eq!(posting["jobLocation"][0]["address"]["postalCode"], "LS1");
    assert_eq!(posting["hiringOrganization"]["name"], "Larch Surgical");
    assert!(posting["validThrough"].as_str().is_some_and(|at| at.ends_with(":59:00Z")), "{posting}");
});

journey!(a_placement_says_what_it_is_and_is_no_job, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let placement = world.publishes(&larch, ListingKind::Placement, "Arthroplasty lists", |full| {
        let id = full.listing.id;
        full.placement = Some(Placement {
            supervisor_name: "Prof Iris Hale".into(),
            supervisor_gmc: "1234567".into(),
            supervised_by_recognised: Some(true),
            open_to_every_level: Some(true),
            indemnity_in_place: Some(true),
            indemnity_basis: "CNST through the employing trust".into(),
            lists_per_week: Some(2.5),
            ..Placement::empty(id)
        });
        full.terms.pay_min_pence = None;
        full.terms.pay_max_pence = None;
        full.listing.profession = "doctor".into();
        full.listing.starts_on = chrono::NaiveDate::from_ymd_opt(2031, 12, 3);
    });
    let page = world.visitor("Nobody").gets(&placement.await.path).await;
    page.shows("Notice before the start").shows("By 8 October 2031").shows("8 weeks before the start");
    page.shows("it is not programme recruitment")
        .shows("Open to trainees of every level")
        .shows("2.5 a week");
    page.shows("Paid by the lead employer").lacks("1234567");
    assert!(!page.source().contains("ld+json"));
});

journey!(a_candidate_keeps_a_listing_and_lets_it_go, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let nobody = world.visitor("Nobody Here");
    let page = nobody.gets(&role.path).await;
    nobody.presses(&page, "Save", &[]).await.is_at("/sign-in");

    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets(&role.path).await;
    ada.presses(&page, "Save", &[]).await.is_at(&role.path).shows("Remove from saved");
    ada.presses(&page, "Save", &[]).await.is(200);
    let saved = ada.gets("/saved").await;
    saved.shows("Physiotherapist").shows("Larch Surgical");
    world.passes(chrono::Duration::days(30)).await;
    ada.signs_in().await;
    let saved = ada.gets("/saved").await;
    saved.shows("What became of the others");
    ada.presses(&saved, "Remove Physiotherapist from saved", &[]).await.shows("Nothing saved yet");
    world.candidate("Ben Roe").await.gets("/saved").await.shows("Nothing saved yet");
});

journey!(the_closing_date_goes_into_a_calendar, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let page = world.visitor("Nobody").gets(&role.at("calendar.ics")).await;
    page.is(200);
    assert!(page.header("content-type").starts_with("text/calendar"));
    let file = page.source();
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\n") && file.contains("SUMMARY:Closes: Physiotherapist\r\n"),
        "{file}"
    );
});

journey!(a_closed_listing_stays_and_is_not_indexed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let other = world.publishes(&larch, ListingKind::Role, "Hand therapist", |full| {
        let day = full.listing.closes_on.map(|day| day + chrono::Duration::days(60));
        full.listing.closes_on = day;
        full.listing.closes_at = day.map(rounds::kit::clock::end_of_london_day);
    });
    other.await;
    world.passes(chrono::Duration::days(30)).await;
    let page = world.visitor("Nobody").gets(&role.path).await;
    page.is(200).shows("This role has closed").shows("Hand therapist").lacks("Apply for");
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    assert!(!page.source().contains("ld+json"));
    world.visitor("Nobody").gets(&role.at("calendar.ics")).await.is(404);
});
