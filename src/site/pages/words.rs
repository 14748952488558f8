//! Pages of words: what Rounds is, how it treats people, how to reach it.

use crate::app::App;
use crate::kit::letters;
use crate::site::views::{
    AboutPage, AccessibilityPage, ContactPage, CookiesPage, ForProvidersPage, PrivacyPage,
};
use crate::web::guards::Visitor;
use crate::web::page::{Link, Page};
use crate::web::reply::{NOTICE_COOKIE, Reply, page};
use crate::web::session;

/// A page that search engines may show, at one address.
fn public(visitor: &Visitor, app: &App, title: &str, path: &str, description: &str) -> Page {
    Page::new(visitor, title).describe(description).canonical(app.site.url(path))
}

pub async fn about(visitor: Visitor, app: App) -> Reply {
    let words = "What Rounds is, who it is for, how listings are checked, and where its places come from.";
    let page_of = public(&visitor, &app, "About Rounds", "/about", words);
    page(AboutPage { page: page_of, contact: app.contact() })
}

pub async fn accessibility(visitor: Visitor, app: App) -> Reply {
    let words =
        "How Rounds is made to be usable by everybody, how that is tested, and what is not right yet.";
    let page_of = public(&visitor, &app, "Accessibility", "/accessibility", words);
    page(AccessibilityPage { page: page_of, contact: app.contact() })
}

pub async fn privacy(visitor: Visitor, app: App) -> Reply {
    let words = "What Rounds keeps about you, why, for how long, and what you can ask for.";
    let public_url = &app.site.public_url;
    page(PrivacyPage {
        page: public(&visitor, &app, "Privacy", "/privacy", words),
        contact: app.contact(),
        host: public_url.split_once("://").map_or(public_url.as_str(), |(_, host)| host).to_string(),
        letter_days: letters::KEPT_DAYS,
        told_days: letters::TOLD_KEPT_DAYS,
    })
}

pub async fn cookies(visitor: Visitor, app: App) -> Reply {
    let words = "The two cookies that Rounds sets, what they do and how long they stay.";
    page(CookiesPage {
        page: public(&visitor, &app, "Cookies", "/cookies", words),
        session_cookie: session::cookie_name(app.config.is_https()),
        notice_cookie: NOTICE_COOKIE,
    })
}

pub async fn contact(visitor: Visitor, app: App) -> Reply {
    let page_of = public(&visitor, &app, "Contact", "/contact", "How to reach the people who run Rounds.");
    page(ContactPage { page: page_of, contact: app.contact() })
}

pub async fn for_providers(visitor: Visitor, app: App) -> Reply {
    let words = "How an independent healthcare provider posts roles and hosts training placements on Rounds.";
    let member = visitor.account.as_ref().is_some_and(|account| account.role == session::Role::Member);
    let start = if member {
        Link::to("/desk", "Go to your desk")
    } else {
        Link::to("/sign-up?role=member", "Start now")
    };
    let page_of = public(&visitor, &app, "For providers", "/for-providers", words);
    page(ForProvidersPage { page: page_of, start, target: app.settings.get().target.words() })
}
