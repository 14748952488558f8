//! The parts of which there may be several.

use chrono::{Datelike, NaiveDate};

use super::{EntryForm, LONGEST_NAME, LONGEST_WORDS, StretchQuery, stretch, texts};
use crate::codes::{self, registrations};
use crate::kit::places::{self, Found};
use crate::kit::text;
use crate::profiles::model::{
    Break, Employment, Part, Place, Qualification, Referee, Registration, Training, month_words, read_month,
};
use crate::web::form::{self, Problems};

/// The first year in which somebody now at work can have passed anything.
const FIRST_YEAR: i32 = 1940;
/// Miles that a place may be searched around.
const RADII: [i32; 7] = [5, 10, 15, 25, 50, 75, 100];

fn words(problems: &mut Problems, field: &str, typed: &str) -> String {
    let words = text::lines(typed);
    problems.not_longer(field, &words, LONGEST_WORDS);
    words
}

fn optional(problems: &mut Problems, field: &str, typed: &str) -> String {
    let line = text::line(typed);
    problems.not_longer(field, &line, LONGEST_NAME);
    line
}

fn shown(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

texts!(RegistrationForm { body, number });

impl EntryForm for RegistrationForm {
    type Entry = Registration;
    const PART: Part = Part::Registrations;
    const BASE: &'static str = "/profile/registrations";
    const A_NOUN: &'static str = "a registration";

    fn of(entry: &Registration) -> Self {
        Self { body: entry.body.clone(), number: entry.number.clone() }
    }

    fn check(&self, _: NaiveDate) -> Result<Registration, Problems> {
        let mut problems = Problems::none();
        if !codes::registrations().contains(&self.body) {
            problems.add("body", "Choose the body that you are registered with");
            return Err(problems);
        }
        let number = problems.keep("number", registrations::check(&self.body, &self.number));
        problems.done(Registration { body: self.body.clone(), number: number.unwrap_or_default() })
    }
}

texts!(QualificationForm { title, institution, result, awarded });

impl EntryForm for QualificationForm {
    type Entry = Qualification;
    const PART: Part = Part::Qualifications;
    const BASE: &'static str = "/profile/qualifications";
    const A_NOUN: &'static str = "a qualification";

    fn of(entry: &Qualification) -> Self {
        let Qualification { title, institution, result, awarded } = entry.clone();
        Self { title, institution, result, awarded: awarded.to_string() }
    }

    fn check(&self, today: NaiveDate) -> Result<Qualification, Problems> {
        let mut problems = Problems::none();
        let title = problems.required("title", &self.title, "Enter what you qualified in", LONGEST_NAME);
        let institution =
            problems.required("institution", &self.institution, "Enter who awarded it", LONGEST_NAME);
        let result = optional(&mut problems, "result", &self.result);
        let year = self.awarded.trim().parse::<i32>().ok();
        let year = year.filter(|year| (FIRST_YEAR..=today.year()).contains(year));
        let wrong = format!("Enter the year of the award, from {FIRST_YEAR} to {}", today.year());
        let awarded = problems.keep("awarded", year.ok_or(wrong)).unwrap_or_default();
        problems.done(Qualification { title, institution, result, awarded })
    }
}

texts!(EmploymentForm { title, employer, started, ended, duties, leaving });

impl EntryForm for EmploymentForm {
    type Entry = Employment;
    const PART: Part = Part::Employment;
    const BASE: &'static str = "/profile/employment";
    const A_NOUN: &'static str = "a job";

    fn of(entry: &Employment) -> Self {
        Self {
            title: entry.title.clone(),
            employer: entry.employer.clone(),
            started: month_words(entry.started),
            ended: entry.ended.map(month_words).unwrap_or_default(),
            duties: entry.duties.clone(),
            leaving: entry.leaving.clone(),
        }
    }

    fn check(&self, today: NaiveDate) -> Result<Employment, Problems> {
        let mut problems = Problems::none();
        let title = problems.required("title", &self.title, "Enter what you were employed as", LONGEST_NAME);
        let employer = problems.required("employer", &self.employer, "Enter the employer", LONGEST_NAME);
        let (started, ended) = stretch(&mut problems, (&self.started, &self.ended), today);
        let duties = words(&mut problems, "duties", &self.duties);
        let leaving = optional(&mut problems, "leaving", &self.leaving);
        problems.done(Employment { title, employer, started, ended, duties, leaving })
    }
}

texts!(BreakForm { started, ended, explanation });

impl EntryForm for BreakForm {
    type Entry = Break;
    const PART: Part = Part::Employment;
    const BASE: &'static str = "/profile/breaks";
    const A_NOUN: &'static str = "a break";

    fn of(entry: &Break) -> Self {
        Self {
            started: month_words(entry.started),
            ended: entry.ended.map(month_words).unwrap_or_default(),
            explanation: entry.explanation.clone(),
        }
    }

    fn asked(stretch: &StretchQuery) -> Self {
        let month = |typed: &str| read_month(typed).ok().flatten().map(month_words).unwrap_or_default();
        Self { started: month(&stretch.from), ended: month(&stretch.to), explanation: String::new() }
    }

    fn check(&self, today: NaiveDate) -> Result<Break, Problems> {
        let mut problems = Problems::none();
        let (started, ended) = stretch(&mut problems, (&self.started, &self.ended), today);
        let explanation = words(&mut problems, "explanation", &self.explanation);
        if explanation.is_empty() {
            problems.add("explanation", "Say in a few words what you did");
        }
        problems.done(Break { started, ended, explanation })
    }
}

texts!(TrainingForm { skill, title, completed, expires });

impl EntryForm for TrainingForm {
    type Entry = Training;
    const PART: Part = Part::Training;
    const BASE: &'static str = "/profile/training";
    const A_NOUN: &'static str = "training";

    fn of(entry: &Training) -> Self {
        Self {
            skill: entry.skill.clone(),
            title: entry.title.clone(),
            completed: entry.completed_on.to_string(),
            expires: shown(entry.expires_on),
        }
    }

    fn check(&self, today: NaiveDate) -> Result<Training, Problems> {
        let mut problems = Problems::none();
        let title = optional(&mut problems, "title", &self.title);
        if !self.skill.is_empty() && !codes::core_skills().contains(&self.skill) {
            problems.add("skill", "Choose from the list");
        } else if self.skill.is_empty() && title.is_empty() {
            problems.add("skill", "Choose a subject, or write below what the course was");
        }
        let completed = problems.keep("completed", form::day(&self.completed)).flatten();
        match completed {
            None => problems.add("completed", "Enter the day on which you completed it"),
            Some(day) if day > today => problems.add("completed", "Enter a day that is not in the future"),
            _ => {}
        }
        let expires_on = problems.keep("expires", form::day(&self.expires)).flatten();
        if completed.zip(expires_on).is_some_and(|(done, expires)| expires <= done) {
            problems.add("expires", "Enter a day after the one on which you completed it");
        }
        let completed_on = completed.unwrap_or_default();
        problems.done(Training { skill: self.skill.clone(), title, completed_on, expires_on })
    }
}

texts!(RefereeForm { name, title, organisation, relation, email, phone });

impl EntryForm for RefereeForm {
    type Entry = Referee;
    const PART: Part = Part::Referees;
    const BASE: &'static str = "/profile/referees";
    const A_NOUN: &'static str = "a referee";

    fn of(entry: &Referee) -> Self {
        let Referee { name, title, organisation, relation, email, phone } = entry.clone();
        Self { name, title, organisation, relation, email, phone }
    }

    fn check(&self, _: NaiveDate) -> Result<Referee, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &self.name, "Enter their name", LONGEST_NAME);
        let title = optional(&mut problems, "title", &self.title);
        let organisation =
            problems.required("organisation", &self.organisation, "Enter where they work", LONGEST_NAME);
        let relation =
            problems.required("relation", &self.relation, "Enter how they know your work", LONGEST_NAME);
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        let phone = problems.keep("phone", form::phone(&self.phone)).unwrap_or_default();
        problems.done(Referee { name, title, organisation, relation, email, phone })
    }
}

