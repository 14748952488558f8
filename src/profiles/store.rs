//! The SQL of profiles. Every query names the person whose profile it is.

mod cvs;
mod rows;
mod uses;

use diesel::prelude::*;

pub use cvs::{all as cvs, cv_file, forget_cv, held};
pub(super) use cvs::{insert_cv, prefer_cv};
pub use rows::*;
pub use uses::profiles_with_code;

use crate::accounts::AccountId;
use crate::codes::{self, List};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::profiles::model::{EntryId, Kept, Part, Profile};
use crate::schema::{profile_skips, profile_tags, profiles};

/// A kind of entry, of which a profile has a list.
pub trait Entry: Clone + PartialEq + Send + Sync + 'static {
    /// In the order in which they were added.
    fn all(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Kept<Self>>>;

    fn insert(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()>;

    /// False when this person has no such entry.
    fn update(&self, conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<bool>;

    /// False when this person has no such entry (any more).
    fn remove(conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<bool>;
}

macro_rules! entry {
    ($entry:ty, $table:ident) => {
        impl Entry for $entry {
            fn all(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Kept<Self>>> {
                use crate::schema::$table::dsl;
                let rows: Vec<(EntryId, Self)> = dsl::$table
                    .filter(dsl::account_id.eq(account))
                    .order(dsl::id)
                    .select((dsl::id, Self::as_select()))
                    .load(conn)?;
                Ok(rows.into_iter().map(|(id, entry)| Kept { id, entry }).collect())
            }

            fn insert(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()> {
                use crate::schema::$table::dsl;
                diesel::insert_into(dsl::$table)
                    .values((dsl::id.eq(EntryId::new()), dsl::account_id.eq(account), self))
                    .execute(conn)
                    .map(drop)
            }

            fn update(&self, conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<bool> {
                use crate::schema::$table::dsl;
                let own = dsl::$table.filter(dsl::id.eq(id)).filter(dsl::account_id.eq(account));
                Ok(diesel::update(own).set(self).execute(conn)? == 1)
            }

            fn remove(conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<bool> {
                use crate::schema::$table::dsl;
                let own = dsl::$table.filter(dsl::id.eq(id)).filter(dsl::account_id.eq(account));
                Ok(diesel::delete(own).execute(conn)? == 1)
            }
        }
    };
}

entry!(Registration, profile_registrations);
entry!(Qualification, profile_qualifications);
entry!(Employment, profile_employments);
entry!(Break, profile_breaks);
entry!(Training, profile_training);
entry!(Referee, profile_referees);
entry!(Place, profile_places);

/// Has somebody said anything of themselves?
pub fn is_begun(conn: &mut Conn, account: AccountId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(profiles::table.find(account))).get_result(conn)
}

/// Everything that somebody has said of themselves; empty when they have said nothing.
pub fn open(conn: &mut Conn, account: AccountId) -> QueryResult<Profile> {
    let said: Option<(Contact, Work, RightToWork, Wishes)> = profiles::table
        .find(account)
        .select((Contact::as_select(), Work::as_select(), RightToWork::as_select(), Wishes::as_select()))
        .first(conn)
        .optional()?;
    let (contact, work, right_to_work, wishes) = said.unwrap_or_default();
    let mut employments = Employment::all(conn, account)?;
    employments.sort_by_key(|one| std::cmp::Reverse((one.entry.ended.is_none(), one.entry.started)));
    let mut breaks = Break::all(conn, account)?;
    breaks.sort_by_key(|one| std::cmp::Reverse(one.entry.started));
    let mut qualifications = Qualification::all(conn, account)?;
    qualifications.sort_by_key(|one| std::cmp::Reverse(one.entry.awarded));
    Ok(Profile {
        contact,
        work,
        right_to_work,
        wishes,
        specialties: tags(conn, account, SPECIALTY)?,
        patterns: tags(conn, account, PATTERN)?,
        registrations: Registration::all(conn, account)?,
        qualifications,
        employments,
        breaks,
        training: Training::all(conn, account)?,
        referees: Referee::all(conn, account)?,
        places: Place::all(conn, account)?,
        cvs: cvs::all(conn, account)?,
        skipped: skipped(conn, account)?,
    })
}

/// A part of the profile's own row, with what hangs on it.
pub trait Said: Clone + Send + Sync + 'static {
    fn save(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()>;
}

macro_rules! said {
    ($said:ty) => {
        impl Said for $said {
            fn save(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()> {
                diesel::update(profiles::table.find(account)).set(self).execute(conn).map(drop)
            }
        }
    };
}

said!(Contact);
said!(RightToWork);

/// With codes of specialties.
impl Said for (Work, Vec<String>) {
    fn save(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()> {
        diesel::update(profiles::table.find(account)).set(&self.0).execute(conn)?;
        set_tags(conn, account, SPECIALTY, &self.1)
    }
}

/// With codes of patterns.
impl Said for (Wishes, Vec<String>) {
    fn save(&self, conn: &mut Conn, account: AccountId) -> QueryResult<()> {
        diesel::update(profiles::table.find(account)).set(&self.0).execute(conn)?;
        set_tags(conn, account, PATTERN, &self.1)
    }
}

/// A group of tags by its stored name, with the list that its codes are of.
type Group = (&'static str, fn() -> &'static List);
const SPECIALTY: Group = ("specialty", codes::specialties);
const PATTERN: Group = ("pattern", codes::patterns);

/// In the order of the list: the database keeps none.
fn tags(conn: &mut Conn, account: AccountId, (group, list): Group) -> QueryResult<Vec<String>> {
    let mut found: Vec<String> = profile_tags::table
        .filter(profile_tags::account_id.eq(account))
        .filter(profile_tags::tag_group.eq(group))
        .select(profile_tags::code)
        .load(conn)?;
    found.sort_by_key(|code| list().position(code).unwrap_or(usize::MAX));
    Ok(found)
}

fn set_tags(conn: &mut Conn, account: AccountId, (group, _): Group, codes: &[String]) -> QueryResult<()> {
    let of_group = profile_tags::table
        .filter(profile_tags::account_id.eq(account))
        .filter(profile_tags::tag_group.eq(group));
    diesel::delete(of_group).execute(conn)?;
    for code in codes {
        diesel::insert_into(profile_tags::table)
            .values((
                profile_tags::account_id.eq(account),
                profile_tags::tag_group.eq(group),
                profile_tags::code.eq(code),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Says that something of it changed; the first time, this makes the row.
pub(super) fn touch(conn: &mut Conn, account: AccountId, now: Moment) -> QueryResult<()> {
    let empty = (
        profiles::account_id.eq(account),
        profiles::updated_at.eq(now),
        (Contact::default(), Work::default(), RightToWork::default(), Wishes::default()),
    );
    on_each!(conn => diesel::insert_into(profiles::table).values(empty).on_conflict_do_nothing().execute(conn))?;
    diesel::update(profiles::table.find(account)).set(profiles::updated_at.eq(now)).execute(conn).map(drop)
}

fn skipped(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Part>> {
    let words: Vec<String> = profile_skips::table
        .filter(profile_skips::account_id.eq(account))
        .select(profile_skips::part)
        .load(conn)?;
    Ok(words.iter().filter_map(|word| Part::parse(word)).collect())
}

pub(super) fn skip(conn: &mut Conn, account: AccountId, part: Part) -> QueryResult<()> {
    let row = (profile_skips::account_id.eq(account), profile_skips::part.eq(part.as_str()));
    on_each!(conn => diesel::insert_into(profile_skips::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))
    .map(drop)
}
