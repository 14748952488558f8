//! Reports of mail servers about letters: delivery reports (RFC 3464) and complaints (RFC 5965), as they come by mail.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::kit::text;

/// Characters that are kept of what a server said.
const LONGEST_SAID: usize = 300;

crate::kit::words::words! {
    pub enum Why {
        /// It came back for good.
        Bounce = "bounce",
        /// Its reader told their provider that it is unwanted.
        Complaint = "complaint",
        /// It is late, or came back for a reason that may pass.
        Delay = "delay",
    }
}

/// What readers complain of (RFC 5965, 7.3; RFC 6430; and what providers name so).
const COMPLAINTS: [&str; 6] = ["abuse", "fraud", "opt-out", "opt-out-list", "miscategorized", "other"];

/// What a report says of one letter to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub why: Why,
    /// As our letter named them and as the last server did, in small letters; none: the report keeps it to itself.
    pub recipients: Vec<String>,
    /// Of the letter, in angle brackets; empty when the report does not say.
    pub message_id: String,
    /// What the server said.
    pub said: String,
}

/// What is told of letters in a mail; a report of letters that arrived tells nothing. `None` when it is no report.
pub fn read(mail: &[u8]) -> Option<Vec<Report>> {
    let message = MessageParser::default().parse(mail)?;
    let statuses = parts_of(&message, &["delivery-status", "global-delivery-status"]);
    let complaints = parts_of(&message, &["feedback-report"]);
    if statuses.is_empty() && complaints.is_empty() {
        return None;
    }
    let message_id = message_id(&message);
    let mut reports = Vec::new();
    for part in statuses {
        reports.extend(groups(&words_of(part)).iter().filter_map(|group| delivery(group, &message_id)));
    }
    for part in complaints {
        reports.extend(groups(&words_of(part)).first().and_then(|group| complaint(group, &message_id)));
    }
    Some(reports)
}

fn parts_of<'a, 'x>(message: &'a Message<'x>, kinds: &[&str]) -> Vec<&'a MessagePart<'x>> {
    let is_one = |part: &&MessagePart<'x>| kinds.iter().any(|kind| part.is_content_type("message", kind));
    message.parts.iter().filter(is_one).collect()
}

fn words_of(part: &MessagePart<'_>) -> String {
    match &part.body {
        // Some parsers take every `message/…` for a whole mail.
        PartType::Message(inner) => String::from_utf8_lossy(inner.raw_message()).into_owned(),
        _ => String::from_utf8_lossy(part.contents()).into_owned(),
    }
}

/// Of the letter that came back: it is attached whole, or only its headers are.
fn message_id(report: &Message<'_>) -> String {
    let of_part = |part: &MessagePart<'_>| match &part.body {
        PartType::Message(letter) => letter.message_id().map(str::to_owned),
        _ if part.is_content_type("text", "rfc822-headers")
            || part.is_content_type("message", "rfc822-headers") =>
        {
            let headers = MessageParser::default().parse(part.contents())?;
            headers.message_id().map(str::to_owned)
        }
        _ => None,
    };
    report.parts.iter().find_map(of_part).map(|id| format!("<{id}>")).unwrap_or_default()
}

/// The fields of a group by their names in small letters, folded lines put together.
type Group = Vec<(String, String)>;

