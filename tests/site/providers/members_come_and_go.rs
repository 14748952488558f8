//! People are invited, join, may do what their role allows, and leave; nobody else finds the desk.

use super::invites;
use crate::world::{Organisation, PASSWORD, Person, World, journey};
use chrono::Duration;
use rounds::providers;

/// Somebody new who followed the letter of an invitation.
async fn joins(world: &World, of: &Organisation, name: &str, role: &str) -> Person {
    let person = world.visitor(name);
    invites(&of.owner, of.id, &person.email, role).await.is(200);
    let page = world.follows_letter(&person, &format!("Join {}", of.name)).await;
    let fields = [("Your name", name), ("Choose a password", PASSWORD)];
    let page = person.presses(&page, "Make an account and join", &fields).await;
    page.is(200).is_at(&format!("/desk/{}", of.id));
    person
}

journey!(an_invited_person_follows_the_letter_and_is_in, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let ivo = world.visitor("Ivo Crane");
    let page = invites(&larch.owner, larch.id, &ivo.email, "Editor").await;
    page.is(200).shows("We have sent an email to ivo.crane@example.org").shows("Invited, not joined yet");
    // Pressed again at once: no second letter, and the link still works.
    invites(&larch.owner, larch.id, &ivo.email, "Editor").await.is(200);
    let link = world.link_in(&world.letter(&ivo, "Join Larch Surgical").await);
    assert_eq!(world.letters_to(&ivo).await.len(), 1);

    // Looking changes nothing: mail programs open links by themselves.
    let elsewhere = ivo.elsewhere();
    let opened_before = elsewhere.gets(&link).await;
    let page = ivo.gets(&link).await;
    page.is(200).shows("Larch Surgical invites ivo.crane@example.org to be an editor");
    let fields = [("Your name", "Ivo Crane"), ("Choose a password", PASSWORD)];
    let page = ivo.presses(&page, "Make an account and join", &fields).await;
    page.is(200).is_at(&format!("/desk/{}", larch.id)).shows("You belong to Larch Surgical now");
    assert!(ivo.is_known().await, "the letter proved the address");
    ivo.gets(&format!("/desk/{}/profile/edit", larch.id)).await.is(200);
    let members = larch.owner.gets(&format!("/desk/{}/members", larch.id)).await;
    members.shows("Ivo Crane").shows("Editor").lacks("Invited, not joined yet");

    // The link works once, also from a page that was open already.
    world.visitor("Nobody Here").gets(&link).await.is(409).shows("This invitation no longer works");
    let page = elsewhere.presses(&opened_before, "Make an account and join", &fields).await;
    page.is(409).shows("This invitation no longer works");
    assert!(!elsewhere.is_known().await, "nobody is signed in by a used link");
    let members = larch.owner.gets(&format!("/desk/{}/members", larch.id)).await;
    assert_eq!(members.all("tbody tr").len(), 2);
});

journey!(a_member_of_another_organisation_joins_with_their_account, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    invites(&larch.owner, larch.id, &alder.owner.email, "Viewer").await.is(200);
    let link = world.link_in(&world.letter(&alder.owner, "Join Larch Surgical").await);
    // Somebody else's account does not join by it, and does not use it up.
    let page = larch.owner.gets(&link).await;
    page.is(200).shows("You are signed in as").shows("Sign out first");
    // Who is not signed in comes back here by way of signing in.
    let elsewhere = alder.owner.elsewhere();
    let page = elsewhere.gets(&link).await;
    page.is(200).shows("This address has an account");
    let sign_in = page.attributes("main a.govuk-button", "href");
    let fields = [("Email address", elsewhere.email.as_str()), ("Password", PASSWORD)];
    let page = elsewhere.submits(&sign_in[0], "Sign in", &fields).await;
    page.is(200).is_at("/invitations").form("Join Larch Surgical");
    let page = alder.owner.gets(&link).await;
    let desk = alder.owner.presses(&page, "Join Larch Surgical", &[]).await;
    desk.is(200).is_at(&format!("/desk/{}", larch.id)).shows("You belong to Larch Surgical now");
    alder
        .owner
        .presses(&page, "Join Larch Surgical", &[])
        .await
        .is(200)
        .is_at(&format!("/desk/{}", larch.id));
    let page = alder.owner.gets("/desk").await;
    page.shows("You belong to 2 organisations").shows("Larch Surgical").shows("Alder Clinic");
});

