//! What the rows of a profile hold, without whose they are. The same structs are the JSON of the download and of what
//! an application keeps, so a field that is renamed here needs `#[serde(alias)]`.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::kit::files::FileId;
use crate::schema::{
    profile_breaks, profile_cvs, profile_employments, profile_places, profile_qualifications,
    profile_referees, profile_registrations, profile_training, profiles,
};

macro_rules! rows {
    ($($(#[$meta:meta])* $name:ident of $table:ident { $($(#[$field_meta:meta])* $field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(
                Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
                Queryable, Selectable, Insertable, AsChangeset,
            )]
            #[serde(default)]
            #[diesel(table_name = $table, treat_none_as_default_value = false, treat_none_as_null = true)]
            pub struct $name {
                $($(#[$field_meta])* pub $field: $kind),*
            }
        )*
    };
}

rows! {
    Contact of profiles {
        name: String,
        phone: String,
        /// The best way and time, in their words.
        reach: String,
    }

    Work of profiles {
        /// A code of `professions`; empty, like all codes here, when nothing is said.
        profession: String,
        /// A code of `grades` or of `pay_bands`.
        grade: String,
        /// A code of `stages`.
        stage: String,
    }

    RightToWork of profiles {
        /// A code of `rights_to_work`.
        #[diesel(column_name = right_to_work)]
        code: String,
        /// Only where it ends.
        work_until: Option<NaiveDate>,
    }

    Wishes of profiles {
        available_on: Option<NaiveDate>,
        notice_weeks: Option<i32>,
    }

    Registration of profile_registrations {
        /// A code of `registrations`.
        body: String,
        /// Its format is checked, nothing else.
        number: String,
    }

    Qualification of profile_qualifications {
        title: String,
        institution: String,
        result: String,
        /// A year.
        awarded: i32,
    }

    Employment of profile_employments {
        title: String,
        employer: String,
        /// The first day of a month, as are all days of a history.
        started: NaiveDate,
        ended: Option<NaiveDate>,
        duties: String,
        /// Why they left.
        leaving: String,
    }

    /// A stretch without employment, accounted for.
    Break of profile_breaks {
        started: NaiveDate,
        ended: Option<NaiveDate>,
        explanation: String,
    }

    Training of profile_training {
        /// A code of `core_skills`; empty for anything else.
        skill: String,
        /// What it was, when it is none of the list.
        title: String,
        completed_on: NaiveDate,
        expires_on: Option<NaiveDate>,
    }

    Referee of profile_referees {
        name: String,
        title: String,
        organisation: String,
        /// How they know the person.
        relation: String,
        email: String,
        phone: String,
    }

    Place of profile_places {
        /// The gazetteer's key.
        place: String,
        label: String,
        /// `None`: inside the place.
        miles: Option<i32>,
    }
}

/// A CV. What it is called here, and whether applications start with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Queryable)]
pub struct Cv {
    #[serde(skip)]
    pub file: Option<FileId>,
    pub label: String,
    pub is_preferred: bool,
    /// The file's name and length in bytes.
    pub file_name: String,
    pub bytes: i64,
}

/// Where a CV's row is written.
#[derive(Insertable)]
#[diesel(table_name = profile_cvs)]
pub struct NewCv<'a> {
    pub file_id: FileId,
    pub label: &'a str,
    pub is_preferred: bool,
}
