//! Providers read, shortlist, reject and offer; candidates hear of it and answer.

use super::*;
use crate::world::journey;
use rounds::applications::State;
use rounds::schema::{applications, audit_lines, offers};

journey!(a_provider_reads_shortlists_and_offers_and_the_candidate_accepts, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let table = cast.bea.gets(&cast.table()).await;
    table.is(200).shows("Ada Marsh").shows("Submitted (1)");
    ada.gets(&application).await.lacks("Opened by the provider");
    let page = cast.bea.follows(&table, "Ada Marsh").await;
    page.is(200).shows("I do it well.").shows("12A3456B (format checked, not verified)").shows("cv.pdf");
    cast.ed.gets(page.path()).await.is(200);
    let seen = ada.gets(&application).await;
    assert_eq!(seen.text().matches("Opened by the provider").count(), 1, "the first look only");
    let cv = cast.bea.follows(&page, "cv.pdf").await;
    assert_eq!(cv.bytes, b"%PDF-1.7 somebody's life");
    assert_eq!(audited(&world, "application.look").await, 2);
    assert_eq!(audited(&world, "application.look-at-cv").await, 1);

    let page = cast.bea.presses(&page, "Shortlist", &[]).await;
    page.shows("Shortlisted. We have emailed").lacks("Shortlist and");
    assert_eq!(letters(&world, &ada, "You are on the shortlist").await, 1);
    let page = cast.bea.follows(&page, "Make an offer").await;
    let until = (world.app.clock.today() + Duration::days(7)).to_string();
    let offer = [("Pay", "Band 6"), ("The offer can be answered until the end of", until.as_str())];
    let page = cast.bea.presses(&page, "See the offer and the letter", &offer).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is(200).shows("Offer made");
    let page = world.follows_letter(&ada, "You have an offer").await;
    let page = ada.follows(&page, "Accept the offer").await;
    ada.presses(&page, "Yes, accept the offer", &[]).await.is_at(&application);
    let told = world.letter(&cast.bea, "Your offer was accepted").await;
    assert!(
        !told.text_body.contains("Ada") && !told.html_body.contains("Ada"),
        "no name in a provider's letter"
    );
});

journey!(a_rejection_gives_its_reason, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let rejection = cast.desk(&format!("{application}/rejection"));
    let words = [("A few words more", "Try us next year.")];
    let page = cast.bea.submits(&rejection, "Reject and email the candidate", &words).await;
    page.is(422).shows("Choose the reason that the candidate will read").shows("Try us next year.");
    let reason = [("Reason", "The position has been filled")];
    let page = cast.bea.presses(&page, "Reject and email the candidate", &reason).await;
    page.is(200).shows("Not successful");
    let letter = world.letter(&ada, "About your application").await;
    assert!(
        letter.text_body.contains("The position has been filled")
            && letter.text_body.contains("Try us next year.")
    );
    ada.gets(&application).await.shows("Not successful").shows("Try us next year.");
});

journey!(a_viewer_looks_and_does_not_act, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let page = cast.vi.gets(&cast.desk(&application)).await;
    page.is(200).shows("Ada Marsh").shows("An editor or owner can answer it").lacks("Reject");
    for (method, act) in [
        ("POST", "shortlisting"),
        ("GET", "rejection"),
        ("POST", "rejection"),
        ("GET", "offer"),
        ("POST", "offer"),
    ] {
        let path = cast.desk(&format!("{application}/{act}"));
        cast.vi.tries(method, &path, &[]).await.is(409).shows("You may look, but not change this");
    }
    assert_eq!(letters(&world, &ada, "shortlist").await, 0);
});

/// Every move that a browser can ask for: who asks, for what and why, with the states in which it is taken.
const ACTS: [(&str, &str, &str, &[State], State); 8] = [
    ("desk", "shortlisting", "", &[State::Submitted], State::Shortlisted),
    ("desk", "rejection", "interview", &[State::Submitted, State::Shortlisted], State::Rejected),
    ("desk", "offer", "", &[State::Shortlisted], State::Offered),
    ("desk", "offer/withdrawal", "check-not-passed", &[State::Offered, State::Accepted], State::Rejected),
    ("desk", "offer/withdrawal", "mistake", &[State::Offered], State::Shortlisted),
    ("own", "offer/acceptance", "", &[State::Offered], State::Accepted),
    ("own", "offer/refusal", "", &[State::Offered], State::Declined),
    ("own", "withdrawal", "", &[State::Submitted, State::Shortlisted, State::Accepted], State::Withdrawn),
];

