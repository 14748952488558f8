//! People leave with one click: an alert, all that a letter told of, or everything; and may say why.

use super::{PHYSIO_IN_LEEDS, asks_and_confirms, rows};
use crate::world::{Person, World, journey};
use rounds::kit::letters::{self, Unwritten};

async fn states(world: &World) -> Vec<String> {
    rows(world).await.into_iter().map(|row| row.state).collect()
}

/// As a mail program posts it: no cookie, no page of ours, from nowhere.
async fn one_click(world: &World, path: &str) -> u16 {
    let url = world.site.join(path).expect("a path");
    let sent = reqwest::Client::new()
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await;
    sent.expect("an answer").status().as_u16()
}

async fn three_alerts(world: &World, ada: &Person) {
    for search in [PHYSIO_IN_LEEDS, "/alerts/new?q=nurse", "/alerts/new?q=midwife"] {
        asks_and_confirms(world, ada, search, "Once a day").await;
    }
}

/// A letter that told of these alerts, as it waits to be written.
async fn letter_about(world: &World, email: &str, alerts: &[i64]) -> String {
    let told: Vec<String> = alerts.iter().map(|alert| format!("[{alert},[[1,1]]]")).collect();
    let letter = Unwritten {
        about: "alerts.matches",
        urgency: letters::queue::Urgency::Bulk,
        to_address: email.to_owned(),
        payload: format!(r#"{{"a":[{}]}}"#, told.join(",")),
    };
    let here = world.here();
    let posted = world.app.write(move |conn| {
        letters::post_unwritten(conn, std::slice::from_ref(&letter), here.now, &here.site)
    });
    posted.await.expect("a letter");
    world.letters_at(email).await.pop().expect("a letter").id.to_string()
}

async fn ids(world: &World) -> Vec<i64> {
    use diesel::prelude::*;
    use rounds::schema::alerts;
    let read = world.app.read(|conn| alerts::table.order(alerts::id.asc()).select(alerts::id).load(conn));
    read.await.expect("alerts")
}

journey!(one_click_ends_what_the_letter_told_of_and_nothing_else, |world| {
    let ada = world.visitor("Ada Marsh");
    three_alerts(&world, &ada).await;
    let (key, ids) = (rows(&world).await[0].key.clone(), ids(&world).await);
    let letter = letter_about(&world, &ada.email, &ids[..2]).await;
    let path = format!("/unsubscribe/{key}?letter={letter}");
    ada.gets(&path).await.shows("Stop these emails").shows("“nurse”").lacks("“midwife”");
    assert_eq!(states(&world).await, ["active"; 3], "a look changes nothing");
    assert_eq!(one_click(&world, &path).await, 200);
    assert_eq!(states(&world).await, ["ended", "ended", "active"]);
    assert_eq!(one_click(&world, &path).await, 200, "twice is as good as once");
});

journey!(a_letter_to_another_ends_only_the_alert_of_the_key, |world| {
    let (ada, bea) = (world.visitor("Ada Marsh"), world.visitor("Bea Holt"));
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "Once a day").await;
    asks_and_confirms(&world, &bea, PHYSIO_IN_LEEDS, "Once a day").await;
    let (key, ids) = (rows(&world).await[0].key.clone(), ids(&world).await);
    let letter = letter_about(&world, &bea.email, &ids).await;
    assert_eq!(one_click(&world, &format!("/unsubscribe/{key}?letter={letter}")).await, 200);
    assert_eq!(states(&world).await, ["ended", "active"]);
});

journey!(a_letter_that_is_gone_ends_the_alert_of_the_key, |world| {
    let ada = world.visitor("Ada Marsh");
    three_alerts(&world, &ada).await;
    let key = rows(&world).await[0].key.clone();
    assert_eq!(one_click(&world, &format!("/unsubscribe/{key}?letter=12345")).await, 200);
    assert_eq!(states(&world).await, ["ended", "active", "active"]);
    let multipart =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let url = world.site.join(&format!("/unsubscribe/{}", rows(&world).await[1].key)).expect("a path");
    let post = reqwest::Client::new().post(url).header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(post.body(multipart).send().await.expect("an answer").status(), 200);
    assert_eq!(states(&world).await, ["ended", "ended", "active"]);
    assert_eq!(one_click(&world, "/unsubscribe/nobody").await, 409);
});

journey!(who_leaves_may_say_why_and_may_come_back, |world| {
    let ada = world.visitor("Ada Marsh");
    three_alerts(&world, &ada).await;
    let key = rows(&world).await[0].key.clone();
    let page = ada.submits(&format!("/unsubscribe/{key}"), "Stop this alert", &[]).await;
    page.shows("This alert has ended").shows("One question, if you like");
    ada.presses(&page, "Send", &[]).await.is(422).shows("Choose a reason, or leave this page");
    let fields = [("Why did you stop it?", "Something else"), ("In your own words", &"x".repeat(301))];
    ada.presses(&page, "Send", &fields).await.is(422).shows("300 characters or fewer");
    let fields =
        [("Why did you stop it?", "I found a job or a placement"), ("In your own words", "In Leeds")];
    let page = ada.presses(&page, "Send", &fields).await;
    page.shows("Thank you for telling us").lacks("One question");
    assert_eq!(rows(&world).await[0].left_because.as_deref(), Some("found: In Leeds"));
    ada.follows(&page, "make it again").await.is(200).shows("within 15 miles of Leeds");
    let hana = world.administrator("Hana Voss").await;
    let page_of_hana = hana.gets("/administration/statistics").await;
    page_of_hana.shows("Why people ended alerts").shows("I found a job or a placement 1");
    // A reason ends nothing.
    let other = rows(&world).await[1].key.clone();
    ada.tries("POST", &format!("/unsubscribe/{other}/reason"), &[("reason", "found")]).await;
    assert_eq!(states(&world).await, ["ended", "active", "active"]);
    let page = ada.submits(&format!("/unsubscribe/{other}"), "Stop all my alerts", &[]).await;
    page.shows("All alerts for this address have ended");
    assert_eq!(states(&world).await, ["ended"; 3]);
});
