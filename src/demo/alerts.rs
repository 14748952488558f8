//! Searches that people save.

use super::dice::{Dice, For};
use super::people;
use super::tables::{self, Title};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAlert {
    pub email: String,
    /// The words typed; may be empty.
    pub what: &'static str,
    /// The town typed; may be empty.
    pub place: &'static str,
    /// None: anywhere, or the region as a whole.
    pub miles: Option<u16>,
    pub region: Option<&'static str>,
    pub kind: Option<&'static str>,
    pub professions: Vec<&'static str>,
    pub specialties: Vec<&'static str>,
    pub contracts: Vec<&'static str>,
    pub patterns: Vec<&'static str>,
    /// instant, daily or weekly
    pub cadence: &'static str,
}

/// The same number always gives the same search, of the person with that number.
pub fn alert(number: usize) -> DemoAlert {
    let dice = &mut Dice::new(For::Alert, number);
    let person = people::person(number);
    let title = tables::turn(&tables::TITLES, |title| title.weight, number);
    let typed = dice.chance(55);
    let near = dice.chance(70);
    DemoAlert {
        email: person.email,
        what: if typed { title.map_or("", word_typed) } else { "" },
        place: if near { person.town } else { "" },
        miles: if near { dice.pick(&[&5, &10, &15, &25, &50]).copied() } else { None },
        region: if near { None } else { region(dice) },
        kind: if dice.chance(30) { Some("role") } else { None },
        professions: if typed && dice.chance(50) { Vec::new() } else { vec![person.profession] },
        specialties: if dice.chance(15) { person.specialties } else { Vec::new() },
        contracts: if dice.chance(25) { vec!["permanent"] } else { Vec::new() },
        patterns: if dice.chance(25) { vec!["part-time"] } else { Vec::new() },
        cadence: dice.pick(&["instant", "daily", "daily", "daily", "weekly"]).unwrap_or("daily"),
    }
}

/// What comes after the dash when it is one word ("Cataract"), else the last word before it ("Radiographer").
fn word_typed(title: &'static Title) -> &'static str {
    let (before, after) = title.title.split_once(" – ").unwrap_or((&title.title, ""));
    if !after.is_empty() && !after.contains(' ') {
        return after;
    }
    before.split(" (").next().unwrap_or(before).rsplit(' ').next().unwrap_or(before)
}

fn region(dice: &mut Dice) -> Option<&'static str> {
    let site = tables::SITES.get(dice.below(tables::SITES.len()))?;
    crate::codes::region_of(&site.gazetteer)
}
