//! The rows of listings, one struct a table.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::listings::model::{
    CriterionId, ListingId, ListingKind, ListingState, Need, QuestionId, QuestionKind,
};
use crate::providers::ProviderId;
use crate::schema::{listing_criteria, listing_questions, listing_terms, listings, placement_details};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = listings, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Listing {
    pub id: ListingId,
    pub provider_id: ProviderId,
    pub kind: ListingKind,
    pub state: ListingState,
    /// Grows with each edit; who edits an older one is told.
    pub version: i32,
    pub title: String,
    /// One or two sentences for lists and previews.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// The provider's own number; the public does not see it.
    pub internal_reference: String,
    pub profession: String,
    pub contract: String,
    pub funding: String,
    pub starts_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    /// 23:59 London time on the closing day.
    pub closes_at: Option<Moment>,
    pub decide_by: Option<NaiveDate>,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub wants_cv: bool,
    pub wants_statement: bool,
    /// Those who choose see who applies only once they have shortlisted them.
    pub blind: bool,
    pub created_by: Option<AccountId>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
    pub published_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// A code of `close_reasons`, or `None` when the clock closed it.
    pub closed_because: Option<String>,
    /// What the moderator asked to mend, in sentences.
    pub returned_because: Option<String>,
    /// Since when moderators keep it out of sight; only they set it and take it away.
    #[diesel(skip_update)]
    pub suspended_at: Option<Moment>,
}

impl Listing {
    /// An empty draft.
    pub fn draft(provider: ProviderId, kind: ListingKind, by: Option<AccountId>, now: Moment) -> Self {
        Self {
            id: ListingId::new(),
            provider_id: provider,
            kind,
            state: ListingState::Draft,
            version: 1,
            title: String::new(),
            summary: String::new(),
            description: String::new(),
            internal_reference: String::new(),
            profession: String::new(),
            contract: String::new(),
            funding: String::new(),
            starts_on: None,
            closes_on: None,
            closes_at: None,
            decide_by: None,
            contact_name: String::new(),
            contact_email: String::new(),
            contact_phone: String::new(),
            wants_cv: true,
            wants_statement: true,
            blind: true,
            created_by: by,
            created_at: now,
            updated_at: now,
            submitted_at: None,
            published_at: None,
            closed_at: None,
            closed_because: None,
            returned_because: None,
            suspended_at: None,
        }
    }
}

/// What the candidate is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = listing_terms, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Terms {
    pub listing_id: ListingId,
    pub pay_period: Option<String>,
    pub pay_min_pence: Option<i64>,
    pub pay_max_pence: Option<i64>,
    pub pay_note: String,
    /// A code of `pay_bands`: a comparison, not the scale that is paid.
    pub comparable_band: Option<String>,
    pub hours_per_week: Option<f64>,
    pub pension: Option<String>,
    pub annual_leave_days: Option<i32>,
    pub sick_pay: Option<String>,
    pub recognises_nhs_service: Option<bool>,
    pub visa_sponsorship: Option<bool>,
    pub ltft_welcome: Option<bool>,
    pub dbs_level: Option<String>,
}

impl Terms {
    pub fn empty(listing_id: ListingId) -> Self {
        Self {
            listing_id,
            pay_period: None,
            pay_min_pence: None,
            pay_max_pence: None,
            pay_note: String::new(),
            comparable_band: None,
            hours_per_week: None,
            pension: None,
            annual_leave_days: None,
            sick_pay: None,
            recognises_nhs_service: None,
            visa_sponsorship: None,
            ltft_welcome: None,
            dbs_level: None,
        }
    }
}

/// A screening question.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset,
)]
#[diesel(table_name = listing_questions)]
pub struct Question {
    pub id: QuestionId,
    pub listing_id: ListingId,
    pub position: i32,
    pub kind: QuestionKind,
    pub prompt: String,
    pub required: bool,
    /// One a line, for the kinds that are chosen from.
    pub choices: String,
    /// Characters that an answer in words may have.
    pub longest: i32,
}

/// One thing that the listing asks of a person.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset,
)]
#[diesel(table_name = listing_criteria)]
pub struct Criterion {
    pub id: CriterionId,
    pub listing_id: ListingId,
    pub position: i32,
    pub need: Need,
    pub words: String,
}

/// What a placement has and a role has not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = placement_details, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Placement {
    pub listing_id: ListingId,
    pub nhs_partner: String,
    pub lead_employer: String,
    pub training_office: Option<String>,
    pub programme: String,
    pub ends_on: Option<NaiveDate>,
    /// Learners at a time.
    pub capacity: Option<i32>,
    /// The least share of whole time that can be worked.
    pub wte_percent: Option<i32>,
    pub supervisor_name: String,
    /// Format checked, not verified.
    pub supervisor_gmc: String,
    pub supervised_by_recognised: Option<bool>,
    pub supervision_note: String,
    pub open_to_every_level: Option<bool>,
    pub levels_note: String,
    pub indemnity_in_place: Option<bool>,
    pub indemnity_basis: String,
    /// Percent of the work.
    pub nhs_funded_share: Option<i32>,
    pub site_approval: String,
    pub timetable: String,
    pub on_call: String,
    pub lists_per_week: Option<f64>,
    pub procedures: String,
    pub case_mix: String,
}

impl Placement {
    pub fn empty(listing_id: ListingId) -> Self {
        Self {
            listing_id,
            nhs_partner: String::new(),
            lead_employer: String::new(),
            training_office: None,
            programme: String::new(),
            ends_on: None,
            capacity: None,
            wte_percent: None,
            supervisor_name: String::new(),
            supervisor_gmc: String::new(),
            supervised_by_recognised: None,
            supervision_note: String::new(),
            open_to_every_level: None,
            levels_note: String::new(),
            indemnity_in_place: None,
            indemnity_basis: String::new(),
            nhs_funded_share: None,
            site_approval: String::new(),
            timetable: String::new(),
            on_call: String::new(),
            lists_per_week: None,
            procedures: String::new(),
            case_mix: String::new(),
        }
    }
}
