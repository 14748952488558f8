//! The profiles of everybody who applies, Ada's CVs, and what each profile said when its applications were submitted.

use diesel::prelude::*;

use super::Stage;
use super::people::{Cast, SIGN_INS};
use crate::app::App;
use crate::demo::people::person_of;
use crate::demo::profiles;
use crate::kit::db::{Conn, Failed};
use crate::kit::files::{Accepts, Upload};
use crate::profiles::actions;
use crate::profiles::{Profile, open};
use crate::schema::{application_profiles, applications, listings};
use crate::web::session::AccountId;

/// What she calls them, and what stands in them.
const ADAS_CVS: [(&str, &str); 2] = [
    ("Theatre nursing", "Scrub and recovery in planned surgery, with five years in orthopaedics."),
    ("Clinical education", "Teaching students and new colleagues, and how I measured what they kept."),
];

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let everybody = std::iter::once(&cast.ada).chain(&cast.applicants);
    for (number, account) in everybody.enumerate() {
        let sent: Vec<(i64, String, String, bool)> = applications::table
            .inner_join(listings::table)
            .filter(applications::candidate_id.eq(account))
            .select((
                applications::id,
                applications::name,
                listings::profession,
                applications::submitted_at.is_not_null(),
            ))
            .load(conn)?;
        let Some((_, name, profession, _)) = sent.first() else { continue };
        let mut person = person_of(number, profession);
        person.name = name.clone();
        let profile = profiles::profile(number, &person, stage.now.london_day());
        write(conn, stage, *account, &profile)?;
        let body = serde_json::to_string(&profile.to_send())
            .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
        for (application, ..) in sent.iter().filter(|(_, _, _, submitted)| *submitted) {
            diesel::insert_into(application_profiles::table)
                .values((
                    application_profiles::application_id.eq(application),
                    application_profiles::body.eq(&body),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// By the same actions as its pages.
fn write(conn: &mut Conn, stage: &Stage, account: AccountId, profile: &Profile) -> QueryResult<()> {
    let now = stage.now;
    actions::save(conn, account, &profile.contact, now)?;
    actions::save(conn, account, &(profile.work.clone(), profile.specialties.clone()), now)?;
    actions::save(conn, account, &profile.right_to_work, now)?;
    actions::save(conn, account, &(profile.wishes.clone(), profile.patterns.clone()), now)?;
    macro_rules! add {
        ($($list:ident),*) => {
            $(for one in &profile.$list {
                added(actions::add(conn, account, &one.entry, now))?;
            })*
        };
    }
    add!(registrations, qualifications, employments, breaks, training, referees, places);
    Ok(())
}

fn added(outcome: Result<(), Failed<actions::ProfileError>>) -> QueryResult<()> {
    outcome.map_err(|_| diesel::result::Error::RollbackTransaction)
}

/// Once.
pub(super) async fn keep_cvs(app: &App) -> anyhow::Result<()> {
    let email = SIGN_INS[0].email;
    let ada = app.read(move |conn| crate::accounts::find_by_email(conn, email)).await?;
    let Some(ada) = ada.map(|account| account.id) else { return Ok(()) };
    if !app.read(move |conn| open(conn, ada)).await?.cvs.is_empty() {
        return Ok(());
    }
    for (label, words) in ADAS_CVS {
        let text = format!("{{\\rtf1\\ansi\\b {}\\b0\\par {words}\\par}}", SIGN_INS[0].name);
        let upload = Upload { name: format!("{label}.rtf"), bytes: text.into_bytes() };
        let checked = upload.check(Accepts::Document).map_err(anyhow::Error::msg)?;
        let (file, now) = (app.files.put(ada.0, checked, app.clock.now()).await?, app.clock.now());
        app.write(move |conn| added(actions::add_cv(conn, ada, (&file, label), now).map(drop))).await?;
    }
    Ok(())
}
