//! Administrators keep the code lists, each by what may be done to it.

use crate::world::{Page, Person, journey};

async fn opens(person: &Person, list: &str, label: &str) -> Page {
    let page = person.gets(&format!("/administration/codes/{list}")).await;
    person.follows(&page, label).await
}

journey!(a_code_is_added_once_under_a_label_of_its_own, |world| {
    let alex = world.administrator("Alex Ash").await;
    let page = alex.gets("/administration").await;
    let page = alex.follows(&page, "Code lists").await;
    page.is(200).shows("The trade").shows("Reasons, and the sentences of letters");
    let empty = alex.follows(&page, "Specialties").await;
    let wrong = alex.presses(&empty, "Add it", &[("Label", "Clinical Oncology")]).await;
    wrong.is(422).shows("This list has “Clinical oncology”").shows("Choose the heading");
    let fields = [("Heading", "Cancer"), ("Label", "Sports therapy")];
    let page = alex.presses(&wrong, "Add it", &fields).await;
    page.is(200).shows("“Sports therapy” is added").shows("Added here");
    alex.presses(&wrong, "Add it", &fields).await.is(200);
    let page = alex.gets("/administration/codes/specialties").await;
    let links = page.attributes("a[href='/administration/codes/specialties/sports-therapy']", "href");
    assert_eq!(links.len(), 1, "pressed twice, added once");
    page.shows("Added to a code list");

    // Retired, its code and its label stay its own.
    let page = alex.follows(&page, "Sports therapy").await;
    page.shows("sports-therapy").shows("Nothing has it now.");
    alex.presses(&page, "Retire it", &[]).await.is(422).shows("Confirm that nobody is to choose it");
    let gone = alex.presses(&page, "Retire it", &[("sure", "yes")]).await;
    gone.is(200).shows("“Sports therapy” is retired").shows("Retired on");
    let wrong = alex.presses(&empty, "Add it", &[("Heading", "Cancer"), ("Label", "sports THERAPY")]).await;
    wrong.is(422).shows("which is retired: bring that one back");
    alex.gets("/administration/codes/specialties").await.shows("No longer offered").shows("Retired a code");
    let back = alex.presses(&gone, "Bring it back", &[]).await;
    back.is(200).shows("“Sports therapy” is offered again").shows("Brought a code back");
});

journey!(the_second_administrator_is_told, |world| {
    let (alex, kim) = (world.administrator("Alex Ash").await, world.administrator("Kim Bell").await);
    let (first, second) = (
        opens(&alex, "return_reasons", "Pay looks wrong").await,
        opens(&kim, "return_reasons", "Pay looks wrong").await,
    );
    let page = alex.presses(&first, "Save the words", &[("Sentence", "Please look at the pay again.")]).await;
    page.is(200).shows("Saved").shows("→ “Please look at the pay again.”").shows("Changed here");
    // The same once more is no change, and no quarrel.
    alex.presses(&first, "Save the words", &[("Sentence", "Please look at the pay again.")]).await.is(200);
    let told = kim.presses(&second, "Save the words", &[("Sentence", "The pay is odd.")]).await;
    told.is(409).shows("Somebody else changed this meanwhile");
    kim.presses(&second, "Retire it", &[("sure", "yes")]).await.is(409);
    let page = opens(&kim, "return_reasons", "Pay looks wrong").await;
    page.lacks("The pay is odd.");
    kim.presses(&page, "Save the words", &[("Sentence", "The pay is odd.")]).await.is(200);
    let long = "x".repeat(401);
    let wrong = kim.presses(&page, "Save the words", &[("Sentence", &long)]).await;
    wrong.is(422).shows("This must be 400 characters or fewer").shows(&long);
    let audit = alex.gets("/administration/audit?subject=pay+looks").await;
    audit.shows("Changed the words of a code").shows("“Please look at the pay again.” → “The pay is odd.”");
});

journey!(a_list_is_put_into_another_order, |world| {
    let (alex, kim) = (world.administrator("Alex Ash").await, world.administrator("Kim Bell").await);
    let order = |page: &Page| page.all("tbody th");
    let page = alex.gets("/administration/codes/close_reasons").await;
    let before = kim.gets("/administration/codes/close_reasons").await;
    let was = order(&page);
    let page = alex.presses(&page, &format!("Down: {}", was[0]), &[]).await;
    page.is(200).shows("is moved").shows("place 1 → 2");
    assert_eq!(order(&page), [&was[1], &was[0], &was[2], &was[3]].map(String::clone));
    kim.presses(&before, &format!("Up: {}", was[3]), &[]).await.is(409).shows("Somebody else changed this");
    let page = alex.follows(&page, &was[3]).await;
    let wrong = alex.presses(&page, "Move it", &[("To place", "first")]).await;
    wrong.is(422).shows("Enter the place as a number");
    let page = alex.presses(&wrong, "Move it", &[("To place", "1")]).await;
    assert_eq!(order(&page), [&was[3], &was[1], &was[0], &was[2]].map(String::clone));
});

journey!(what_the_program_reads_stays, |world| {
    let alex = world.administrator("Alex Ash").await;
    let page = alex.gets("/administration/codes/pay_periods").await;
    page.is(200).shows("This list cannot be changed here").lacks("Add one").lacks("Up");
    let page = alex.follows(&page, "an hour").await;
    page.is(200).lacks("Save the words").lacks("Retire it");
    for (act, fields) in [
        ("pay_periods", &[("label", "a week")][..]),
        ("pay_periods/hour", &[("label", "each hour")]),
        ("pay_periods/hour/place", &[("to", "up")]),
        ("pay_periods/hour/retirement", &[("sure", "yes")]),
        ("professions/doctor/retirement", &[("sure", "yes")]),
        ("claims/study-leave/retirement", &[("sure", "yes")]),
    ] {
        let page = alex.tries("POST", &format!("/administration/codes/{act}"), fields).await;
        assert_eq!(page.status, 409, "{act}: {}", page.text());
    }
    opens(&alex, "professions", "Doctor").await.shows("it cannot be retired").shows("Save the words");
    opens(&alex, "claims", "Preceptorship").await.shows("Save the words").lacks("Retire it");
    for nothing in ["no_such_list", "specialties/no-such-code"] {
        alex.gets(&format!("/administration/codes/{nothing}")).await.is(404);
    }
});
