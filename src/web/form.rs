//! What a browser sends: read into structs of text, checked into types, and every problem said at once.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::web::error::Error;

/// Room for a long description, not for an attack.
const MOST_BYTES: usize = 512 * 1024;
/// A body that drips in holds a connection no longer than this.
pub(crate) const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// One thing to mend, beside its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub message: String,
}

/// Everything that a visitor must mend before a form can be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn none() -> Self {
        Self::default()
    }

    /// Only the first problem of a field is kept: one thing at a time.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        if self.of(field).is_none() {
            self.0.push(Problem { field: field.into(), message: message.into() });
        }
    }

    /// Those of another check, after those that are here.
    pub fn append(&mut self, others: Self) {
        for problem in others.0 {
            self.add(&problem.field, problem.message);
        }
    }

    /// The same in the order of these fields, others last: a summary follows the page.
    pub fn in_order(mut self, fields: &[&str]) -> Self {
        let place = |problem: &Problem| fields.iter().position(|field| *field == problem.field);
        self.0.sort_by_key(|problem| place(problem).unwrap_or(fields.len()));
        self
    }

    /// The value, or `None` with its problem noted.
    pub fn keep<T>(&mut self, field: &str, checked: Result<T, impl Into<String>>) -> Option<T> {
        checked.map_err(|message| self.add(field, message)).ok()
    }

    /// A line that must be there and not be too long.
    pub fn required(&mut self, field: &str, typed: &str, missing: &str, most: usize) -> String {
        let line = crate::kit::text::line(typed);
        if line.is_empty() {
            self.add(field, missing);
        }
        self.not_longer(field, &line, most);
        line
    }

    pub fn not_longer(&mut self, field: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.add(field, format!("This must be {most} characters or fewer"));
        }
    }

    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }

    pub fn list(&self) -> &[Problem] {
        &self.0
    }

    /// `Ok` when there is nothing to mend.
    pub fn done<T>(self, value: T) -> Result<T, Self> {
        if self.any() { Err(self) } else { Ok(value) }
    }
}

/// An option of a select, radios or checkboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub label: String,
}

impl Choice {
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// A mail address as typed: trimmed, lower-cased, and such that a letter can be sent to it.
///
/// # Errors
/// A sentence for the visitor.
pub fn email(typed: &str) -> Result<String, String> {
    let address = typed.trim().to_lowercase();
    if address.is_empty() {
        return Err("Enter an email address".into());
    }
    let dotted =
        address.rsplit('@').next().is_some_and(|domain| domain.contains('.') && !domain.ends_with('.'));
    // Quoted names are allowed by the standard, and used by nobody but those who try it out.
    let plain = !address.contains(|c: char| c.is_whitespace() || "\"<>(),;:\\".contains(c));
    if address.len() > 254 || !dotted || !plain || address.parse::<lettre::Address>().is_err() {
        return Err("Enter an email address in the right form, like name@example.com".into());
    }
    Ok(address)
}

const LONGEST_PHONE: usize = 30;

/// A phone number as typed. Loose on purpose: what people write is dialled by people. Nothing typed is empty.
///
/// # Errors
/// A sentence for the visitor.
pub fn phone(typed: &str) -> Result<String, String> {
    let phone = crate::kit::text::line(typed);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let known = phone.chars().all(|c| c.is_ascii_digit() || " +()-.extEXT".contains(c));
    if phone.is_empty() || (known && (7..=15).contains(&digits) && phone.len() <= LONGEST_PHONE) {
        return Ok(phone);
    }
    Err("Enter a phone number, like 0113 496 0000 or +44 7700 900000".into())
}

/// A day from a date field: `2026-12-02`, or `02/12/2026` from browsers without one. Nothing typed is `None`.
///
/// # Errors
/// A sentence for the visitor.
pub fn day(typed: &str) -> Result<Option<chrono::NaiveDate>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
        .iter()
        .find_map(|form| chrono::NaiveDate::parse_from_str(typed, form).ok())
        .filter(|day| (1900..=2199).contains(&chrono::Datelike::year(day)))
        .map(Some)
        .ok_or_else(|| "Enter a real date, like 2 December 2026".into())
}

/// Money as typed, in pounds, to pence: `36,000`, `£18.50`. Nothing typed is `None`.
///
/// # Errors
/// A sentence for the visitor.
pub fn money(typed: &str) -> Result<Option<i64>, String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != ',' && *c != '£').collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let wrong = || "Enter an amount in pounds, like 36,000 or 18.50".to_string();
    let (pounds, pence) = plain.split_once('.').unwrap_or((&plain, ""));
    if pounds.is_empty() || pounds.len() > 9 || pence.len() > 2 || !all_digits(pounds) || !all_digits(pence) {
        return Err(wrong());
    }
    let pence = format!("{pence:0<2}").parse::<i64>().map_err(|_| wrong())?;
    Ok(Some(pounds.parse::<i64>().map_err(|_| wrong())? * 100 + pence))
}

fn all_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// The body of a posted form. Names may repeat; unknown ones are passed over.
pub struct Form<T>(pub T);

impl<T> Deref for Form<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move { parse(&body(payload).await?).map(Self) })
    }
}

/// What was posted, as it came.
pub(crate) async fn body(payload: Payload) -> Result<Vec<u8>, Error> {
    tokio::time::timeout(BODY_TIMEOUT, whole(payload))
        .await
        .map_err(|_| Error::BadRequest("The form took too long to arrive. Go back and send it again."))?
}

async fn whole(body: Payload) -> Result<Vec<u8>, Error> {
    let mut body = std::pin::pin!(body);
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk
            .map_err(|_| Error::BadRequest("The form arrived only in part. Go back and send it again."))?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(Error::BadRequest("The form is too large. Go back and shorten what you wrote."));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Reads `a=1&b=2` into a form's struct.
pub(crate) fn parse<T: DeserializeOwned>(encoded: &[u8]) -> Result<T, Error> {
    serde_html_form::from_bytes(encoded).map_err(|_| {
        Error::BadRequest("The form was not filled in as its page has it. Go back and send it again.")
    })
}

/// The query of an address. One that makes no sense counts as empty: an address typed by hand is never an error.
pub struct Query<T>(pub T);

impl<T> Deref for Query<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Default> FromRequest for Query<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = serde_html_form::from_str(request.query_string()).unwrap_or_default();
        std::future::ready(Ok(Self(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (typed, want) in [
            ("36,000", Some(Some(3_600_000))),
            ("£18.5", Some(Some(1_850))),
            (" 18.50 ", Some(Some(1_850))),
            ("", Some(None)),
            ("1.234", None),
            ("-5", None),
            ("36k", None),
            (".50", None),
            ("9999999999", None),
        ] {
            assert_eq!(money(typed).ok(), want, "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let second = chrono::NaiveDate::from_ymd_opt(2026, 12, 2);
        for (typed, want) in [
            ("2026-12-02", Some(second)),
            ("02/12/2026", Some(second)),
            ("2 December 2026", Some(second)),
            ("", Some(None)),
            ("2026-02-30", None),
            ("soon", None),
        ] {
            assert_eq!(day(typed).ok(), want, "{typed}");
        }
    }

    #[test]
    fn addresses_are_such_that_a_letter_can_be_sent() {
        for (typed, right) in [
            ("Ada@Example.org ", true),
            ("ada", false),
            ("ada@localhost", false),
            ("a b@example.org", false),
            ("ada@example.org\r\nBcc: x@y.z", false),
            ("", false),
        ] {
            assert_eq!(email(typed).is_ok(), right, "{typed}");
        }
    }
}
