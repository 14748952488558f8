//! Programs read along: every search and every provider has an Atom feed, read here by a parser of feeds.

use crate::listings::takes_step;
use crate::world::{Page, Person, Thing, World, journey};
use chrono::Duration;
use feed_rs::model::{Entry, Feed};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use rounds::audit::Actor;
use rounds::listings::ListingKind;
use rounds::listings::actions;
use std::collections::BTreeSet;

async fn reads(person: &Person, path: &str) -> Feed {
    let page = person.gets(path).await;
    page.is(200);
    assert_eq!(page.header("content-type"), "application/atom+xml; charset=utf-8");
    let read = feed_rs::parser::parse(page.bytes.as_slice());
    read.unwrap_or_else(|error| panic!("{path} is no feed: {error}\n{}", page.source()))
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(title).collect()
}

fn title(entry: &Entry) -> &str {
    entry.title.as_ref().map_or("", |title| &title.content)
}

fn link<'a>(feed: &'a Feed, rel: &str) -> &'a str {
    let found = feed.links.iter().find(|link| link.rel.as_deref() == Some(rel));
    &found.unwrap_or_else(|| panic!("no {rel} link")).href
}

async fn asks_with(person: &Person, path: &str, headers: &[(&str, &str)]) -> Page {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (name.parse::<HeaderName>().expect("a name"), HeaderValue::from_str(value).expect("a value"))
        })
        .collect();
    let sent = person.client().get(person.url(path)).headers(headers).send().await;
    Page::read(sent.expect("an answer")).await
}

async fn approves(world: &World, role: &Thing) {
    let (id, here) = (role.id, world.here());
    let approved =
        world.app.db.write(move |conn| actions::approve_changes(conn, &Actor::site(), id, &here)).await;
    approved.unwrap_or_else(|_| panic!("the changes are approved"));
    world.settles().await;
}

async fn changes(world: &World, owner: &Person, role: &Thing, step: &str, fields: &[(&str, &str)]) {
    takes_step(owner, &role.desk, step, fields).await.is(200);
    let page = owner.gets(&format!("{}/changes", role.desk)).await;
    if page.text().contains("Publish these changes") {
        owner.presses(&page, "Publish these changes", &[]).await.is(200);
        world.settles().await;
    } else {
        owner.presses(&page, "Send these changes to review", &[]).await.shows("In review");
        approves(world, role).await;
    }
}

journey!(a_search_and_a_provider_are_found_and_read, |world| {
    let larch = world.organisation("Larch & Sons “Surgical”").await;
    let other = world.organisation("Oak Clinic").await;
    let odd = "Nurse \"A\" & <b>B</b>\u{1}\u{c} ’til ]]> late";
    world.publishes(&larch, ListingKind::Role, odd, |full| full.listing.profession = "nurse".into()).await;
    world.passes(Duration::minutes(3)).await;
    world.role(&larch, "Physiotherapist").await;
    world.passes(Duration::minutes(3)).await;
    world.role(&other, "Hand therapist").await;
    let nobody = world.visitor("Nobody Here");

    // A page says where its feed is, to programs and to people.
    let page = nobody.gets("/listings?q=physiotherapist&sort=closing").await;
    let found = page.attributes("link[rel=alternate][type='application/atom+xml']", "href");
    assert_eq!(found.len(), 1);
    assert_eq!(page.link("Atom feed of this search"), found[0]);
    let feed = reads(&nobody, &found[0]).await;
    assert_eq!(titles(&feed), ["Hand therapist", "Physiotherapist"], "the newest first");
    assert_eq!(link(&feed, "self"), format!("{}{}", world.app.site.public_url, found[0]));
    nobody.gets(link(&feed, "alternate")).await.is_at("/listings").shows("2 listings");
    assert!(feed.rights.as_ref().is_some_and(|rights| rights.content.contains("not part of the NHS")));
    assert_eq!(feed.authors[0].name.as_deref(), Some("Rounds"));

    // The same query by hand, in other words, is the same feed.
    let by_hand = reads(&nobody, "/listings.atom?sort=closing&q=physiotherapist&page=7").await;
    assert_eq!((&by_hand.id, titles(&by_hand)), (&feed.id, titles(&feed)));

    let page = nobody.gets("/listings").await;
    nobody.follows(&page, "Larch & Sons").await;
    let provider = nobody.gets(&page.link("Larch & Sons")).await;
    let found = provider.attributes("link[rel=alternate][type='application/atom+xml']", "href");
    assert!(found[0].starts_with("/providers/") && found[0].ends_with("/feed.atom"), "{found:?}");
    let feed = reads(&nobody, &provider.link("Atom feed of these listings")).await;
    assert_eq!(titles(&feed), ["Physiotherapist", "Nurse \"A\" & <b>B</b> ’til ]]> late"]);
    let entry = &feed.entries[0];
    assert_eq!(entry.authors[0].name.as_deref(), Some("Larch & Sons “Surgical”"));
    let summary = entry.summary.as_ref().expect("a summary").content.clone();
    for words in ["Larch & Sons “Surgical”, Leeds.", "£36,000 to £42,000", "Closes "] {
        assert!(summary.contains(words), "{words} in {summary}");
    }
    nobody.gets(&entry.links[0].href).await.is(200).shows("Physiotherapist");
    nobody.gets("/providers/nobody/feed.atom").await.is(404);
});