texts!(PlaceForm { place, miles });

impl EntryForm for PlaceForm {
    type Entry = Place;
    const PART: Part = Part::Preferences;
    const BASE: &'static str = "/profile/places";
    const A_NOUN: &'static str = "a place";

    fn of(entry: &Place) -> Self {
        Self { place: entry.label.clone(), miles: entry.miles.unwrap_or_default().to_string() }
    }

    fn check(&self, _: NaiveDate) -> Result<Place, Problems> {
        let mut problems = Problems::none();
        let found = problems.keep("place", find(&self.place));
        let miles = self.miles.parse().ok().filter(|miles| RADII.contains(miles));
        let is_area = found.as_ref().is_some_and(|place| place.area.is_some());
        if miles.is_none() && !is_area {
            problems.add("miles", "Choose how far from there");
        }
        let found = found.map(|place| (place.key, place.label)).unwrap_or_default();
        problems.done(Place { place: found.0, label: found.1, miles: miles.filter(|_| !is_area) })
    }
}

/// The one place that the words mean; when they mean several or none, a sentence that says so.
fn find(typed: &str) -> Result<places::Place, String> {
    let listed = |found: &[places::Place]| {
        let labels: Vec<&str> = found.iter().take(4).map(|place| place.label.as_str()).collect();
        labels.join("; ")
    };
    match places::find(&text::line(typed)) {
        Found::One(place) => Ok(place),
        Found::Several(found) => {
            Err(format!("There are several. Write which one you mean: {}", listed(&found)))
        }
        Found::Near(found) if !found.is_empty() => {
            Err(format!("There is no place of that name. Did you mean: {}?", listed(&found)))
        }
        Found::Outside => Err("We do not cover the Channel Islands and the Isle of Man yet".into()),
        Found::Near(_) | Found::Nothing => {
            Err("Enter a town, a county, a region or a postcode, like Leeds or LS1 4AP".into())
        }
    }
}

/// The radii as the form offers them.
pub fn radii() -> Vec<form::Choice> {
    RADII.iter().map(|miles| form::Choice::new(miles.to_string(), format!("{miles} miles"))).collect()
}
