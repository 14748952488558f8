//! Providers write listings in steps, check them and submit them.

use super::{on, starts, state, takes_step, writes_role};
use crate::world::{Page, journey};
use diesel::{ExpressionMethods, RunQueryDsl};
use rounds::accounts::find_by_email;
use rounds::listings::ListingKind;
use rounds::providers::{MemberRole, MembershipId};
use rounds::schema::memberships;

fn problems(page: &Page) -> Vec<String> {
    page.all(".govuk-error-summary__list li")
}

/// A step, what is typed into it, and what the page says to that.
type Wrong = (&'static str, &'static [(&'static str, &'static str)], &'static str);

journey!(a_role_is_written_checked_and_submitted, |world| {
    world.app.clock.move_to(on("2026-11-22"));
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    larch.owner.gets(&desk).await.shows("missing before it can be submitted").shows("Not yet");

    writes_role(&larch.owner, &desk, "Theatre practitioner").await;
    let check = larch.owner.gets(&format!("{desk}/check")).await;
    check
        .shows("£36,000 to £42,000 a year")
        .shows("15 January 2027")
        .shows("12 February 2027")
        .lacks("Still missing");
    larch.owner.gets(&desk).await.shows("Everything is there");
    let done = larch.owner.presses(&check, "Submit this role", &[]).await;
    done.is_at(&desk).shows("A moderator reads it");
    assert_eq!(state(&larch.owner, &desk).await, "In review");

    // Pressed again from the page that is still open: nothing breaks, nothing moves.
    larch.owner.presses(&check, "Submit this role", &[]).await.is(200);
    larch.owner.gets(&format!("{desk}/title")).await.is(409).shows("cannot be changed now");
});

journey!(a_button_pressed_twice_begins_one_listing, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let first = starts(&larch.owner, &larch, "A role").await;
    let second = starts(&larch.owner, &larch, "A role").await;
    assert_eq!(first, second);
    let fields = [("Title", "Theatre nurse"), ("Profession", "Nurse")];
    takes_step(&larch.owner, &first, "title", &fields).await.is(200);
    let third = starts(&larch.owner, &larch, "A role").await;
    assert_ne!(first, third, "one that was begun is left alone");
});

journey!(what_is_right_is_kept_and_what_is_wrong_is_said, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let fields = [
        ("Lowest", "plenty"),
        ("Highest", "42,000"),
        ("For", "a year"),
        ("Note on pay", "Plus enhancements"),
    ];
    let page = takes_step(&larch.owner, &desk, "pay", &fields).await;
    page.is(422).shows("Enter an amount in pounds");
    assert_eq!(page.form("Save and continue").value("Lowest").as_deref(), Some("plenty"));
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    let again = larch.owner.gets(&format!("{desk}/pay")).await.form("Save and continue");
    assert_eq!(again.value("Note on pay").as_deref(), Some("Plus enhancements"));

    let wrong: &[Wrong] = &[
        ("title", &[("Title", "")], "Give the listing a title"),
        (
            "pay",
            &[("Lowest", "42,000"), ("Highest", "36,000"), ("For", "a year")],
            "must not be below the lowest",
        ),
        ("pay", &[("Lowest", "18.50"), ("Highest", "")], "Choose what the pay is for"),
        ("terms", &[("Hours", "a lot")], "Enter a number from 1 to 72"),
        ("dates", &[("Closing day", "2020-01-01")], "today or later"),
        ("dates", &[("Closing day", "2030-02-31")], "Enter a real date"),
        ("applying", &[("Email address", "moira")], "in the right form"),
    ];
    for (step, fields, words) in wrong {
        let page = takes_step(&larch.owner, &desk, step, fields).await;
        page.is(422);
        assert!(
            problems(&page).iter().any(|problem| problem.contains(words)),
            "{step}: {:?}",
            problems(&page)
        );
    }
    // Every link of the summary leads to a field that is there.
    let page = takes_step(&larch.owner, &desk, "title", &[("Title", "")]).await;
    for target in page.attributes(".govuk-error-summary__list a", "href") {
        assert_eq!(page.attributes(&format!("[id='{}']", &target[1..]), "id").len(), 1, "{target}");
    }
});

journey!(a_step_does_not_take_away_what_the_listing_needs, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let fields = [("Title", "Theatre nurse"), ("Profession", "Nurse")];
    takes_step(&larch.owner, &desk, "title", &fields).await.is(200);
    let fields = [("Title", ""), ("Your own reference", "TH-12")];
    let page = takes_step(&larch.owner, &desk, "title", &fields).await;
    page.is(422).shows("Give the listing a title").shows("Nothing on this page is saved yet");
    assert_eq!(page.form("Save and continue").value("Your own reference").as_deref(), Some("TH-12"));
    assert_eq!(larch.owner.gets(&desk).await.heading(), "Theatre nurse");

    // The summary is in the order of the fields, whichever rule found what is wrong.
    let reference = "x".repeat(61);
    let fields = [("Title", ""), ("Your own reference", reference.as_str())];
    let page = takes_step(&larch.owner, &desk, "title", &fields).await;
    let targets = page.attributes(".govuk-error-summary__list a", "href");
    assert_eq!(targets, ["#title", "#internal_reference"]);
});

