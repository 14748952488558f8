//! Members of a provider note things on an application for one another.

use super::*;
use crate::world::journey;
use rounds::schema::application_notes;

async fn kept(world: &World) -> i64 {
    world.app.read(|conn| application_notes::table.count().get_result(conn)).await.expect("a count")
}

journey!(a_note_is_read_by_members_and_told_to_whom_its_author_chose, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let read = cast.desk(&application);
    let page = cast.bea.gets(&read).await;
    page.is(200).shows("Nobody has noted anything yet");
    assert!(!page.all("label").contains(&"Bea Holt".to_owned()), "nobody tells herself");
    let empty = [("Email these colleagues that there is a note", "Vi Crane")];
    let page = cast.bea.presses(&page, "Keep this note", &empty).await;
    page.is(422).shows("Write your note");
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    let long = "word ".repeat(500);
    let page = cast.bea.presses(&page, "Keep this note", &[("A note", &long)]).await;
    page.is(422).shows("This must be 2000 characters or fewer");
    let form = page.form("Keep this note");
    assert_eq!(form.value("A note").map(|words| words.trim().len()), Some(long.trim().len()));
    let words = [("A note", "Scrubbed with us in 2024.\n\nAsk about <nights>.")];
    let kept_page = cast.bea.presses(&page, "Keep this note", &words).await;
    kept_page.is_at(&read).shows("Your note is kept").shows("Ask about <nights>.").shows("Told: Vi Crane");

    // Pressed again on the page that is still open, it is the same note and the same letter.
    cast.bea.presses(&page, "Keep this note", &words).await.is_at(&read);
    assert_eq!(kept(&world).await, 1);
    assert_eq!(letters(&world, &cast.vi, "wants you to read a note").await, 1);
    assert_eq!(letters(&world, &cast.ed, "wants you to read a note").await, 0);
    // With other words in it, it is another note.
    let page = cast.bea.presses(&page, "Keep this note", &[("A note", "And about days.")]).await;
    page.shows("And about days.").shows("Ask about <nights>.");
    assert_eq!(kept(&world).await, 2);
    let letter = world.letter(&cast.vi, "wants you to read a note").await;
    for private in ["Scrubbed", "nights", "Ada", "Marsh"] {
        assert!(!letter.text_body.contains(private) && !letter.html_body.contains(private), "{private}");
    }
    let page = cast.vi.gets(&world.link_in(&letter)).await;
    page.is_at(&read).shows("Bea Holt").shows("Scrubbed with us").lacks("Keep this note");
    cast.vi.tries("POST", &format!("{read}/notes"), &[("words", "Mine")]).await.is(409);
    let page = ada.gets(&application).await;
    page.lacks("Scrubbed").lacks("Notes among yourselves");
});

journey!(who_has_left_is_not_told_and_their_notes_stay, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let read = cast.desk(&applies(&ada, &cast).await);
    cast.ed.submits(&read, "Keep this note", &[("A note", "Good answers")]).await.is(200);
    let page = cast.bea.gets(&read).await;
    leaves(&world, &cast.ed, cast.provider).await;
    let words = [("A note", "I think so too"), ("Email these colleagues that there is a note", "Ed Lowe")];
    let page = cast.bea.presses(&page, "Keep this note", &words).await;
    page.is(422).shows("still belong to the organisation").shows("Good answers");
    assert_eq!(page.form("Keep this note").value("A note").as_deref().map(str::trim), Some("I think so too"));
    cast.bea.presses(&page, "Keep this note", &[]).await.is(200).shows("I think so too").shows("Ed Lowe");
    assert_eq!(letters(&world, &cast.ed, "wants you to read a note").await, 0);
    cast.ed.gets(&read).await.is(404);
});
