//! What administrators add to our letters, kind by kind: a subject of their own, words before ours and words after them.
//! Ours stay: a wording only adds, so that no letter loses its link or its reason.

use std::collections::HashMap;
use std::ops::Deref;

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use super::{Letter, Part, Site};
use crate::kit::clock::{self, Moment};
use crate::kit::db::Conn;
use crate::schema::letter_words;

crate::kit::id::id_type!(WordingId);

/// Stands for our subject in an own one.
pub const OUR_SUBJECT: &str = "{subject}";
/// Characters of an own subject, before ours is put in.
pub const LONGEST_SUBJECT: usize = 150;
/// Characters of the words before, and of those after.
pub const LONGEST_WORDS: usize = 1_000;

/// What is added to a kind of letter. Empty words add nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pub subject: String,
    /// After the greeting; each line becomes a paragraph.
    pub opening: String,
    /// Before the reason why somebody gets the letter; each line becomes a paragraph.
    pub closing: String,
}

impl Wording {
    /// Nothing is added.
    pub fn is_ours(&self) -> bool {
        *self == Self::default()
    }
}

/// The wording of a kind of letter that was changed at least once.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = letter_words)]
pub struct KeptWording {
    pub id: WordingId,
    /// The kind of letter.
    pub about: String,
    pub subject: String,
    pub opening: String,
    pub closing: String,
    /// Grows with each change.
    pub version: i64,
    pub changed_at: Moment,
    /// The name of the administrator.
    pub changed_by: String,
}

impl KeptWording {
    pub fn wording(&self) -> Wording {
        let (subject, opening, closing) = (self.subject.clone(), self.opening.clone(), self.closing.clone());
        Wording { subject, opening, closing }
    }
}

/// A letter of a kind as somebody invented gets it, for those who choose its words.
pub struct Example {
    /// What the kind is called: `Confirm your address`.
    pub name: &'static str,
    /// Who gets such letters.
    pub reader: &'static str,
    /// Somebody’s account depends on it: our subject must stay in it too.
    pub is_guarded: bool,
    pub letter: Letter,
}

impl Example {
    /// Marks a kind whose own subject must keep ours.
    pub fn guarded(self) -> Self {
        Self { is_guarded: true, ..self }
    }
}

impl Letter {
    /// The kind of letter.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// This letter as the example of its kind.
    pub fn example(self, name: &'static str, reader: &'static str) -> Example {
        Example { name, reader, is_guarded: false, letter: self }
    }

    /// The letter with what administrators add.
    pub fn worded(&self, wording: &Wording) -> Self {
        let paragraphs = |words: &str| -> Vec<Part> {
            let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Part::Para(line.to_string())).collect()
        };
        let (mut parts, ours) = (paragraphs(&wording.opening), self.parts.clone());
        parts.extend(ours);
        parts.extend(paragraphs(&wording.closing));
        let letter = Self { parts, ..self.clone() };
        match wording.subject.as_str() {
            "" => letter,
            // What a provider called its listing must not become more of the template.
            own => letter.subject(own.replace(OUR_SUBJECT, &self.subject)),
        }
    }

    /// The same with the words that are kept for its kind.
    pub fn worded_as_kept(&self, conn: &mut Conn) -> QueryResult<Self> {
        let kept = wording_of(conn, self.about)?;
        Ok(kept.map_or_else(|| self.clone(), |kept| self.worded(&kept.wording())))
    }
}

/// What letters will say that are looked at before they are sent; also how the site names itself in them.
pub struct Foresight {
    site: Site,
    kept: HashMap<String, Wording>,
}

impl Foresight {
    pub fn of(conn: &mut Conn, site: &Site) -> QueryResult<Self> {
        let kept = wordings(conn)?.into_iter().map(|kept| (kept.about.clone(), kept.wording())).collect();
        Ok(Self { site: site.clone(), kept })
    }

    /// The subject, then the text.
    ///
    /// # Errors
    /// When the letter cannot be written.
    pub fn words(&self, letter: &Letter) -> Result<String, askama::Error> {
        let worded = self.kept.get(letter.about()).map(|wording| letter.worded(wording));
        let letter = worded.as_ref().unwrap_or(letter);
        Ok(format!("{}\n\n{}", letter.subject_line(), letter.text(&self.site)?))
    }
}

impl Deref for Foresight {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// A day for letters to somebody invented, in a March to come.
pub fn example_day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, day).unwrap_or_default()
}

/// Ten in the morning of such a day.
pub fn example_moment(day: u32) -> Moment {
    clock::london_time(example_day(day), NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default())
}

/// `None` when the words of this kind were never changed.
pub fn wording_of(conn: &mut Conn, about: &str) -> QueryResult<Option<KeptWording>> {
    letter_words::table
        .filter(letter_words::about.eq(about))
        .select(KeptWording::as_select())
        .first(conn)
        .optional()
}

/// Those that were changed, in the order of their first change.
pub fn wordings(conn: &mut Conn) -> QueryResult<Vec<KeptWording>> {
    letter_words::table.order(letter_words::id).select(KeptWording::as_select()).load(conn)
}

pub fn insert_wording(conn: &mut Conn, kept: &KeptWording) -> QueryResult<()> {
    diesel::insert_into(letter_words::table).values(kept.clone()).execute(conn).map(drop)
}

pub fn update_wording(conn: &mut Conn, kept: &KeptWording) -> QueryResult<()> {
    diesel::update(letter_words::table.find(kept.id)).set(kept.clone()).execute(conn).map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;

    fn letter() -> Letter {
        Letter::to("ada@example.org", "Ada Marsh", "tests.offer")
            .subject("You have an offer: Nurse {subject}")
            .para("Read it.")
            .because("You get this because you applied.")
    }

    fn site() -> Site {
        Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
    }

    #[test]
    fn what_is_added_stands_around_ours_in_both_twins() {
        let wording = Wording {
            subject: "[North] {subject}".into(),
            opening: "Well done.\n\nWe are <b>glad</b>.".into(),
            closing: "Our office is closed on Friday.".into(),
        };
        let worded = letter().worded(&wording);
        assert_eq!(worded.subject_line(), "[North] You have an offer: Nurse {subject}");
        let (text, html) = (worded.text(&site()).unwrap(), worded.html(&site()).unwrap());
        // The preview text has the first words once more.
        let body = html[html.find("<h1").unwrap()..].to_string();
        for twin in [&text, &body] {
            let places: Vec<_> =
                ["Dear Ada", "Well done.", "glad", "Read it.", "closed on Friday", "because you applied"]
                    .iter()
                    .map(|words| twin.find(words).unwrap_or_else(|| panic!("{words} in {twin}")))
                    .collect();
            assert!(places.is_sorted(), "{places:?}");
        }
        assert!(html.contains("&#60;b&#62;glad") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn without_words_a_letter_is_ours() {
        let (plain, worded) = (letter(), letter().worded(&Wording::default()));
        assert_eq!(plain.subject_line(), worded.subject_line());
        assert_eq!(plain.html(&site()).unwrap(), worded.html(&site()).unwrap());
    }

    #[test]
    fn a_subject_stays_one_line() {
        let wording = Wording { subject: "News\r\nBcc: eve@example.org".into(), ..Wording::default() };
        assert_eq!(letter().worded(&wording).subject_line(), "News Bcc: eve@example.org");
    }
}
