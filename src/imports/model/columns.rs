//! The columns that a file may have: which field of which step each is, and by which words it is known.

use crate::codes::{self, List};
use crate::listings::model::Step;

/// What a column holds.
#[derive(Clone, Copy)]
pub enum Holds {
    /// Words or a number, as typed into the form.
    Words,
    /// Several, divided by `|` or lines.
    Points,
    Day,
    Money,
    YesNo,
    /// A box of the form that is ticked or not.
    Tick,
    One(fn() -> &'static List),
    /// Several, divided by `;`, `|` or lines.
    Several(fn() -> &'static List),
    /// Names or codes of sites.
    Sites,
    /// Not a field of a form: the import's own.
    Own,
}

pub struct Column {
    /// The name of the field in its step's form.
    pub field: &'static str,
    pub step: Step,
    pub label: &'static str,
    pub holds: Holds,
    /// Other words for it, as [`plain`] leaves them, divided by spaces.
    known_as: &'static str,
    pub hint: &'static str,
}

impl Column {
    /// The list whose words it takes.
    pub fn list(&self) -> Option<&'static List> {
        match self.holds {
            Holds::One(list) | Holds::Several(list) => Some(list()),
            _ => None,
        }
    }
}

/// Only letters and digits, small.
pub fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub fn column(field: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.field == field)
}

/// The column that a file probably means by this word.
pub fn guess(header: &str) -> Option<&'static Column> {
    let word = plain(header);
    // A column without other words is known by nothing else than its own.
    if word.is_empty() {
        return None;
    }
    let exact = |column: &&Column| plain(column.label) == word || plain(column.field) == word;
    let known = |column: &&Column| column.known_as.split(' ').any(|known| known == word);
    COLUMNS.iter().find(exact).or_else(|| COLUMNS.iter().find(known))
}

macro_rules! columns {
    ($($step:ident { $($field:ident $label:literal $holds:expr, $known:literal, $hint:literal;)* })*) => {
        pub const COLUMNS: &[Column] = &[$($(Column {
            field: stringify!($field),
            step: Step::$step,
            label: $label,
            holds: $holds,
            known_as: $known,
            hint: $hint,
        },)*)*];
    };
}

use Holds::{Day, Money, One, Own, Points, Several, Sites, Tick, Words, YesNo};