journey!(an_invitation_runs_out_and_can_be_withdrawn, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let (ivo, eve) = (world.visitor("Ivo Crane"), world.visitor("Eve Lund"));
    for person in [&ivo, &eve] {
        invites(&larch.owner, larch.id, &person.email, "Viewer").await.is(200);
    }
    let members = larch.owner.gets(&format!("/desk/{}/members", larch.id)).await;
    let withdraw = format!("Withdraw the invitation of {}", eve.email);
    larch.owner.presses(&members, &withdraw, &[]).await.is(200).shows("The invitation is withdrawn");
    let page = world.follows_letter(&eve, "Join Larch Surgical").await;
    page.is(409).shows("This invitation no longer works");
    let first = world.link_in(&world.letter(&ivo, "Join Larch Surgical").await);
    ivo.gets(&first).await.is(200);
    world.passes(Duration::days(8)).await;
    ivo.gets(&first).await.is(409).shows("This invitation no longer works");

    let owner = larch.owner.elsewhere();
    owner.signs_in().await;
    let members = owner.gets(&format!("/desk/{}/members", larch.id)).await;
    members.shows("Has run out");
    let again = format!("Write again to {}", ivo.email);
    owner.presses(&members, &again, &[]).await.is(200).shows("We have sent another email");
    world.follows_letter(&ivo, "Join Larch Surgical").await.is(200);
    ivo.gets(&first).await.is(409);
});

journey!(a_viewer_looks_and_does_not_edit, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let vi = joins(&world, &larch, "Vi Crane", "Viewer").await;
    let desk = |path: &str| format!("/desk/{}{path}", larch.id);
    for path in ["", "/profile", "/sites", "/members"] {
        let page = vi.gets(&desk(path)).await;
        page.is(200)
            .lacks("Post a listing")
            .lacks("Change the profile")
            .lacks("Add a site")
            .lacks("Invite somebody");
    }
    let (profile, site, claim) = ("/profile/edit", "/sites/new", "/claims/study-leave");
    for path in [profile, site, claim, "/claims", "/logo", "/members/invite"] {
        let page = vi.gets(&desk(path)).await;
        page.is(409).shows("You may look, but not change this").shows("Your role is viewer");
    }
    let acts = ["/submission", "/recall", "/logo/removal", "/claims/study-leave/removal", "/members/invite"];
    for path in [profile, site, claim].iter().chain(&acts) {
        vi.tries("POST", &desk(path), &[]).await.is(409).shows("You may look, but not change this");
    }
    // An editor changes the organisation, and not who belongs to it.
    let ed = joins(&world, &larch, "Ed Lowe", "Editor").await;
    let words = [("What the organisation does", "Three theatres.")];
    ed.submits(&desk(profile), "Save and continue", &words).await.is(200).shows("Three theatres.");
    ed.gets(&desk("/members/invite")).await.is(409).shows("An owner of Larch Surgical can do this");
});

journey!(the_last_owner_stays, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let ivo = joins(&world, &larch, "Ivo Crane", "Editor").await;
    let path = format!("/desk/{}/members", larch.id);
    let members = larch.owner.gets(&path).await;
    let page = larch.owner.presses(&members, "Leave Larch Surgical", &[]).await;
    page.is(409).shows("Larch Surgical needs an owner").shows("Ivo Crane");
    let own = larch.owner.follows(&members, &format!("Change {}", larch.owner.name)).await;
    own.shows("This is the only owner").lacks("Remove from the organisation");
    let page = larch.owner.presses(&own, "Save the role", &[("What they may do", "Viewer")]).await;
    page.is(422);
    assert!(page.one("#role-error").contains("An organisation needs an owner"), "{}", page.text());
    let removal = format!("{}/removal", own.path());
    larch.owner.tries("POST", &removal, &[]).await.is(409).shows("Larch Surgical needs an owner");
    larch.owner.gets(&path).await.is(200);

    let other = larch.owner.follows(&members, "Change Ivo Crane").await;
    let page = larch.owner.presses(&other, "Save the role", &[("What they may do", "Owner")]).await;
    page.is(200).shows("Ivo Crane is now an owner");
    let page = larch.owner.presses(&members, "Leave Larch Surgical", &[]).await;
    page.is(200).is_at("/desk").shows("You have left Larch Surgical").shows("No organisation yet");
    larch.owner.gets(&path).await.is(404);
    let page = ivo.submits(&path, "Leave Larch Surgical", &[]).await;
    page.is(409).shows("Larch Surgical needs an owner");
});

