//! A letter is in the hands of one sender, and one that was taken for dead sends nothing more.

use super::{ordinary, posts};
use crate::world::{World, journey};
use diesel::prelude::*;
use rounds::kit::letters::queue::{self, SenderId, Urgency, Wanted};
use rounds::kit::letters::{self, LetterId, LetterState, Note, Noted};
use rounds::schema::{letter_senders, letters as letters_table};

fn wanted(most: usize) -> Wanted {
    Wanted { most, at_most: Urgency::Bulk, full: Vec::new(), crowded: Vec::new(), of_a_domain: 1_000 }
}

async fn signs_on(world: &World) -> SenderId {
    world.app.write_each(queue::sign_on).await.expect("a sender")
}

async fn claims(world: &World, sender: SenderId, most: usize) -> Vec<LetterId> {
    let now = world.app.clock.now();
    let claimed = world.app.write_each(move |conn| queue::claim(conn, sender, &wanted(most), now)).await;
    claimed.expect("an answer").into_iter().map(|letter| letter.id).collect()
}

async fn has(world: &World, sender: SenderId, letter: LetterId) -> bool {
    let found = world.app.read(move |conn| queue::in_hand(conn, letter, sender)).await;
    found.expect("an answer").is_some()
}

async fn is_taken_for_dead(world: &World, sender: SenderId) {
    let silent = world.app.write(move |conn| {
        diesel::update(letter_senders::table.find(sender.0))
            .set(letter_senders::alive_until.eq(1))
            .execute(conn)
    });
    silent.await.expect("it is silent");
    let dead = world.app.read(queue::dead_senders).await.expect("an answer");
    assert_eq!(dead, [sender]);
    world.app.write_each(move |conn| queue::bury(conn, &dead)).await.expect("it is buried");
}

async fn notes(world: &World, sender: SenderId, letter: LetterId) {
    let what = Noted::Taken { said: "250 ok".into(), words: None };
    let note = Note { letter, domain: "a.example".into(), at: world.app.clock.now(), what };
    world
        .app
        .write_each(move |conn| letters::note(conn, sender, std::slice::from_ref(&note)))
        .await
        .expect("noted");
}

async fn state(world: &World, letter: LetterId) -> LetterState {
    let found = world.app.read(move |conn| letters::find(conn, letter)).await.expect("an answer");
    found.expect("a letter").state
}

journey!(two_senders_never_have_the_same_letter, |world| {
    posts(&world, (0..30).map(|number| ordinary(&format!("n{number}@a.example"))).collect()).await;
    let (one, other) = (signs_on(&world).await, signs_on(&world).await);
    let mut all = claims(&world, one, 20).await;
    assert_eq!(all.len(), 20);
    all.extend(claims(&world, other, 20).await);
    assert_eq!(all.len(), 30);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 30);
});

journey!(a_sender_that_lost_its_letter_does_not_send_it, |world| {
    let letter = posts(&world, vec![ordinary("n@a.example")]).await[0];
    let (one, other) = (signs_on(&world).await, signs_on(&world).await);
    assert_eq!(claims(&world, one, 9).await, [letter]);
    assert!(has(&world, one, letter).await);
    is_taken_for_dead(&world, one).await;
    assert!(!has(&world, one, letter).await, "this is asked before each letter leaves");
    let beaten = world.app.write_each(move |conn| queue::beat(conn, one)).await.expect("an answer");
    assert!(!beaten, "it hears that it was taken for dead");
    assert_eq!(claims(&world, other, 9).await, [letter]);
    assert!(has(&world, other, letter).await);
    assert!(claims(&world, one, 9).await.is_empty(), "and takes nothing more");
    notes(&world, one, letter).await;
    assert_eq!(state(&world, letter).await, LetterState::Sent, "it had left already");
    assert!(!has(&world, other, letter).await, "so that the other one does not send it again");
    notes(&world, other, letter).await;
    assert_eq!(crate::letters_leave::tries(&world, letter).await.len(), 1, "and is noted once");
});

journey!(what_somebody_unknown_has_in_hand_is_freed, |world| {
    let letter = posts(&world, vec![ordinary("n@a.example")]).await[0];
    let one = signs_on(&world).await;
    claims(&world, one, 9).await;
    let gone =
        world.app.write(move |conn| diesel::delete(letter_senders::table.find(one.0)).execute(conn)).await;
    assert_eq!(gone.expect("an answer"), 1);
    let dead = world.app.read(queue::dead_senders).await.expect("an answer");
    assert_eq!(dead, [one]);
    world.app.write_each(move |conn| queue::bury(conn, &dead)).await.expect("it is buried");
    let other = signs_on(&world).await;
    assert_eq!(claims(&world, other, 9).await, [letter]);
});

journey!(a_letter_that_was_dropped_keeps_no_other_from_being_noted, |world| {
    let ids = posts(&world, vec![ordinary("n@a.example"), ordinary("n@b.example")]).await;
    let (one, dropped) = (signs_on(&world).await, ids[0]);
    claims(&world, one, 9).await;
    let drop = world.app.write(move |conn| diesel::delete(letters_table::table.find(dropped)).execute(conn));
    assert_eq!(drop.await.expect("an answer"), 1);
    let now = world.app.clock.now();
    let note = |letter, what| Note { letter, domain: "a.example".into(), at: now, what };
    let taken = Noted::Taken { said: "250 ok".into(), words: None };
    let some = [note(ids[0], Noted::Later("451 busy".into())), note(ids[1], taken)];
    world.app.write_each(move |conn| letters::note(conn, one, &some)).await.expect("noted");
    assert_eq!(state(&world, ids[1]).await, LetterState::Sent);
});

journey!(what_left_before_its_sender_was_taken_for_dead_is_noted, |world| {
    let letter = posts(&world, vec![ordinary("n@a.example")]).await[0];
    let one = signs_on(&world).await;
    claims(&world, one, 9).await;
    is_taken_for_dead(&world, one).await;
    notes(&world, one, letter).await;
    assert_eq!(state(&world, letter).await, LetterState::Sent, "nobody else had begun");
});
