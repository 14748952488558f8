//! What the index is told of a listing.

use crate::codes;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::{places, text};
use crate::listings::{self, Full, ListingId, Placement};
use crate::providers::{self, ProviderId};
use crate::search::criteria::annual;
use crate::search::index::{Document, Group, Site};
use diesel::QueryResult;

/// Those of the listings that are live, as the index takes them.
pub fn documents(conn: &mut Conn, ids: &[ListingId], now: Moment) -> QueryResult<Vec<Document>> {
    let fulls = listings::documents(conn, ids, now)?;
    let owners: Vec<ProviderId> = fulls.iter().map(|full| full.provider.id).collect();
    let claims = providers::claims_of(conn, &owners)?;
    let said = |full: &Full| claims.get(&full.provider.id).map(Vec::as_slice).unwrap_or_default();
    Ok(fulls.iter().map(|full| document(full, said(full))).collect())
}

/// A listing as the index takes it; `claims` is what its provider says of working there.
pub fn document(full: &Full, claims: &[String]) -> Document {
    let (listing, terms) = (&full.listing, &full.terms);
    let pay = terms.pay_max_pence.or(terms.pay_min_pence).zip(terms.pay_period.as_deref());
    Document {
        listing: listing.id.0,
        title: listing.title.clone(),
        trade: trade(full),
        provider_name: full.provider.name.clone(),
        places: places_of(full),
        text: words(full),
        codes: [filter_codes(full), claim_codes(claims)].concat(),
        sites: full.sites.iter().map(site).collect(),
        posted_at: listing.published_at.unwrap_or(listing.created_at).0,
        closes_at: listing.closes_at.map(|at| at.0),
        starts_on: listing.starts_on,
        pays: pay
            .and_then(|(pence, period)| annual(pence, period))
            .and_then(|pence| u32::try_from(pence / 100).ok()),
    }
}

fn trade(full: &Full) -> Vec<String> {
    let labels = |list: &codes::List, codes: &[String]| -> Vec<String> {
        codes.iter().map(|code| list.label(code).to_owned()).collect()
    };
    let profession = codes::professions().label(&full.listing.profession).to_owned();
    [
        vec![profession],
        labels(codes::specialties(), &full.tags.specialties),
        labels(codes::grades(), &full.tags.grades),
        labels(codes::learners(), &full.tags.learners),
    ]
    .concat()
}

fn places_of(full: &Full) -> Vec<String> {
    let named = full.sites.iter().flat_map(|site| {
        let district = places::Postcode::parse(&site.postcode).map(|postcode| postcode.district);
        let region = codes::regions().label(&site.region).to_owned();
        [site.town.clone(), site.name.clone(), region, district.unwrap_or_default()]
    });
    named.filter(|name| !name.is_empty()).collect()
}

/// All that people may search for and that is neither title, trade, provider nor place.
fn words(full: &Full) -> String {
    let (listing, terms) = (&full.listing, &full.terms);
    let mut words = vec![listing.summary.clone(), text::plain(&listing.description)];
    words.push(listing.kind.label().to_owned());
    words.push(codes::contracts().label(&listing.contract).to_owned());
    words.push(codes::patterns().labels(&full.tags.patterns));
    words.push(codes::stages().labels(&full.tags.stages));
    words.push(codes::fundings().label(&listing.funding).to_owned());
    words.extend(full.sites.iter().map(|site| codes::sectors().label(&site.sector).to_owned()));
    words.extend(terms.comparable_band.as_ref().map(|band| codes::pay_bands().label(band).to_owned()));
    words.push(terms.pay_note.clone());
    if terms.visa_sponsorship == Some(true) {
        words.push("Visa sponsorship".into());
    }
    if terms.ltft_welcome == Some(true) {
        words.push("Less than full time".into());
    }
    words.extend(full.placement.as_ref().map(placement_words));
    words.retain(|words| !words.is_empty());
    words.join(&crate::search::words::SECTION.to_string())
}

fn placement_words(placement: &Placement) -> String {
    let office =
        placement.training_office.as_ref().map(|code| codes::training_offices().label(code).to_owned());
    let texts = [
        &placement.programme,
        &placement.nhs_partner,
        &placement.lead_employer,
        &placement.levels_note,
        &placement.supervision_note,
        &placement.site_approval,
        &placement.timetable,
        &placement.on_call,
        &placement.procedures,
        &placement.case_mix,
    ];
    let plain = texts.into_iter().map(|words| text::plain(words)).chain(office);
    plain.collect::<Vec<_>>().join(&crate::search::words::SECTION.to_string())
}

fn filter_codes(full: &Full) -> Vec<(Group, String)> {
    let (listing, terms, tags) = (&full.listing, &full.terms, &full.tags);
    let mut codes: Vec<(Group, String)> = vec![
        (Group::Kind, listing.kind.as_str().to_owned()),
        (Group::Profession, listing.profession.clone()),
        (Group::Contract, listing.contract.clone()),
        (Group::Funding, listing.funding.clone()),
        (Group::Provider, full.provider.slug.clone()),
    ];
    let several = [
        (Group::Specialty, &tags.specialties),
        (Group::Pattern, &tags.patterns),
        (Group::Grade, &tags.grades),
        (Group::Grade, &tags.learners),
        (Group::Stage, &tags.stages),
    ];
    for (group, values) in several {
        codes.extend(values.iter().map(|code| (group, code.clone())));
    }
    for site in &full.sites {
        codes.push((Group::Region, site.region.clone()));
        codes.push((Group::Sector, site.sector.clone()));
    }
    codes.extend(terms.comparable_band.clone().map(|band| (Group::Band, band)));
    let yes = |holds: Option<bool>, group| (holds == Some(true)).then(|| (group, "yes".to_owned()));
    codes.extend(yes(terms.visa_sponsorship, Group::Visa));
    codes.extend(yes(terms.ltft_welcome, Group::Ltft));
    codes.retain(|(_, code)| !code.is_empty());
    codes
}

fn claim_codes(claims: &[String]) -> Vec<(Group, String)> {
    let code = |claim: &String| {
        let group = match codes::claims().get(claim)?.group.as_str() {
            "Career" => Group::Career,
            "Control" => Group::Control,
            "Culture" => Group::Culture,
            _ => return None,
        };
        Some((group, claim.clone()))
    };
    claims.iter().filter_map(code).collect()
}

fn site(site: &crate::providers::Site) -> Site {
    let areas = places::areas_of(&site.postcode);
    Site {
        lat: site.latitude,
        lon: site.longitude,
        areas: areas.unwrap_or_else(|| vec![site.region.clone()]),
    }
}

#[cfg(test)]
mod tests {
    use crate::search::FILTERS;
    use crate::search::index::MOST_CODES;

    #[test]
    fn every_value_of_every_list_has_room_in_a_row() {
        let values: usize = FILTERS.iter().map(|filter| filter.choices().len()).sum();
        assert!(values * 5 < MOST_CODES * 4, "{values} of {MOST_CODES}: raise groups::WORDS");
    }
}