journey!(every_move_that_is_not_open_is_refused, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let until = (world.app.clock.today() + Duration::days(7)).to_string();
    for &state in State::ALL.iter().filter(|state| **state != State::Draft) {
        for (who, act, reason, open, to) in ACTS {
            let offer = is_in(&world, state, reason).await.to_string();
            let fields = [
                ("reason", reason),
                ("words", "Yes"),
                ("pay", "£1"),
                ("expires_on", until.as_str()),
                ("offer", offer.as_str()),
            ];
            let (person, path) = match who {
                "desk" => (&cast.bea, cast.desk(&format!("{application}/{act}"))),
                _ => (&ada, format!("{application}/{act}")),
            };
            let page = person.tries("POST", &path, &fields).await;
            let taken = open.contains(&state);
            let pressed_twice = state == to;
            let refused = if state == State::Accepted && reason == "mistake" { 422 } else { 409 };
            page.is(if taken || pressed_twice { 303 } else { refused });
            assert_eq!(
                state_of(&world).await,
                if taken { to } else { state },
                "{who} {act} {reason} from {state}"
            );
        }
    }
});

/// Gives the number of its offer, which ended for this reason if it did.
async fn is_in(world: &World, state: State, reason: &'static str) -> i64 {
    write(world, move |conn| {
        diesel::update(applications::table).set(applications::state.eq(state)).execute(conn)?;
        has_offer(conn, state, reason)
    })
    .await
}

/// The offer that goes with such an application, and no other.
fn has_offer(conn: &mut Conn, state: State, reason: &str) -> QueryResult<i64> {
    let application: rounds::applications::ApplicationId =
        applications::table.select(applications::id).first(conn)?;
    let now: Moment = applications::table.select(applications::updated_at).first(conn)?;
    diesel::delete(offers::table).execute(conn)?;
    let word = match state {
        State::Offered => "open",
        State::Accepted => "accepted",
        _ => "withdrawn",
    };
    let (id, until) = (rounds::kit::id::next(), now.london_day() + Duration::days(7));
    diesel::insert_into(offers::table)
        .values((
            offers::id.eq(id),
            offers::application_id.eq(application),
            offers::state.eq(word),
            offers::pay.eq("£1"),
            offers::words.eq("Yes"),
            offers::expires_on.eq(until),
            offers::expires_at.eq(clock::end_of_london_day(until)),
            offers::reminded.eq(false),
            offers::made_at.eq(now),
            offers::reason.eq(Some(reason).filter(|reason| !reason.is_empty())),
            offers::reason_words.eq("Yes"),
        ))
        .execute(conn)?;
    Ok(id)
}

async fn state_of(world: &World) -> State {
    world.app.read(|conn| applications::table.select(applications::state).first(conn)).await.expect("a state")
}

async fn audited(world: &World, act: &'static str) -> i64 {
    let lines = move |conn: &mut Conn| {
        audit_lines::table.filter(audit_lines::act.eq(act)).count().get_result::<i64>(conn)
    };
    world.app.read(lines).await.expect("a count")
}

journey!(a_long_table_is_shown_fifty_at_a_time, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let (ada_id, first) = (account_of(&world, &ada).await, cast.listing);
    let now = world.app.clock.now();
    let provider = cast.provider;
    let mut ids = vec![first];
    for _ in 0..60 {
        ids.push(listing(&world, provider, "Scrub nurse").await);
    }
    for id in ids {
        write(&world, move |conn| {
            diesel::insert_into(applications::table)
                .values((
                    applications::id.eq(rounds::kit::id::next()),
                    applications::listing_id.eq(id),
                    applications::candidate_id.eq(ada_id),
                    applications::state.eq(State::Submitted),
                    applications::name.eq("Ada Marsh"),
                    applications::email.eq("ada.marsh@example.org"),
                    applications::phone.eq(""),
                    applications::registration.eq(""),
                    applications::statement.eq(""),
                    applications::reason_words.eq(""),
                    applications::created_at.eq(now),
                    applications::updated_at.eq(now),
                    applications::submitted_at.eq(now),
                ))
                .execute(conn)
        })
        .await;
    }
    let page = cast.bea.gets(&cast.desk("/applications")).await;
    page.is(200).shows("All (61)");
    assert_eq!(page.all("tbody tr").len(), 50);
    let page = cast.bea.follows(&page, "Next").await;
    assert_eq!(page.all("tbody tr").len(), 11);
    cast.bea.gets(&cast.desk("/applications?state=rejected")).await.is(200).shows("No applicants match");
    cast.bea.gets(&cast.desk("/applications?state=nonsense&page=-4")).await.is(200).shows("All (61)");
    // The home of the desk names eight listings.
    cast.bea.gets(&cast.desk("")).await.shows("53 more applications to answer");
});
