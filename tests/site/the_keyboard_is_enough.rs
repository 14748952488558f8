//! Somebody who has no pointer reaches the content, searches and opens a listing with keys alone.

use crate::world::{Engine, JavaScript, World};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

async fn is_walked(javascript: JavaScript) {
    let world = World::on(Engine::Sqlite).await;
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Theatre practitioner").await;
    let browser = world.browser(javascript, 1280).await;

    browser.goes_to("/").await;
    browser.types(TAB).await;
    assert_eq!(browser.focus().await, "Skip to main content");

    for _ in 0..30 {
        if browser.focus().await == "q" {
            break;
        }
        browser.types(TAB).await;
    }
    assert_eq!(browser.focus().await, "q", "the search box is reached");
    browser.types("theatre").await;
    browser.types(ENTER).await;
    browser.shows("1 listing for").await;

    for _ in 0..80 {
        if browser.focus().await == "Theatre practitioner" {
            break;
        }
        browser.types(TAB).await;
    }
    browser.types(ENTER).await;
    browser.shows("How to apply").await;
}

#[tokio::test]
async fn with_javascript() {
    is_walked(JavaScript::On).await;
}

#[tokio::test]
async fn without_javascript() {
    is_walked(JavaScript::Off).await;
}
