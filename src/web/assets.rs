//! Style sheets, scripts and pictures: embedded in the program and served for ever under names that hold their hash.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;

use crate::web::error::Error;
use crate::web::reply::Reply;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
#[include = "css/*"]
#[include = "js/*"]
#[include = "img/*"]
struct Embedded;

/// Hashed name → name, and back.
static NAMES: LazyLock<(HashMap<String, String>, HashMap<String, String>)> = LazyLock::new(|| {
    let pairs: Vec<(String, String)> = Embedded::iter()
        .filter_map(|name| {
            Some((hashed(&name, Embedded::get(&name)?.metadata.sha256_hash()), name.to_string()))
        })
        .collect();
    let back = pairs.iter().map(|(hashed, name)| (name.clone(), hashed.clone())).collect();
    (pairs.into_iter().collect(), back)
});

/// `css/rounds.css` → `css/rounds.1a2b3c4d.css`
fn hashed(name: &str, hash: [u8; 32]) -> String {
    let short = format!("{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{short}.{ending}"),
        None => format!("{name}.{short}"),
    }
}

/// The address of a file in `static/`: `href("css/rounds.css")`.
pub fn href(name: &str) -> String {
    format!("/static/{}", NAMES.1.get(name).map_or(name, String::as_str))
}

pub async fn show(path: web::Path<String>) -> Reply {
    let name = NAMES.0.get(path.as_str()).ok_or(Error::NotFound)?;
    let file = Embedded::get(name).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type(name)))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webp") => "image/webp",
        _ => "application/octet-stream",
    }
}
