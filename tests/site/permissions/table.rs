//! The table of who may do what: `tests/site/permissions.csv` has a line for each address, `Rule` says what a word of it
//! means for each kind of person. The journeys ask for it over HTTP; `docs/permissions.md` is written from it.

use rounds::routes::Audience;

/// One line of the table.
pub struct Row {
    pub method: String,
    pub path: String,
    pub who: Rule,
}

/// Who asks. An organisation's people are those of the organisation whose things are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asker {
    Visitor,
    /// Whose application, saved listing or profile it is.
    Candidate,
    AnotherCandidate,
    Viewer,
    Editor,
    Owner,
    /// The owner of another organisation.
    Stranger,
    Moderator,
    Administrator,
}

impl Asker {
    pub const ALL: [Asker; 9] = [
        Asker::Visitor,
        Asker::Candidate,
        Asker::AnotherCandidate,
        Asker::Viewer,
        Asker::Editor,
        Asker::Owner,
        Asker::Stranger,
        Asker::Moderator,
        Asker::Administrator,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Asker::Visitor => "Visitor",
            Asker::Candidate => "Candidate",
            Asker::AnotherCandidate => "Another candidate",
            Asker::Viewer => "Viewer",
            Asker::Editor => "Editor",
            Asker::Owner => "Owner",
            Asker::Stranger => "Owner of another organisation",
            Asker::Moderator => "Moderator",
            Asker::Administrator => "Administrator",
        }
    }

    fn is_candidate(self) -> bool {
        matches!(self, Asker::Candidate | Asker::AnotherCandidate)
    }

    fn is_member(self) -> bool {
        matches!(self, Asker::Viewer | Asker::Editor | Asker::Owner | Asker::Stranger)
    }
}

/// What comes of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Let in, whatever the page then says of what was sent.
    LetIn,
    SignIn,
    /// “This page is for somebody else”: another kind of account.
    OtherRole,
    /// As if it were not there.
    NotFound,
    /// “You may look, but not change this”: their role in the organisation is too small.
    Refused,
    /// Answered as when it is gone already; nothing changes.
    Gone,
    /// Let in with the right key of a letter; without one, as if it were not there.
    Key,
}

impl Outcome {
    pub fn words(self) -> &'static str {
        match self {
            Outcome::LetIn => "yes",
            Outcome::SignIn => "signs in first",
            Outcome::OtherRole => "for somebody else",
            Outcome::NotFound => "not found",
            Outcome::Refused => "refused",
            Outcome::Gone => "nothing to do",
            Outcome::Key => "with the key",
        }
    }
}

macro_rules! rules {
    ($($rule:ident = $word:literal, $audience:ident, $means:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule { $($rule),* }

        impl Rule {
            pub const ALL: &'static [Rule] = &[$(Rule::$rule),*];

            fn parse(word: &str) -> Option<Rule> {
                match word { $($word => Some(Rule::$rule),)* _ => None }
            }

            pub fn word(self) -> &'static str {
                match self { $(Rule::$rule => $word),* }
            }

            /// What the route table says of such addresses.
            pub fn audience(self) -> Audience {
                match self { $(Rule::$rule => Audience::$audience),* }
            }

            pub fn means(self) -> &'static str {
                match self { $(Rule::$rule => $means),* }
            }
        }
    };
}

rules! {
    Everybody = "everybody", Public, "Anybody, signed in or not";
    Key = "key", Public, "Whoever has the key that a letter gave them";
    Demonstration = "demonstration", Demo, "Only there while the site is a demonstration";
    SignedIn = "signed-in", SignedIn, "Everybody with an account, for themselves";
    SignedInKey = "signed-in-key", SignedIn, "Everybody with an account who has the key of an invitation";
    OwnSession = "own-session", SignedIn, "Whoever is signed in there";
    Candidate = "candidate", Candidate, "Every candidate, for themselves";
    Own = "own", Candidate, "The candidate whose it is";
    OwnRemoval = "own-removal", Candidate, "The candidate whose it is; for anybody else there is nothing to remove";
    Member = "member", Member, "Everybody who acts for some organisation, or wants to";
    View = "view", Member, "Everybody of the organisation";
    Edit = "edit", Member, "Editors and owners of the organisation";
    Manage = "manage", Member, "Owners of the organisation";
    Asked = "asked", Member, "Whoever of the organisation asked for it";
    Moderator = "moderator", Moderator, "Moderators and administrators";
    Administrator = "administrator", Administrator, "Administrators";
}

