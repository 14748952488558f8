//! Which way somebody came to a listing, as far as its address and the page before say it.

crate::kit::words::words! {
    pub enum Source {
        Search = "search",
        Browse = "browse",
        /// A letter about new listings.
        Alert = "alert",
        /// The page of the provider.
        Provider = "provider",
        Feed = "feed",
        /// Another page of this site.
        Here = "here",
        /// Another site.
        Elsewhere = "elsewhere",
        /// An address typed, kept or sent on.
        Direct = "direct",
    }
}

impl Source {
    pub fn label(self) -> &'static str {
        match self {
            Self::Search => "Search",
            Self::Browse => "Browse pages",
            Self::Alert => "Alert emails",
            Self::Provider => "Your public page",
            Self::Feed => "Feeds",
            Self::Here => "Other pages of this site",
            Self::Elsewhere => "Other sites",
            Self::Direct => "Direct",
        }
    }

    /// As an address is marked where no page before it tells: in letters and feeds.
    pub fn mark(self, path: &str) -> String {
        format!("{path}?from={self}")
    }
}

/// `query` and `referrer` as they came; `site` is the site's own address. Only what cannot be told by the page before is
/// believed of a mark.
pub fn source_of(query: &str, referrer: &str, site: &str) -> Source {
    let mark = query.split('&').find_map(|pair| pair.strip_prefix("from="));
    if let Some(source @ (Source::Alert | Source::Feed)) = mark.and_then(Source::parse) {
        return source;
    }
    if referrer.is_empty() {
        return Source::Direct;
    }
    let Some(path) = referrer.strip_prefix(site).filter(|path| path.is_empty() || path.starts_with('/'))
    else {
        return Source::Elsewhere;
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let under =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match path {
        "/listings" => Source::Search,
        "" | "/" => Source::Browse,
        _ if under("/browse") => Source::Browse,
        _ if under("/providers") => Source::Provider,
        _ => Source::Here,
    }
}

/// Words by which programs name themselves. One that says nothing is no browser either.
const PROGRAMS: &[&str] = &[
    "bot", "crawl", "spider", "slurp", "preview", "monitor", "check", "curl", "wget", "python", "http",
    "scrap", "headless", "feed", "archive", "java/", "go-", "node", "axios", "perl", "ruby",
];

pub fn is_program(user_agent: &str) -> bool {
    let agent = user_agent.to_ascii_lowercase();
    // Programs add the address of a page about themselves, which begins with http.
    agent.is_empty() || PROGRAMS.iter().any(|word| agent.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_somebody_came_from() {
        let site = "https://rounds.example";
        for (query, referrer, want) in [
            ("", "", Source::Direct),
            ("", "https://rounds.example/listings?q=nurse", Source::Search),
            ("q=1&from=alert", "", Source::Alert),
            ("from=feed", "https://reader.example/", Source::Feed),
            ("from=search", "", Source::Direct),
            ("from=%F0", "", Source::Direct),
            ("", "https://rounds.example/", Source::Browse),
            ("", "https://rounds.example", Source::Browse),
            ("", "https://rounds.example/browse/nurse/leeds", Source::Browse),
            ("", "https://rounds.example/providers/larch", Source::Provider),
            ("", "https://rounds.example/listings/1/nurse", Source::Here),
            ("", "https://rounds.example/saved", Source::Here),
            ("", "https://rounds.example.evil.example/listings", Source::Elsewhere),
            ("", "https://jobs.example/listings", Source::Elsewhere),
        ] {
            assert_eq!(source_of(query, referrer, site), want, "{query} {referrer}");
        }
    }

    #[test]
    fn programs_are_told_by_their_name() {
        for (agent, program) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", false),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
                false,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                false,
            ),
            ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true),
            ("Slackbot-LinkExpanding 1.0", true),
            ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", true),
            ("curl/8.5.0", true),
            ("", true),
        ] {
            assert_eq!(is_program(agent), program, "{agent}");
        }
    }
}
