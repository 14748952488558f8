//! Equality monitoring: answered or left out, counted once, and shown as totals that point to nobody.

use super::*;
use crate::world::journey;
use rounds::schema::{equality_asked, equality_counts, equality_sets};

/// People in all sets, and the sum over all answers.
async fn counted(world: &World) -> (i64, i64) {
    let found = world.app.read(|conn| {
        let sets: Vec<i32> = equality_sets::table.select(equality_sets::people).load(conn)?;
        let answers: Vec<i32> = equality_counts::table.select(equality_counts::people).load(conn)?;
        let sum = |numbers: Vec<i32>| numbers.into_iter().map(i64::from).sum::<i64>();
        Ok((sum(sets), sum(answers)))
    });
    found.await.expect("counts")
}

journey!(answers_are_counted_once_and_can_be_left_out, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let draft = begins(&ada, &cast).await;
    ada.gets(&format!("{draft}/equality")).await.is(404);
    ada.tries("POST", &format!("{draft}/equality"), &[("sex", "female")]).await.is(404);
    let hers = applies(&ada, &cast).await;
    let receipt = ada.gets(&format!("{hers}/receipt")).await;
    let page = ada.follows(&receipt, "Answer the equality questions").await;
    page.is(200).shows("These questions are optional");
    assert_eq!(page.all("fieldset").len(), 7);
    assert_eq!(page.attributes("input[value=prefer-not-to-say]", "name").len(), 7);
    assert!(page.attributes("main input[checked]", "value").is_empty(), "nothing is chosen for anybody");

    let wrong =
        ada.tries("POST", &format!("{hers}/equality"), &[("sex", "teapot"), ("age", "25-to-34")]).await;
    wrong.is(422).shows("Choose one of the answers, or leave it out");
    let answers = [("What is your sex?", "Female"), ("What is your religion?", "Prefer not to say")];
    let done = ada.presses(&page, "Send my answers", &answers).await;
    done.is_at(&hers).shows("Your answers are counted");
    // Another tab, and a resent form.
    for _ in 0..3 {
        let again = ada.presses(&page, "Send my answers", &answers).await;
        again.is_at(&hers).shows("What you said first counts");
    }
    assert_eq!(counted(&world).await, (1, 7), "one person, seven answers");
    ada.gets(&format!("{hers}/equality")).await.is_at(&hers);
    ada.gets(&format!("{hers}/receipt")).await.lacks("equality");
    ada.gets(&hers).await.lacks("Female");

    let his = applies(&bob, &cast).await;
    let page = bob.gets(&format!("{his}/equality")).await;
    bob.presses(&page, "Leave them out", &[("What is your sex?", "Male")])
        .await
        .shows("left the equality questions out");
    assert_eq!(counted(&world).await, (1, 7));
    let asked = world.app.read(|conn| equality_asked::table.count().get_result::<i64>(conn)).await;
    assert_eq!(asked.expect("a count"), 2, "who answered and who did not look the same");
    for path in [cast.desk(&hers), cast.table(), cast.desk("/equality")] {
        cast.bea.gets(&path).await.is(200).lacks("Female");
    }
});

journey!(twenty_presses_at_once_count_one_person, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let path = format!("{}/equality", applies(&ada, &cast).await);
    let presses = (0..20).map(|_| ada.tries("POST", &path, &[("sex", "female")]));
    let pages = futures_util::future::join_all(presses).await;
    assert!(pages.iter().all(|page| page.status == 303));
    assert_eq!(counted(&world).await, (1, 7));
});

/// As so many applications would.
async fn say(world: &World, cast: &Cast, many: usize, sex: &'static str) {
    let (provider, today) = (cast.provider, world.app.clock.today());
    write(world, move |conn| {
        for _ in 0..many {
            let form = format!("sex={sex}&age=25-to-34");
            let form: rounds::equality::EqualityForm = serde_html_form::from_str(&form).expect("a form");
            let answers = form.check().expect("right answers").expect("answers");
            rounds::equality::count(conn, provider, &answers, today)?;
        }
        Ok(())
    })
    .await;
}

/// The totals of one question, as they are shown.
fn totals(page: &Page, question: &str) -> Vec<String> {
    let tables = page.all("table");
    let table = tables.into_iter().find(|table| table.contains(question)).expect("a table");
    table.split("People").nth(1).expect("rows").split_whitespace().map(String::from).collect()
}

journey!(a_provider_sees_totals_of_whole_sets_from_which_nobody_can_be_worked_out, |world| {
    let cast = Cast::of(&world).await;
    let totals_at = cast.desk("/equality");
    say(&world, &cast, 12, "female").await;
    say(&world, &cast, 7, "male").await;
    world.passes(Duration::days(32)).await;
    cast.bea.signs_in().await;
    cast.bea.gets(&totals_at).await.is(200).shows("No totals yet");
    // The twentieth comes in the next month, and is shown when that is over.
    say(&world, &cast, 3, "male").await;
    cast.bea.gets(&totals_at).await.shows("No totals yet");
    world.passes(Duration::days(32)).await;
    for person in [&cast.bea, &cast.ed, &cast.vi] {
        person.signs_in().await;
        let page = person.gets(&totals_at).await;
        page.is(200).shows("22 people answered");
        // Nobody left it out: that group is empty, and takes the smallest along.
        assert_eq!(
            totals(&page, "What is your sex?").join(" "),
            "Female 12 Male Not shown Prefer not to say, or left blank Not shown"
        );
        assert!(!totals(&page, "What is your age?").contains(&"22".to_owned()), "all of one age is not said");
    }
    // Whoever comes later is in another set: what was shown stays as it was.
    say(&world, &cast, 19, "female").await;
    let page = cast.bea.gets(&totals_at).await;
    page.shows("22 people answered").lacks("41 people").lacks("19 people");

    let mallory = world.member("Mallory Fox").await;
    mallory.gets(&totals_at).await.is(404);
    leaves(&world, &cast.ed, cast.provider).await;
    cast.ed.gets(&totals_at).await.is(404);
    world.candidate("Ada Marsh").await.gets(&totals_at).await.is(403);
    let nobody = world.visitor("Nobody Here").asks(&totals_at).await;
    assert!(nobody.status == 303);
});
