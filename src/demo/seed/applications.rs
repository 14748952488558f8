//! Applications in all states with their timelines: Ada's, those that the demonstration's owner reads, and a listing of
//! theirs for which many apply.

use chrono::Duration;
use diesel::prelude::*;
use itertools::Itertools;

use super::ground::OWNERS;
use super::papers::{Paper, certificates, paper_of};
use super::people::{Cast, SIGN_INS};
use super::rows::{AnswerRow, ApplicationRow, EventRow};
use super::{LISTINGS, Stage, listings};
use crate::codes;
use crate::demo::applications::{DemoApplication, application};
use crate::demo::listings::{DemoListing, listing};
use crate::demo::people::registration;
use crate::kit::clock::{Moment, day_words};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::kit::letters::Letter;
use crate::listings::model::Source;
use crate::schema::listings as listing_rows;
use crate::schema::{application_answers, application_events, applications, listing_questions};
use crate::web::session::AccountId;

/// Which of the owner's roles for nurses many apply for.
const BUSY: usize = 1;
/// The first of the owner's listings, for which some apply.
const OWN: usize = 6;

/// Ada's come first.
const ADAS: [&str; 7] = ["submitted", "shortlisted", "offered", "rejected", "withdrawn", "draft", "accepted"];
const THE_OTHERS: [&str; 23] = [
    "submitted",
    "submitted",
    "submitted",
    "submitted",
    "submitted",
    "submitted",
    "shortlisted",
    "shortlisted",
    "shortlisted",
    "shortlisted",
    "offered",
    "offered",
    "accepted",
    "declined",
    "declined",
    "rejected",
    "rejected",
    "rejected",
    "rejected",
    "withdrawn",
    "withdrawn",
    "draft",
    "draft",
];

/// A listing that somebody applies for, with its row.
pub(super) struct Vacancy {
    id: i64,
    wants_cv: bool,
    published: Moment,
    listing: DemoListing,
    /// With how each is answered.
    pub questions: Vec<(i64, String)>,
}

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<Vec<Paper>> {
    let today = stage.now.london_day();
    let all: Vec<(usize, DemoListing)> =
        (0..LISTINGS).map(|number| (number, listing(number, today))).collect();
    let theirs =
        |of_owner: bool| move |(_, listing): &&(usize, DemoListing)| (listing.provider == OWNERS) == of_owner;
    let for_nurses =
        |(_, listing): &&(usize, DemoListing)| listing.profession == "nurse" && listing.placement.is_none();
    let own = all.iter().filter(theirs(true)).filter(for_nurses).take(3);
    let adas: Vec<_> = own.chain(all.iter().filter(theirs(false)).filter(for_nurses).take(4)).collect();
    let own = all.iter().filter(theirs(true)).take(OWN);
    let others: Vec<_> = own.chain(all.iter().filter(theirs(false)).skip(40).take(5)).collect();
    let busy = all.iter().filter(theirs(true)).filter(for_nurses).nth(BUSY);
    // Nobody applies for work of two professions.
    let (some, many) = cast.applicants.split_at(cast.applicants.len().min(THE_OTHERS.len()));
    let mut papers = Vec::new();
    for (chosen, state) in adas.iter().zip(ADAS) {
        papers.extend(insert_one(conn, stage, (cast.ada, 0), (chosen, state))?);
    }
    for (turn, (account, state)) in some.iter().zip(THE_OTHERS).enumerate() {
        if let Some(chosen) = others.get(turn % others.len().max(1)) {
            papers.extend(insert_one(conn, stage, (*account, turn + 1), (chosen, state))?);
        }
    }
    let again = THE_OTHERS.iter().cycle().skip(5);
    if let Some(chosen) = busy {
        for (turn, (account, state)) in many.iter().zip(again).enumerate() {
            papers.extend(insert_one(conn, stage, (*account, some.len() + turn + 1), (chosen, *state))?);
        }
    }
    let own = all.iter().filter(theirs(true)).take(OWN);
    for one in own.chain(busy).unique_by(|(number, _)| *number) {
        super::chosen::insert(conn, stage, cast, one)?;
    }
    for one in all.iter().filter(theirs(true)) {
        super::talks::insert(conn, stage, cast, one)?;
        super::interviews::insert(conn, stage, cast, one)?;
    }
    super::offers::insert(conn, stage)?;
    Ok(papers)
}

