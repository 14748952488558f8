//! Candidates keep their checks once, and decide who sees which.

mod candidates_keep_it;
mod it_is_shared_by_consent;
mod letters_come_in_time;
mod nobody_else_sees_it;

use crate::applications::file;
use crate::world::{Attachment, Page, Person};

pub fn scan() -> Attachment {
    file("certificate.pdf", "application/pdf", b"%PDF-1.7 a certificate")
}

/// Adds an item with evidence; gives its address. The last of its kind comes first there.
pub async fn adds(person: &Person, kind: &str, fields: &[(&str, &str)]) -> String {
    let page = person.gets(&format!("/passport/new/{kind}")).await;
    let page = person.attaches(&page, "Save", fields, &[("Evidence", scan())]).await;
    page.is(200).is_at("/passport").shows("Added");
    address(&page, 0)
}

/// The address of an item by its place on the passport's page.
pub fn address(passport: &Page, place: usize) -> String {
    passport.attributes("tbody th a", "href")[place].clone()
}

/// The page on which somebody chooses what an application is shown.
pub fn sharing(application: &str) -> String {
    format!("{application}/passport")
}

/// Shares these items, and no others.
pub async fn shares(person: &Person, application: &str, items: &[&str]) -> Page {
    let ids: Vec<(&str, &str)> =
        items.iter().map(|item| ("item", item.rsplit('/').next().unwrap_or_default())).collect();
    person.tries("POST", &sharing(application), &ids).await.is(303);
    person.gets(&sharing(application)).await
}
