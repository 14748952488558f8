//! The people with alerts see what each does, change when it writes and what it looks for, pause it and wake it.

use super::{PHYSIO_IN_LEEDS, asks_and_confirms, keeps, news_is_at, rows};
use crate::world::journey;
use chrono::Duration;

journey!(the_page_lists_what_each_does_and_would_find_now, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.candidate("Ada Marsh").await;
    let page = keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    page.shows("“physiotherapist” within 15 miles of Leeds").shows("Once a day, at 7am").shows("State On");
    page.shows("Last email Not yet")
        .shows("if there is something new")
        .shows("You have 1 of up to 20 alerts");
    ada.follows(&page, "1 listing").await.is(200).shows("Senior physiotherapist");
});

journey!(when_it_writes_is_changed_and_nothing_is_lost_or_told_twice, |world| {
    let ada = world.candidate("Ada Marsh").await;
    news_is_at(&world, 7).await;
    keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    assert_eq!(rows(&world).await[0].from_news, Some(7), "it begins with what comes after it");
    news_is_at(&world, 9).await;
    let key = rows(&world).await[0].key.clone();
    let manage = format!("/alerts/manage/{key}");
    let fields = [("How often should we email you?", "Once a day"), ("At what hour?", "noon")];
    let page = ada.submits(&manage, "Save", &fields).await;
    page.is_at("/alerts").shows("Changed: Once a day, at noon");
    assert_eq!(rows(&world).await[0].from_news, Some(7), "what it had not told is told at noon");
    let page =
        ada.tries("POST", &manage, &[("change", "frequency"), ("frequency", "weekly"), ("hour", "7")]).await;
    page.is(422).shows("Choose a day of the week");
    ada.tries("POST", &manage, &[("change", "nonsense")]).await.is(400);
});

journey!(a_pause_ends_by_itself_when_its_day_begins_in_london, |world| {
    let ada = world.visitor("Ada Marsh");
    let start = "2026-03-27T12:00:00".parse().expect("a moment");
    world.app.clock.move_to(rounds::kit::clock::Moment(start));
    let page = asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "Once a day").await;
    let wrong = ada.presses(&page, "Pause", &[("Pause until", "2026-03-27")]).await;
    wrong.is(422).shows("Choose a day after today");
    assert_eq!(
        wrong.form("Save").value("How often should we email you?").as_deref(),
        Some("daily"),
        "as it is"
    );
    ada.presses(&wrong, "Pause", &[("Pause until", "2031-03-27")]).await.is(422).shows("within a year");
    let page = ada.presses(&page, "Pause", &[("Pause until", "2026-03-30")]).await;
    page.shows("This alert is paused until 30 March 2026").shows("Paused until 30 March 2026");
    ada.presses(&page, "Change the day", &[("Pause until", "2026-03-31")]).await.shows("until 31 March 2026");
    news_is_at(&world, 12).await;
    // Summer time has begun: the day in London begins an hour before that of UTC.
    world.passes(Duration::hours(3 * 24 + 10) + Duration::minutes(59)).await;
    assert_eq!(rows(&world).await[0].state, "paused", "22:59 UTC is not yet the day");
    world.passes(Duration::minutes(2)).await;
    let row = &rows(&world).await[0];
    assert_eq!((row.state.as_str(), row.from_news), ("active", Some(12)));
});

journey!(a_pause_without_a_day_lasts_until_its_owner_ends_it, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    let stale = ada.presses(&page, "Pause", &[]).await;
    stale.shows("This alert is paused");
    // The other window still shows the button.
    ada.presses(&page, "Pause", &[]).await.shows("This alert is paused");
    world.passes(Duration::days(40)).await;
    ada.signs_in().await;
    let page = ada.gets("/alerts").await;
    page.shows("State Paused");
    ada.presses(&page, "Switch on", &[]).await.shows("This alert is on").shows("State On");
});