fn insert_one(
    conn: &mut Conn,
    stage: &Stage,
    who: (AccountId, usize),
    what: (&(usize, DemoListing), &'static str),
) -> QueryResult<Vec<Paper>> {
    let ((number, listing), state) = what;
    let Some(vacancy) = vacancy(conn, *number, listing.clone())? else { return Ok(Vec::new()) };
    let (account, person) = who;
    let mut words = application(person, &vacancy.listing);
    if person == 0 {
        words.person.name = SIGN_INS[0].name.to_owned();
        words.person.email = SIGN_INS[0].email.to_owned();
    }
    let times = times(stage.now, vacancy.published, steps(state).len());
    let row = row(&vacancy, &words, (account, person, state), &times);
    let id = row.id;
    let events = events(id, state, &words, &times);
    let answers = answers(id, &vacancy, &words);
    on_each!(conn => {
        diesel::insert_into(applications::table).values(&row).execute(conn)?;
        diesel::insert_into(application_answers::table).values(&answers).execute(conn)?;
        diesel::insert_into(application_events::table).values(&events).execute(conn)?;
    });
    if row.submitted_at.is_some() {
        receipt(&vacancy, &words).post(conn, stage.now, &stage.site)?;
    }
    if row.submitted_at.is_none() {
        return Ok(Vec::new());
    }
    let cv = vacancy.wants_cv.then(|| paper_of(id, account, &words));
    Ok(cv.into_iter().chain(certificates(id, account, &vacancy, &words)).collect())
}

/// What is said to the questions that every demonstration asks alike.
fn answer(kind: &str, words: &DemoApplication) -> Option<String> {
    match kind {
        "yes-no" => Some(if words.person.years % 5 == 0 { "no" } else { "yes" }.into()),
        "one-of" => Some(if words.person.years % 2 == 0 { "Days and nights" } else { "Days" }.into()),
        "several-of" => Some("NHS hospital\nIndependent hospital".into()),
        "number" => Some(words.person.years.to_string()),
        _ => None,
    }
}

fn answers(id: i64, vacancy: &Vacancy, words: &DemoApplication) -> Vec<AnswerRow> {
    let mut written = words.answers.iter();
    let row = |(question, kind): &(i64, String)| {
        let answer = if kind == "text" { written.next().cloned() } else { answer(kind, words) };
        answer.map(|answer| AnswerRow { application_id: id, question_id: *question, answer })
    };
    vacancy.questions.iter().filter_map(row).collect()
}

fn vacancy(conn: &mut Conn, number: usize, listing: DemoListing) -> QueryResult<Option<Vacancy>> {
    let found: Option<(i64, bool, Option<Moment>)> = listing_rows::table
        .filter(listing_rows::internal_reference.eq(listings::reference(number)))
        .select((listing_rows::id, listing_rows::wants_cv, listing_rows::published_at))
        .first(conn)
        .optional()?;
    let Some((id, wants_cv, Some(published))) = found else { return Ok(None) };
    let questions = listing_questions::table
        .filter(listing_questions::listing_id.eq(id))
        .order(listing_questions::position)
        .select((listing_questions::id, listing_questions::kind))
        .load(conn)?;
    Ok(Some(Vacancy { id, wants_cv, published, listing, questions }))
}

/// What happened on the way to a state.
fn steps(state: &str) -> &'static [&'static str] {
    match state {
        "submitted" => &["submitted"],
        "shortlisted" => &["submitted", "viewed", "shortlisted"],
        "offered" => &["submitted", "viewed", "shortlisted", "offered"],
        "accepted" => &["submitted", "viewed", "shortlisted", "offered", "accepted"],
        "declined" => &["submitted", "viewed", "shortlisted", "offered", "declined"],
        "rejected" => &["submitted", "viewed", "rejected"],
        "withdrawn" => &["submitted", "withdrawn"],
        _ => &[],
    }
}

/// Spread between the listing's publication, or twelve days ago, and now.
fn times(now: Moment, published: Moment, how_many: usize) -> Vec<Moment> {
    let begun = published.max(now - Duration::days(12));
    let step = (now - begun) / (how_many as i32 + 1);
    (1..=how_many).map(|turn| Moment::from_utc((begun + step * turn as i32).0)).collect()
}

fn row(
    vacancy: &Vacancy,
    words: &DemoApplication,
    who: (AccountId, usize, &'static str),
    times: &[Moment],
) -> ApplicationRow {
    let (candidate_id, number, state) = who;
    let (reason, reason_words) = match state {
        "rejected" => (Some(words.rejection.0), words.rejection.1.clone()),
        "withdrawn" => (Some(words.withdrawal.0), words.withdrawal.1.clone()),
        _ => (None, String::new()),
    };
    let begun = times.first().map_or(vacancy.published, |first| *first - Duration::minutes(50));
    ApplicationRow {
        id: id::next(),
        listing_id: vacancy.id,
        candidate_id,
        state,
        name: words.person.name.clone(),
        email: words.person.email.clone(),
        phone: format!("07700 900{number:03}"),
        registration: registration(vacancy.listing.profession, number),
        statement: words.statement.clone(),
        reason,
        reason_words,
        created_at: begun,
        updated_at: times.last().copied().unwrap_or(begun),
        submitted_at: times.first().copied(),
        revealed_at: steps(state)
            .iter()
            .position(|step| *step == "shortlisted")
            .and_then(|at| times.get(at))
            .copied(),
        source: SOURCES[number % SOURCES.len()],
    }
}

/// Ways that lead to listings, as often as they do.
const SOURCES: [Option<Source>; 8] = {
    use Source::{Alert, Browse, Direct, Elsewhere, Search};
    [Some(Search), Some(Search), Some(Alert), Some(Search), Some(Elsewhere), Some(Browse), Some(Direct), None]
};

fn events(id: i64, state: &'static str, words: &DemoApplication, times: &[Moment]) -> Vec<EventRow> {
    let note = |step: &str| match step {
        "shortlisted" => words.messages.first().map_or_else(String::new, |(_, message)| message.clone()),
        "rejected" => {
            let (reason, more) = &words.rejection;
            format!("{}\n{more}", codes::rejection_reasons().label(reason))
        }
        "withdrawn" => codes::withdrawal_reasons().label(words.withdrawal.0).to_owned(),
        _ => String::new(),
    };
    let event = |(step, at): (&&'static str, &Moment)| EventRow {
        id: id::next(),
        application_id: id,
        state: step,
        note: note(step),
        at: *at,
    };
    steps(state).iter().zip(times).map(event).collect()
}

fn receipt(vacancy: &Vacancy, words: &DemoApplication) -> Letter {
    let listing = &vacancy.listing;
    let place = listing.site().map_or("", |site| site.name);
    Letter::to(&words.person.email, &words.person.name, "applications.receipt")
        .subject(format!("Your application: {}", listing.title))
        .para(format!("Your application for {} at {place} has arrived.", listing.title))
        .para(format!("The provider has said that everybody will hear by {}.", day_words(listing.decide_by)))
        .owed_because("You get this because you applied through Rounds.")
}