journey!(a_site_that_a_listing_names_stays, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Physiotherapist").await;
    let id = larch.id;
    let sites = world.app.read(move |conn| rounds::providers::sites(conn, id)).await.expect("sites");
    let site = larch.owner.gets(&format!("/desk/{id}/sites/{}", sites[0].id)).await;
    let page = larch.owner.presses(&site, "Remove this site", &[]).await;
    page.is(409).shows("A listing needs this site").shows("Physiotherapist (live)").shows("Main hospital");
});

journey!(a_step_can_be_left_and_resumed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let page = larch
        .owner
        .submits(&format!("{desk}/title"), "Save and come back later", &[("Title", "Nurse")])
        .await;
    page.is_at(&desk).shows("Saved").shows("Something is missing").shows("Choose a profession");
    larch.owner.gets(&format!("/desk/{}/listings?state=draft", larch.id)).await.shows("Nurse");
    let again = larch.owner.gets(&format!("{desk}/title")).await.form("Save and continue");
    assert_eq!(again.value("Title").as_deref(), Some("Nurse"));
});

journey!(the_second_of_two_editors_is_told, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let (mine, theirs) =
        (larch.owner.gets(&format!("{desk}/title")).await, larch.owner.gets(&format!("{desk}/title")).await);
    let fields = [("Title", "Theatre nurse"), ("Profession", "Nurse")];
    larch.owner.presses(&theirs, "Save and continue", &fields).await.is(200);
    let told = larch.owner.presses(&mine, "Save and continue", &[("Title", "Scrub nurse")]).await;
    told.is(409).shows("Somebody else has saved this listing");
    assert_eq!(told.form("Save and continue").value("Title").as_deref(), Some("Scrub nurse"));
    assert_eq!(larch.owner.gets(&desk).await.heading(), "Theatre nurse");
});

journey!(a_placement_needs_the_three_principles, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A training placement").await;
    let check = larch.owner.gets(&format!("{desk}/check")).await;
    check.shows("supervision by a consultant").shows("open to every level").shows("NHS indemnity");
    let answered = [
        ("supervised_by_recognised", "yes"),
        ("Name of the supervisor", "Prof Iris Hale"),
        ("GMC number", "12345"),
        ("open_to_every_level", "no"),
        ("indemnity_in_place", "yes"),
        ("On what basis", "CNST through the employing trust"),
    ];
    let page = takes_step(&larch.owner, &desk, "principles", &answered).await;
    page.is(422).shows("GMC").shows("A placement needs training open to every level: you answered no");
    let fields = [("GMC number", "1234567"), ("open_to_every_level", "yes")];
    let page = larch.owner.presses(&page, "Save and continue", &fields).await;
    page.is_at(&format!("{desk}/training"));
    let check = larch.owner.gets(&format!("{desk}/check")).await;
    check.lacks("Answer the principle").lacks("you answered no").shows("Still missing");
    let pressed = larch.owner.tries("POST", &format!("{desk}/submission"), &[]).await;
    pressed.is(409).shows("Something is missing");
    assert_eq!(state(&larch.owner, &desk).await, "Draft");
});

journey!(only_editors_and_owners_of_the_organisation_write, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let rowan = world.organisation("Rowan Clinics").await;
    let role = world.submitted(&larch, ListingKind::Role, "Physiotherapist", |_| {}).await;
    rowan.owner.gets(&role.desk).await.is(404);
    let elsewhere = role.desk.replace(&larch.id.to_string(), &rowan.id.to_string());
    for path in ["", "/title", "/check", "/preview"] {
        rowan.owner.gets(&format!("{elsewhere}{path}")).await.is(404);
    }
    for path in ["/submission", "/withdrawal", "/copy"] {
        rowan.owner.tries("POST", &format!("{elsewhere}{path}"), &[]).await.is(404);
        rowan.owner.tries("POST", &format!("{}{path}", role.desk), &[]).await.is(404);
    }

    let vera = world.member("Vera Lund").await;
    let (email, provider, now) = (vera.email.clone(), larch.id, world.app.clock.now());
    let joined = world.app.write(move |conn| {
        let account = find_by_email(conn, &email)?.ok_or(diesel::result::Error::NotFound)?;
        let row = (
            memberships::id.eq(MembershipId::new()),
            memberships::provider_id.eq(provider),
            memberships::account_id.eq(account.id),
            memberships::role.eq(MemberRole::Viewer),
            memberships::created_at.eq(now),
        );
        diesel::insert_into(memberships::table).values(row).execute(conn)
    });
    joined.await.expect("a viewer");
    vera.gets(&role.desk).await.is(200).lacks("Withdraw it from review");
    vera.tries("POST", &format!("{}/withdrawal", role.desk), &[]).await.is(409).shows("You may look");
    vera.gets(&format!("/desk/{}/listings/new", larch.id)).await.is(409);
});

journey!(a_listing_of_an_unverified_organisation_waits, |world| {
    world.app.clock.move_to(on("2026-11-22"));
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    writes_role(&larch.owner, &desk, "Theatre practitioner").await;
    let id = larch.id;
    let suspended = world.app.write(move |conn| {
        diesel::sql_query(format!("UPDATE providers SET state = 'draft' WHERE id = {id}")).execute(conn)
    });
    suspended.await.expect("an unverified organisation");
    larch.owner.gets(&format!("{desk}/check")).await.shows("not verified yet").lacks("Submit this role");
    larch.owner.tries("POST", &format!("{desk}/submission"), &[]).await.is(409).shows("not verified yet");
    assert_eq!(state(&larch.owner, &desk).await, "Draft");
});
