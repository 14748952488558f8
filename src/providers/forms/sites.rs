//! What people type about a site.

use serde::Deserialize;

use super::{FUNDING, LONGEST_NAME, SECTOR, code, one_of};
use crate::codes::establishments::{check_cqc, check_ods};
use crate::kit::places;
use crate::providers::model::NewSite;
use crate::providers::store::{Provider, Site};
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SiteForm {
    pub name: String,
    pub address: String,
    pub town: String,
    pub postcode: String,
    pub sector: String,
    pub funding: String,
    pub cqc_code: String,
    pub ods_code: String,
}

impl From<&Site> for SiteForm {
    fn from(site: &Site) -> Self {
        Self {
            name: site.name.clone(),
            address: site.address.clone(),
            town: site.town.clone(),
            postcode: site.postcode.clone(),
            sector: site.sector.clone(),
            funding: site.funding.clone(),
            cqc_code: site.cqc_code.clone().unwrap_or_default(),
            ods_code: site.ods_code.clone().unwrap_or_default(),
        }
    }
}

/// Which sites are to be shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SitesQuery {
    /// A part of a name, a town or a postcode.
    pub q: String,
    pub page: String,
}

impl SiteForm {
    /// A new site is mostly like its organisation.
    pub fn like(provider: &Provider) -> Self {
        Self { sector: provider.sector.clone(), funding: provider.funding.clone(), ..Self::default() }
    }

    /// `before` is the site as it is, or what its organisation is like.
    pub fn check(&self, before: &Self) -> Result<NewSite, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &self.name, "Enter the name of the site", LONGEST_NAME);
        let address = problems.required("address", &self.address, "Enter the street address", 200);
        let town = problems.required("town", &self.town, "Enter the town or city", 80);
        let located = problems.keep("postcode", locate(&self.postcode));
        let sector = one_of(&mut problems, SECTOR, &self.sector, Some(&before.sector));
        let funding = one_of(&mut problems, FUNDING, &self.funding, Some(&before.funding));
        let cqc_code = code(&mut problems, "cqc_code", &self.cqc_code, check_cqc);
        let ods_code = code(&mut problems, "ods_code", &self.ods_code, check_ods);
        let Some(at) = located else { return Err(problems) };
        problems.done(NewSite {
            name,
            address,
            town,
            postcode: at.postcode,
            region: at.region.to_string(),
            latitude: at.lat,
            longitude: at.lon,
            sector,
            funding,
            cqc_code,
            ods_code,
        })
    }
}

/// Where a postcode lies, or what is wrong with it.
fn locate(typed: &str) -> Result<places::Located, &'static str> {
    if typed.trim().is_empty() {
        return Err("Enter a postcode");
    }
    match places::Postcode::parse(typed) {
        Some(postcode) if postcode.is_outside() => {
            Err("The Channel Islands and the Isle of Man are not covered yet")
        }
        Some(postcode) if postcode.full.is_some() => {
            places::postcode(typed).ok_or("There is no such postcode. Check it, or use that of a neighbour")
        }
        _ => Err("Enter a whole postcode, like LS1 4AP"),
    }
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn a_site_lies_where_its_postcode_says() {
        for (typed, wrong) in [
            ("", "Enter a postcode"),
            ("LS1", "Enter a whole postcode, like LS1 4AP"),
            ("here", "Enter a whole postcode, like LS1 4AP"),
            ("JE2 4WD", "The Channel Islands and the Isle of Man are not covered yet"),
            ("ZZ99 9ZZ", "There is no such postcode. Check it, or use that of a neighbour"),
        ] {
            assert_eq!(locate(typed).unwrap_err(), wrong, "{typed}");
        }
        let leeds = locate("ls14ap").unwrap();
        assert_eq!((leeds.postcode.as_str(), leeds.region), ("LS1 4AP", "north-east-and-yorkshire"));
    }
}
