//! What the administrator changed in the code lists: a reason of their own, one in other words, one out of use. All of
//! them are reasons of the review desk, which no listing has.

use diesel::QueryResult;

use super::Stage;
use crate::codes::{self, Change};
use crate::kit::db::Conn;
use crate::kit::id;

type Changed = (&'static str, &'static [(&'static str, &'static str)], bool);

const CHANGED: &[Changed] = &[
    (
        "jargon",
        &[
            ("label", "Too much jargon"),
            ("group", "The words"),
            ("sentence", "Please say in plain words what the work is, so that newcomers understand it."),
        ],
        false,
    ),
    (
        "title-unclear",
        &[("sentence", "Please give the position a title that candidates would search for.")],
        false,
    ),
    ("slogan", &[], true),
];

pub fn change(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let delivered = codes::delivered("return_reasons");
    for (code, words, is_retired) in CHANGED {
        let change = Change {
            id: id::next(),
            list: "return_reasons".into(),
            code: (*code).into(),
            words: words.iter().map(|(column, word)| (column.to_string(), word.to_string())).collect(),
            is_added: delivered.iter().all(|one| one.code != *code),
            retired_at: is_retired.then_some(stage.now),
            version: 0,
        };
        codes::save_change(conn, &change, stage.now)?;
    }
    Ok(())
}
