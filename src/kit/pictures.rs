//! Pictures that strangers send: decoded within limits, turned the right way up, made smaller and written anew, so that
//! nothing of the file that came goes out again: no place, no camera, no hidden part.

use std::io::Cursor;
use std::sync::LazyLock;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::kit::files::Checked;
use crate::kit::slots::Slots;

/// Pixels of a picture as it comes: a telephone's camera makes 12 to 50 million. Each takes up to 8 bytes while it is read.
const MOST_PIXELS: u64 = 50_000_000;
/// Pixels of one edge.
const LONGEST_EDGE: u32 = 16_000;
/// Bytes that reading one may take.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Below this nothing is left to look at.
const SHORTEST_EDGE: u32 = 16;
/// Of 100: above it photographs grow and look the same.
const JPEG_QUALITY: u8 = 82;

/// Pictures that are read at once: each may take [`MOST_BYTES`].
static SLOTS: LazyLock<Slots> = LazyLock::new(|| Slots::new(2));

/// A picture as it is kept.
#[derive(Clone, Debug)]
pub struct Picture {
    pub file: Checked,
    pub width: u32,
    pub height: u32,
}

/// Makes a picture of ours from one that was sent, with no edge longer than `longest` pixels. Logos and drawings become
/// lossless WebP; photographs JPEG, which is smaller than the only WebP that can be written without C.
///
/// # Errors
/// The inner one is a sentence for the visitor.
pub async fn made(file: Checked, longest: u32) -> anyhow::Result<Result<Picture, String>> {
    SLOTS.run(move || make(&file, longest)).await
}

fn make(file: &Checked, longest: u32) -> Result<Picture, String> {
    let picture = shrunk(read(&file.bytes)?, longest);
    let (media_type, bytes) = written(&picture).ok_or("The picture could not be written. Try another one")?;
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let ending = if media_type == "image/webp" { "webp" } else { "jpg" };
    let file = Checked { name: format!("{stem}.{ending}"), media_type, bytes };
    Ok(Picture { file, width: picture.width(), height: picture.height() })
}

/// What a file says of its size is believed only to refuse it: the decoder has limits of its own.
fn read(bytes: &[u8]) -> Result<DynamicImage, String> {
    let broken = || "The picture cannot be read. Save it again as a PNG or JPEG, and try that".to_string();
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| broken())?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| too_large_or(bytes, broken()))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(TOO_LARGE.into());
    }
    if width.min(height) < SHORTEST_EDGE {
        return Err("The picture is too small to be seen".into());
    }
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| broken())?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

const TOO_LARGE: &str = "The picture has too many pixels. Make it smaller, up to 50 megapixels";

fn too_large_or(bytes: &[u8], other: String) -> String {
    let told = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok();
    let size = told.and_then(|reader| reader.into_dimensions().ok());
    let is_large = size.is_some_and(|(width, height)| width.max(height) > LONGEST_EDGE);
    if is_large { TOO_LARGE.into() } else { other }
}

fn shrunk(picture: DynamicImage, longest: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= longest {
        return picture;
    }
    picture.resize(longest, longest, FilterType::CatmullRom)
}

/// The smaller of what can be written; only WebP knows what is transparent.
fn written(picture: &DynamicImage) -> Option<(&'static str, Vec<u8>)> {
    let webp = if has_alpha(picture) {
        let plain = picture.to_rgba8();
        lossless(plain.as_raw(), (plain.width(), plain.height()), image::ExtendedColorType::Rgba8)
    } else {
        let plain = picture.to_rgb8();
        lossless(plain.as_raw(), (plain.width(), plain.height()), image::ExtendedColorType::Rgb8)
    };
    let webp = webp.map(|bytes| ("image/webp", bytes));
    if has_alpha(picture) {
        return webp;
    }
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY);
    let jpeg = picture.to_rgb8().write_with_encoder(encoder).is_ok().then_some(("image/jpeg", jpeg));
    [webp, jpeg].into_iter().flatten().min_by_key(|(_, bytes)| bytes.len())
}

