//! Proving an address after signing up. The link alone is not enough: anybody could sign up with the address of
//! another, wait for its owner to confirm, and share the account. So whoever confirms must know the password too.

use crate::accounts::actions;
use crate::accounts::forms::{ConfirmForm, TokenQuery};
use crate::accounts::views::ConfirmAddressPage;
use crate::app::App;
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Visitor;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page};

const TITLE: &str = "Confirm your email address";

/// Opening the link changes nothing: mail programs open links by themselves.
pub async fn confirm_form(visitor: Visitor, query: Query<TokenQuery>, app: App) -> Reply {
    let (token, now) = (query.token.clone(), app.clock.now());
    app.db.read(move |conn| actions::behind_confirmation(conn, &token, now)).await?;
    let form = ConfirmForm { token: query.token.clone(), ..ConfirmForm::default() };
    page(ConfirmAddressPage { page: Page::new(&visitor, TITLE).unlisted(), form, problems: Problems::none() })
}

pub async fn confirm(visitor: Visitor, form: Form<ConfirmForm>, app: App) -> Reply {
    let problems = problems_with(&form, &app).await?;
    if problems.any() {
        let page = Page::new(&visitor, TITLE).unlisted().with_problems(&problems);
        let form = ConfirmForm { password: String::new(), ..form.0 };
        return form_again(ConfirmAddressPage { page, form, problems });
    }
    let (token, now) = (form.0.token, app.clock.now());
    let (account, next) = app.db.write(move |conn| actions::confirm(conn, &token, now)).await?;
    super::sign_in_as(&app, &visitor, account, next, "Your email address is confirmed").await
}

async fn problems_with(form: &ConfirmForm, app: &App) -> Result<Problems, Error> {
    let (token, now) = (form.token.clone(), app.clock.now());
    let (email, hash) = app.db.read(move |conn| actions::behind_confirmation(conn, &token, now)).await?;
    app.limits.count(Limit::SignInTo, &email)?;
    let mut problems = form.check();
    if !problems.any() && !app.passwords.verify(&form.password, Some(hash)).await? {
        problems.add("password", "That is not the password of this account");
    }
    Ok(problems)
}
