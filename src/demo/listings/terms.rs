//! What comes with the pay, and what the law and the work ask for.

use super::super::dice::Dice;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoTerms {
    pub pension: &'static str,
    /// Without bank holidays; none where nobody is employed.
    pub annual_leave_days: Option<i64>,
    pub sick_pay: &'static str,
    pub recognises_nhs_service: bool,
}

pub fn of(contract: &str, funding: &str, dice: &mut Dice) -> DemoTerms {
    match contract {
        "practising-privileges" | "sessional" | "locum" => DemoTerms {
            pension: if contract == "locum" { "workplace" } else { "own-arrangement" },
            annual_leave_days: None,
            sick_pay: if contract == "locum" { "statutory" } else { "none" },
            recognises_nhs_service: false,
        },
        "bank" => DemoTerms {
            pension: "workplace",
            annual_leave_days: Some(28),
            sick_pay: "statutory",
            recognises_nhs_service: false,
        },
        _ => employed(funding, dice),
    }
}

fn employed(funding: &str, dice: &mut Dice) -> DemoTerms {
    let as_in_the_nhs = funding == "nhs-funded" && dice.chance(40);
    DemoTerms {
        pension: match as_in_the_nhs {
            true => "nhs-pension",
            false if dice.chance(45) => "workplace-enhanced",
            false => "workplace",
        },
        annual_leave_days: Some(dice.between(25, 33)),
        sick_pay: match as_in_the_nhs {
            true => "nhs-terms",
            false if dice.chance(75) => "enhanced",
            false => "statutory",
        },
        recognises_nhs_service: as_in_the_nhs || dice.chance(60),
    }
}

/// The level that the duties are eligible for, and no higher.
pub fn dbs(area: &str, level: &str) -> &'static str {
    match area {
        "management" | "digital" | "estates" | "desk" => {
            if level == "lead" {
                "standard"
            } else {
                "basic"
            }
        }
        "sterile" | "laboratory" => "standard",
        "womens-health" | "primary-care" | "dental" | "ward" | "theatre" | "hearing" => "enhanced-both",
        _ => "enhanced-adults",
    }
}

pub fn patterns(area: &str, contract: &str, hours: Option<f64>, dice: &mut Dice) -> Vec<&'static str> {
    let full = hours.is_some_and(|hours| hours >= 35.0);
    let mut patterns = Vec::new();
    if full {
        patterns.push("full-time");
    }
    if !full || dice.chance(35) {
        patterns.push("part-time");
    }
    if full && dice.chance(12) {
        patterns.push("job-share");
    }
    if full && dice.chance(10) {
        patterns.push("compressed");
    }
    let around_the_clock = matches!(area, "ward" | "resident-cover" | "mental-health" | "rehabilitation");
    if around_the_clock && dice.chance(60) {
        patterns.push("nights");
    }
    let weekends =
        around_the_clock || matches!(area, "imaging" | "home-care" | "sterile" | "laboratory" | "msk");
    if weekends && dice.chance(50) || contract == "bank" {
        patterns.push("weekends");
    }
    if matches!(area, "theatre" | "estates" | "resident-cover" | "anaesthesia" | "digital") && dice.chance(40)
    {
        patterns.push("on-call");
    }
    if matches!(area, "desk" | "digital" | "management" | "mental-health") && dice.chance(30) {
        patterns.push("remote-or-hybrid");
    }
    patterns
}
