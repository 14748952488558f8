//! What a page for looking around is about, and where it leads.

use super::browse::{Line, Section};
use super::country::Pin;
use super::told;
use crate::app::App;
use crate::codes::{self, Code};
use crate::kit::places::Place;
use crate::search::criteria::Criteria;
use crate::search::index::{Counts, Group, Sort};
use crate::search::results::count;
use crate::search::spots::Spot;
use crate::web::page::Link;

pub enum Around {
    Profession(&'static Code),
    Specialty(&'static Code),
    Place(Spot),
    ProfessionIn(&'static Code, Spot),
}

impl Around {
    /// The one address of its page.
    pub fn path(&self) -> String {
        match self {
            Around::Profession(own) => format!("/browse/{}", own.code),
            Around::Specialty(own) => format!("/browse/specialty/{}", own.code),
            Around::Place(spot) => spot.href(),
            Around::ProfessionIn(own, spot) => in_place(&own.code, spot),
        }
    }

    pub fn title(&self) -> String {
        match self {
            Around::Profession(own) => format!("{} in independent healthcare", own.plural()),
            Around::Specialty(own) => format!("{} in independent healthcare", own.label),
            Around::Place(spot) => format!("Independent healthcare {}", spot.words()),
            Around::ProfessionIn(own, spot) => format!("{} {}", own.plural(), spot.words()),
        }
    }

    pub fn crumbs(&self) -> Vec<Link> {
        let mut crumbs = vec![Link::to("/browse", "Browse")];
        match self {
            Around::Profession(_) | Around::Specialty(_) => {}
            Around::Place(spot) => {
                crumbs.extend(spot.parents().iter().map(|parent| Link::to(parent.href(), parent.label())));
            }
            Around::ProfessionIn(own, spot) => {
                crumbs.push(Link::to(format!("/browse/{}", own.code), own.plural()));
                crumbs.push(Link::to(spot.href(), spot.label()));
            }
        }
        crumbs
    }

    /// The register that people of its profession must be on.
    pub fn register(&self) -> Option<String> {
        match self {
            Around::Profession(own) | Around::ProfessionIn(own, _) => told::register(&own.code),
            Around::Specialty(_) | Around::Place(_) => None,
        }
    }

    /// Is it about the whole country?
    pub fn is_everywhere(&self) -> bool {
        self.spot().is_none()
    }

    pub fn pin(&self) -> Option<Pin> {
        self.spot().and_then(Pin::of)
    }

    /// Its listings, newest first.
    pub fn criteria(&self) -> Criteria {
        let criteria = self.what().with(|other| other.sort = Sort::Newest);
        match self.spot() {
            Some(spot) => criteria.with(|other| spot.narrow(other)),
            None => criteria,
        }
    }

    /// Where it leads: to its parts, to others beside it. Only what has a listing; each place costs a count.
    pub fn sections(&self, app: &App, counts: &Counts) -> anyhow::Result<Vec<Section>> {
        let sections = match self {
            Around::Profession(own) => self.of_profession(own, counts),
            Around::Specialty(own) => self.of_specialty(own, counts),
            Around::Place(spot) => {
                let professions =
                    Section::of("professions", "By profession", counts, Group::Profession, |code| {
                        in_place(code, spot)
                    });
                let mut sections =
                    vec![professions, self.searches("specialties", "By specialty", Group::Specialty, counts)];
                sections.extend(places_of(app, spot, &self.what(), counts, &Spot::href)?);
                sections
            }
            Around::ProfessionIn(own, spot) => {
                let mut sections =
                    vec![self.searches("specialties", "By specialty", Group::Specialty, counts)];
                let there = |other: &Spot| in_place(&own.code, other);
                sections.extend(places_of(app, spot, &self.what(), counts, &there)?);
                // The counts of professions ignore the one that is chosen.
                let others =
                    Section::of("others", "Other professions here", counts, Group::Profession, |code| {
                        in_place(code, spot)
                    });
                sections.push(others.without(&self.path()));
                sections
            }
        };
        Ok(sections.into_iter().filter(|section| !section.lines.is_empty()).collect())
    }

    fn of_profession(&self, own: &Code, counts: &Counts) -> Vec<Section> {
        vec![
            Section::of("places", "By region", counts, Group::Region, |code| {
                format!("/browse/{}/{code}", own.code)
            }),
            self.searches("specialties", "By specialty", Group::Specialty, counts),
            self.searches("contracts", "By contract", Group::Contract, counts),
            related("Related professions", counts, Group::Profession, own, codes::professions(), |code| {
                format!("/browse/{code}")
            }),
        ]
    }

    fn of_specialty(&self, own: &Code, counts: &Counts) -> Vec<Section> {
        vec![
            self.searches("professions", "By profession", Group::Profession, counts),
            self.searches("places", "By region", Group::Region, counts),
            self.searches("grades", "By grade or learner", Group::Grade, counts),
            related("Related specialties", counts, Group::Specialty, own, codes::specialties(), |code| {
                format!("/browse/specialty/{code}")
            }),
        ]
    }

    /// Searches among its listings for each value of a group.
    fn searches(&self, id: &'static str, title: &str, group: Group, counts: &Counts) -> Section {
        let criteria = self.criteria().with(|other| other.sort = Sort::Best);
        Section::of(id, title, counts, group, |code| {
            criteria.with(|other| drop(other.chosen.insert(group, [code.to_owned()].into()))).href()
        })
    }

    /// What is looked for, wherever.
    fn what(&self) -> Criteria {
        match self {
            Around::Profession(own) | Around::ProfessionIn(own, _) => {
                Criteria::read(&format!("profession={}", own.code))
            }
            Around::Specialty(own) => Criteria::read(&format!("specialty={}", own.code)),
            Around::Place(_) => Criteria::read(""),
        }
    }

    fn spot(&self) -> Option<&Spot> {
        match self {
            Around::Place(spot) | Around::ProfessionIn(_, spot) => Some(spot),
            Around::Profession(_) | Around::Specialty(_) => None,
        }
    }
}

fn in_place(profession: &str, spot: &Spot) -> String {
    format!("/browse/{profession}/{}", spot.key())
}

/// What lies in a place, and what lies beside it. `base` is what is looked for there.
fn places_of(
    app: &App,
    spot: &Spot,
    base: &Criteria,
    counts: &Counts,
    href: &dyn Fn(&Spot) -> String,
) -> anyhow::Result<Vec<Section>> {
    let (counties, towns) = spot.parts();
    let parts = if spot.key() == "london" { "By borough" } else { "By county" };
    let beside = match spot {
        // The counts of regions ignore the one that is chosen.
        Spot::Region(_) => Section::of("regions", "Other regions", counts, Group::Region, |code| {
            Spot::find(code).as_ref().map(href).unwrap_or_default()
        })
        .without(&href(spot)),
        _ => {
            let lines = counted(app, base, spot.neighbours(), href)?;
            Section { id: "neighbours", title: "Near by".into(), lines }
        }
    };
    Ok(vec![
        Section { id: "counties", title: parts.into(), lines: counted(app, base, counties, href)? },
        Section { id: "towns", title: "In and near towns".into(), lines: counted(app, base, towns, href)? },
        beside,
    ])
}

/// Places with how many of the listings are there; those with none are left out.
fn counted(
    app: &App,
    base: &Criteria,
    places: Vec<Place>,
    href: &dyn Fn(&Spot) -> String,
) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for spot in places.into_iter().filter_map(Spot::of) {
        let total = count(app, &base.with(|other| spot.narrow(other)))?;
        if total > 0 {
            lines.push(Line::new(href(&spot), spot.label(), total));
        }
    }
    Ok(lines)
}

/// Others of the same group of a list that have listings.
fn related(
    title: &str,
    counts: &Counts,
    group: Group,
    own: &Code,
    list: &'static codes::List,
    href: impl Fn(&str) -> String,
) -> Section {
    let same =
        |code: &str| list.get(code).is_some_and(|other| other.group == own.group && other.code != own.code);
    Section::some_of("related", title, counts, group, same, href)
}
