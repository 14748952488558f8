//! The front page, and the sign-ins of the demonstration.

use crate::app::App;
use crate::demo::seed;
use crate::listings;
use crate::site::figures;
use crate::site::views::{DemoPage, DemoPerson, HomePage};
use crate::web::guards::Visitor;
use crate::web::page::Page;
use crate::web::reply::{Reply, page};
use crate::web::session::Role;

/// Two rows of three.
const NEWEST: i64 = 6;

pub async fn home(visitor: Visitor, app: App) -> Reply {
    let now = app.clock.now();
    let (newest, live) = app
        .read(move |conn| Ok((listings::newest(conn, NEWEST, now)?, listings::count_live(conn, now)?)))
        .await?;
    page(HomePage {
        page: Page::new(&visitor, "Find your place in independent healthcare")
            .describe("Roles and training placements in independent healthcare across the United Kingdom.")
            .canonical(app.site.url("/")),
        radii: Vec::new(),
        live: figures::thousands(live),
        newest,
        professions: Vec::new(),
        places: Vec::new(),
        figures: figures::all(),
    })
}

pub async fn demo(visitor: Visitor) -> Reply {
    let name = |role: Role| {
        let found = seed::SIGN_INS.iter().find(|one| one.role == role);
        found.map_or("", |one| one.name)
    };
    page(DemoPage {
        page: Page::new(&visitor, "Look around as somebody").unlisted(),
        people: seed::SIGN_INS.iter().map(DemoPerson::from).collect(),
        password: seed::PASSWORD,
        candidate: name(Role::Candidate),
        member: name(Role::Member),
        moderator: name(Role::Moderator),
        administrator: name(Role::Administrator),
    })
}
