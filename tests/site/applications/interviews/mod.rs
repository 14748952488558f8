//! Interviews: arranged, invited to, chosen, changed and cancelled.

mod candidates_choose_a_time;
mod nobody_else_comes_in;
mod providers_arrange_them;
mod the_others_are_told;

pub use super::*;
use chrono::{Datelike, NaiveDate, Weekday};
use rounds::applications::{ApplicationId, State};
use rounds::schema::{applications, interview_invitations, interview_slots};

/// The first Thursday that is at least a week away.
pub fn thursday(world: &World) -> NaiveDate {
    let from = world.app.clock.today() + Duration::days(7);
    from.iter_days().find(|day| day.weekday() == Weekday::Thu).expect("a Thursday")
}

/// A round with two members and an outsider, and four times of half an hour on a Thursday; gives its address.
pub async fn round(world: &World, cast: &Cast) -> String {
    let new = cast.desk(&format!("/listings/{}/interviews/new", cast.listing));
    let fields = [
        ("How do you meet?", "In person"),
        ("Where", "Larkfield House, 1 Park Row"),
        ("Who interviews", "Bea Holt"),
        ("Who interviews", "Vi Crane"),
        ("Others who interview", "Dr Ann Lee"),
        ("Good to know", "Bring your certificate."),
    ];
    let page = cast.bea.submits(&new, "Continue to the times", &fields).await;
    page.is(200).shows("Now add the times");
    let day = thursday(world).to_string();
    let times =
        [("First day", day.as_str()), ("The first begins at", "10:00"), ("The last has ended by", "12:00")];
    let page = cast.bea.presses(&page, "Add these times", &times).await;
    page.is(200).shows("4 times added").shows("10:30am to 11:00am").shows("4 free");
    page.path().to_owned()
}

/// Everybody who applied is put on the shortlist.
pub async fn shortlists(world: &World) {
    let now = world.app.clock.now();
    write(world, move |conn| {
        diesel::update(applications::table)
            .set((applications::state.eq(State::Shortlisted), applications::revealed_at.eq(now)))
            .execute(conn)
    })
    .await;
}

/// Invites these people by their names; gives the page after it.
pub async fn invites(cast: &Cast, round: &str, names: &[&str], told: &[(&str, &str)]) -> Page {
    let page = cast.bea.gets(&format!("{round}/invitations")).await;
    let people = names.iter().map(|name| ("Whom you invite", *name));
    let fields: Vec<_> = people.chain(told.iter().copied()).collect();
    let letters = cast.bea.presses(&page, "See the letters", &fields).await;
    letters.is(200).shows("You are invited to an interview");
    cast.bea.presses(&letters, "Invite and email them", &[]).await
}

/// Somebody's invitation, as its letter leads to it.
pub async fn opens(world: &World, person: &Person) -> Page {
    world.follows_letter(person, "You are invited to an interview").await
}

/// The value of one of the times that a page offers.
pub fn choice(page: &Page, at: usize) -> String {
    page.attributes("input[name=slot]", "value").get(at).cloned().expect("a time")
}

/// Where an interview stands that was agreed: the application, the round, and the candidate's own page.
pub struct Agreed {
    pub application: String,
    pub round: String,
    pub own: String,
}

/// Somebody applies, is put on the shortlist and invited, and takes the first time.
pub async fn agrees(world: &World, cast: &Cast, person: &Person) -> Agreed {
    let application = applies(person, cast).await;
    shortlists(world).await;
    let round = round(world, cast).await;
    invites(cast, &round, &[&person.name], &[]).await.shows("Invited 1, and emailed them");
    let page = opens(world, person).await;
    person.presses(&page, "Take this time", &[("slot", &choice(&page, 0))]).await.is(200);
    Agreed { application, round, own: page.path().to_owned() }
}

pub async fn booked(world: &World) -> i64 {
    let count = |conn: &mut Conn| {
        interview_invitations::table
            .filter(interview_invitations::slot_id.is_not_null())
            .count()
            .get_result(conn)
    };
    world.app.read(count).await.expect("a count")
}
