//! The codes by which organisations and sites are known: CQC numbers and ODS codes. Checked for format only.

use super::{Code, formats};

pub fn check_cqc(number: &str) -> Result<String, String> {
    check("CQC", number)
}

pub fn check_ods(code: &str) -> Result<String, String> {
    check("ODS", code)
}

fn check(body: &str, number: &str) -> Result<String, String> {
    match super::establishment_codes().get(body) {
        Some(kind) => check_against(kind, number),
        None => Err("Choose the kind of code".into()),
    }
}

/// The number without spaces and in capitals, or a sentence that says what to enter.
pub(super) fn check_against(kind: &Code, number: &str) -> Result<String, String> {
    let tidy = formats::tidy(number);
    if formats::fits(kind.fact("formats"), &tidy) {
        return Ok(tidy);
    }
    let (name, example) = (kind.fact("number"), kind.fact("example"));
    let article = if name.starts_with(['O', 'H', 'N']) { "an" } else { "a" };
    Err(match tidy.as_str() {
        "" => format!("Enter {article} {name}, like {example}"),
        _ => format!("Enter {article} {name} like {example}. {}", kind.hint),
    })
}
