//! What is said to robots: where they may go, and what there is.

use std::fmt::Write;

use actix_web::HttpResponse;

use crate::app::App;
use crate::listings;
use crate::search;
use crate::web::reply::Reply;

/// Pages of somebody's own, and forms: nothing to find there.
const PRIVATE: [&str; 14] = [
    "/account",
    "/administration",
    "/alerts",
    "/applications",
    "/confirm",
    "/desk",
    "/filters",
    "/first-administrator",
    "/invitations",
    "/letters",
    "/moderation",
    "/reset",
    "/saved",
    "/suggestions",
];

/// Pages that are always there.
const STANDING: [&str; 9] = [
    "/",
    "/listings",
    "/browse",
    "/about",
    "/for-providers",
    "/contact",
    "/accessibility",
    "/privacy",
    "/cookies",
];

/// A sitemap holds at most 50,000 addresses; the newest listings are the ones to find.
const MOST: i64 = 44_000;

pub async fn robots(app: App) -> Reply {
    let mut text = String::from("User-agent: *\n");
    for path in PRIVATE {
        let _ = writeln!(text, "Disallow: {path}");
    }
    let _ = writeln!(text, "Sitemap: {}", app.site.url("/sitemap.xml"));
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}

pub async fn sitemap(app: App) -> Reply {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in STANDING {
        let _ = writeln!(xml, "<url><loc>{}</loc></url>", escaped(&app.site.url(path)));
    }
    for path in search::browse_addresses(&app)? {
        let _ = writeln!(xml, "<url><loc>{}</loc></url>", escaped(&app.site.url(&path)));
    }
    let now = app.clock.now();
    for (path, changed) in app.read(move |conn| listings::addresses(conn, MOST, now)).await? {
        let (url, day) = (escaped(&app.site.url(&path)), changed.london_day());
        let _ = writeln!(xml, "<url><loc>{url}</loc><lastmod>{day}</lastmod></url>");
    }
    xml.push_str("</urlset>\n");
    Ok(HttpResponse::Ok().content_type("application/xml; charset=utf-8").body(xml))
}

fn escaped(url: &str) -> String {
    url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
