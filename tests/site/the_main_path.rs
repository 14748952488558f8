//! The whole path in a real browser: an alert is made, a listing is posted, approved, found and applied for, the
//! provider answers, and the alert goes out. At a desk and on a phone, with JavaScript and without.

use crate::world::{Browser, Engine, JavaScript, Organisation, Person, World};
use std::time::Duration;

const DESK: u32 = 1280;
const PHONE: u32 = 375;
const TITLE: &str = "Theatre practitioner";

/// A file that is a PDF by its first bytes.
const CV: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

#[tokio::test]
async fn with_javascript_at_a_desk() {
    is_walked(JavaScript::On, DESK, Engine::Sqlite).await;
}

#[tokio::test]
async fn with_javascript_on_a_phone() {
    is_walked(JavaScript::On, PHONE, Engine::Postgres).await;
}

#[tokio::test]
async fn without_javascript_at_a_desk() {
    is_walked(JavaScript::Off, DESK, Engine::Postgres).await;
}

#[tokio::test]
async fn without_javascript_on_a_phone() {
    is_walked(JavaScript::Off, PHONE, Engine::Sqlite).await;
}

async fn is_walked(javascript: JavaScript, width: u32, engine: Engine) {
    let mut world = World::on(engine).await;
    let larch = world.organisation("Larch Surgical").await;
    let grace = world.moderator("Grace Pell").await;
    let ada = world.candidate("Ada Marsh").await;
    world.works_by_itself();
    let browser = world.browser(javascript, width).await;

    makes_an_alert(&world, &browser).await;
    let closes_on = (world.app.clock.today() + chrono::Days::new(21)).to_string();
    let desk = posts_a_role(&browser, &larch, &closes_on).await;
    approves_it(&browser, &grace).await;
    let path = finds_it(&browser).await;
    applies(&world, &browser, &ada, &path).await;
    is_offered_it(&browser, &larch, &desk).await;
    accepts(&browser, &ada).await;
    hears_of_it(&world).await;
}

async fn makes_an_alert(world: &World, browser: &Browser) {
    browser.goes_to("/listings?q=theatre").await;
    browser.follows("Email me new ones").await;
    browser.shows("Create an alert").await;
    browser.fills("Email address", "bea@example.org").await;
    browser.ticks("As soon as something new fits").await;
    browser.presses("Create the alert").await;
    browser.shows("Check your email").await;
    let letters = world.letters_at("bea@example.org").await;
    browser.opens(&world.link_in(letters.last().expect("a letter to confirm"))).await;
    browser.presses("Confirm this alert").await;
    browser.shows("Your alert is on").await;
}

/// Gives the listing's place on the desk.
async fn posts_a_role(browser: &Browser, larch: &Organisation, closes_on: &str) -> String {
    browser.signs_in(&larch.owner).await;
    browser.goes_to(&format!("/desk/{}/listings/new", larch.id)).await;
    browser.ticks("A role").await;
    browser.presses("Continue").await;
    browser.shows("Title").await;
    let desk = browser.path().await.trim_end_matches("/title").to_owned();
    browser.fills("Title", TITLE).await;
    browser.chooses("Profession", "Operating department practitioner").await;
    browser.presses("Save and continue").await;
    browser.shows("Where is it?").await;
    browser.ticks("Main hospital, Leeds, LS1 4AP").await;
    browser.presses("Save and continue").await;
    browser
        .fills("Description", "You will scrub for two lists a week, with a team that stays together.")
        .await;
    browser.presses("Save and continue").await;
    browser.fills("Lowest", "36,000").await;
    browser.fills("Highest", "42,000").await;
    browser.ticks("a year").await;
    browser.presses("Save and continue").await;
    browser.chooses("Contract", "Permanent").await;
    browser.ticks("Full time").await;
    browser.presses("Save and continue").await;
    browser.goes_to(&format!("{desk}/dates")).await;
    browser.fills("Closing day", closes_on).await;
    browser.presses("Save and continue").await;
    browser.fills("Name", "Moira Finch").await;
    browser.fills("Email address", "moira.finch@example.org").await;
    browser.presses("Save and continue").await;
    browser.goes_to(&format!("{desk}/check")).await;
    browser.presses("Submit this role").await;
    browser.shows("In review").await;
    desk
}

