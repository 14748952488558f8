//! Nobody reviews what an organisation of theirs sends: neither by becoming a moderator, nor by having become one.

use crate::world::{Organisation, Person, World, journey};
use rounds::accounts::actions::NewRole;
use rounds::accounts::{self, AccountId, Role};
use rounds::audit::Actor;
use rounds::listings::ListingKind;
use rounds::providers::actions::Writing;
use rounds::providers::{self, model::NewClaim};

async fn account_of(world: &World, person: &Person) -> AccountId {
    let email = person.email.clone();
    let found = world.app.read(move |conn| accounts::find_by_email(conn, &email)).await;
    found.expect("an answer").expect("an account").id
}

journey!(a_member_of_an_organisation_becomes_nothing_else, |world| {
    let alex = world.administrator("Alex Ash").await;
    let larkfield = world.organisation("Larkfield Surgical").await;
    let (bea, ada) = (world.member("Bea Holt").await, world.candidate("Ada Marsh").await);
    let maya = world.moderator("Maya Moss").await;
    for (who, was, becomes, status) in [
        (&larkfield.owner, "member", "moderator", 409),
        (&larkfield.owner, "member", "administrator", 409),
        (&larkfield.owner, "member", "candidate", 409),
        (&larkfield.owner, "member", "member", 303),
        (&larkfield.owner, "member", "nonsense", 422),
        (&larkfield.owner, "", "moderator", 422),
        (&bea, "member", "moderator", 303),
        (&bea, "moderator", "member", 303),
        (&ada, "candidate", "moderator", 303),
        (&ada, "candidate", "administrator", 409),
        (&maya, "moderator", "administrator", 303),
        (&alex, "administrator", "moderator", 409),
    ] {
        let path = format!("/administration/people/{}/role", account_of(&world, who).await);
        let page = alex.tries("POST", &path, &[("was", was), ("role", becomes)]).await;
        assert_eq!(page.status, status, "{} from {was} to {becomes}: {}", who.name, page.text());
    }
    let owner = account_of(&world, &larkfield.owner).await;
    let role = world.app.read(move |conn| accounts::find(conn, owner)).await;
    assert_eq!(role.expect("an answer").expect("an account").role, Role::Member);
});

/// As it may stand in a database from before the rule.
async fn turns_into_a_moderator(world: &World, owner: &Person) {
    let (id, now) = (account_of(world, owner).await, world.app.clock.now());
    let new = NewRole { was: Role::Member, role: Role::Moderator, belongs_to: None };
    let made = world
        .app
        .db
        .write(move |conn| accounts::actions::change_role(conn, &Actor::site(), id, &new, now))
        .await;
    made.expect("a moderator");
    owner.signs_in().await;
}

/// Waits with a claim; gives its page.
async fn claims(world: &World, of: &Organisation) -> String {
    let (provider, now) = (of.id, world.app.clock.now());
    let said = NewClaim {
        claim: "wellbeing-support".into(),
        figures: [("offered".to_string(), "A quiet room".to_string())].into(),
        source: "Staff handbook".into(),
        stated_on: Some(now.london_day()),
        evidence: "Page 14 of the handbook".into(),
        ..NewClaim::default()
    };
    let made = world.app.db.write(move |conn| {
        let writing = Writing { said: &said, file: None, seen: "", send: true, by: &Actor::site() };
        providers::actions::write_claim(conn, provider, &writing, now)
    });
    made.await.expect("a claim");
    let claims = world.app.read(move |conn| providers::every_claim(conn, provider)).await.expect("claims");
    format!("/moderation/claims/{}", claims[0].id)
}

journey!(who_belongs_to_it_decides_nothing_of_it, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let owner = &larkfield.owner;
    let role = world.role(&larkfield, "Ward nurse").await;
    let waiting = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let listing = format!("/moderation/listings/{}", waiting.id);
    let provider = format!("/moderation/providers/{}", larkfield.id);
    let claim = claims(&world, &larkfield).await;
    let said = [("What is wrong?", "It asks for money")];
    let zoe = world.visitor("Zoe Quill");
    zoe.submits(&format!("/listings/{}/report", role.id), "Send the report", &said).await.is(200);
    let words = [("Your message", "Could you look at this soon?")];
    owner.submits(&format!("{}/review", waiting.desk), "Send", &words).await.is(200);
    turns_into_a_moderator(&world, owner).await;

    let queue = owner.gets("/moderation?kind=reports").await;
    let report = queue.link("Ward nurse");
    let thread = owner.gets("/moderation?kind=threads").await.link("Theatre nurse");
    let path = |link: &str| link.split('?').next().unwrap_or_default().to_string();
    let (report, thread) = (path(&report), path(&thread));
    let (seen, because) = (("seen", "x"), ("because", "Words that say why, at some length."));
    for (act, fields) in [
        (format!("{listing}/approval"), vec![seen]),
        (format!("{listing}/return"), vec![("words", "No.")]),
        (format!("{listing}/hold"), vec![]),
        (format!("{listing}/messages"), vec![("message", "Well done.")]),
        (format!("{provider}/suspension"), vec![because, ("grounds", "fee-asked")]),
        (format!("{provider}/messages"), vec![("message", "Well done.")]),
        (format!("{claim}/approval"), vec![seen]),
        (format!("{claim}/return"), vec![("words", "No.")]),
        (report, vec![("outcome", "dismissed"), ("up_to", "9223372036854775807")]),
        (format!("{thread}/settlement"), vec![]),
        (format!("{thread}/messages"), vec![("message", "Well done.")]),
    ] {
        let page = owner.tries("POST", &act, &fields).await;
        assert_eq!(page.status, 409, "{act}: {}", page.text());
        page.shows("You belong to Larkfield Surgical");
    }
    let maya = world.moderator("Maya Moss").await;
    maya.submits(&listing, "Approve and publish", &[]).await.is(200).shows("is live");
});

journey!(the_next_is_never_ones_own, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let hazel = world.organisation("Hazel Clinics").await;
    world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    world.app.clock.move_by(chrono::Duration::minutes(1));
    world.submitted(&hazel, ListingKind::Role, "Ward nurse", |_| {}).await;
    turns_into_a_moderator(&world, &larkfield.owner).await;
    let page = larkfield.owner.submits("/moderation", "Take the next", &[]).await;
    page.is(200).shows("Ward nurse").shows("You have this");
    let page = larkfield.owner.presses(&page, "Approve and publish", &[]).await;
    page.shows("“Ward nurse” is live").is_at("/moderation");
});
