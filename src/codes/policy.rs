//! What each list is for, and what administrators may change in it.

/// What may be done to a list by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// It is looked at only.
    Nothing,
    /// What its codes are called.
    Reword,
    /// That, to add to them, to order them, and to take some out of use.
    Everything,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Line,
    /// A sentence or two.
    Text,
    /// A code of `registrations`.
    Register,
}

/// A column besides the label and the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub holds: Holds,
    pub is_required: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub list: &'static str,
    pub title: &'static str,
    /// One sentence.
    pub purpose: &'static str,
    /// Under which heading it is shown.
    pub area: Area,
    pub may: May,
    /// Why not all of it may be changed; empty where it may.
    pub why: &'static str,
    /// Codes that the program itself gives or asks for: they keep their meaning and stay.
    pub kept: &'static [&'static str],
    pub columns: &'static [Column],
}

/// The headings, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Trade,
    Terms,
    Reasons,
    Law,
}

impl Area {
    pub const ALL: [Area; 4] = [Area::Trade, Area::Terms, Area::Reasons, Area::Law];

    pub fn title(self) -> &'static str {
        match self {
            Self::Trade => "The trade",
            Self::Terms => "What listings offer",
            Self::Reasons => "Reasons, and the sentences of letters",
            Self::Law => "Given by law, registers and the program",
        }
    }
}

impl Column {
    pub fn is_text(&self) -> bool {
        self.holds == Holds::Text
    }

    pub fn is_register(&self) -> bool {
        self.holds == Holds::Register
    }
}

impl Policy {
    pub fn may_reword(&self) -> bool {
        self.may != May::Nothing
    }

    pub fn may_retire(&self) -> bool {
        self.may == May::Everything
    }

    pub fn may_order(&self) -> bool {
        self.may_retire()
    }

    pub fn may_add(&self) -> bool {
        self.may == May::Everything
    }

    pub fn keeps(&self, code: &str) -> bool {
        self.kept.contains(&code)
    }
}

/// `None` for what is no list.
pub fn policy(list: &str) -> Option<&'static Policy> {
    POLICIES.iter().find(|policy| policy.list == list)
}

const HINT: Column = Column {
    name: "hint",
    label: "Hint",
    hint: "A few words more for whoever chooses",
    holds: Holds::Line,
    is_required: false,
};
const PLURAL: Column = Column {
    name: "plural",
    label: "Plural",
    hint: "As headings have it, such as “Physiotherapists”",
    holds: Holds::Line,
    is_required: true,
};
const BODY: Column = Column {
    name: "body",
    label: "Register",
    hint: "The register that a person must be on to work as this",
    holds: Holds::Register,
    is_required: false,
};
const SENTENCE: Column = Column {
    name: "sentence",
    label: "Sentence",
    hint: "What the organisation reads in the letter and on its desk",
    holds: Holds::Text,
    is_required: true,
};

/// The columns of a line: what it is called and is for, and what may be done.
macro_rules! policies {
    ($($area:ident $list:ident $title:literal $purpose:literal $may:ident $columns:tt
        $(kept $kept:tt)? $(why $why:literal)?;)*) => {
        pub const POLICIES: &[Policy] = &[$(Policy {
            list: stringify!($list),
            title: $title,
            purpose: $purpose,
            area: Area::$area,
            may: May::$may,
            why: concat!($($why)?),
            kept: &policies!(@kept $($kept)?),
            columns: &$columns,
        },)*];
    };
    (@kept) => { [] };
    (@kept $kept:tt) => { $kept };
}

