//! The rows that the seed writes, as the tables want them.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::listings::model::Source;
use crate::schema::*;
use crate::web::session::{AccountId, Role};

#[derive(Insertable)]
#[diesel(table_name = accounts)]
pub struct AccountRow<'a> {
    pub id: AccountId,
    pub email: &'a str,
    pub name: &'a str,
    pub role: Role,
    pub password_hash: &'a str,
    pub confirmed_at: Moment,
    pub created_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = providers, treat_none_as_default_value = false)]
pub struct ProviderRow<'a> {
    pub id: i64,
    pub slug: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    pub sector: &'a str,
    pub funding: &'a str,
    pub website: &'a str,
    pub cqc_code: Option<&'a str>,
    pub ods_code: Option<&'a str>,
    pub state: &'static str,
    pub submitted_at: Option<Moment>,
    pub verified_at: Option<Moment>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = sites, treat_none_as_default_value = false)]
pub struct SiteRow<'a> {
    pub id: i64,
    pub provider_id: i64,
    pub name: &'a str,
    pub address: &'a str,
    pub town: &'a str,
    pub postcode: &'a str,
    pub region: &'a str,
    pub latitude: f64,
    pub longitude: f64,
    pub sector: &'a str,
    pub funding: &'a str,
    pub cqc_code: Option<&'a str>,
    pub ods_code: Option<&'a str>,
    pub created_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = memberships)]
pub struct MembershipRow {
    pub id: i64,
    pub provider_id: i64,
    pub account_id: AccountId,
    pub role: &'static str,
    pub created_at: Moment,
    pub limited: bool,
}

#[derive(Insertable)]
#[diesel(table_name = claims, treat_none_as_default_value = false)]
pub struct ClaimRow {
    pub id: i64,
    pub provider_id: i64,
    pub claim: &'static str,
    pub state: &'static str,
    pub figures: String,
    pub detail: String,
    pub source: String,
    pub stated_on: Option<NaiveDate>,
    pub evidence: &'static str,
    pub returned_because: Option<&'static str>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
}

#[derive(Insertable)]
#[diesel(table_name = listings, treat_none_as_default_value = false)]
pub struct ListingRow {
    pub id: i64,
    pub provider_id: i64,
    pub kind: &'static str,
    pub state: &'static str,
    pub version: i32,
    pub title: String,
    pub summary: String,
    pub description: String,
    pub internal_reference: String,
    pub profession: &'static str,
    pub contract: &'static str,
    pub funding: &'static str,
    pub starts_on: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    pub closes_at: Option<Moment>,
    pub decide_by: Option<NaiveDate>,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub wants_cv: bool,
    pub wants_statement: bool,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
    pub published_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub closed_because: Option<&'static str>,
    pub returned_because: Option<&'static str>,
}

#[derive(Insertable)]
#[diesel(table_name = listing_terms, treat_none_as_default_value = false)]
pub struct TermsRow {
    pub listing_id: i64,
    pub pay_period: Option<&'static str>,
    pub pay_min_pence: Option<i64>,
    pub pay_max_pence: Option<i64>,
    pub pay_note: String,
    pub comparable_band: Option<&'static str>,
    pub hours_per_week: Option<f64>,
    pub pension: Option<&'static str>,
    pub annual_leave_days: Option<i32>,
    pub sick_pay: Option<&'static str>,
    pub recognises_nhs_service: Option<bool>,
    pub visa_sponsorship: Option<bool>,
    pub ltft_welcome: Option<bool>,
    pub dbs_level: Option<&'static str>,
}

#[derive(Insertable)]
#[diesel(table_name = listing_tags)]
pub struct TagRow {
    pub listing_id: i64,
    pub tag_group: &'static str,
    pub code: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = listing_sites)]
pub struct ListingSiteRow {
    pub listing_id: i64,
    pub site_id: i64,
    pub position: i32,
}

#[derive(Insertable)]
#[diesel(table_name = listing_questions)]
pub struct QuestionRow {
    pub id: i64,
    pub listing_id: i64,
    pub position: i32,
    pub kind: &'static str,
    pub prompt: &'static str,
    pub required: bool,
    pub choices: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = placement_details, treat_none_as_default_value = false)]
pub struct PlacementRow {
    pub listing_id: i64,
    pub nhs_partner: &'static str,
    pub lead_employer: &'static str,
    pub training_office: Option<&'static str>,
    pub programme: String,
    pub ends_on: Option<NaiveDate>,
    pub capacity: Option<i32>,
    pub wte_percent: Option<i32>,
    pub supervisor_name: String,
    pub supervisor_gmc: String,
    pub supervised_by_recognised: Option<bool>,
    pub supervision_note: String,
    pub open_to_every_level: Option<bool>,
    pub levels_note: String,
    pub indemnity_in_place: Option<bool>,
    pub indemnity_basis: &'static str,
    pub nhs_funded_share: Option<i32>,
    pub site_approval: &'static str,
    pub timetable: String,
    pub on_call: &'static str,
    pub lists_per_week: Option<f64>,
    pub procedures: String,
    pub case_mix: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = listing_changes)]
pub struct ChangeRow {
    pub id: i64,
    pub listing_id: i64,
    pub changed_at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = applications, treat_none_as_default_value = false)]
pub struct ApplicationRow {
    pub id: i64,
    pub listing_id: i64,
    pub candidate_id: AccountId,
    pub state: &'static str,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub registration: String,
    pub statement: String,
    pub reason: Option<&'static str>,
    pub reason_words: String,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
    pub revealed_at: Option<Moment>,
    pub source: Option<Source>,
}

#[derive(Insertable)]
#[diesel(table_name = application_answers)]
pub struct AnswerRow {
    pub application_id: i64,
    pub question_id: i64,
    pub answer: String,
}

#[derive(Insertable)]
#[diesel(table_name = application_events)]
pub struct EventRow {
    pub id: i64,
    pub application_id: i64,
    pub state: &'static str,
    pub note: String,
    pub at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = listing_criteria)]
pub struct CriterionRow {
    pub id: i64,
    pub listing_id: i64,
    pub position: i32,
    pub need: &'static str,
    pub words: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = application_scores)]
pub struct ScoreRow {
    pub application_id: i64,
    pub criterion_id: i64,
    pub account_id: AccountId,
    pub score: i32,
    pub at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = application_notes)]
pub struct NoteRow {
    pub id: i64,
    pub application_id: i64,
    pub author_id: AccountId,
    pub words: String,
    pub at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = application_messages)]
pub struct MessageRow {
    pub id: i64,
    pub application_id: i64,
    pub side: &'static str,
    pub author_id: AccountId,
    pub number: i64,
    pub words: String,
    pub at: Moment,
}

#[derive(Insertable)]
#[diesel(table_name = application_message_reads)]
pub struct ReadRow {
    pub application_id: i64,
    pub account_id: AccountId,
    pub seen_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = alerts, treat_none_as_default_value = false)]
pub struct AlertRow {
    pub id: i64,
    pub account_id: Option<AccountId>,
    pub email: String,
    pub label: String,
    pub search: String,
    pub frequency: &'static str,
    pub state: &'static str,
    pub confirm_hash: Option<String>,
    pub manage_key: String,
    pub created_at: Moment,
    pub confirmed_at: Option<Moment>,
    pub hour: i32,
    pub weekday: i32,
    pub paused_until: Option<NaiveDate>,
    pub kept_at: Option<Moment>,
    pub asked_at: Option<Moment>,
}