journey!(ids_stay_and_only_what_matters_is_an_update, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let nobody = world.visitor("Nobody Here");
    let before = reads(&nobody, "/listings.atom").await;
    let first = &before.entries[0];
    assert_eq!(first.id, format!("tag:{},2026:listing/{}", world.app.site.mail_domain, role.id));
    assert_eq!(first.updated, first.published);

    world.passes(Duration::hours(2)).await;
    let slip = [("In a sentence", "Work in a smal team that has time for each patient.")];
    changes(&world, &larch.owner, &role, "work", &slip).await;
    let after = reads(&nobody, "/listings.atom").await;
    assert!(after.entries[0].summary.as_ref().expect("a summary").content.contains("smal team"));
    assert_eq!((&after.entries[0].id, after.entries[0].updated), (&first.id, first.updated));
    assert_eq!(after.updated, before.updated);

    world.passes(Duration::hours(2)).await;
    changes(&world, &larch.owner, &role, "pay", &[("Highest", "45,000")]).await;
    let after = reads(&nobody, "/listings.atom").await;
    let second = &after.entries[0];
    assert_eq!((&second.id, second.published), (&first.id, first.published));
    assert!(second.updated > first.updated && after.updated > before.updated);
    assert!(second.summary.as_ref().expect("a summary").content.contains("£45,000"));

    world.passes(Duration::hours(2)).await;
    changes(&world, &larch.owner, &role, "title", &[("Title", "Hand physiotherapist")]).await;
    let after = reads(&nobody, "/listings.atom").await;
    assert_eq!((title(&after.entries[0]), &after.entries[0].id), ("Hand physiotherapist", &first.id));
    assert_eq!(after.id, before.id);
});

journey!(what_has_closed_is_gone_and_what_is_known_is_not_sent_again, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Physiotherapist").await;
    let nobody = world.visitor("Nobody Here");
    world.passes(Duration::minutes(10)).await;
    let path = "/listings.atom?profession=physiotherapist";
    let page = asks_with(&nobody, path, &[]).await;
    let (tag, day) = (page.is(200).header("etag").to_owned(), page.header("last-modified").to_owned());
    assert!(tag.starts_with('"') && day.ends_with(" GMT"), "{tag} {day}");
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    for known in [("if-none-match", tag.as_str()), ("if-modified-since", &day)] {
        let again = asks_with(&nobody, path, &[known]).await;
        assert!(again.is(304).bytes.is_empty(), "{known:?}");
        assert_eq!(again.header("etag"), tag);
    }
    asks_with(&nobody, path, &[("if-none-match", "\"another\""), ("if-modified-since", &day)]).await.is(200);
    let pressed = asks_with(&nobody, path, &[("accept-encoding", "gzip")]).await;
    assert_ne!(pressed.header("etag"), tag, "other bytes, another tag");

    world.passes(Duration::days(22)).await;
    for known in [("if-none-match", tag.as_str()), ("if-modified-since", &day)] {
        let page = asks_with(&nobody, path, &[known]).await;
        assert_eq!(page.is(200).source().matches("<entry>").count(), 0, "{known:?}");
    }
});

journey!(a_feed_is_bounded_and_a_search_that_makes_no_sense_is_like_its_page, |world| {
    let larch = world.organisation("Larch Surgical").await;
    for number in 0..52 {
        let title = format!("Physiotherapist {number}");
        let thing = world.submitted(&larch, ListingKind::Role, &title, |_| {}).await;
        let (id, here) = (thing.id, world.here());
        let approved =
            world.app.db.write(move |conn| actions::approve(conn, &Actor::site(), id, &here)).await;
        approved.unwrap_or_else(|_| panic!("it is approved"));
        world.app.clock.move_by(Duration::seconds(2));
    }
    world.settles().await;
    let nobody = world.visitor("Nobody Here");
    let feed = reads(&nobody, "/listings.atom").await;
    assert_eq!((feed.entries.len(), title(&feed.entries[0])), (50, "Physiotherapist 51"));
    let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), 50);

    let feed = reads(&nobody, "/listings.atom?place=Qwxyz&pay=lots&colour=red&page=-3").await;
    let said = feed.description.expect("what was not understood").content;
    assert!(said.contains("do not know a place called “Qwxyz”") && said.contains("the pay “lots”"), "{said}");
    assert_eq!(feed.entries.len(), 50);
    nobody.gets("/listings.atom?q=%00").await.is(404);
});