journey!(a_removed_member_is_out_at_once, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let ivo = joins(&world, &larch, "Ivo Crane", "Editor").await;
    let members = larch.owner.gets(&format!("/desk/{}/members", larch.id)).await;
    let page = larch.owner.follows(&members, "Change Ivo Crane").await;
    for _ in 0..2 {
        let removed = larch.owner.presses(&page, "Remove from the organisation", &[]).await;
        removed.is(200).lacks("Ivo Crane");
    }
    ivo.gets(&format!("/desk/{}", larch.id)).await.is(404);
    ivo.gets("/desk").await.is(200).shows("No organisation yet");
});

journey!(the_desk_of_another_organisation_is_not_found, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    let id = alder.id;
    let sites = world.app.read(move |conn| providers::sites(conn, id)).await.expect("sites");
    let site = format!("/sites/{}", sites[0].id);
    let both = ["/profile/edit", "/sites/new", "/claims/study-leave", "/members/invite", site.as_str()];
    let pages = ["", "/profile", "/sites", "/claims", "/logo", "/members"];
    for path in pages.iter().chain(&both) {
        larch.owner.gets(&format!("/desk/{id}{path}")).await.is(404).lacks("Alder Clinic");
    }
    let removal = format!("{site}/removal");
    let acts = ["/submission", "/recall", "/leaving", "/logo/removal", removal.as_str()];
    for path in acts.iter().chain(&both) {
        larch.owner.tries("POST", &format!("/desk/{id}{path}"), &[]).await.is(404);
    }
    // Nor does the own desk lead to what is another's.
    larch.owner.gets(&format!("/desk/{}{site}", larch.id)).await.is(404);
    larch.owner.tries("POST", &format!("/desk/{}{removal}", larch.id), &[]).await;
    alder.owner.gets(&format!("/desk/{id}/sites")).await.is(200).shows("Main hospital");
});

journey!(an_account_that_nobody_confirmed_stands_in_no_invited_persons_way, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let ivo = world.visitor("Ivo Crane");
    ivo.sends_sign_up("candidate").await.is(200);
    let ivo = joins(&world, &larch, "Ivo Crane", "Editor").await;
    ivo.gets(&format!("/desk/{}/profile/edit", larch.id)).await.is(200);
    ivo.elsewhere().signs_in_with(PASSWORD).await.is(200);
});

journey!(joining_twice_at_once_is_joining_once, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    invites(&larch.owner, larch.id, &alder.owner.email, "Viewer").await.is(200);
    let link = world.link_in(&world.letter(&alder.owner, "Join Larch Surgical").await);
    let token = link.split_once("token=").map_or("", |(_, token)| token).to_owned();
    let press = || {
        alder
            .owner
            .client()
            .post(alder.owner.url("/invitations"))
            .header("sec-fetch-site", "same-origin")
            .form(&[("token", &token)])
            .send()
    };
    let (one, two, three) = tokio::join!(press(), press(), press());
    for answer in [one, two, three] {
        assert_eq!(answer.expect("an answer").status().as_u16(), 303);
    }
    let members = larch.owner.gets(&format!("/desk/{}/members", larch.id)).await;
    assert_eq!(members.all("tbody tr").len(), 2);
});

journey!(a_suspended_organisation_invites_nobody, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.suspends(larch.id).await;
    let fields = [("email", "zoe@example.org"), ("role", "editor")];
    larch.owner.tries("POST", &format!("/desk/{}/members/invite", larch.id), &fields).await.is(409);
    assert!(world.letters_at("zoe@example.org").await.is_empty());
});
