//! The parts of which there is one: contact, work, right to work, wishes.

use super::{LONGEST_NAME, PartForm, texts};
use crate::accounts::Account;
use crate::codes;
use crate::kit::text;
use crate::profiles::model::{Contact, Part, Profile, RightToWork, Wishes, Work};
use crate::web::form::{self, Problems};

const LONGEST_REACH: usize = 200;
/// More would say nothing.
const MOST_SPECIALTIES: usize = 10;
const MOST_NOTICE_WEEKS: i32 = 52;

texts!(ContactForm { name, phone, reach });

impl PartForm for ContactForm {
    const PART: Part = Part::Contact;
    type Said = Contact;

    fn of(profile: &Profile, account: &Account) -> Self {
        let contact = profile.contact.clone();
        let name = if contact.name.is_empty() { account.name.clone() } else { contact.name };
        Self { name, phone: contact.phone, reach: contact.reach }
    }

    fn check(&self, _: &Self) -> Result<Contact, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &self.name, "Enter your name", LONGEST_NAME);
        let phone = problems.keep("phone", form::phone(&self.phone)).unwrap_or_default();
        let reach = text::line(&self.reach);
        problems.not_longer("reach", &reach, LONGEST_REACH);
        problems.done(Contact { name, phone, reach })
    }
}

texts!(WorkForm { profession, grade, stage }[specialties]);

impl PartForm for WorkForm {
    const PART: Part = Part::Work;
    type Said = (Work, Vec<String>);

    fn of(profile: &Profile, _: &Account) -> Self {
        let Work { profession, grade, stage } = profile.work.clone();
        Self { profession, grade, stage, specialties: profile.specialties.clone() }
    }

    fn check(&self, before: &Self) -> Result<Self::Said, Problems> {
        let mut problems = Problems::none();
        let professions = codes::professions();
        problems.keep(
            "profession",
            professions.check(&self.profession, &before.profession, "Choose your profession"),
        );
        if !self.grade.is_empty() && !codes::pay_bands().offers(&self.grade) {
            let wrong = "Choose a grade from the list";
            problems.keep("grade", codes::grades().check(&self.grade, &before.grade, wrong));
        }
        let wrong = "Choose where you are in your career";
        problems.keep("stage", codes::stages().check(&self.stage, &before.stage, wrong));
        let specialties = codes::specialties().check_each(&self.specialties, &before.specialties, FROM_LIST);
        let specialties = problems.keep("specialties", specialties).unwrap_or_default();
        if specialties.len() > MOST_SPECIALTIES {
            problems
                .add("specialties", format!("Choose the {MOST_SPECIALTIES} that you know best, or fewer"));
        }
        let work = Work {
            profession: self.profession.clone(),
            grade: self.grade.clone(),
            stage: self.stage.clone(),
        };
        problems.done((work, specialties))
    }
}

const FROM_LIST: &str = "Choose from the list";

texts!(RightToWorkForm { right, until });

impl PartForm for RightToWorkForm {
    const PART: Part = Part::RightToWork;
    type Said = RightToWork;

    fn of(profile: &Profile, _: &Account) -> Self {
        let right = &profile.right_to_work;
        let until = right.work_until.map(|day| day.to_string()).unwrap_or_default();
        Self { right: right.code.clone(), until }
    }

    fn check(&self, _: &Self) -> Result<RightToWork, Problems> {
        let mut problems = Problems::none();
        if !codes::rights_to_work().contains(&self.right) {
            problems.add("right", "Choose one of the answers");
        }
        let until = problems.keep("until", form::day(&self.until)).flatten();
        if self.right == "until" && until.is_none() {
            problems.add("until", "Enter the last day on which you may work");
        }
        let work_until = until.filter(|_| self.right == "until");
        problems.done(RightToWork { code: self.right.clone(), work_until })
    }
}

texts!(WishesForm { available, notice }[patterns]);

impl PartForm for WishesForm {
    const PART: Part = Part::Preferences;
    type Said = (Wishes, Vec<String>);

    fn of(profile: &Profile, _: &Account) -> Self {
        let wishes = &profile.wishes;
        Self {
            available: wishes.available_on.map(|day| day.to_string()).unwrap_or_default(),
            notice: wishes.notice_weeks.map(|weeks| weeks.to_string()).unwrap_or_default(),
            patterns: profile.patterns.clone(),
        }
    }

    fn check(&self, before: &Self) -> Result<Self::Said, Problems> {
        let mut problems = Problems::none();
        let available_on = problems.keep("available", form::day(&self.available)).flatten();
        let notice_weeks = problems.keep("notice", weeks(&self.notice)).flatten();
        let patterns = codes::patterns().check_each(&self.patterns, &before.patterns, FROM_LIST);
        let patterns = problems.keep("patterns", patterns).unwrap_or_default();
        problems.done((Wishes { available_on, notice_weeks }, patterns))
    }
}

fn weeks(typed: &str) -> Result<Option<i32>, String> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse::<i32>() {
            Ok(weeks) if (0..=MOST_NOTICE_WEEKS).contains(&weeks) => Ok(Some(weeks)),
            _ => Err(format!("Enter a number of weeks from 0 to {MOST_NOTICE_WEEKS}")),
        },
    }
}
