//! A drawn logo and two drawn pictures for the organisation of the demonstration's owner: nobody's likeness is used.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::people::SIGN_INS;
use super::stories;
use crate::accounts;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Conn;
use crate::kit::files::{Accepts, Upload};
use crate::kit::pictures;
use crate::providers::actions::{self, PictureWords};
use crate::providers::{self, ProviderId};

/// Whose organisation it is.
const OWNER: usize = 1;

/// Once.
pub(super) async fn fill(app: &App) -> anyhow::Result<()> {
    let email = SIGN_INS[OWNER].email;
    let own = app.read(move |conn| {
        let Some(owner) = accounts::find_by_email(conn, email)? else { return Ok(None) };
        let desks = providers::desks(conn, owner.id)?;
        let own = desks.into_iter().map(|desk| desk.provider).find(|provider| provider.state.is_public());
        Ok(own.map(|own| (own, Actor::from(&owner))))
    });
    let Some((own, by)) = own.await? else { return Ok(()) };
    stories::fill(app, own.id, by.clone()).await?;
    keep_logo(app, &by, own.id).await?;
    let scenes = [
        (
            morning(),
            "Drawing of the sun above low hills and a long white building",
            "The hospital in the morning",
        ),
        (
            evening(),
            "Drawing of lit windows in a building under a dark blue sky",
            "Nights are quiet: two lists at most",
        ),
    ];
    for (picture, alt, caption) in scenes {
        add(app, &by, own.id, picture, PictureWords { alt: alt.into(), caption: caption.into() }).await?;
    }
    Ok(())
}

async fn made(picture: DynamicImage, longest: u32) -> anyhow::Result<Option<pictures::Picture>> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    let upload = Upload { name: "drawing.png".into(), bytes: bytes.into_inner() };
    let Ok(checked) = upload.check(Accepts::Picture) else { return Ok(None) };
    Ok(pictures::made(checked, longest).await?.ok())
}

async fn keep_logo(app: &App, by: &Actor, provider: ProviderId) -> anyhow::Result<()> {
    let Some(logo) = made(logo(), 288).await? else { return Ok(()) };
    let (now, by) = (app.clock.now(), by.clone());
    let stored = app.files.put(provider.0, logo.file, now).await?;
    let kept = app.db.write(move |conn| actions::change_logo(conn, &by, provider, Some(&stored), now)).await;
    kept.map(drop).map_err(|failed| anyhow::anyhow!("the drawn logo could not be kept: {failed:?}"))
}

async fn add(
    app: &App,
    by: &Actor,
    provider: ProviderId,
    picture: DynamicImage,
    words: PictureWords,
) -> anyhow::Result<()> {
    let Some(made) = made(picture, 1200).await? else { return Ok(()) };
    let (now, size, by) = (app.clock.now(), (made.width, made.height), by.clone());
    let stored = app.files.put(provider.0, made.file, now).await?;
    let keep = move |conn: &mut Conn| actions::add_picture(conn, &by, provider, &words, (&stored, size), now);
    let added = app.db.write(keep).await;
    added.map(drop).map_err(|failed| anyhow::anyhow!("a drawn picture could not be kept: {failed:?}"))
}

/// A cross of four leaves on nothing.
fn logo() -> DynamicImage {
    let leaf = |x: f32, y: f32| x.abs() * y.abs() * 5.0 + (x * x + y * y) < 0.7;
    RgbaImage::from_fn(288, 288, |x, y| {
        let at = |number: u32| number as f32 / 144.0 - 1.0;
        if leaf(at(x), at(y)) { Rgba([18, 92, 84, 255]) } else { Rgba([0, 0, 0, 0]) }
    })
    .into()
}

const SIZE: (u32, u32) = (960, 600);

fn morning() -> DynamicImage {
    draw(|x, y| {
        let hills = 0.72 + 0.05 * (x * 7.0).sin();
        let sun = (x - 0.3).hypot((y - 0.38) * 0.625);
        match () {
            () if y > hills => [86, 138, 104],
            () if (0.45..0.9).contains(&x) && (0.55..0.78).contains(&y) => [250, 248, 243],
            () if sun < 0.07 => [247, 205, 107],
            () => [(214.0 - y * 40.0) as u8, (232.0 - y * 30.0) as u8, 244],
        }
    })
}

fn evening() -> DynamicImage {
    draw(|x, y| {
        let window = (x * 22.0).fract() < 0.5 && (y * 12.0).fract() < 0.55;
        let building = (0.2..0.8).contains(&x) && (0.35..0.85).contains(&y);
        match () {
            () if building && window => [246, 205, 126],
            () if building => [60, 72, 98],
            () if y > 0.85 => [30, 38, 54],
            () => [(24.0 + y * 40.0) as u8, (34.0 + y * 46.0) as u8, (66.0 + y * 60.0) as u8],
        }
    })
}

/// From the share of the width and of the height.
fn draw(colour: impl Fn(f32, f32) -> [u8; 3]) -> DynamicImage {
    let (width, height) = SIZE;
    RgbImage::from_fn(width, height, |x, y| Rgb(colour(x as f32 / width as f32, y as f32 / height as f32)))
        .into()
}
