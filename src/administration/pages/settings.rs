//! What runs the site and changes without a restart.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::administration::forms::SettingForm;
use crate::administration::views::{SettingLine, SettingPage, SettingsPage, changed_words, nav};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::kit::clock;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::settings::actions::{self, SettingError};
use crate::settings::{self, Kept, Name, Values};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, page_with, see_other};

const PATH: &str = "/administration/settings";
/// Lines of what was done to a setting.
const HISTORY: i64 = 30;

pub async fn settings(administrator: Administrator, app: App) -> Reply {
    let (kept, in_force) = app.read(|conn| Ok((settings::all(conn)?, settings::in_force(conn)?))).await?;
    let line = |name: &Name| {
        let kept = kept.iter().find(|kept| kept.name == name.as_str());
        SettingLine {
            href: format!("{PATH}/{name}"),
            label: name.label(),
            now: words(&app, *name, &in_force),
            is_default: kept.is_none_or(|kept| kept.value.is_none()),
            changed: changed_words(kept),
        }
    };
    let lines = Name::ALL.iter().map(line).collect();
    page(SettingsPage { page: Page::new(&administrator, "Settings"), nav: nav(PATH), lines })
}

/// The address that the site was started with is known to this process only.
fn words(app: &App, name: Name, values: &Values) -> String {
    match (name, &values.contact) {
        (Name::Contact, None) => app.config.contact_email.clone(),
        _ => values.words(name),
    }
}

fn named(word: &str) -> Result<Name, Error> {
    Name::parse(word).ok_or(Error::NotFound)
}

pub async fn setting(administrator: Administrator, name: Path<String>, app: App) -> Reply {
    page(setting_page(&administrator, &app, named(&name)?, None).await?)
}

/// What was typed, with what is to be mended. Who was too slow is told what it is now.
struct Typed {
    form: SettingForm,
    problems: Problems,
    is_late: bool,
}

async fn setting_page(
    administrator: &Administrator,
    app: &App,
    name: Name,
    typed: Option<Typed>,
) -> Result<SettingPage, Error> {
    let found = app.read(move |conn| {
        let kept = settings::find(conn, name)?;
        let history = match &kept {
            Some(kept) => audit::of_subject(conn, "setting", kept.id.0, HISTORY)?,
            None => Vec::new(),
        };
        Ok((kept, settings::in_force(conn)?, history))
    });
    let (kept, in_force, history) = found.await?;
    let version = kept.as_ref().map_or(0, |kept| kept.version);
    let now = words(app, name, &in_force);
    let contact = in_force.contact.clone().unwrap_or_else(|| app.config.contact_email.clone());
    let fresh = SettingForm::of(name, &in_force, &contact, version);
    let (form, problems, is_late) = match typed {
        // Who is told may then write over it.
        Some(typed) if typed.is_late => (SettingForm { version, ..typed.form }, typed.problems, true),
        Some(typed) => (typed.form, typed.problems, false),
        None => (fresh, Problems::none(), false),
    };
    Ok(SettingPage {
        page: Page::new(administrator, name.label()).with_problems(&problems),
        href: format!("{PATH}/{name}"),
        default: words(app, name, &Values::default()),
        is_default: kept.as_ref().is_none_or(|kept| kept.value.is_none()),
        meanwhile: kept.as_ref().filter(|_| is_late).map(|kept| meanwhile(kept, &now)).unwrap_or_default(),
        history: history.into_iter().map(Into::into).collect(),
        name,
        now,
        version,
        form,
        problems,
    })
}

fn meanwhile(kept: &Kept, now: &str) -> String {
    let (who, when) = (&kept.changed_by, clock::moment_words(kept.changed_at));
    format!(
        "{who} changed this on {when}, after you opened the page. It is now: {now}. Save again to write over it."
    )
}

pub async fn change_setting(
    administrator: Administrator,
    name: Path<String>,
    form: Form<SettingForm>,
    app: App,
) -> Reply {
    let (name, form) = (named(&name)?, form.0);
    let wanted = match form.check(name, &app.settings.get(), app.clock.today()) {
        Ok(wanted) => wanted,
        Err(problems) => {
            let typed = Typed { form, problems, is_late: false };
            return form_again(setting_page(&administrator, &app, name, Some(typed)).await?);
        }
    };
    let (actor, seen, now) = (Actor::from(&administrator.account), form.version, app.clock.now());
    let act = move |conn: &mut Conn| actions::change(conn, &actor, name, (&wanted, seen), now);
    done(&administrator, &app, (name, form), act).await
}

pub async fn take_default(
    administrator: Administrator,
    name: Path<String>,
    form: Form<SettingForm>,
    app: App,
) -> Reply {
    let (name, seen) = (named(&name)?, form.version);
    let (actor, now) = (Actor::from(&administrator.account), app.clock.now());
    let act = move |conn: &mut Conn| actions::back_to_default(conn, &actor, name, seen, now);
    app.db.write(act).await?;
    settings::follow(&app).await?;
    see_other(format!("{PATH}/{name}")).with_notice("The default is in force").reply()
}

/// This node follows at once, so that whoever changed it sees it; the others within a second.
async fn done(
    administrator: &Administrator,
    app: &App,
    (name, form): (Name, SettingForm),
    act: impl Fn(&mut Conn) -> Outcome<(), SettingError> + Send + 'static,
) -> Reply {
    match app.db.write(act).await {
        Err(Failed::Refused(SettingError::Changed(_))) => {
            let typed = Typed { form, problems: Problems::none(), is_late: true };
            let again = setting_page(administrator, app, name, Some(typed)).await?;
            return page_with(StatusCode::CONFLICT, again);
        }
        written => written?,
    }
    settings::follow(app).await?;
    see_other(format!("{PATH}/{name}")).with_notice("The setting is saved and in force").reply()
}