impl Rule {
    pub fn outcome(self, asker: Asker) -> Outcome {
        match self {
            Rule::Everybody => Outcome::LetIn,
            Rule::Key => Outcome::Key,
            Rule::Demonstration => Outcome::NotFound,
            _ if asker == Asker::Visitor => Outcome::SignIn,
            Rule::SignedIn => Outcome::LetIn,
            Rule::SignedInKey => Outcome::Key,
            Rule::OwnSession => among(asker, &[Asker::Owner], Outcome::Gone),
            Rule::Candidate | Rule::Own | Rule::OwnRemoval if !asker.is_candidate() => Outcome::OtherRole,
            Rule::Candidate => Outcome::LetIn,
            Rule::Own => among(asker, &[Asker::Candidate], Outcome::NotFound),
            Rule::OwnRemoval => among(asker, &[Asker::Candidate], Outcome::Gone),
            Rule::Moderator => among(asker, &[Asker::Moderator, Asker::Administrator], Outcome::OtherRole),
            Rule::Administrator => among(asker, &[Asker::Administrator], Outcome::OtherRole),
            _ if !asker.is_member() => Outcome::OtherRole,
            Rule::Member => Outcome::LetIn,
            _ if asker == Asker::Stranger => Outcome::NotFound,
            Rule::View => Outcome::LetIn,
            Rule::Edit => among(asker, &[Asker::Editor, Asker::Owner], Outcome::Refused),
            Rule::Manage => among(asker, &[Asker::Owner], Outcome::Refused),
            Rule::Asked if asker == Asker::Viewer => Outcome::Refused,
            Rule::Asked => among(asker, &[Asker::Owner], Outcome::NotFound),
        }
    }
}

fn among(asker: Asker, allowed: &[Asker], otherwise: Outcome) -> Outcome {
    if allowed.contains(&asker) { Outcome::LetIn } else { otherwise }
}

/// In the order in which the file has them, which is that of the route table.
pub fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(include_str!("../permissions.csv").as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.expect("a line of the table");
        let word = &record[2];
        Row {
            method: record[0].to_owned(),
            path: record[1].to_owned(),
            who: Rule::parse(word).unwrap_or_else(|| panic!("permissions.csv: nobody is {word:?}")),
        }
    });
    rows.collect()
}

/// `docs/permissions.md`
pub fn document() -> String {
    let mut text = String::from(
        "# Who may do what\n\nWritten from `tests/site/permissions.csv`, which the tests ask for over HTTP; do not edit this \
         file.\n`INSTA_UPDATE=always cargo test --test site permissions_are_written_down` writes it anew.\n\n## What each \
         rule means\n\nViewer, editor and owner are those of the organisation whose things are asked for, and the candidate \
         is the one\nwhose application it is. *Not found* is what there would be if it did not exist; *nothing to do* says so politely and\nchanges nothing.\n\n",
    );
    let heads: Vec<&str> = Asker::ALL.iter().map(|asker| asker.label()).collect();
    text += &format!("| rule | {} |\n| --- |{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
    for rule in Rule::ALL {
        let cells: Vec<&str> = Asker::ALL.iter().map(|asker| rule.outcome(*asker).words()).collect();
        text += &format!("| {} | {} |\n", rule.word(), cells.join(" | "));
    }
    let rows = rows();
    for rule in Rule::ALL {
        text += &format!("\n## {}\n{}.\n\n", rule.word(), rule.means());
        for row in rows.iter().filter(|row| row.who == *rule) {
            text += &format!("- {} `{}`\n", row.method.to_uppercase(), row.path);
        }
    }
    text
}
