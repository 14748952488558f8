//! Every address of an interview, tried by everybody whom it does not concern.

use super::*;
use crate::world::journey;

const OWN: [(&str, &str); 5] = [
    ("GET", ""),
    ("POST", ""),
    ("GET", "/cancellation"),
    ("POST", "/cancellation"),
    ("GET", "/calendar.ics"),
];
const ROUND: [(&str, &str, bool); 9] = [
    ("GET", "", true),
    ("GET", "/calendar.ics", true),
    ("GET", "/edit", false),
    ("POST", "/edit", false),
    ("GET", "/slots", false),
    ("POST", "/slots", false),
    ("POST", "/slots/5/removal", false),
    ("GET", "/invitations", false),
    ("POST", "/invitations", false),
];

journey!(interviews_concern_two_sides, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    applies(&ada, &cast).await;
    let eves = applies(&eve, &cast).await;
    shortlists(&world).await;
    let round = round(&world, &cast).await;
    invites(&cast, &round, &["Ada Marsh", "Eve Sharp"], &[]).await.is(200);
    let page = opens(&world, &ada).await;
    let (own, slot) = (page.path().to_owned(), choice(&page, 0));
    ada.presses(&page, "Take this time", &[("slot", &slot)]).await.is(200);
    let number = own.rsplit('/').next().expect("a number").to_owned();
    let invitation = format!("{round}/invitations/{number}");
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    let nobody = world.visitor("Nobody Here");
    let fields = [("slot", slot.as_str()), ("why", "No"), ("title", "Mine"), ("application", "5")];

    for (method, part) in OWN {
        let path = format!("{own}{part}");
        eve.tries(method, &path, &fields).await.is(404);
        // Through an application of their own, too.
        eve.tries(method, &format!("{eves}/interviews/{number}{part}"), &fields).await.is(404);
        cast.bea.tries(method, &path, &fields).await.is(403);
        let page = nobody.tries(method, &path, &fields).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
    }
    let desk: Vec<(&str, String, bool)> = ROUND
        .iter()
        .map(|(method, part, view)| (*method, format!("{round}{part}"), *view))
        .chain([
            ("GET", invitation.clone(), false),
            ("POST", invitation.clone(), false),
            ("POST", format!("{invitation}/cancellation"), false),
            ("GET", cast.desk(&format!("/listings/{}/interviews", cast.listing)), true),
            ("GET", cast.desk(&format!("/listings/{}/interviews/new", cast.listing)), false),
            ("POST", cast.desk(&format!("/listings/{}/interviews/new", cast.listing)), false),
        ])
        .collect();
    let own_desk = format!("/desk/{other}");
    for (method, path, may_view) in &desk {
        ada.tries(method, path, &fields).await.is(403);
        for person in [&mallory, &cast.ed] {
            person.tries(method, path, &fields).await.is(404);
        }
        mallory.tries(method, &path.replace(&cast.desk(""), &own_desk), &fields).await.is(404);
        cast.vi.tries(method, path, &fields).await.is(if *may_view { 200 } else { 409 });
        let page = nobody.tries(method, path, &fields).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
    }
    assert_eq!(booked(&world).await, 1);
    ada.gets(&own).await.is(200).shows("10:00am to 10:30am");
    // A time of another round is no time of this one.
    let slots = |conn: &mut Conn| interview_slots::table.count().get_result::<i64>(conn);
    assert_eq!(world.app.read(slots).await.expect("a count"), 4);
    let eves = opens(&world, &eve).await;
    eve.tries("POST", eves.path(), &[("slot", "5")]).await.is(422).shows("Choose one of those that are left");
});

journey!(only_those_on_the_shortlist_are_invited_and_choose, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let number = application.rsplit('/').next().expect("a number").to_owned();
    let round = round(&world, &cast).await;
    cast.bea.gets(&format!("{round}/invitations")).await.shows("or nobody is on it yet");
    let fields = [("application", number.as_str())];
    cast.bea.tries("POST", &format!("{round}/invitations"), &fields).await.is(303);
    assert_eq!(letters(&world, &ada, "You are invited").await, 0);
    shortlists(&world).await;
    invites(&cast, &round, &["Ada Marsh"], &[]).await.is(200);
    let page = opens(&world, &ada).await;
    let slot = choice(&page, 0);
    let open = [State::Shortlisted, State::Offered];
    for state in State::ALL.iter().filter(|state| !open.contains(state)) {
        let state = *state;
        write(&world, move |conn| {
            diesel::update(applications::table).set(applications::state.eq(state)).execute(conn)
        })
        .await;
        ada.tries("POST", page.path(), &[("slot", &slot)]).await.is(409);
        ada.gets(page.path()).await.is(200).lacks("Take this time");
        ada.tries("POST", &format!("{}/cancellation", page.path()), &[]).await.is(409);
    }
    assert_eq!(booked(&world).await, 0);
});
