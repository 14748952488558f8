//! Registration numbers. A format check is not verification: say [`CHECKED`] wherever a number is shown.

use super::formats;

/// What may be said of a number that passed.
pub const CHECKED: &str = "format checked, not verified";

/// The number as it should be kept, or a sentence that says what to enter.
pub fn check(body: &str, number: &str) -> Result<String, String> {
    let Some(register) = super::registrations().get(body) else {
        return Err("Choose the body that you are registered with".into());
    };
    super::establishments::check_against(register, number)
}

/// The register that people of this profession must be on; none when the profession is not regulated.
pub fn body_of(profession: &str) -> Option<&'static super::Code> {
    super::professions().get(profession)?.body().and_then(|body| super::registrations().get(body))
}

/// Whether a number fits without saying why not.
pub fn fits(body: &str, number: &str) -> bool {
    super::registrations()
        .get(body)
        .is_some_and(|register| formats::fits(register.fact("formats"), &formats::tidy(number)))
}
