//! The papers of invented applications: CVs and certificates.

use diesel::prelude::*;

use super::applications::Vacancy;
use crate::app::App;
use crate::demo::applications::DemoApplication;
use crate::kit::db::on_each;
use crate::kit::files::{self, Accepts, Upload};
use crate::schema::{application_documents, applications};
use crate::web::session::AccountId;

/// A CV or another document that belongs to an application; its bytes are kept when the rows are there.
pub(super) struct Paper {
    application: i64,
    /// That it answers; a CV answers none.
    question: Option<i64>,
    owner: AccountId,
    name: String,
    text: String,
}

/// What is given where a document is asked for.
pub(super) fn certificates(
    id: i64,
    owner: AccountId,
    vacancy: &Vacancy,
    words: &DemoApplication,
) -> Vec<Paper> {
    let name = &words.person.name;
    let paper = |(question, _): &(i64, String)| Paper {
        application: id,
        question: Some(*question),
        owner,
        name: format!("Immediate life support {name}.rtf"),
        text: format!("{{\\rtf1\\ansi Immediate life support\\par {}\\par Passed\\par}}", rtf(name)),
    };
    vacancy.questions.iter().filter(|(_, kind)| kind == "file").map(paper).collect()
}

pub(super) fn paper_of(application: i64, owner: AccountId, words: &DemoApplication) -> Paper {
    let person = &words.person;
    let text = format!(
        "{{\\rtf1\\ansi\\b {}\\b0\\par {}\\par {}\\par\\par {} years of experience.\\par\\par {}\\par}}",
        rtf(&person.name),
        rtf(&person.email),
        rtf(person.town),
        person.years,
        rtf(&words.statement)
    );
    Paper { application, question: None, owner, name: format!("CV {}.rtf", person.name), text }
}

/// Letters outside ASCII by their numbers, and paragraphs.
fn rtf(words: &str) -> String {
    let letter = |c: char| match c {
        '\n' => "\\par ".to_owned(),
        '\\' | '{' | '}' => format!("\\{c}"),
        c if c.is_ascii() => c.to_string(),
        c => format!("\\u{}?", c as u32),
    };
    words.chars().map(letter).collect()
}

/// Stores the papers and ties them to their applications.
pub(super) async fn keep_papers(app: &App, papers: Vec<Paper>) -> anyhow::Result<()> {
    let mut kept = Vec::new();
    for paper in papers {
        let upload = Upload { name: paper.name, bytes: paper.text.into_bytes() };
        let checked = upload.check(Accepts::Document).map_err(anyhow::Error::msg)?;
        let of = (paper.application, paper.question);
        kept.push((of, app.files.put(paper.owner.0, checked, app.clock.now()).await?));
    }
    app.write(move |conn| {
        for ((application, question), file) in &kept {
            files::insert(conn, file)?;
            if let Some(question) = question {
                let row = (
                    application_documents::application_id.eq(application),
                    application_documents::question_id.eq(question),
                    application_documents::file_id.eq(file.id),
                );
                on_each!(conn => diesel::insert_into(application_documents::table).values(row).execute(conn))?;
                continue;
            }
            diesel::update(applications::table.find(application))
                .set(applications::cv_id.eq(file.id))
                .execute(conn)?;
        }
        Ok(())
    })
    .await
}
