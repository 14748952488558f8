//! What the people of an organisation do for it, as its own log tells it.

crate::kit::words::words! {
    /// What a deed is about.
    pub enum Thing {
        Organisation = "organisation",
        Site = "site",
        Picture = "picture",
        Member = "member",
        Claim = "claim",
        Story = "story",
        Partnership = "partnership",
        Listing = "listing",
        Template = "template",
        Import = "import",
        Application = "application",
        Interview = "interview",
        Export = "export",
    }
}

impl Thing {
    /// In the filter of the log.
    pub fn label(self) -> &'static str {
        match self {
            Self::Organisation => "The organisation",
            Self::Site => "Sites",
            Self::Picture => "Logo and pictures",
            Self::Member => "Members",
            Self::Claim => "What it is like to work there",
            Self::Story => "Staff stories",
            Self::Partnership => "Partnerships",
            Self::Listing => "Listings",
            Self::Template => "Templates",
            Self::Import => "Imports",
            Self::Application => "Applications",
            Self::Interview => "Interviews",
            Self::Export => "Files of applicants",
        }
    }

    /// Where the thing with this number is, below the organisation's desk. Who may only look is led to where it is
    /// shown.
    pub fn path(self, id: i64, may_edit: bool) -> String {
        match self {
            Self::Organisation => "/profile".into(),
            Self::Site if !may_edit => "/sites".into(),
            Self::Export if !may_edit => "/applications".into(),
            Self::Picture | Self::Claim | Self::Story | Self::Partnership if !may_edit => "/profile".into(),
            Self::Site => format!("/sites/{id}"),
            // The logo has no number of its own.
            Self::Picture if id == 0 => "/logo".into(),
            Self::Picture => format!("/pictures/{id}"),
            Self::Member => "/members".into(),
            Self::Claim => "/claims".into(),
            Self::Story => format!("/stories/{id}"),
            Self::Partnership => format!("/partnerships/{id}"),
            Self::Listing => format!("/listings/{id}"),
            Self::Template => "/listings/templates".into(),
            // An import is forgotten long before its line.
            Self::Import if !may_edit => "/listings".into(),
            Self::Import => "/imports".into(),
            Self::Application => format!("/applications/{id}"),
            Self::Interview => format!("/listings/{id}/interviews"),
            Self::Export => "/applications/export".into(),
        }
    }
}

/// Declares the deeds: the word that is kept, what each is about, and what follows the name of whoever did it. `{}` is
/// the label of the thing and `[]` the few words more.
macro_rules! deeds {
    ($($name:ident = $word:literal, $thing:ident, $told:literal;)+) => {
        crate::kit::words::words! {
            pub enum Deed { $($name = $word),+ }
        }

        impl Deed {
            pub fn thing(self) -> Thing {
                match self { $(Self::$name => Thing::$thing),+ }
            }

            fn told(self) -> &'static str {
                match self { $(Self::$name => $told),+ }
            }
        }
    };
}

