//! The form filler tried on a form that has one of everything.

use super::*;

const PAGE: &str = r#"<form action="/apply" method="post" enctype="multipart/form-data">
        <input type="hidden" name="step" value="2">
        <label for="n">Your name</label><input id="n" name="name" value="Ada">
        <label for="s">Statement (optional)</label><textarea id="s" name="statement">
Dear all</textarea>
        <fieldset><legend>Pattern</legend>
          <label><input type="radio" name="pattern" value="days" checked> Days</label>
          <label><input type="radio" name="pattern" value="nights"> Nights</label></fieldset>
        <fieldset><legend>Skills</legend>
          <input type="checkbox" name="skill" value="a" id="a"><label for="a">Airway</label>
          <input type="checkbox" name="skill" value="b" id="b"><label for="b">Blood</label></fieldset>
        <label for="g">Grade</label><select id="g" name="grade"><option value="">Choose</option><option value="5">Band 5</option></select>
        <label for="cv">CV</label><input type="file" id="cv" name="cv">
        <button name="then" value="next">Save and continue</button><button name="then" value="later">Save for later</button>
        </form><form action="/search"><button>Search</button></form>"#;

fn form() -> Form {
    Form::all(PAGE).into_iter().find(|form| form.has_button("Save for later")).expect("the form")
}

fn texts(sent: Vec<(String, Sent)>) -> Vec<String> {
    let text = |(name, sent)| match sent {
        Sent::Text(value) => format!("{name}={value}"),
        Sent::File(file, ..) => format!("{name}:{file}"),
    };
    sent.into_iter().map(text).collect()
}

#[test]
fn an_untouched_form_sends_what_it_holds() {
    let expected =
        ["step=2", "name=Ada", "statement=Dear all", "pattern=days", "grade=", "cv:", "then=later"];
    assert_eq!(texts(form().sent("Save for later")), expected);
}

#[test]
fn fields_are_filled_by_label_group_or_name() {
    let mut form = form();
    form.fill("Your name", "Grace");
    form.fill("Statement", "Hello");
    form.fill("Pattern", "Nights");
    form.fill("Skills", "Airway");
    form.fill("Blood", "yes");
    form.fill("grade", "Band 5");
    let cv = Attachment { filename: "cv.pdf".into(), mime: "application/pdf".into(), bytes: vec![1] };
    form.attach("CV", cv);
    let sent = texts(form.sent("Save and continue")).join(" ");
    assert_eq!(
        sent,
        "step=2 name=Grace statement=Hello pattern=nights skill=a skill=b grade=5 cv:cv.pdf then=next"
    );
}

#[test]
#[should_panic(expected = "no field “Telephone”")]
fn a_field_that_is_not_there_is_noticed() {
    form().fill("Telephone", "1");
}

#[test]
#[should_panic(expected = "does not offer “Band 9”")]
fn a_choice_that_is_not_there_is_noticed() {
    form().fill("Grade", "Band 9");
}
