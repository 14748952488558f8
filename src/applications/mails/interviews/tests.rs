//! Letters about interviews as their readers get them, kept as snapshots.

use super::super::tests::{application, at, site, vacancy};
use super::*;
use crate::applications::model::{
    Interview, Invitation, InvitationId, InvitationState, Manner, Panelist, SlotId,
};

fn slot(day: &str) -> Slot {
    Slot { id: SlotId(5), interview_id: InterviewId(4), starts_at: at(day), minutes: 30 }
}

fn arranged(slot: Option<Slot>) -> Arranged {
    Arranged {
        interview: Interview {
            id: InterviewId(4),
            listing_id: vacancy().listing,
            title: "First interview".into(),
            manner: Manner::Place,
            place: "Larkfield House, 1 Park Row, Leeds".into(),
            words: "Bring your registration certificate.".into(),
            created_at: at("2026-11-20T10:00:00"),
        },
        panel: ["Bea Holt", "Dr Ann Lee"].map(|name| Panelist { account: None, name: name.into() }).into(),
        invitation: Invitation {
            id: InvitationId(9),
            interview_id: InterviewId(4),
            application_id: application().id,
            slot_id: slot.map(|slot| slot.id),
            state: InvitationState::Booked,
            sequence: 1,
            invited_at: at("2026-11-20T10:00:00"),
            updated_at: at("2026-11-20T10:00:00"),
            reminded: false,
            was_at: None,
            was_minutes: 30,
        },
        slot,
    }
}

#[test]
fn letters_about_interviews_read_as_they_were_written() {
    let (application, vacancy) = (application(), vacancy());
    let (first, second) = (slot("2026-12-03T10:00:00"), slot("2026-12-04T11:45:00"));
    let words = "Our theatre is closed that day.";
    for (name, slot, saying) in [
        ("invited", None, Saying::Invited),
        ("booked", Some(first), Saying::Booked),
        ("moved", Some(second), Saying::Moved(words)),
        ("changed", Some(first), Saying::Changed),
        ("cancelled", None, Saying::Cancelled { slot: Some(first), words }),
        ("not_needed", None, Saying::NotNeeded(first)),
        ("tomorrow", Some(first), Saying::Tomorrow),
    ] {
        let arranged = arranged(slot);
        let mail =
            InterviewMail { application: &application, vacancy: &vacancy, arranged: &arranged, saying };
        insta::assert_snapshot!(
            format!("interview_{name}_text"),
            mail.letter(&site()).text(&site()).unwrap()
        );
    }
    let slots = [first, second];
    let moved = Panel::Moved { from: first, to: second };
    for (name, panel, by) in [
        ("booked", Panel::Booked(first), None),
        ("booked_by_colleague", Panel::Booked(first), Some("Ed Lowe")),
        ("moved", moved, None),
        ("moved_by_colleague", moved, Some("Ed Lowe")),
        ("cancelled", Panel::Cancelled(Some(first)), None),
        ("cancelled_by_colleague", Panel::Cancelled(Some(first)), Some("Ed Lowe")),
        ("changed", Panel::Changed(&slots), Some("Ed Lowe")),
        ("ended_accepted", Panel::Ended(first, State::Accepted), None),
        ("ended_withdrawn", Panel::Ended(first, State::Withdrawn), None),
        ("tomorrow", Panel::Tomorrow(&slots), None),
    ] {
        let mail = PanelMail {
            email: "bea@example.org",
            name: "Bea Holt",
            vacancy: &vacancy,
            interview: InterviewId(4),
            panel,
            by,
        };
        let text = mail.letter(&site()).text(&site()).unwrap();
        assert!(!text.contains("Ada"), "no name in a provider's letter");
        insta::assert_snapshot!(format!("panel_{name}_text"), text);
    }
    let day = "2026-12-18".parse().unwrap();
    let mail = WaitMail { application: &application, vacancy: &vacancy, day };
    insta::assert_snapshot!("hear_by_text", mail.letter(&site()).text(&site()).unwrap());
    insta::assert_snapshot!("hear_by_html", mail.letter(&site()).html(&site()).unwrap());
}
