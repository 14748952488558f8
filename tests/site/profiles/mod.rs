//! Candidates say once what every application asks.

mod applications_start_from_it;
mod candidates_fill_it_in;
mod nobody_else_reads_it;

use crate::applications::{Cast, begins, listing, pdf};
use crate::world::{Page, Person, World};

/// Adds an entry by the fields of its form.
pub async fn adds(person: &Person, kind: &str, fields: &[(&str, &str)]) -> Page {
    let page = person.submits(&format!("/profile/{kind}/new"), "Save", fields).await;
    page.is(200).shows("Added");
    page
}

/// The address of the first entry of a kind, as its part's page links it.
pub async fn first(person: &Person, part: &str, kind: &str) -> String {
    let page = person.gets(&format!("/profile/{part}")).await;
    let links = page.attributes("main a", "href");
    let base = format!("/profile/{kind}/");
    links.into_iter().find(|href| href.starts_with(&base) && !href.contains("new")).expect("an entry")
}

pub async fn adds_cv(person: &Person, label: &str) -> Page {
    let page = person.gets("/profile/cvs").await;
    let fields = [("What do you call it?", label)];
    person.attaches(&page, "Save this CV", &fields, &[("Choose a file", pdf())]).await
}

/// A profile with something in most of its parts.
pub async fn fills_in(person: &Person) {
    let contact = [("Full name", "Ada Jane Marsh"), ("Phone number", "0113 496 0000")];
    person.submits("/profile/contact", "Save and continue", &contact).await.is(200);
    let work = [("Profession", "Nurse"), ("Where are you in your career?", "Experienced practitioner")];
    person.submits("/profile/work", "Save and continue", &work).await.is(200);
    let number = [("Registered with", "Nursing and Midwifery Council"), ("Registration number", "12a 3456b")];
    adds(person, "registrations", &number).await;
    let job = [("Job title", "Scrub nurse"), ("Employer", "Aldermoor Trust"), ("Started", "March 2021")];
    adds(person, "employment", &job).await;
    let referee = [
        ("Their name", "Rita Vane"),
        ("Where they work", "Aldermoor Trust"),
        ("How they know your work", "My matron"),
        ("Their email address", "rita@example.org"),
    ];
    adds(person, "referees", &referee).await;
    let place = [("Place", "Leeds"), ("How far from there?", "25 miles")];
    adds(person, "places", &place).await;
    adds_cv(person, "Theatre nursing").await.is(200);
}

/// An application of its own, begun: its address.
pub async fn begins_another(world: &World, person: &Person, cast: &Cast, title: &'static str) -> String {
    let listing = listing(world, cast.provider, title).await;
    begins(
        person,
        &Cast { listing, bea: cast.bea.clone(), ed: cast.ed.clone(), vi: cast.vi.clone(), ..*cast },
    )
    .await
}
