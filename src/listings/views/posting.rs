//! Schema.org JobPosting, for search engines: it says what the page says.

use serde_json::{Value, json};

use crate::codes;
use crate::kit::clock::Moment;
use crate::kit::letters;
use crate::kit::text;
use crate::listings::model::{Full, district};

/// The data block of a live role; `None` for placements, which are no jobs. `<` is escaped, so that no text of a
/// provider can end the block.
pub fn job_posting(full: &Full, site: &letters::Site, now: Moment) -> Option<String> {
    if full.listing.is_placement() || !full.listing.is_live(now) {
        return None;
    }
    serde_json::to_string(&posting(full, site)).ok().map(|json| json.replace('<', "\\u003c"))
}

fn posting(full: &Full, site: &letters::Site) -> Value {
    let (listing, provider) = (&full.listing, &full.provider);
    let mut organisation = json!({
        "@type": "Organization", "name": provider.name, "sameAs": site.url(&provider.href()),
    });
    if provider.logo_id.is_some() {
        organisation["logo"] = site.url(&provider.logo_href()).into();
    }
    let mut posting = json!({
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": listing.title,
        "description": text::markdown(&listing.description),
        "identifier": { "@type": "PropertyValue", "name": provider.name, "value": listing.id.to_string() },
        "datePosted": listing.published_at.map(|at| at.london_day().to_string()),
        "validThrough": listing.closes_at.map(Moment::rfc3339),
        "employmentType": employment_types(full),
        "hiringOrganization": organisation,
        "jobLocation": places(full),
        "directApply": true,
        "url": site.url(&listing.path()),
    });
    if let Some(salary) = salary(full) {
        posting["baseSalary"] = salary;
    }
    posting
}

fn places(full: &Full) -> Vec<Value> {
    let place = |site: &crate::providers::Site| {
        json!({ "@type": "Place", "address": {
            "@type": "PostalAddress",
            "addressLocality": site.town,
            "addressRegion": codes::regions().label(&site.region),
            "postalCode": district(&site.postcode),
            "addressCountry": "GB",
        } })
    };
    full.sites.iter().map(place).collect()
}

/// The words that search engines know; `OTHER` when none fits.
fn employment_types(full: &Full) -> Vec<&'static str> {
    let has = |pattern: &str| full.tags.patterns.iter().any(|code| code == pattern);
    let mut types = Vec::new();
    types.extend((has("full-time") || has("compressed")).then_some("FULL_TIME"));
    types.extend((has("part-time") || has("job-share") || has("term-time")).then_some("PART_TIME"));
    types.extend(match full.listing.contract.as_str() {
        "fixed-term" | "secondment" => Some("TEMPORARY"),
        "locum" | "sessional" | "practising-privileges" => Some("CONTRACTOR"),
        "bank" => Some("PER_DIEM"),
        "volunteer" => Some("VOLUNTEER"),
        _ => None,
    });
    if types.is_empty() {
        types.push("OTHER");
    }
    types
}

/// `None` without numbers, or with a period that search engines do not know.
fn salary(full: &Full) -> Option<Value> {
    let terms = &full.terms;
    let unit = match terms.pay_period.as_deref()? {
        "year" => "YEAR",
        "month" => "MONTH",
        "day" => "DAY",
        "hour" => "HOUR",
        _ => return None,
    };
    let pounds = |pence: i64| pence as f64 / 100.0;
    let mut value = json!({ "@type": "QuantitativeValue", "unitText": unit });
    match (terms.pay_min_pence, terms.pay_max_pence) {
        (None, None) => return None,
        (Some(min), Some(max)) if min == max => value["value"] = pounds(min).into(),
        (min, max) => {
            min.into_iter().for_each(|pence| value["minValue"] = pounds(pence).into());
            max.into_iter().for_each(|pence| value["maxValue"] = pounds(pence).into());
        }
    }
    Some(json!({ "@type": "MonetaryAmount", "currency": "GBP", "value": value }))
}