policies! {
    Trade professions "Professions" "What listings are for and what candidates are." Everything [PLURAL, BODY]
        kept ["doctor", "nurse"];
    Trade specialties "Specialties" "The fields of medicine and care of listings and profiles." Everything [];
    Trade grades "Grades of doctor" "Whom a position takes among doctors." Everything [];
    Trade learners "Other learners" "Whom a training placement takes besides doctors." Everything [];
    Trade stages "Career stages" "Where people are in their career." Everything [HINT];
    Trade sectors "Kinds of care" "What organisations and their sites do." Everything [HINT];
    Trade fundings "Funding" "Whose patients are treated." Everything [HINT];
    Trade training_offices "Training offices" "The offices and deaneries that training belongs to." Everything [];
    Terms contracts "Contracts" "The kinds of contract of listings." Everything [HINT];
    Terms patterns "Working patterns" "When people work." Everything [HINT];
    Terms pensions "Pensions" "The pension that comes with a position." Everything [HINT];
    Terms sick_pay "Sick pay" "The sick pay that comes with a position." Everything [HINT];
    Terms claims "What providers say of working there" "What an organisation can claim, with its figures."
        Reword [HINT]
        why "Each asks for figures of its own, and the search has a place for each: a new one comes with a new version.";
    Terms offer_conditions "Conditions of an offer" "What an offer can depend on." Everything [HINT]
        kept ["references", "right-to-work", "occupational-health"];
    Reasons return_reasons "Reasons to send back" "The moderators’ library: what is wrong with a listing, claim or organisation, and the sentence that its people read."
        Everything [SENTENCE];
    Reasons suspension_reasons "Reasons to suspend" "Why something is taken out of sight, and the sentence that its people read."
        Everything [SENTENCE];
    Reasons report_reasons "Reasons of a report" "What somebody says is wrong with a listing." Everything []
        kept ["other"];
    Reasons rejection_reasons "Reasons to reject" "What a candidate reads whose application is rejected." Everything [HINT];
    Reasons withdrawal_reasons "Reasons to withdraw" "Why a candidate takes an application back." Everything [];
    Reasons close_reasons "Reasons to close" "Why a listing closes before its day." Everything []
        kept ["filled", "enough-applications", "no-longer-needed"];
    Reasons offer_withdrawal_reasons "Reasons to take an offer back" "What a candidate reads whose offer is withdrawn."
        Everything [HINT] kept ["mistake"];
    Reasons offer_decline_reasons "Reasons to decline an offer" "Why a candidate says no." Everything [HINT];
    Reasons repeat_reasons "Reasons to repeat a check" "Why an item of a checks passport is asked for once more."
        Everything [HINT];
    Law regions "Regions" "Where things are." Nothing []
        why "Each region covers parts of the gazetteer and has its place on the map.";
    Law registrations "Registers" "The bodies that keep registers, with the format of their numbers." Nothing [HINT]
        why "Numbers are checked against the formats that the program knows.";
    Law establishment_codes "Codes of organisations" "CQC and ODS codes, with their formats." Nothing [HINT]
        why "Codes are checked against the formats that the program knows.";
    Law checks "Employment checks" "The six checks of a checks passport." Nothing [HINT]
        why "They are the six of the NHS employment check standards, and passports are divided by them.";
    Law core_skills "Core skills" "Statutory and mandatory training." Reword []
        why "They are the subjects of the Core Skills Training Framework, and passports are divided by them.";
    Law dbs_levels "DBS levels" "How closely somebody is checked." Reword [HINT]
        why "The law sets the levels; listings are compared with them in this order.";
    Law rights_to_work "Right to work" "Whether and how long somebody may work in the UK." Reword [HINT]
        why "The program asks for a date after one of them.";
    Law pay_periods "Pay periods" "What pay is for: a year, an hour." Nothing []
        why "Pay of different periods is compared, with rules that the program knows.";
    Law pay_bands "Pay bands" "Public pay scales, to compare pay with." Nothing []
        why "They are figures with a date and a source, which come with a new version.";
    Law equality_ages "Equality monitoring: age" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_sexes "Equality monitoring: sex" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_genders "Equality monitoring: gender" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_ethnicities "Equality monitoring: ethnic group" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_disabilities "Equality monitoring: disability" "As the Equality Act 2010 has it." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_religions "Equality monitoring: religion" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
    Law equality_orientations "Equality monitoring: orientation" "As the census of 2021 asks." Nothing []
        why "What was counted would no longer compare with what is.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn every_list_has_a_policy_that_fits_it() {
        for (name, list) in codes::every() {
            let policy = policy(name).unwrap_or_else(|| panic!("{name} has no policy"));
            assert_eq!(
                policy.why.is_empty(),
                policy.may_add(),
                "{name}: say why, where not all may be changed"
            );
            for kept in policy.kept {
                assert!(list.contains(kept), "{name}: {kept}");
            }
            let file = format!("{}/data/codes/{name}.csv", env!("CARGO_MANIFEST_DIR"));
            let file = std::fs::read_to_string(file).unwrap();
            let head: Vec<&str> = file.lines().next().unwrap().split(',').collect();
            for column in policy.columns {
                assert!(head.contains(&column.name), "{name} has no {}", column.name);
                if column.is_required {
                    assert!(list.all().iter().all(|code| !code.word(column.name).is_empty()), "{name}");
                }
            }
            let forgotten = head.iter().filter(|column| !["code", "label", "group"].contains(column));
            let forgotten: Vec<_> =
                forgotten.filter(|column| policy.columns.iter().all(|one| one.name != **column)).collect();
            assert!(!policy.may_add() || forgotten.is_empty(), "{name} forgets {forgotten:?}");
        }
        assert_eq!(POLICIES.len(), codes::every().len());
    }
}
