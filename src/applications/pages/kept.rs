//! A step that arrives from somebody who is no longer signed in: what they typed is kept until they are back. Files are
//! not: they have to be chosen again.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::applications::forms::{AnswersForm, DetailsForm, StatementForm};
use crate::applications::model::{ApplicationId, Step};
use crate::applications::store;
use crate::kit::tokens::{self, Token};
use crate::web::error::Error;
use crate::web::form;
use crate::web::guards::{self, Candidate};
use crate::web::limits::Limit;
use crate::web::page::Page;

/// A form of words that is a step.
pub trait Typed: DeserializeOwned + 'static {
    const STEP: Step;
}

impl Typed for DetailsForm {
    const STEP: Step = Step::Details;
}

impl Typed for StatementForm {
    const STEP: Step = Step::Statement;
}

impl Typed for AnswersForm {
    const STEP: Step = Step::Answers;
}

/// A step as its candidate sends it.
pub struct Sent<F> {
    pub candidate: Candidate,
    pub form: F,
}

impl<F: Typed> FromRequest for Sent<F> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, body) = (request.clone(), payload.take());
        Box::pin(async move {
            match Candidate::from_request(&request, &mut Payload::None).await {
                Ok(candidate) => Ok(Self { candidate, form: form::parse(&form::body(body).await?)? }),
                Err(Error::SignInFirst { next }) => {
                    let kept = keep(&request, F::STEP, body).await?;
                    Err(Error::SignInFirst { next: kept.unwrap_or(next) })
                }
                Err(error) => Err(error),
            }
        })
    }
}

/// Gives the address at which it is found again; `None` when there is no such draft.
async fn keep(request: &HttpRequest, step: Step, body: Payload) -> Result<Option<String>, Error> {
    let app = App::of(request)?;
    app.limits.count(Limit::Keep, &guards::visitor(request).await?.address)?;
    let id = request.match_info().get("id").and_then(|id| id.parse::<ApplicationId>().ok());
    let (Some(id), Ok(typed)) = (id, String::from_utf8(form::body(body).await?)) else { return Ok(None) };
    let (token, now) = (Token::new(), app.clock.now());
    let hash = token.hash();
    let kept = app.write(move |conn| store::keep_form(conn, (id, step), (&hash, &typed), now)).await?;
    Ok(kept.then(|| format!("/applications/{id}/{}?kept={}", step.path(), token.reveal())))
}

/// The token of what was kept.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KeptQuery {
    kept: String,
}

/// What was kept of a step, and says so on its page; `None` when nothing was.
pub(super) async fn kept<F: Typed>(
    app: &App,
    id: ApplicationId,
    query: &KeptQuery,
    page: &mut Page,
) -> Result<Option<F>, Error> {
    if query.kept.is_empty() {
        return Ok(None);
    }
    let (hash, now) = (tokens::hash(&query.kept), app.clock.now());
    let found = app.read(move |conn| store::kept_form(conn, (id, F::STEP), &hash, now)).await?;
    let Some(body) = found else { return Ok(None) };
    let Ok(form) = form::parse(body.as_bytes()) else { return Ok(None) };
    page.notice =
        Some("You had been signed out. This is what you had typed: read it through, and save it now.".into());
    Ok(Some(form))
}