async fn approves_it(browser: &Browser, grace: &Person) {
    browser.signs_in(grace).await;
    browser.goes_to("/moderation").await;
    browser.follows(TITLE).await;
    browser.presses("Approve and publish").await;
    browser.leaves("/moderation/listings").await;
}

/// Within two seconds of its approval; gives its public page.
async fn finds_it(browser: &Browser) -> String {
    browser.is_a_stranger().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    browser.goes_to("/").await;
    browser.fills("What", "theatre practitioner").await;
    browser.fills("Where", "Leeds").await;
    browser.presses("Search").await;
    browser.follows(TITLE).await;
    browser.shows("£36,000 to £42,000 a year").await;
    browser.path().await
}

async fn applies(world: &World, browser: &Browser, ada: &Person, path: &str) {
    let cv = world.app.config.data_dir.join("cv.pdf");
    std::fs::write(&cv, CV).expect("a file in the world's own folder");
    browser.follows_starting("Apply").await;
    browser.shows("Sign in").await;
    browser.fills("Email address", &ada.email).await;
    browser.fills("Password", ada.password).await;
    browser.presses("Sign in").await;
    browser.presses("Start now").await;
    browser.shows("steps completed").await;
    let application = browser.path().await;
    browser.goes_to(&format!("{application}/details")).await;
    browser.ticks("I am not registered yet: I am a student, or I wait for my number").await;
    browser.presses("Save and continue").await;
    browser
        .fills("Your statement", "I have scrubbed for six years, and I like a team that stays together.")
        .await;
    browser.presses("Save and continue").await;
    browser.goes_to(&format!("{application}/cv")).await;
    browser.fills("Choose a file", &cv.display().to_string()).await;
    browser.presses("Save my CV").await;
    browser.shows("Your CV is saved").await;
    browser.goes_to(&format!("{application}/review")).await;
    browser.presses("Submit application").await;
    browser.shows("Application submitted").await;
    // The address without the title, as its button has it: what is sent cannot be sent again.
    let listing: Vec<_> = path.split('/').take(3).collect();
    browser.goes_to(&format!("{}/apply", listing.join("/"))).await;
    browser.shows("Application submitted").await;
}

async fn is_offered_it(browser: &Browser, larch: &Organisation, desk: &str) {
    browser.signs_in(&larch.owner).await;
    browser.goes_to(&format!("{desk}/applications")).await;
    // Who she is, is shown when she is shortlisted.
    browser.follows_starting("Applicant ").await;
    browser.shows("I have scrubbed for six years").await;
    browser.presses("Shortlist").await;
    browser.shows("Ada Marsh").await;
    browser.follows("Make an offer").await;
    browser.fills("Pay", "£40,000 a year for 37.5 hours a week").await;
    browser.fills("More about the offer", "Start in January.").await;
    browser.presses("See the offer and the letter").await;
    browser.shows("Start in January").await;
    browser.presses("Make the offer and email them").await;
    browser.shows("Offer made").await;
}

async fn accepts(browser: &Browser, ada: &Person) {
    browser.signs_in(ada).await;
    browser.goes_to("/applications").await;
    browser.follows(TITLE).await;
    browser.follows("Read and answer the offer").await;
    browser.shows("Start in January").await;
    browser.follows("Accept the offer").await;
    browser.presses("Yes, accept the offer").await;
    browser.shows("You have accepted the offer").await;
}

/// The alert that was made before the listing was there.
async fn hears_of_it(world: &World) {
    // It went out by itself while the others were busy, or does at once.
    world.settles().await;
    let letters = world.letters_at("bea@example.org").await;
    let told: Vec<_> = letters.iter().filter(|letter| letter.text_body.contains(TITLE)).collect();
    assert_eq!(told.len(), 1, "{:?}", letters.iter().map(|letter| &letter.subject).collect::<Vec<_>>());
    assert!(told[0].unsubscribe_url.is_some());
}
