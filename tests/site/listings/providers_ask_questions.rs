//! Providers ask questions and name points, which stay the same ones while they are edited.

use super::starts;
use crate::world::{Page, journey};
use rounds::listings::{self, ListingId};

fn id_of(desk: &str) -> ListingId {
    desk.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a listing's number")
}

journey!(questions_are_added_moved_and_removed_without_javascript, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let path = format!("{desk}/questions");
    for (row, question) in ["Can you start in May?", "Do you drive?", "Why here?"].iter().enumerate() {
        let form = larch.owner.gets(&path).await;
        assert_eq!(form.all("legend").len(), row + 1);
        larch.owner.tries_question(&form, row, question).await;
    }
    let id = id_of(&desk);
    let asked = || async {
        let full =
            world.app.read(move |conn| listings::full(conn, id)).await.expect("a read").expect("a listing");
        full.questions.into_iter().map(|question| question.prompt).collect::<Vec<_>>()
    };
    assert_eq!(asked().await, ["Can you start in May?", "Do you drive?", "Why here?"]);
    larch.owner.submits(&path, "Move up question 3", &[]).await.is(200);
    larch.owner.submits(&path, "Remove question 1", &[]).await.is(200);
    assert_eq!(asked().await, ["Why here?", "Do you drive?"]);
});

journey!(a_question_names_its_choices_and_how_long_its_answer_may_be, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let path = format!("{desk}/questions");
    let question = [
        ("The question", "Which shifts suit you?"),
        ("Answered by", "Any of several choices"),
        ("Choices, one on each line", "Days"),
        ("Longest answer in words", "plenty"),
    ];
    let page = larch.owner.submits(&path, "Save and continue", &question).await;
    page.is(422).shows("Write at least two choices, one on each line");
    let form = page.form("Save and continue");
    assert_eq!(form.value("choices").as_deref().map(str::trim), Some("Days"));
    let choices = [("Choices, one on each line", "Days\n Nights \n\nDays\nWeekends")];
    larch.owner.presses(&page, "Save and continue", &choices).await.is(200);
    larch.owner.gets(&format!("{desk}/check")).await.shows("Days, Nights, Weekends. Must be answered");

    let words = [("The question", "Why here?"), ("Answered by", "In words"), ("Longest answer", "6000")];
    let page = larch.owner.gets(&path).await;
    let page = larch.owner.presses(&page, "Remove question 1", &[]).await;
    let page = larch.owner.presses(&page, "Save and continue", &words).await;
    page.is(422).shows("Enter a number of characters from 1 to 5000");
});

journey!(a_question_and_a_point_keep_their_numbers_while_they_are_the_same, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let desk = starts(&larch.owner, &larch, "A role").await;
    let (questions, points) = (format!("{desk}/questions"), format!("{desk}/specification"));
    let asks = async |rows: &[(String, &str)]| {
        let version = larch.owner.gets(&questions).await.form("Save and continue").value("version");
        let version = version.unwrap_or_default();
        let mut fields = vec![("version", version.as_str()), ("then", "again")];
        for (id, words) in rows {
            fields.extend([("id", id.as_str()), ("prompt", words), ("kind", "text"), ("required", "no")]);
            fields.extend([("choices", ""), ("longest", "")]);
        }
        larch.owner.tries("POST", &questions, &fields).await.is(303);
    };
    asks(&[(String::new(), "Do you drive?"), (String::new(), "Why here?")]).await;
    let listed = [("Essential", "Scrubs alone\nTeaches"), ("Desirable", "Drives")];
    larch.owner.submits(&points, "Save and continue", &listed).await.is(200);
    let id = id_of(&desk);
    let numbers = || async {
        let full = world.app.read(move |conn| listings::full(conn, id)).await.expect("a read");
        let full = full.expect("a listing");
        let points = full.criteria.iter().map(|one| (one.words.clone(), one.id.0));
        let questions = full.questions.iter().map(|one| (one.prompt.clone(), one.id.0));
        points.chain(questions).collect::<std::collections::HashMap<_, _>>()
    };
    let before = numbers().await;
    let page = larch.owner.gets(&questions).await;
    let shown = page.attributes("input[name=id]", "value");
    assert_eq!(shown, [before["Do you drive?"].to_string(), before["Why here?"].to_string(), String::new()]);
    asks(&[(shown[1].clone(), "Why here of all places?"), (shown[0].clone(), "Do you drive?")]).await;
    let listed = [("Essential", "Drives\nScrubs alone\nListens"), ("Desirable", "")];
    larch.owner.submits(&points, "Save and continue", &listed).await.is(200);
    let after = numbers().await;
    assert_eq!(after["Why here of all places?"], before["Why here?"]);
    for same in ["Do you drive?", "Scrubs alone", "Drives"] {
        assert_eq!(after[same], before[same], "{same}");
    }
    assert_eq!(after.len(), 5);
    assert!(!before.values().any(|number| *number == after["Listens"]));
});

impl crate::world::Person {
    /// Writes into the empty row, the last, and asks for another.
    async fn tries_question(&self, page: &Page, row: usize, question: &str) {
        let version = page.form("Save and continue").value("version").unwrap_or_default();
        let mut fields = vec![("version", version.as_str()), ("then", "again")];
        let before = page.attributes("input[name=prompt]", "value");
        for prompt in before.iter().take(row) {
            fields.extend([("prompt", prompt.as_str()), ("kind", "yes-no"), ("required", "yes")]);
        }
        fields.extend([("prompt", question), ("kind", "text"), ("required", "no")]);
        self.tries("POST", page.path(), &fields).await.is(303);
    }
}
