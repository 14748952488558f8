//! Administrators find people and organisations, and see what the site keeps of them.

use crate::world::{Person, World, journey};

async fn page_of(world: &World, person: &Person) -> String {
    let email = person.email.clone();
    let found = world.app.read(move |conn| rounds::accounts::find_by_email(conn, &email)).await;
    format!("/administration/people/{}", found.expect("an answer").expect("an account").id)
}

journey!(people_are_found_by_name_role_and_state, |world| {
    let alex = world.administrator("Alex Ash").await;
    let ada = world.candidate("Ada Marsh").await;
    world.visitor("Una Firmed").sends_sign_up("I look for work or training").await;
    alex.gets("/administration/people?q=MARSH").await.shows("1 account").shows("Ada Marsh");
    alex.gets("/administration/people?role=candidate&state=unconfirmed")
        .await
        .shows("1 account")
        .shows("Una Firmed");
    let page = alex.gets(&page_of(&world, &ada).await).await;
    page.shows("0 sent, 0 begun").shows("Saved listings").shows("Emails to them").shows("since");
    alex.presses(&page, "Lock the account", &[("Why?", "Spam")]).await.is(200);
    alex.gets("/administration/people?state=locked").await.shows("1 account").shows("Ada Marsh");
    alex.gets("/administration/people?q=nobody&state=nonsense&page=99").await.is(200).shows("Nobody matches");
});

journey!(an_administrator_signs_somebody_out_everywhere, |world| {
    let alex = world.administrator("Alex Ash").await;
    let ada = world.candidate("Ada Marsh").await;
    let path = page_of(&world, &ada).await;
    let page = alex.gets(&path).await;
    alex.presses(&page, "Sign them out everywhere", &[]).await.is(200).shows("No device.");
    assert!(!ada.is_known().await, "she is signed out");
    alex.presses(&page, "Sign them out everywhere", &[]).await.is(200);
    let log = alex.gets("/administration/audit?act=account.end-sessions").await;
    assert_eq!(log.all("tbody tr").len(), 1, "done twice, noted once");
    ada.signs_in().await;
    assert!(ada.is_known().await, "an ended session is no lock");
    let own = alex.gets(&page_of(&world, &alex).await).await;
    own.shows("This is your own account").lacks("Sign them out everywhere");
    alex.tries("POST", &format!("{}/sessions/end", own.path()), &[]).await.is(409);
});

journey!(the_second_who_changes_a_role_is_told, |world| {
    let (alex, hana) = (world.administrator("Alex Ash").await, world.administrator("Hana Voss").await);
    let bea = world.member("Bea Holt").await;
    let path = page_of(&world, &bea).await;
    let before = hana.gets(&path).await;
    alex.submits(&path, "Change the role", &[("Role", "Moderator")])
        .await
        .is(200)
        .shows("The role is changed");
    let page = hana.presses(&before, "Change the role", &[("Role", "Administrator")]).await;
    page.is(409).shows("Somebody changed this role meanwhile").shows("It is moderator now");
    hana.gets(&path).await.shows("from provider member to moderator");
});

journey!(an_organisation_is_seen_whole, |world| {
    let alex = world.administrator("Alex Ash").await;
    let larkfield = world.organisation("Larkfield Surgical").await;
    world.organisation("Hazel Clinics").await;
    world.role(&larkfield, "Theatre nurse").await;
    let invites = [("Email address", "new.person@example.org"), ("What they may do", "Viewer")];
    larkfield
        .owner
        .submits(&format!("/desk/{}/members/invite", larkfield.id), "Send the invitation", &invites)
        .await
        .is(200);
    let page = alex.gets("/administration/organisations?q=larkfield&state=verified").await;
    page.shows("1 organisation").lacks("Hazel");
    let page = alex.follows(&page, "Larkfield Surgical").await;
    page.is(200).shows("Owner of Larkfield Surgical").shows("Owner").shows("Theatre nurse").shows("1 live");
    page.shows("new.person@example.org").shows("Verified an organisation").shows("Approved a listing");
    let person = alex.follows(&page, "Owner of Larkfield Surgical").await;
    person.is(200).shows("Belongs to").shows("Larkfield Surgical").lacks("The role is changed");
    person.shows("stays a member").lacks("Administrator</label>");
    alex.gets("/administration/organisations/12").await.is(404);
    world.moderator("Maya Moss").await.gets("/administration/organisations").await.is(403);
});
