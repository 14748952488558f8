//! What is behind the link of an invitation. Looking changes nothing: mail programs open links by themselves.

use crate::accounts::pages::sign_in_as;
use crate::accounts::{Account, NewAccount, Role};
use crate::app::App;
use crate::providers::actions::{self, Invited};
use crate::providers::forms::{JoinForm, TokenForm};
use crate::providers::views::{InvitationPage, Way};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{SignedIn, Visitor};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

async fn invited_by(app: &App, token: &str) -> Result<Invited, Error> {
    let (token, now) = (token.to_string(), app.clock.now());
    Ok(app.db.read(move |conn| actions::behind(conn, &token, now)).await?)
}

pub async fn invitation(visitor: Visitor, query: Query<TokenForm>, app: App) -> Reply {
    let invited = invited_by(&app, &query.token).await?;
    let form = JoinForm { token: query.0.token, ..JoinForm::default() };
    page(invitation_page(&visitor, &invited, form, Problems::none()))
}

fn invitation_page(
    visitor: &Visitor,
    invited: &Invited,
    form: JoinForm,
    problems: Problems,
) -> InvitationPage {
    let invitation = &invited.invitation;
    InvitationPage {
        page: Page::new(visitor, format!("Join {}", invited.provider.name))
            .unlisted()
            .with_problems(&problems),
        provider: invited.provider.name.clone(),
        email: invitation.email.clone(),
        role: invitation.role.with_article(),
        may: match invitation.reach.is_all() {
            true => invitation.role.may_words(),
            false => invitation.role.may_there_words(),
        },
        reach: (!invitation.reach.is_all()).then(|| invited.reach.clone()),
        way: way(visitor.account.as_ref(), invited),
        form,
        problems,
    }
}

fn way(signed_in: Option<&Account>, invited: &Invited) -> Way {
    match (signed_in, invited.account) {
        (_, Some(role)) if role != Role::Member => Way::OtherKind,
        (Some(account), _) if account.email == invited.invitation.email => Way::Join,
        (Some(account), _) => Way::OtherAddress { signed_in_as: account.email.clone() },
        (None, Some(_)) => Way::SignIn,
        (None, None) => Way::Create,
    }
}

pub async fn accept(person: SignedIn, form: Form<TokenForm>, app: App) -> Reply {
    let (token, now) = (form.0.token, app.clock.now());
    let joined = app.db.write(move |conn| actions::accept(conn, &person.account, &token, now)).await?;
    see_other(joined.desk_href()).with_notice(format!("You belong to {} now", joined.name)).reply()
}

/// Joins with an account that is made on the way.
pub async fn accept_new(visitor: Visitor, form: Form<JoinForm>, app: App) -> Reply {
    app.limits.count(Limit::SignUp, &visitor.address)?;
    let invited = invited_by(&app, &form.token).await?;
    let (name, password) = match form.check(&invited.invitation.email) {
        Ok(checked) => checked,
        Err(problems) => {
            let form = JoinForm { password: String::new(), ..form.0 };
            return form_again(invitation_page(&visitor, &invited, form, problems));
        }
    };
    let password_hash = app.passwords.hash(&password).await?;
    let email = invited.invitation.email;
    let person = NewAccount { email, name, role: Role::Member, password_hash, confirmed_at: None };
    let (token, now) = (form.0.token, app.clock.now());
    let made = app.db.write(move |conn| actions::accept_new(conn, &person, &token, now)).await?;
    let (account, provider) = made;
    let notice = format!("Welcome. You belong to {} now", provider.name);
    sign_in_as(&app, &visitor, account, Some(provider.desk_href()), &notice).await
}