columns! {
    Title {
        reference "Reference" Own, "ref id externalreference vacancyreference jobreference jobref vacancyref vacancyid jobid requisition requisitionid",
            "Your own number of the row. A row with the same one changes its draft and makes no second";
        kind "Kind" Own, "listingkind listingtype typeoflisting", "Role or placement";
        title "Title" Words, "jobtitle roletitle role post posttitle vacancy vacancytitle position", "";
        profession "Profession" One(codes::professions), "staffgroup jobfamily occupation", "";
        internal_reference "Your own reference on the listing" Words, "internalreference yourownreference costcentre", "Only your organisation sees it";
    }
    Places {
        sites "Sites" Sites, "site location locations place workplace hospital clinic", "The names of your sites, or their ODS or CQC codes. Several with ; between them";
        funding "Funding" One(codes::fundings), "whosepatientsarethey patients", "";
    }
    Work {
        summary "In a sentence" Words, "summary shortdescription teaser", "";
        description "Description" Words, "jobdescription advert adverttext details maintext", "Markdown, up to 12,000 characters";
    }
    Pay {
        pay_min "Lowest pay" Money, "pay salary wage salaryfrom salarymin minsalary minimumsalary payfrom minpay minimumpay lowest", "In pounds: £36,000 or 18.50";
        pay_max "Highest pay" Money, "salaryto salarymax maxsalary maximumsalary payto maxpay maximumpay highest", "In pounds";
        pay_period "Pay is for" One(codes::pay_periods), "payperiod salaryperiod salarytype paytype per", "";
        pay_note "Note on pay" Words, "paynote salarynote salarydetails", "";
        comparable_band "Comparable NHS scale" One(codes::pay_bands), "band afcband nhsband comparableband payband", "";
    }
    Terms {
        contract "Contract" One(codes::contracts), "contracttype employmenttype typeofcontract", "";
        patterns "Working pattern" Several(codes::patterns), "pattern workingpatterns workpattern hourstype", "Several with ; between them";
        hours_per_week "Hours a week" Words, "hours weeklyhours hoursperweek contractedhours", "Like 37.5";
        annual_leave_days "Annual leave" Words, "annualleavedays holiday holidays leave leavedays", "Days a year, without bank holidays";
        pension "Pension" One(codes::pensions), "pensionscheme", "";
        sick_pay "Sick pay" One(codes::sick_pay), "sickness", "";
        recognises_nhs_service "Recognises NHS service" YesNo, "nhsservice doyourecognisenhsservice", "";
        visa_sponsorship "Visa sponsorship" YesNo, "sponsorship visa sponsorsvisas doyousponsorvisas", "";
        ltft_welcome "Less than full time welcome" YesNo, "ltft ltftwelcome islessthanfulltimewelcome", "";
        dbs_level "DBS check" One(codes::dbs_levels), "dbs dbslevel", "";
    }
    People {
        grades "Grades of doctor" Several(codes::grades), "grade doctorgrades", "Several with ; between them";
        learners "Other learners" Several(codes::learners), "learner", "Several with ; between them";
        stages "Career stages" Several(codes::stages), "stage careerstage", "Several with ; between them";
        specialties "Specialties" Several(codes::specialties), "specialty speciality specialities department", "Several with ; between them";
    }
    Programme {
        programme "Training programme" Words, "", "Only for placements, as are the next columns";
        lead_employer "Lead employer" Words, "", "";
        training_office "Training office" One(codes::training_offices), "deanery", "";
        nhs_partner "NHS partner" Words, "partner", "";
        nhs_funded_share "Share of the work that is NHS-funded" Words, "nhsfundedshare nhsshare", "Percent";
        site_approval "Approval of the site for training" Words, "siteapproval", "";
    }
    Principles {
        supervised_by_recognised "Supervised by a recognised consultant" YesNo, "", "";
        supervisor_name "Name of the supervisor" Words, "supervisor supervisorname", "";
        supervisor_gmc "GMC number" Words, "gmc supervisorgmc", "";
        supervision_note "How supervision works" Words, "supervision", "";
        open_to_every_level "Open to every level" YesNo, "", "";
        levels_note "How it is fitted to each level" Words, "levels", "";
        indemnity_in_place "NHS indemnity in place" YesNo, "indemnity", "";
        indemnity_basis "Basis of the indemnity" Words, "", "";
    }
    Training {
        lists_per_week "Lists a week" Words, "lists", "";
        procedures "Procedures" Words, "", "";
        case_mix "Case mix" Words, "", "";
        timetable "Timetable" Words, "", "";
        on_call "On call" Words, "", "";
        wte_percent "Lowest percentage of full time" Words, "wte wtepercent", "";
    }
    Dates {
        closes_on "Closing day" Day, "closingdate closedate closes closeson deadline applyby expires expirydate", "2/12/2026 or 2026-12-02; it closes at 23:59 London time";
        decide_by "Answers by" Day, "decideby decisiondate decisionby hearby", "Without it, four weeks after the closing day";
        starts_on "Start" Day, "startdate startson starts", "";
        ends_on "End" Day, "enddate endson ends", "Only for placements";
        capacity "Learners at a time" Words, "places", "Only for placements";
    }
    Applying {
        contact_name "Contact" Words, "contactname contactperson hiringmanager recruiter", "Without it, whoever brings the file";
        contact_email "Contact’s email address" Words, "contactemail email emailaddress", "";
        contact_phone "Contact’s phone number" Words, "contactphone phone telephone", "";
        wants_cv "Ask for a CV" Tick, "wantscv cv", "Yes or no; yes when nothing is said";
        wants_statement "Ask for a statement" Tick, "wantsstatement statement supportingstatement", "Yes or no; yes when nothing is said";
        blind "Hide names until shortlisting" Tick, "blindshortlisting anonymous", "Yes or no; yes when nothing is said";
    }
    Specification {
        essential "Essential" Points, "essentialcriteria essentials", "Points with | between them";
        desirable "Desirable" Points, "desirablecriteria desirables", "Points with | between them";
    }
}