journey!(what_it_looks_for_is_changed_on_the_search_page, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    world.role(&larkfield, "Physiotherapist by the quay of herons").await;
    let ada = world.visitor("Ada Marsh");
    let search = "/alerts/new?q=quay&place=Leeds&within=15";
    let page = asks_and_confirms(&world, &ada, search, "Once a day").await;
    let began = rows(&world).await[0].from_news;
    news_is_at(&world, 5).await;
    let page = ada.follows(&page, "Change what it looks for").await;
    page.is(200)
        .shows("You are changing your alert")
        .shows("1 listing for “quay”")
        .lacks("Email me new ones");
    let cancelled = ada.follows(&page, "Cancel").await;
    cancelled.shows("within 15 miles of Leeds");
    // Every link and form of the page stays with the alert: a filter, a sort, a word.
    let narrowed = ada
        .presses(&page, "Search", &[("What", "herons"), ("Within", "50 miles"), ("contract", "permanent")])
        .await;
    narrowed.shows("You are changing your alert").shows("for “herons” within 50 miles of Leeds");
    let newest = ada.follows(&narrowed, "Newest").await;
    newest.shows("You are changing your alert");
    let done = ada.presses(&newest, "Save this search to the alert", &[]).await;
    done.shows("Saved. This alert now looks for: “herons” within 50 miles of Leeds: Permanent");
    let row = &rows(&world).await[0];
    assert_eq!(row.search, "q=herons&place=Leeds&within=50&contract=permanent");
    assert_eq!(row.from_news, began, "what it had not told yet is told if it fits now");
    // The first window was not told: it must not write over what the second saved.
    let late = ada.presses(&narrowed, "Save this search to the alert", &[]).await;
    late.is(200).shows("Saved");
    ada.presses(&page, "Save this search to the alert", &[])
        .await
        .is(409)
        .shows("This alert was changed meanwhile");
});

journey!(all_values_of_a_filter_lead_back_to_the_alert, |world| {
    let ada = world.candidate("Ada Marsh").await;
    keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    let key = rows(&world).await[0].key.clone();
    let page = ada.gets(&format!("/filters/contract?q=physiotherapist&alert={key}")).await;
    let page = ada.presses(&page, "Look", &[("Find in this list", "locum")]).await;
    let page = ada.presses(&page, "Show results", &[("contract", "locum")]).await;
    page.is_at(&format!("/alerts/manage/{key}/search")).shows("You are changing your alert").shows("Locum");
    let nobody = ada.gets("/listings?q=nurse&alert=nobody").await;
    nobody.is(404);
});

journey!(one_search_is_one_alert_of_a_person, |world| {
    let ada = world.candidate("Ada Marsh").await;
    keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    keeps(&ada, "/alerts/new?q=nurse", "Once a week").await;
    let [first, second] = &rows(&world).await[..] else { panic!("two alerts") };
    let path = format!("/alerts/manage/{}/search", second.key);
    let fields = [("search", first.search.as_str()), ("was", "q=nurse")];
    ada.tries("POST", &path, &fields).await.is(409).shows("You have an alert for this search already");
    assert_eq!(rows(&world).await[1].search, "q=nurse");
});

journey!(an_alert_that_has_ended_opens_nothing, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = keeps(&ada, PHYSIO_IN_LEEDS, "Once a day").await;
    let key = rows(&world).await[0].key.clone();
    ada.presses(&page, "End this alert", &[])
        .await
        .shows("This alert has ended")
        .shows("You have no alerts yet");
    for path in ["", "/search", "/keep"] {
        ada.gets(&format!("/alerts/manage/{key}{path}")).await.is(409).shows("This alert has ended");
    }
    let manage = format!("/alerts/manage/{key}");
    ada.tries("POST", &manage, &[("change", "resume")]).await.is(409);
    ada.tries("POST", &format!("{manage}/search"), &[("search", "q=x")]).await.is(409);
    ada.gets("/alerts/manage/nobody/search").await.is(404);
});