fn groups(words: &str) -> Vec<Group> {
    let (mut groups, mut group) = (Vec::new(), Group::new());
    for line in words.lines().chain([""]) {
        if line.trim().is_empty() {
            groups.push(std::mem::take(&mut group));
        } else if line.starts_with([' ', '\t']) {
            group.last_mut().into_iter().for_each(|(_, value)| *value += &format!(" {}", line.trim()));
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn field<'a>(group: &'a Group, name: &str) -> Option<&'a str> {
    group.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// `rfc822; Ada@Example.org` → `ada@example.org`
fn address(value: &str) -> String {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    address.trim().trim_matches(['<', '>']).to_lowercase()
}

fn delivery(group: &Group, message_id: &str) -> Option<Report> {
    let why = match (field(group, "action")?.to_lowercase().as_str(), is_gone(group)) {
        ("failed", true) => Why::Bounce,
        ("failed" | "delayed", _) => Why::Delay,
        // Delivered, relayed or expanded.
        _ => return None,
    };
    let recipients = ["original-recipient", "final-recipient"];
    Some(Report {
        why,
        recipients: recipients.iter().filter_map(|name| field(group, name)).map(address).collect(),
        message_id: message_id.to_owned(),
        said: said(group),
    })
}

/// Does this say that there is no such address (RFC 3463)? Its first status counts: `550 5.1.1 No such person`. What a
/// server has against us, our sender or our words, or that a mailbox is full, says nothing of the address.
pub fn says_gone(said: &str) -> bool {
    let words = said.split(|sign: char| sign.is_whitespace() || sign == '-');
    let mut words = words.map(|word| word.trim_matches(|sign: char| sign.is_ascii_punctuation()));
    matches!(
        words.find(|word| is_status(word)),
        Some("5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1")
    )
}

fn is_status(word: &str) -> bool {
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match word.split('.').collect::<Vec<_>>().as_slice() {
        ["2" | "4" | "5", subject, detail] => is_number(subject) && is_number(detail),
        _ => false,
    }
}

/// Some servers know no status but this, and the answer of the last server is all there is.
fn is_gone(group: &Group) -> bool {
    match status(group).trim() {
        "5.0.0" => says_gone(&said(group)),
        status => says_gone(status),
    }
}

/// `5.1.1`
fn status(group: &Group) -> &str {
    field(group, "status").unwrap_or_default()
}

/// `550 5.1.1 No such person`, else the status.
fn said(group: &Group) -> String {
    let code = field(group, "diagnostic-code").unwrap_or_default();
    let words = code.split_once(';').map_or(code, |(_, words)| words).trim();
    let words = if words.is_empty() { format!("Status {}", status(group)) } else { words.to_owned() };
    text::excerpt(&text::line(&words), LONGEST_SAID)
}

/// That something is unwanted; `None` for what tells of something else, such as `not-spam`.
fn complaint(group: &Group, message_id: &str) -> Option<Report> {
    let kind = field(group, "feedback-type").unwrap_or("abuse").to_lowercase();
    if !COMPLAINTS.contains(&kind.as_str()) {
        return None;
    }
    let by = field(group, "user-agent").map(|by| format!(", reported by {by}")).unwrap_or_default();
    let recipient = field(group, "original-rcpt-to").map(address).filter(|address| !is_redacted(address));
    Some(Report {
        why: Why::Complaint,
        recipients: recipient.into_iter().collect(),
        message_id: message_id.to_owned(),
        said: text::excerpt(&text::line(&format!("Complaint ({kind}){by}")), LONGEST_SAID),
    })
}

/// Is this no address, but what a provider puts in the place of one (RFC 6590)?
fn is_redacted(address: &str) -> bool {
    let (name, _) = address.rsplit_once('@').unwrap_or_default();
    name.contains("redacted") || name.chars().all(|sign| matches!(sign, 'x' | '*' | '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(kind: &str, fields: &str, letter: &str) -> String {
        format!(
            "From: <mailer-daemon@mx.example>\r\nTo: <letters@rounds.example>\r\nSubject: About your mail\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type={kind}; boundary=\"cut\"\r\n\r\n\
             --cut\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n\r\n\
             --cut\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n\
             --cut\r\n{letter}\r\n--cut--\r\n"
        )
    }

    const HEADERS: &str =
        "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <1.2@rounds.example>\r\nSubject: Hello\r\n";
    const WHOLE: &str = "Content-Type: message/rfc822\r\n\r\nMessage-ID: <1.2@rounds.example>\r\nSubject: Hello\r\n\r\nDear Ada";

    #[test]
    fn delivery_reports_are_read() {
        let one = |action: &str, status: &str| {
            format!(
                "Reporting-MTA: dns; mx.example\r\n\r\nOriginal-Recipient: rfc822;ada@example.org\r\n\
                 Final-Recipient: rfc822; Ada@Post.Example\r\nAction: {action}\r\nStatus: {status}\r\n\
                 Diagnostic-Code: smtp; 550 5.1.1\r\n  No such person\r\n"
            )
        };
        for (action, status, why) in [
            ("failed", "5.1.1", Some(Why::Bounce)),
            ("Failed", "5.1.10 (no such mailbox)", Some(Why::Bounce)),
            ("failed", "5.2.1", Some(Why::Bounce)),
            ("failed", "5.0.0", Some(Why::Bounce)),
            ("failed", "5.2.2", Some(Why::Delay)),
            ("failed", "5.1.7", Some(Why::Delay)),
            ("failed", "5.1.8", Some(Why::Delay)),
            ("failed", "5.3.0", Some(Why::Delay)),
            ("failed", "5.7.26", Some(Why::Delay)),
            ("failed", "", Some(Why::Delay)),
            ("failed", "4.4.7", Some(Why::Delay)),
            ("delayed", "4.4.1", Some(Why::Delay)),
            ("delivered", "2.0.0", None),
            ("relayed", "2.0.0", None),
        ] {
            for letter in [HEADERS, WHOLE] {
                let mail = report("delivery-status", &one(action, status), letter);
                let found = read(mail.as_bytes()).expect("a report");
                assert_eq!(found.first().map(|report| report.why), why, "{action} {status}");
                for report in found {
                    assert_eq!(report.recipients, ["ada@example.org", "ada@post.example"]);
                    assert_eq!(report.message_id, "<1.2@rounds.example>", "{letter}");
                    assert_eq!(report.said, "550 5.1.1 No such person");
                }
            }
        }
    }

    #[test]
    fn complaints_are_read() {
        let fields = "Feedback-Type: abuse\r\nUser-Agent: Loop/1.0\r\nVersion: 1\r\nOriginal-Rcpt-To: <ada@example.org>\r\n";
        let found = read(report("feedback-report", fields, WHOLE).as_bytes()).expect("a report");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].why, found[0].recipients.as_slice()),
            (Why::Complaint, &["ada@example.org".to_owned()][..])
        );
        assert_eq!(found[0].said, "Complaint (abuse), reported by Loop/1.0");
    }

    #[test]
    fn what_tells_of_something_else_is_no_complaint() {
        for (kind, is_one) in [
            ("Feedback-Type: Fraud\r\n", true),
            ("Feedback-Type: opt-out-list\r\n", true),
            ("Feedback-Type: other\r\n", true),
            ("", true),
            ("Feedback-Type: not-spam\r\n", false),
            ("Feedback-Type: auth-failure\r\n", false),
            ("Feedback-Type: praise\r\n", false),
        ] {
            let fields = format!("{kind}Version: 1\r\n");
            let found = read(report("feedback-report", &fields, WHOLE).as_bytes()).expect("a report");
            assert_eq!(found.len(), usize::from(is_one), "{kind}");
        }
    }

    #[test]
    fn an_address_may_be_kept_back() {
        for (address, is_kept_back) in [
            ("redacted", true),
            ("redacted@example.org", true),
            ("user-redacted@example.org", true),
            ("xxxx@example.org", true),
            ("***@example.org", true),
            ("", true),
            ("ada@example.org", false),
            ("x.ray@example.org", false),
        ] {
            assert_eq!(is_redacted(address), is_kept_back, "{address}");
        }
    }

    #[test]
    fn servers_that_know_no_such_address() {
        for (said, is_gone) in [
            ("permanent error (550): 5.1.1 no such user", true),
            ("550-5.1.10 not here", true),
            ("550 #5.1.1", true),
            ("permanent error (550): 5.2.1 it is closed", true),
            ("5.1.1", true),
            ("550 5.1.6 moved", true),
            ("permanent error (554): 5.7.1 we do not like you", false),
            ("550 5.7.26 not signed, like 5.1.1", false),
            ("550 5.1.7 your sender is no address", false),
            ("550 5.1.8 your sender's domain is none", false),
            ("550 5.1.11 what", false),
            ("permanent error (552): 5.2.2 full", false),
            ("4.1.1 not now", false),
            ("see https://mx.example/15.1.2", false),
            ("from 5.1.1.4", false),
            ("", false),
        ] {
            assert_eq!(says_gone(said), is_gone, "{said}");
        }
    }

    #[test]
    fn what_is_no_report_is_none() {
        for mail in [
            "",
            "Subject: Out of office\r\n\r\nI am away.",
            "\u{0}\u{1}",
            "Content-Type: multipart/report\r\n\r\n",
        ] {
            assert_eq!(read(mail.as_bytes()), None, "{mail:?}");
        }
    }
}