deeds! {
    Begin = "organisation.begin", Organisation, "began {} here";
    Change = "organisation.change", Organisation, "changed [] of {}";
    Submit = "organisation.submit", Organisation, "sent {} to be verified";
    TakeBack = "organisation.take-back", Organisation, "took {} back from being verified";
    Verify = "organisation.verify", Organisation, "verified {}";
    Return = "organisation.return", Organisation, "sent {} back";
    Suspend = "organisation.suspend", Organisation, "suspended {}";
    Restore = "organisation.restore", Organisation, "let {} be seen again";
    Appeal = "organisation.appeal", Organisation, "appealed against the suspension of {}";
    AddSite = "site.add", Site, "added the site {}";
    ChangeSite = "site.change", Site, "changed [] of the site {}";
    MoveSite = "site.move", Site, "moved the site {} on the map";
    RemoveSite = "site.remove", Site, "removed the site {}";
    ChangeLogo = "logo.change", Picture, "changed {}";
    RemoveLogo = "logo.remove", Picture, "removed {}";
    AddPicture = "picture.add", Picture, "added the picture {}";
    ChangePicture = "picture.change", Picture, "changed the picture {}";
    MovePicture = "picture.move", Picture, "gave the picture {} another place";
    RemovePicture = "picture.remove", Picture, "removed the picture {}";
    Invite = "member.invite", Member, "invited {} as []";
    WithdrawInvitation = "member.withdraw-invitation", Member, "withdrew the invitation of {}";
    Join = "member.join", Member, "joined as []";
    ChangeRole = "member.change-role", Member, "made {} []";
    RemoveMember = "member.remove", Member, "took {} out of the organisation";
    Leave = "member.leave", Member, "left the organisation";
    DraftClaim = "claim.draft", Claim, "drafted {}";
    SendClaim = "claim.send", Claim, "sent {} to a moderator";
    DiscardClaim = "claim.discard", Claim, "threw away the draft of {}";
    WithdrawClaim = "claim.withdraw", Claim, "removed {}";
    ApproveClaim = "claim.approve", Claim, "approved {}";
    ReturnClaim = "claim.return", Claim, "sent {} back";
    DraftStory = "story.draft", Story, "drafted the story {}";
    SendStory = "story.send", Story, "sent the story {} to a moderator";
    DiscardStory = "story.discard", Story, "threw away the draft of the story {}";
    WithdrawStory = "story.withdraw", Story, "removed the story {}";
    ApproveStory = "story.approve", Story, "approved the story {}";
    ReturnStory = "story.return", Story, "sent the story {} back";
    AddPartnership = "partnership.add", Partnership, "added the partnership with {}";
    ChangePartnership = "partnership.change", Partnership, "changed the partnership with {}";
    RemovePartnership = "partnership.remove", Partnership, "removed the partnership with {}";
    BeginListing = "listing.begin", Listing, "began {}";
    CopyListing = "listing.copy", Listing, "copied {} into a new draft";
    KeepChanges = "listing.keep-changes", Listing, "kept the changes of the closed listing as the draft {}";
    ListingFromTemplate = "listing.from-template", Listing, "began {} from a template";
    EditListing = "listing.edit", Listing, "changed [] of {}";
    SubmitListing = "listing.submit", Listing, "sent {} to review";
    WithdrawListing = "listing.withdraw", Listing, "took {} back from review";
    ApproveListing = "listing.approve", Listing, "approved {}";
    ScheduleListing = "listing.schedule", Listing, "approved {}, to go live on []";
    PublishListing = "listing.publish", Listing, "published {} on its day";
    ReturnListing = "listing.return", Listing, "sent {} back";
    SendChanges = "listing.send-changes", Listing, "sent changes of {} to review: []";
    PublishChanges = "listing.publish-changes", Listing, "published changes of {}: []";
    RecallChanges = "listing.recall-changes", Listing, "took changes of {} back from review";
    DropChanges = "listing.drop-changes", Listing, "threw away changes of {}";
    ApproveChanges = "listing.approve-changes", Listing, "approved changes of {}: []";
    ReturnChanges = "listing.return-changes", Listing, "sent changes of {} back";
    ExtendListing = "listing.extend", Listing, "moved the closing day of {} to []";
    CloseListing = "listing.close", Listing, "closed {} early: []";
    EndListing = "listing.end", Listing, "closed {} on its day";
    SuspendListing = "listing.suspend", Listing, "suspended {}";
    RestoreListing = "listing.restore", Listing, "let {} be seen again";
    AppealForListing = "listing.appeal", Listing, "appealed against the suspension of {}";
    KeepTemplate = "template.keep", Template, "kept the template {}";
    RemoveTemplate = "template.remove", Template, "removed the template {}";
    BeginImport = "import.begin", Import, "brought the file {} with []";
    RunImport = "import.run", Import, "had listings made of the file {}";
    CancelImport = "import.cancel", Import, "cancelled the import of {}";
    Shortlist = "application.shortlist", Application, "shortlisted an applicant for {}";
    Reject = "application.reject", Application, "rejected an applicant for {}";
    Offer = "application.offer", Application, "made an offer to an applicant for {}";
    WithdrawOffer = "application.withdraw-offer", Application, "withdrew an offer to an applicant for {}";
    ArrangeInterview = "interview.arrange", Interview, "arranged interviews for {}";
    ChangeInterview = "interview.change", Interview, "changed interviews for {}";
    InviteToInterview = "interview.invite", Application, "invited an applicant for {} to an interview";
    MoveInterview = "interview.move", Application, "gave an applicant for {} another time";
    CancelInterview = "interview.cancel", Application, "cancelled an interview with an applicant for {}";
    Export = "application.export", Export, "asked for a file of []";
    FetchExport = "application.fetch-export", Export, "fetched a file of applicants";
}

