//! What the index is told about a listing.

use super::Group;
use chrono::{NaiveDate, NaiveDateTime};

#[derive(Debug, Clone, Default)]
pub struct Document {
    pub listing: i64,
    pub title: String,
    /// The names of its profession, specialties and grades: they weigh as much as the title.
    pub trade: Vec<String>,
    pub provider_name: String,
    /// Towns, counties and the like, as people would write them.
    pub places: Vec<String>,
    /// All other text, without markup.
    pub text: String,
    /// Its values in the groups of filters; a group may come several times.
    pub codes: Vec<(Group, String)>,
    pub sites: Vec<Site>,
    pub posted_at: NaiveDateTime,
    /// Not counted or found from this moment on.
    pub closes_at: Option<NaiveDateTime>,
    pub starts_on: Option<NaiveDate>,
    /// The most it pays, in pounds for a full-time year.
    pub pays: Option<u32>,
}

/// A place where the work is.
#[derive(Debug, Clone, Default)]
pub struct Site {
    pub lat: f64,
    pub lon: f64,
    /// The keys of the areas that it lies in.
    pub areas: Vec<String>,
}

/// 1 January 2020, from which the index counts minutes and days.
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2020, 1, 1) {
    Some(day) => day,
    None => panic!("a day that exists"),
};

/// Whole minutes since the index's epoch.
pub fn minutes(moment: NaiveDateTime) -> u32 {
    seconds(moment).div_euclid(60).clamp(0, i64::from(u32::MAX) - 1) as u32
}

/// The same, rounded up: nothing ends before its moment.
pub fn minutes_up(moment: NaiveDateTime) -> u32 {
    minutes(moment) + u32::from(seconds(moment).rem_euclid(60) > 0)
}

/// Days since the index's epoch.
pub fn days(day: NaiveDate) -> u16 {
    (day - EPOCH).num_days().clamp(0, i64::from(u16::MAX) - 1) as u16
}

fn seconds(moment: NaiveDateTime) -> i64 {
    (moment - EPOCH.and_time(chrono::NaiveTime::MIN)).num_seconds()
}
