//! Checks passports of those whose applications go on: with evidence, shared, looked at, and some of it marked.

use chrono::Duration;
use diesel::prelude::*;

use super::people::{SIGN_INS, SignIn};
use crate::accounts::{self, Account};
use crate::app::App;
use crate::applications::ApplicationId;
use crate::audit::Actor;
use crate::demo::dice::{Dice, For};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed};
use crate::kit::files::{Accepts, Checked, Upload};
use crate::passports::ItemId;
use crate::passports::actions::{self, Given, Here};
use crate::passports::model::{Said, Verdict};
use crate::providers::{self, ProviderId, Scope};
use crate::schema::{applications, listings};
use crate::web::session::AccountId;

/// Kind, level, what it is, days since it was issued, and days until it expires from today on.
type Sample = (&'static str, &'static str, &'static str, i64, Option<i64>);

const ITEMS: [Sample; 9] = [
    ("identity", "", "British passport", 1400, Some(2200)),
    ("right-to-work", "", "Checked with the passport", 400, None),
    ("registration-and-qualifications", "", "Statement of entry", 300, Some(65)),
    ("employment-history-and-references", "", "Reference of my ward manager", 120, None),
    ("criminal-record", "enhanced-adults", "On the update service", 500, None),
    ("fire-safety", "", "", 345, Some(20)),
    ("resuscitation", "", "Immediate Life Support", 357, Some(8)),
    ("safeguarding-adults", "", "Level 2", 700, Some(395)),
    ("infection-prevention-and-control", "", "Level 2", 380, Some(-15)),
];
/// Who looks, for the provider that is theirs.
const READER: SignIn = SIGN_INS[1];
/// Candidates that have one, Ada first.
const CANDIDATES: usize = 24;

/// An application of somebody that goes on.
struct Going {
    id: ApplicationId,
    candidate: AccountId,
    provider: ProviderId,
    submitted: Moment,
    /// Beyond a first reading.
    is_chosen: bool,
}

/// Once.
pub(super) async fn fill(app: &App) -> anyhow::Result<()> {
    let going = app.read(going).await?;
    let owner = app.read(|conn| accounts::find_by_email(conn, READER.email)).await?;
    let ada = app.read(|conn| accounts::find_by_email(conn, SIGN_INS[0].email)).await?;
    let (Some(owner), Some(ada)) = (owner, ada) else { return Ok(()) };
    let desks = app.read(move |conn| providers::desks(conn, owner.id)).await?;
    let ours: Vec<ProviderId> = desks.into_iter().map(|desk| desk.provider.id).collect();
    let mut people: Vec<AccountId> = vec![ada.id];
    for one in &going {
        if !people.contains(&one.candidate) && people.len() < CANDIDATES {
            people.push(one.candidate);
        }
    }
    for (number, candidate) in people.into_iter().enumerate() {
        let items = keep(app, candidate, number).await?;
        let account = app.read(move |conn| accounts::find(conn, candidate)).await?;
        let Some(account) = account else { continue };
        for one in going.iter().filter(|one| one.candidate == candidate && one.is_chosen) {
            let reader =
                ours.contains(&one.provider).then(|| Actor { id: Some(owner.id), name: READER.name.into() });
            share(app, (&account, reader), one, items.clone()).await?;
        }
    }
    Ok(())
}

fn going(conn: &mut Conn) -> QueryResult<Vec<Going>> {
    let rows: Vec<(ApplicationId, AccountId, ProviderId, Option<Moment>, String)> = applications::table
        .inner_join(listings::table)
        .filter(applications::state.eq_any(["submitted", "shortlisted", "offered", "accepted"]))
        .order(applications::id)
        .select((
            applications::id,
            applications::candidate_id,
            listings::provider_id,
            applications::submitted_at,
            applications::state,
        ))
        .load(conn)?;
    let one = |(id, candidate, provider, submitted, state): (_, _, _, Option<Moment>, String)| {
        Some(Going { id, candidate, provider, submitted: submitted?, is_chosen: state != "submitted" })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// Ada has all of them; the others have most, and fewer files.
async fn keep(app: &App, candidate: AccountId, number: usize) -> anyhow::Result<Vec<ItemId>> {
    let (dice, now) = (&mut Dice::new(For::Profile, 700 + number), app.clock.now());
    let mut kept = Vec::new();
    for (kind, level, words, issued, expires) in ITEMS {
        if number > 0 && dice.chance(25) {
            continue;
        }
        let file = match number == 0 || dice.chance(60) {
            true => Some(app.files.put(candidate.0, evidence(kind)?, now).await?),
            false => None,
        };
        let today = now.london_day();
        let said = Said {
            level: level.into(),
            words: words.into(),
            issued_on: today - Duration::days(issued),
            expires_on: expires.map(|days| today + Duration::days(days)),
        };
        let id = ItemId::new();
        let added =
            app.db.write(move |conn| actions::add(conn, candidate, (id, kind, &said), file.as_ref(), now));
        kept.push(added.await.map_err(|_| anyhow::anyhow!("an invented item was refused"))?.0);
    }
    Ok(kept)
}

/// Shared an hour after applying, then looked at and partly marked, if the provider is the owner's.
async fn share(
    app: &App,
    (candidate, reader): (&Account, Option<Actor>),
    going: &Going,
    items: Vec<ItemId>,
) -> anyhow::Result<()> {
    let (id, site, now) = (going.id, app.site.clone(), app.clock.now());
    let scope = Scope::whole(going.provider);
    let at = now.min(going.submitted + Duration::hours(1));
    let candidate = candidate.clone();
    let done = app.db.write(move |conn| {
        let here = |now| Here { now, site: site.clone() };
        actions::share(conn, &candidate, id, &items, &here(at))?;
        let Some(reader) = &reader else { return Ok(()) };
        let seen = actions::look(conn, &scope, reader, id, now.min(at + Duration::minutes(90)))?;
        let given: Vec<Given> = seen.items.iter().filter_map(|kept| mark(&kept.item)).collect();
        match given.is_empty() {
            true => Ok(()),
            false => actions::mark(conn, &scope, reader, (id, &given), &here(now)).map(drop),
        }
    });
    done.await.map_err(|failed: Failed<actions::PassportError>| anyhow::anyhow!("{failed:?}"))
}

/// Of every other kind, something is said.
fn mark(item: &crate::passports::model::Item) -> Option<Given> {
    let (verdict, reason) = match item.kind.as_str() {
        "identity" | "criminal-record" | "safeguarding-adults" => (Verdict::Accepted, ""),
        "infection-prevention-and-control" => (Verdict::Repeat, "expired"),
        _ => return None,
    };
    Some(Given { item: item.id, version: item.version, verdict, reason: reason.into() })
}

fn evidence(kind: &str) -> anyhow::Result<Checked> {
    let label = crate::passports::model::kind(kind).map_or(kind, |kind| &kind.label);
    let upload = Upload { name: format!("{kind}.pdf"), bytes: pdf(&format!("{label}: an invented paper")) };
    upload.check(Accepts::Evidence).map_err(anyhow::Error::msg)
}

/// A page with one line on it.
fn pdf(words: &str) -> Vec<u8> {
    let safe: String = words.chars().filter(|c| c.is_ascii() && !"()\\".contains(*c)).collect();
    let drawn = format!("BT /F1 18 Tf 72 720 Td ({safe}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_string(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_string(),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_string(), Vec::new());
    for (number, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{}", places.concat()));
    file.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}
