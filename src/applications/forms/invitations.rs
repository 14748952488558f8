//! Whom a provider invites to interviews, which time a candidate takes, and what becomes of it.

use serde::Deserialize;

use super::RejectForm;
use super::bulk::ids_of;
use super::interviews::day_between;
use crate::applications::actions::Meanwhile;
use crate::applications::model::{ApplicationId, MOST_INVITED, SlotId};
use crate::kit::clock::Moment;
use crate::kit::text;
use crate::web::form::Problems;

const LONGEST_WORDS: usize = 1000;

/// Who is invited, and what the others hear.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub application: Vec<String>,
    /// `date` or `outcome`
    pub meanwhile: String,
    pub hear_by: String,
    pub reason: String,
    pub words: String,
    /// `letters` asks to read the letters before they are sent.
    pub then: String,
}

impl InviteForm {
    pub fn ids(&self) -> Vec<ApplicationId> {
        ids_of(&self.application)
    }

    pub fn wants_letters(&self) -> bool {
        self.then == "letters"
    }

    /// `waiting` is how many others have no answer; `None` when there is nobody to tell anything.
    pub fn check(&self, waiting: usize, now: Moment) -> Result<Option<Meanwhile>, Problems> {
        let mut problems = Problems::none();
        match self.ids().len() {
            0 => problems.add("application", "Tick the people whom you invite"),
            1..=MOST_INVITED => {}
            _ => problems.add("application", format!("Invite at most {MOST_INVITED} people at once")),
        }
        if waiting == 0 {
            return problems.done(None);
        }
        let meanwhile = match self.meanwhile.as_str() {
            "date" => {
                let day = day_between(&self.hear_by, now, "Enter the day by which they hear");
                problems.keep("hear_by", day).flatten().map(Meanwhile::HearBy)
            }
            "outcome" => {
                match (RejectForm { reason: self.reason.clone(), words: self.words.clone() }).check() {
                    Ok(rejection) => Some(Meanwhile::NotSuccessful(rejection)),
                    Err(others) => {
                        problems.append(others);
                        None
                    }
                }
            }
            _ => {
                problems.add("meanwhile", "Choose what those hear whom you do not invite");
                None
            }
        };
        problems.done(meanwhile)
    }
}

/// A candidate's time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChooseSlotForm {
    pub slot: String,
}

impl ChooseSlotForm {
    pub fn check(&self) -> Result<SlotId, Problems> {
        let mut problems = Problems::none();
        let slot = problems.keep("slot", self.slot.parse().map_err(|_| "Choose a time"));
        slot.ok_or(problems)
    }
}

/// Another time that a provider gives to somebody, or the end of an invitation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    pub slot: String,
    pub words: String,
    /// What the candidate reads when it is cancelled.
    pub why: String,
}

impl MoveForm {
    pub fn check_move(&self) -> Result<(SlotId, String), Problems> {
        let mut problems = Problems::none();
        let slot = problems.keep("slot", self.slot.parse().map_err(|_| "Choose the other time"));
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        match slot {
            Some(slot) => problems.done((slot, words)),
            None => Err(problems),
        }
    }

    pub fn check_end(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let why = text::lines(&self.why);
        if why.is_empty() {
            problems.add("why", "Say why you cancel it: the candidate reads it");
        }
        problems.not_longer("why", &why, LONGEST_WORDS);
        problems.done(why)
    }
}
