//! The accessibility checker, inside the page.

use super::{Browser, JavaScript};
use serde_json::{Value, json};
use std::sync::OnceLock;

const AXE_RUN: &str = "return axe.run(document, arguments[0]).then(found => found.violations.flatMap(rule => \
     rule.nodes.map(node => rule.id + ': ' + rule.help + ' — ' + node.target.join(' ') + ' — ' + \
     (node.failureSummary || '').replace(/\\s+/g, ' '))))";

impl Browser {
    /// What axe finds wrong with the page as it is now, one readable line each. It runs from outside the page's own
    /// policy, so it works under any; `rules` narrows it.
    pub async fn axe(&self, rules: &[&str]) -> Vec<String> {
        self.scripts_run(true).await;
        let options = match rules {
            [] => json!({ "resultTypes": ["violations"] }),
            some => json!({ "resultTypes": ["violations"], "runOnly": some }),
        };
        let script = format!("if (!window.axe) {{ {} }}\n{AXE_RUN}", axe_source());
        let found = self.script(&script, json!([options])).await;
        self.scripts_run(self.javascript == JavaScript::On).await;
        found.as_array().expect("a list").iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

fn axe_source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/node_modules/axe-core/axe.min.js");
        std::fs::read_to_string(path).expect("axe-core is there: tests/run fetches it")
    })
}
