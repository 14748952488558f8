//! The table of applications: filtered, searched, ordered, and quick when it is long.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::State;

/// Who stands in the table, in its order.
fn who(page: &Page) -> Vec<String> {
    page.all("tbody th a")
}

journey!(a_table_is_filtered_searched_and_ordered, |world| {
    let cast = Cast::of(&world).await;
    crowd(
        &world,
        cast.listing,
        &[
            ("Ada Marsh", State::Submitted),
            ("Zoe Quill", State::Shortlisted),
            ("Bob Marshall", State::Rejected),
            ("Cy 100%", State::Submitted),
        ],
    )
    .await;
    let table = cast.table();
    let page = cast.bea.gets(&table).await;
    page.is(200).shows("All (4)").shows("Submitted (2)").shows("Not successful (1)");
    assert_eq!(who(&page), ["Cy 100%", "Bob Marshall", "Zoe Quill", "Ada Marsh"]);
    let page = cast.bea.follows(&page, "Name").await;
    assert_eq!(who(&page), ["Ada Marsh", "Bob Marshall", "Cy 100%", "Zoe Quill"]);
    let page = cast.bea.presses(&page, "Find", &[("Name or reference", "marsh")]).await;
    assert_eq!(who(&page), ["Ada Marsh", "Bob Marshall"], "in the order that was chosen before");
    let page = cast.bea.follows(&page, "Submitted (1)").await;
    assert_eq!(who(&page), ["Ada Marsh"]);
    page.shows("All (2)");
    for (query, want) in [
        ("?q=100%25", vec!["Cy 100%"]),
        ("?q=%25", vec!["Cy 100%"]),
        ("?q=_", vec![]),
        ("?q='--", vec![]),
        ("?sort=oldest&state=submitted", vec!["Ada Marsh", "Cy 100%"]),
        ("?sort=nonsense&state=draft&page=0", vec!["Cy 100%", "Bob Marshall", "Zoe Quill", "Ada Marsh"]),
    ] {
        assert_eq!(who(&cast.bea.gets(&format!("{table}{query}")).await), want, "{query}");
    }
    cast.bea.gets(&format!("{table}?q=nobody")).await.is(200).shows("No applicants match");
    cast.vi.gets(&table).await.is(200).shows("Ada Marsh");
});

journey!(names_are_found_in_capitals_and_small_letters_of_every_language, |world| {
    let cast = Cast::of(&world).await;
    crowd(&world, cast.listing, &[("Élodie Öztürk", State::Submitted), ("Zoë Åkesson", State::Submitted)])
        .await;
    for (words, want) in
        [("élodie", "Élodie Öztürk"), ("ÖZTÜRK", "Élodie Öztürk"), ("Åkesson", "Zoë Åkesson")]
    {
        let page = cast.bea.submits(&cast.table(), "Find", &[("Name or reference", words)]).await;
        assert_eq!(who(&page), [want], "{words}");
    }
});

journey!(five_thousand_applications_are_shown_fifty_at_a_time, |world| {
    let cast = Cast::of(&world).await;
    let names: Vec<String> = (0..5000).map(|number| format!("Person {number:04}")).collect();
    let state = |at: usize| if at.is_multiple_of(5) { State::Shortlisted } else { State::Submitted };
    let people: Vec<(&str, State)> =
        names.iter().enumerate().map(|(at, name)| (name.as_str(), state(at))).collect();
    crowd(&world, cast.listing, &people).await;
    let table = cast.table();
    let page = cast.bea.gets(&format!("{table}?page=100")).await;
    page.shows("All (5000)").shows("Shortlisted (1000)");
    assert_eq!((who(&page).len(), who(&page)[49].as_str()), (50, "Person 0000"));
    assert_eq!(who(&cast.bea.gets(&format!("{table}?q=person+49&sort=name&page=2")).await)[0], "Person 4950");
});

journey!(the_day_by_which_everybody_hears_is_said_to_all_and_when_it_has_passed, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let day = clock::day_words(world.app.clock.today() + Duration::days(10) + Duration::weeks(4));
    world.visitor("Nobody Here").gets(&format!("/listings/{}", cast.listing)).await.shows(&day);
    cast.bea.gets(&cast.table()).await.shows(&format!("everybody hears by {day}")).lacks("Late");
    ada.gets(&application).await.shows(&day).lacks("That day has passed");

    world.passes(Duration::days(39)).await;
    let (bea, ada) = (cast.bea.elsewhere(), ada.elsewhere());
    bea.signs_in().await;
    ada.signs_in().await;
    bea.gets(&cast.table()).await.shows("Late").shows("1 still waits for an answer");
    bea.gets(&cast.desk(&application)).await.shows("Late");
    ada.gets(&application).await.shows("That day has passed");
    let reason = [("Reason", "The position has been filled")];
    let rejection = cast.desk(&format!("{application}/rejection"));
    bea.submits(&rejection, "Reject and email the candidate", &reason).await.is(200);
    bea.gets(&cast.table()).await.lacks("Late");
    ada.gets(&application).await.lacks("That day has passed");
});
