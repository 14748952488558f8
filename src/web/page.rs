//! What the layout needs to know around every page.

use crate::web::guards::Visitor;
use crate::web::session::{Account, Role};

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    pub fn to(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// What administrators tell everybody, on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    pub words: String,
    /// A page of this site that says more.
    pub href: Option<String>,
}

/// The person that the header greets.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub name: String,
    pub role: Role,
}

impl Viewer {
    pub fn is_candidate(&self) -> bool {
        self.role == Role::Candidate
    }

    pub fn is_member(&self) -> bool {
        self.role == Role::Member
    }

    /// True for administrators too: they moderate.
    pub fn is_moderator(&self) -> bool {
        self.role.is_staff()
    }

    pub fn is_administrator(&self) -> bool {
        self.role == Role::Administrator
    }
}

#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The page's h1 in short; the browser shows "{title} – Rounds".
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: Option<String>,
    /// The one address of this content, absolute.
    pub canonical: Option<String>,
    /// What has just been done, said once.
    pub notice: Option<String>,
    pub banner: Option<Banner>,
    /// Path with query.
    pub path: String,
    pub noindex: bool,
    pub demo: bool,
    /// A form on this page has something to mend.
    pub problem: bool,
    /// Path of the Atom feed of this page.
    pub feed: Option<String>,
    pub viewer: Option<Viewer>,
    /// Nobody looked who asks: it may be somebody who is signed in.
    pub is_bare: bool,
}

impl Page {
    pub fn new(visitor: &impl AsRef<Visitor>, title: impl Into<String>) -> Self {
        let visitor = visitor.as_ref();
        let viewer = |account: &Account| Viewer { name: account.name.clone(), role: account.role };
        Self {
            title: title.into(),
            notice: visitor.notice.clone(),
            banner: visitor.banner.clone(),
            path: visitor.path.clone(),
            demo: visitor.demo,
            viewer: visitor.account.as_ref().map(viewer),
            ..Self::default()
        }
    }

    /// Where somebody who signs up or in from this page wants to go; empty when the page does not say.
    pub fn next(&self) -> String {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        let next = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next");
        next.map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    /// A page that is made without knowing who asks, for errors.
    pub fn bare() -> Self {
        Self { is_bare: true, ..Self::default() }
    }

    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    pub fn canonical(mut self, url: impl Into<String>) -> Self {
        self.canonical = Some(url.into());
        self
    }

    /// Programs may read along, at the Atom feed of this path.
    pub fn followed(mut self, feed: impl Into<String>) -> Self {
        self.feed = Some(feed.into());
        self
    }

    /// Keeps search engines away.
    pub fn unlisted(mut self) -> Self {
        self.noindex = true;
        self
    }

    /// Marks the title when a form on the page has problems.
    pub fn with_problems(mut self, problems: &crate::web::form::Problems) -> Self {
        self.problem = problems.any();
        self
    }
}
