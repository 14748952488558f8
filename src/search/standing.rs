//! The addresses of the pages for looking around that have something on them: for the sitemap.

use crate::app::App;
use crate::search::criteria::Criteria;
use crate::search::index::Group;
use crate::search::results::counts;

/// Professions, specialties, regions, and professions in regions. A count for each region.
pub fn browse_addresses(app: &App) -> anyhow::Result<Vec<String>> {
    let all = counts(app, &Criteria::read(""))?.counts;
    let codes = |counts: &crate::search::index::Counts, group: Group| -> Vec<String> {
        let counted = counts.groups.get(&group).into_iter().flatten();
        counted.filter(|(_, count)| *count > 0).map(|(code, _)| code.clone()).collect()
    };
    let mut addresses: Vec<String> = vec!["/browse/providers".into()];
    addresses.extend(codes(&all, Group::Profession).iter().map(|code| format!("/browse/{code}")));
    addresses.extend(codes(&all, Group::Specialty).iter().map(|code| format!("/browse/specialty/{code}")));
    addresses.extend(
        codes(&all, Group::Provider).iter().take(MOST_PROVIDERS).map(|slug| format!("/providers/{slug}")),
    );
    for region in codes(&all, Group::Region) {
        let there = counts(app, &Criteria::read(&format!("region={region}")))?.counts;
        addresses.push(format!("/browse/place/{region}"));
        addresses
            .extend(codes(&there, Group::Profession).iter().map(|code| format!("/browse/{code}/{region}")));
    }
    Ok(addresses)
}

/// A sitemap has room for 50,000 addresses, and listings need most of it.
const MOST_PROVIDERS: usize = 5_000;
