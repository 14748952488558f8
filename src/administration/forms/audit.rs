//! Which lines of the log are wanted.

use serde::Deserialize;

use crate::accounts::AccountId;
use crate::audit::Filter;
use crate::web::days;
use crate::web::form::Problems;
use crate::web::pages::with_query;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    pub act: String,
    pub actor: String,
    pub subject: String,
    /// The number of a person.
    pub by: String,
    /// Days, both included.
    pub from: String,
    pub to: String,
    pub page: String,
}

impl AuditQuery {
    /// What is asked for. A day that cannot be read asks for nothing, and is said.
    pub fn check(&self) -> (Filter, Problems) {
        let mut problems = Problems::none();
        let (since, before) = days::between(&mut problems, &self.from, &self.to);
        let filter = Filter {
            act: self.act.clone(),
            actor: self.actor.trim().to_string(),
            subject: self.subject.trim().to_string(),
            by: self.by.trim().parse().ok().map(AccountId),
            since,
            before,
        };
        (filter, problems)
    }

    /// The address of a page, or of the file, with what is asked for.
    pub fn address(&self, path: &str, page: &str) -> String {
        let pairs = [
            ("act", self.act.as_str()),
            ("actor", &self.actor),
            ("subject", &self.subject),
            ("by", &self.by),
            ("from", &self.from),
            ("to", &self.to),
            ("page", page),
        ];
        with_query(path, &pairs)
    }

    /// What is asked for, in a line for the log.
    pub fn words(&self) -> String {
        let said = self.address("", "");
        if said.is_empty() { "All of it".into() } else { said.trim_start_matches('?').to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::AuditQuery;

    #[test]
    fn days_are_whole_days_in_london() {
        for (from, to, since, before, right) in [
            ("2026-11-22", "2026-11-22", Some("2026-11-22T00:00:00Z"), Some("2026-11-23T00:00:00Z"), true),
            ("22/06/2026", "", Some("2026-06-21T23:00:00Z"), None, true),
            ("", "2026-10-25", None, Some("2026-10-26T00:00:00Z"), true),
            ("soon", "", None, None, false),
            ("2026-11-23", "2026-11-22", Some("2026-11-23T00:00:00Z"), Some("2026-11-23T00:00:00Z"), false),
        ] {
            let query = AuditQuery { from: from.into(), to: to.into(), ..AuditQuery::default() };
            let (filter, problems) = query.check();
            assert_eq!(filter.since.map(|at| at.rfc3339()).as_deref(), since, "{from}");
            assert_eq!(filter.before.map(|at| at.rfc3339()).as_deref(), before, "{to}");
            assert_eq!(!problems.any(), right, "{from} {to}");
        }
    }
}