fn lossless(
    pixels: &[u8],
    (width, height): (u32, u32),
    colours: image::ExtendedColorType,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes).encode(pixels, width, height, colours).ok()?;
    Some(bytes)
}

/// Is anything in it transparent?
fn has_alpha(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn bytes_of(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn sent(bytes: Vec<u8>) -> Checked {
        Checked { name: "a picture.png".into(), media_type: "image/png", bytes }
    }

    /// Neighbours have nothing in common, as in a photograph at its worst.
    fn photograph(width: u32, height: u32) -> DynamicImage {
        let mut seed = 7_u32;
        RgbImage::from_fn(width, height, |x, y| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 27) as u8;
            Rgb([(x % 200) as u8 + grain, (y % 200) as u8 + grain, 90 + grain])
        })
        .into()
    }

    #[test]
    fn large_ones_are_made_smaller_and_small_ones_are_not_made_larger() {
        for ((width, height), want) in
            [((1600, 800), (400, 200)), ((300, 900), (133, 400)), ((200, 100), (200, 100))]
        {
            let made = make(&sent(bytes_of(&photograph(width, height), ImageFormat::Png)), 400).unwrap();
            assert_eq!((made.width, made.height), want);
            let again = image::load_from_memory(&made.file.bytes).unwrap();
            assert_eq!((again.width(), again.height()), want);
        }
    }

    #[test]
    fn photographs_become_jpeg_and_logos_webp() {
        let logo: DynamicImage =
            RgbaImage::from_fn(
                200,
                200,
                |x, _| {
                    if x < 100 { Rgba([0, 90, 80, 255]) } else { Rgba([0, 0, 0, 0]) }
                },
            )
            .into();
        let flat: DynamicImage = RgbImage::from_pixel(200, 200, Rgb([0, 90, 80])).into();
        for (picture, media_type, name) in [
            (photograph(600, 400), "image/jpeg", "a picture.jpg"),
            (logo, "image/webp", "a picture.webp"),
            (flat, "image/webp", "a picture.webp"),
        ] {
            let made = make(&sent(bytes_of(&picture, ImageFormat::Png)), 400).unwrap();
            assert_eq!((made.file.media_type, made.file.name.as_str()), (media_type, name));
        }
    }

    /// A JPEG that a camera held upright would make: turned by its EXIF part, which also says where it was.
    fn upright(secret: &[u8]) -> Vec<u8> {
        let jpeg = bytes_of(&photograph(120, 60), ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(secret);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn it_stands_upright_and_says_nothing_of_where_it_was_made() {
        let secret = b"53.7997 N 1.5492 W";
        let bytes = upright(secret);
        let made = make(&sent(bytes), 400).unwrap();
        assert_eq!((made.width, made.height), (60, 120));
        let holds = |part: &[u8]| made.file.bytes.windows(part.len()).any(|window| window == part);
        assert!(!holds(secret) && !holds(b"Exif"));
    }

    /// A PNG that says it is as large as this, with nothing in it.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut png = bytes_of(&photograph(16, 16), ImageFormat::Png);
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = png[12..29].iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
            })
        });
        png[29..33].copy_from_slice(&(!crc).to_be_bytes());
        png
    }

    #[test]
    fn bombs_and_nonsense_are_refused_with_a_sentence() {
        for (bytes, want) in [
            (bomb(15_000, 15_000), "too many pixels"),
            (bomb(60_000, 60_000), "too many pixels"),
            (bomb(900, 900), "cannot be read"),
            (b"\x89PNG\r\n\x1a\n nothing".to_vec(), "cannot be read"),
            (bytes_of(&photograph(8, 400), ImageFormat::Png), "too small"),
        ] {
            let refused = make(&sent(bytes), 400).unwrap_err();
            assert!(refused.contains(want), "{refused}");
        }
    }
}
