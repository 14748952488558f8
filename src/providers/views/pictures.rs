//! What the pages about logo and pictures show.

use askama::Template;

use super::{DeskNav, DeskPlace};
use crate::providers::forms::PictureForm;
use crate::providers::model::MOST_PICTURES;
use crate::providers::store::{Picture, Provider};
use crate::providers::{PictureId, ProviderId};
use crate::web::form::Problems;
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "providers/logo.html")]
pub struct LogoPage {
    pub page: Page,
    pub nav: DeskNav,
    pub problems: Problems,
    pub logo_href: String,
    pub provider_id: ProviderId,
}

impl LogoPage {
    pub fn new(page: Page, provider: &Provider, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            logo_href: provider.logo_href(),
            provider_id: provider.id,
            problems,
        }
    }
}

/// A picture as it is shown.
pub struct PictureLine {
    pub id: PictureId,
    pub href: String,
    pub alt: String,
    pub caption: String,
    pub width: i32,
    pub height: i32,
    pub is_first: bool,
    pub is_last: bool,
}

/// The pictures of an organisation, in their order.
pub fn picture_lines(provider: &Provider, pictures: &[Picture]) -> Vec<PictureLine> {
    let last = pictures.len().saturating_sub(1);
    let line = |(at, picture): (usize, &Picture)| PictureLine {
        id: picture.id,
        href: provider.picture_href(picture.file_id),
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        width: picture.width,
        height: picture.height,
        is_first: at == 0,
        is_last: at == last,
    };
    pictures.iter().enumerate().map(line).collect()
}

#[derive(Template)]
#[template(path = "providers/pictures.html")]
pub struct PicturesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub pictures: Vec<PictureLine>,
    pub has_room: bool,
}

impl PicturesPage {
    pub fn new(page: Page, provider: &Provider, pictures: &[Picture]) -> Self {
        Self {
            page,
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            has_room: pictures.len() < MOST_PICTURES,
            pictures: picture_lines(provider, pictures),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/picture.html")]
pub struct PicturePage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    /// `None` for a new one.
    pub picture: Option<PictureLine>,
    pub form: PictureForm,
    pub problems: Problems,
}

impl PicturePage {
    pub fn new(
        page: Page,
        provider: &Provider,
        picture: Option<&Picture>,
        (form, problems): (PictureForm, Problems),
    ) -> Self {
        let mut line = picture.map(|picture| picture_lines(provider, std::slice::from_ref(picture)));
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            picture: line.as_mut().and_then(Vec::pop),
            form,
            problems,
        }
    }

    pub fn file_label(&self) -> &'static str {
        if self.picture.is_some() { "Another picture in its place" } else { "Choose a picture" }
    }
}