impl Deed {
    /// What stands before the label of the thing, the label if it is named, and what stands after it.
    pub fn sentence(self, label: &str, words: &str) -> (String, String, String) {
        let told = self.told();
        let (before, after) = told.split_once("{}").unwrap_or((told, ""));
        let label = if told.contains("{}") { label } else { "" };
        (before.replace("[]", words), label.to_string(), after.replace("[]", words))
    }
}

/// A deed as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    pub deed: Deed,
    /// `None` for what has no page, or is gone.
    pub subject: Option<i64>,
    pub label: &'a str,
    pub words: &'a str,
}

impl<'a> Done<'a> {
    pub fn new(deed: Deed, subject: i64, label: &'a str) -> Self {
        Self { deed, subject: Some(subject), label, words: "" }
    }

    /// The thing goes with this deed, or has no page.
    pub fn gone(deed: Deed, label: &'a str) -> Self {
        Self { deed, subject: None, label, words: "" }
    }

    pub fn with(self, words: &'a str) -> Self {
        Self { words, ..self }
    }
}

/// Days that the log goes back: 24 months.
pub const DEEDS_KEPT_DAYS: i64 = 731;

/// `the name`, `the name and the codes`, `the name, the codes and the website`.
pub fn listed(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => format!("the {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|part| format!("the {part}")).collect();
            format!("{} and the {last}", first.join(", "))
        }
    }
}

/// The names of what differs.
pub fn changed<'a>(pairs: &[(&'a str, bool)]) -> Vec<&'a str> {
    pairs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_a_sentence() {
        for (deed, label, words, want) in [
            (Deed::EditListing, "Theatre nurse", "the pay", "changed the pay of Theatre nurse"),
            (Deed::Join, "", "an editor", "joined as an editor"),
            (Deed::Leave, "Bea Holt", "", "left the organisation"),
            (Deed::Invite, "bea@example.org", "an owner", "invited bea@example.org as an owner"),
            (Deed::SendChanges, "Theatre nurse", "Pay", "sent changes of Theatre nurse to review: Pay"),
            (Deed::AddSite, "{} []", "", "added the site {} []"),
        ] {
            let (before, label, after) = deed.sentence(label, words);
            assert_eq!(format!("{before}{label}{after}"), want);
        }
    }

    #[test]
    fn every_deed_reads_on_after_a_name() {
        for deed in Deed::ALL {
            let told = deed.told();
            assert!(told.starts_with(char::is_lowercase) && !told.ends_with('.'), "{deed}");
            assert!(deed.as_str().contains('.'), "{deed}");
        }
    }

    #[test]
    fn what_differs_is_listed() {
        for (parts, want) in [
            (&[][..], ""),
            (&["name"][..], "the name"),
            (&["name", "codes"][..], "the name and the codes"),
            (&["name", "codes", "website"][..], "the name, the codes and the website"),
        ] {
            assert_eq!(listed(parts), want);
        }
        assert_eq!(changed(&[("name", false), ("codes", true)]), ["codes"]);
    }
}
