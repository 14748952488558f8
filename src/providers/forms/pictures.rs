//! What people say of a picture.

use serde::Deserialize;

use crate::kit::files::{Accepts, Checked};
use crate::kit::text;
use crate::providers::actions::PictureWords;
use crate::providers::store::Picture;
use crate::web::form::Problems;
use crate::web::upload::UploadForm;

const LONGEST_ALT: usize = 200;
const LONGEST_CAPTION: usize = 200;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PictureForm {
    pub alt: String,
    pub caption: String,
}

impl From<&Picture> for PictureForm {
    fn from(picture: &Picture) -> Self {
        Self { alt: picture.alt.clone(), caption: picture.caption.clone() }
    }
}

/// The words, and the picture if one came along; a new one needs one.
pub fn check_picture(
    form: &mut UploadForm<PictureForm>,
    is_new: bool,
) -> Result<(PictureWords, Option<Checked>), Problems> {
    let mut problems = Problems::none();
    let file = match form.take("picture") {
        Some(file) => problems.keep("picture", file.check(Accepts::Picture)),
        None if is_new => {
            problems.add("picture", "Choose a picture");
            None
        }
        None => None,
    };
    let missing = "Say what is to be seen, for people who cannot see it";
    let alt = problems.required("alt", &form.fields.alt, missing, LONGEST_ALT);
    let caption = text::line(&form.fields.caption);
    problems.not_longer("caption", &caption, LONGEST_CAPTION);
    problems.done((PictureWords { alt, caption }, file))
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    /// `up` or `down`.
    pub to: String,
}
