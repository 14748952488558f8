//! Who may open what, for every address of the route table: whoever adds an address is asked here, not reminded.

use crate::world::{Page, Person, World, journey};
use rounds::routes::{Audience, ROUTES, Route};

/// One of each kind of person.
struct Cast {
    nobody: Person,
    everybody: Vec<(Role, Person)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Candidate,
    Member,
    Moderator,
    Administrator,
}

impl Cast {
    async fn of(world: &World) -> Cast {
        let everybody = vec![
            (Role::Candidate, world.candidate("Ada Marsh").await),
            (Role::Member, world.member("Bea Holt").await),
            (Role::Moderator, world.moderator("Grace Pell").await),
            (Role::Administrator, world.administrator("Hana Voss").await),
        ];
        Cast { nobody: world.visitor("Nobody Here"), everybody }
    }
}

/// The rule that the guards must come to, written a second time.
fn may(role: Role, audience: Audience) -> bool {
    match audience {
        Audience::Public | Audience::SignedIn => true,
        Audience::Demo => false,
        Audience::Candidate => role == Role::Candidate,
        Audience::Member => role == Role::Member,
        Audience::Moderator => matches!(role, Role::Moderator | Role::Administrator),
        Audience::Administrator => role == Role::Administrator,
    }
}

fn closed_routes() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|route| !matches!(route.audience, Audience::Public | Audience::Demo))
}

async fn asks(person: &Person, route: &Route) -> Page {
    person.tries(&route.method.to_uppercase(), &address_of(route), &[]).await
}

/// Numbers fit every kind of parameter; nothing has this one.
fn address_of(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

journey!(a_visitor_who_has_not_signed_in_is_sent_to_do_so, |world| {
    let nobody = Cast::of(&world).await.nobody;
    let mut let_in = Vec::new();
    for route in closed_routes() {
        let page = asks(&nobody, route).await;
        if page.status != 303 || !page.header("location").starts_with("/sign-in?next=") {
            let_in.push(format!(
                "{} {}: {} {}",
                route.method,
                route.path,
                page.status,
                page.header("location")
            ));
        }
    }
    assert!(let_in.is_empty(), "not sent to sign in:\n{}", let_in.join("\n"));
});

journey!(the_wrong_role_is_turned_away_and_the_right_one_is_not, |world| {
    let cast = Cast::of(&world).await;
    let mut wrong = Vec::new();
    for route in closed_routes() {
        for (role, person) in &cast.everybody {
            let page = asks(person, route).await;
            let turned_away = page.status == 403 && page.text().contains("This page is for somebody else");
            if turned_away == may(*role, route.audience) {
                wrong.push(format!("{} {} for {role:?}: {}", route.method, route.path, page.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

journey!(errors_know_who_reads_them, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets("/desk").await;
    page.is(403).shows("Ada Marsh").lacks("Sign up");
    page.form("Sign out");
    ada.gets("/nothing/here").await.is(404).shows("Ada Marsh").lacks("Sign up");
    world.visitor("Nobody Here").gets("/nothing/here").await.is(404).shows("Sign up");
});

journey!(no_address_breaks_when_it_is_asked_for_something_that_is_not_there, |world| {
    let cast = Cast::of(&world).await;
    let mut broken = Vec::new();
    for route in ROUTES.iter().filter(|route| !route.path.contains(":.*")) {
        for (_, person) in &cast.everybody {
            let page = asks(person, route).await;
            if page.status >= 500 {
                broken.push(format!("{} {}: {}", route.method, route.path, page.status));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
});

journey!(the_demonstration_has_no_addresses_on_a_real_site, |world| {
    let grace = world.administrator("Grace Pell").await;
    for route in ROUTES.iter().filter(|route| route.audience == Audience::Demo) {
        asks(&grace, route).await.is(404);
    }
});
