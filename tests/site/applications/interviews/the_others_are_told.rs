//! Inviting some while others have no answer asks what these hear, and tells them.

use super::*;
use crate::applications::crowd::crowd;
use crate::world::journey;
use rounds::schema::letters as letter_rows;

const NAMES: [(&str, State); 5] = [
    ("Ada Marsh", State::Shortlisted),
    ("Bob Pike", State::Shortlisted),
    ("Cy Vance", State::Submitted),
    ("Di Reed", State::Withdrawn),
    ("Ed Moss", State::Offered),
];

async fn sent(world: &World, about: &'static str) -> i64 {
    let count = world
        .app
        .read(move |conn| letter_rows::table.filter(letter_rows::about.eq(about)).count().get_result(conn));
    count.await.expect("a count")
}

async fn state_of(world: &World, id: ApplicationId) -> State {
    let state = move |conn: &mut Conn| applications::table.find(id).select(applications::state).first(conn);
    world.app.read(state).await.expect("a state")
}

journey!(the_others_hear_by_when_they_have_an_answer, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let round = round(&world, &cast).await;
    let page = cast.bea.gets(&format!("{round}/invitations")).await;
    page.shows("4 times are free").shows("3 people wait for an answer");
    let page = cast.bea.presses(&page, "See the letters", &[]).await;
    page.is(422)
        .shows("Tick the people whom you invite")
        .shows("Choose what those hear whom you do not invite");
    let page = cast.bea.presses(&page, "See the letters", &[("Whom you invite", "Ada Marsh")]).await;
    let told =
        [("Whom you invite", "Ada Marsh"), ("What the others hear", "The day by which they have an answer")];
    let page = cast.bea.presses(&page, "See the letters", &told).await;
    page.is(422).shows("Enter the day by which they hear");
    let day = world.app.clock.today() + Duration::days(14);
    let fields = [("They have an answer by", day.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = cast.bea.presses(&page, "See the letters", &fields).await;
    page.is(200).shows("2 others hear this").shows("You will hear by").shows("Dear Bob Pike");
    assert_eq!(sent(&world, "interviews.invited").await, 0, "nothing goes before it is said so");
    cast.bea
        .presses(&page, "Invite and email them", &[])
        .await
        .is_at(&round)
        .shows("Invited 1, and emailed them");
    cast.bea.presses(&page, "Invite and email them", &[]).await.is(200);
    world.settles().await;
    assert_eq!(
        (sent(&world, "interviews.invited").await, sent(&world, "applications.hear-by").await),
        (1, 2)
    );
    for (id, told) in [(ids[1], true), (ids[2], true), (ids[3], false), (ids[4], false)] {
        let page = cast.bea.gets(&cast.desk(&format!("/applications/{id}"))).await;
        assert_eq!(page.text().contains("Told when there is an answer"), told, "{}", page.heading());
    }
    // Who has an account finds it in their list too.
    let bob = world.candidate("Bob Ashe").await;
    let (account, id) = (account_of(&world, &bob).await, ids[1]);
    write(&world, move |conn| {
        diesel::update(applications::table.find(id)).set(applications::candidate_id.eq(account)).execute(conn)
    })
    .await;
    let promised = format!("Answer promised by {}", clock::day_words(day));
    bob.gets("/applications").await.shows(&promised);
    // Nobody is left without a word, so nothing more is asked.
    let page = invites(&cast, &round, &["Bob Pike"], &[]).await;
    page.shows("Invited 1");
    world.settles().await;
    assert_eq!(sent(&world, "applications.hear-by").await, 2);
});

journey!(the_others_hear_an_outcome, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let round = round(&world, &cast).await;
    let outcome = [("What the others hear", "That they are not successful")];
    let page = cast.bea.gets(&format!("{round}/invitations")).await;
    let fields = [("Whom you invite", "Ada Marsh"), outcome[0]];
    let page = cast.bea.presses(&page, "See the letters", &fields).await;
    page.is(422).shows("Choose the reason that the candidate will read");
    let reason = [("Why they are not successful", "Others had more of the experience that the role needs")];
    let page = cast.bea.presses(&page, "See the letters", &reason).await;
    page.is(200).shows("2 others hear this").shows("will not take your application further");
    // Somebody applies after this page was opened, and is not meant.
    cast.bea.presses(&page, "Invite and email them", &[]).await.is(200);
    world.app.clock.move_by(Duration::minutes(5));
    let fay = crowd(&world, cast.listing, &[("Fay Long", State::Submitted)]).await;
    let later = world.app.clock.now();
    write(&world, move |conn| {
        diesel::update(applications::table.find(fay[0]))
            .set(applications::submitted_at.eq(later))
            .execute(conn)
    })
    .await;
    world.settles().await;
    use State::{Offered, Rejected, Shortlisted, Withdrawn};
    for (id, state) in ids.iter().zip([Shortlisted, Rejected, Rejected, Withdrawn, Offered]) {
        assert_eq!(state_of(&world, *id).await, state);
    }
    assert_eq!(sent(&world, "applications.rejected").await, 2);
    let waiting = |conn: &mut Conn| {
        applications::table.filter(applications::state.eq(State::Submitted)).count().get_result::<i64>(conn)
    };
    assert_eq!(world.app.read(waiting).await.expect("a count"), 1);
});

journey!(hundreds_are_told_in_several_steps, |world| {
    let cast = Cast::of(&world).await;
    crowd(&world, cast.listing, &NAMES[..1]).await;
    let many: Vec<(&str, State)> = (0..250).map(|_| ("Guy Hall", State::Submitted)).collect();
    crowd(&world, cast.listing, &many).await;
    let round = round(&world, &cast).await;
    let day = (world.app.clock.today() + Duration::days(14)).to_string();
    let told = [
        ("What the others hear", "The day by which they have an answer"),
        ("They have an answer by", day.as_str()),
    ];
    invites(&cast, &round, &["Ada Marsh"], &told).await.shows("Invited 1");
    world.settles().await;
    assert_eq!(sent(&world, "applications.hear-by").await, 250);
});

journey!(more_than_can_be_invited_at_once_are_not_cut, |world| {
    let cast = Cast::of(&world).await;
    let many: Vec<(&str, State)> = (0..210).map(|_| ("Guy Hall", State::Shortlisted)).collect();
    let ids = crowd(&world, cast.listing, &many).await;
    let round = round(&world, &cast).await;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let ticked = ids.iter().map(|id| ("application", id.as_str()));
    let fields: Vec<_> = ticked.chain([("meanwhile", "outcome"), ("reason", "interview")]).collect();
    let path = format!("{round}/invitations");
    let page = cast.bea.tries("POST", &path, &fields).await;
    page.is(422).shows("Invite at most 200 people at once");
    assert_eq!(page.attributes("input[name=application][checked]", "value").len(), 210, "nothing is lost");
    world.settles().await;
    assert_eq!(
        (sent(&world, "interviews.invited").await, sent(&world, "applications.rejected").await),
        (0, 0)
    );
    cast.bea.tries("POST", &path, &fields[10..]).await.is(303);
    world.settles().await;
    assert_eq!(
        (sent(&world, "interviews.invited").await, sent(&world, "applications.rejected").await),
        (200, 10)
    );
});
