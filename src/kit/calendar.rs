//! Events as calendars read them: RFC 5545.

use crate::kit::clock::Moment;

/// One thing to remember, at a moment.
pub struct Event<'a> {
    /// The same for the same event, so that adding it again moves it instead of doubling it.
    pub uid: String,
    pub at: Moment,
    pub minutes: i64,
    pub title: String,
    pub words: String,
    pub url: &'a str,
    /// When the file was made, or what it says was changed.
    pub made: Moment,
    /// May be empty.
    pub place: String,
    /// Grows with each change, so that an older file does not undo a newer one.
    pub sequence: i32,
    /// Does it take up its reader's time?
    pub is_busy: bool,
    pub is_cancelled: bool,
}

/// A file with these events, each with a reminder a day before. Times are in UTC, which every calendar shows in its
/// reader's own zone, before and after the clocks change.
pub fn file(events: &[Event<'_>]) -> String {
    let is_over = !events.is_empty() && events.iter().all(|event| event.is_cancelled);
    let head = [
        "BEGIN:VCALENDAR".to_string(),
        "VERSION:2.0".into(),
        "PRODID:-//Rounds//Careers in independent healthcare//EN".into(),
        format!("METHOD:{}", if is_over { "CANCEL" } else { "PUBLISH" }),
    ];
    let all = head.into_iter().chain(events.iter().flat_map(Event::lines)).chain(["END:VCALENDAR".into()]);
    all.map(|line| folded(&line)).collect()
}

impl Event<'_> {
    fn lines(&self) -> Vec<String> {
        let end = self.at + chrono::Duration::minutes(self.minutes);
        let mut lines = vec![
            "BEGIN:VEVENT".into(),
            format!("UID:{}", escaped(&self.uid)),
            format!("DTSTAMP:{}", stamp(self.made)),
            format!("DTSTART:{}", stamp(self.at)),
            format!("DTEND:{}", stamp(end)),
            format!("SUMMARY:{}", escaped(&self.title)),
            format!("DESCRIPTION:{}", escaped(&self.words)),
            format!("URL:{}", self.url),
            format!("SEQUENCE:{}", self.sequence),
            format!("STATUS:{}", if self.is_cancelled { "CANCELLED" } else { "CONFIRMED" }),
            format!("TRANSP:{}", if self.is_busy { "OPAQUE" } else { "TRANSPARENT" }),
        ];
        if !self.place.is_empty() {
            lines.push(format!("LOCATION:{}", escaped(&self.place)));
        }
        if !self.is_cancelled {
            lines.extend(["BEGIN:VALARM", "ACTION:DISPLAY"].map(String::from));
            lines.push(format!("DESCRIPTION:{}", escaped(&self.title)));
            lines.extend(["TRIGGER:-P1D", "END:VALARM"].map(String::from));
        }
        lines.push("END:VEVENT".into());
        lines
    }
}

fn stamp(at: Moment) -> String {
    at.0.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\r', "").replace('\n', "\\n")
}

/// Lines hold 75 octets at most; what is left goes on after a space.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_escaped_and_folded() {
        let at: Moment = crate::kit::clock::end_of_london_day("2026-07-15".parse().unwrap());
        let event = Event {
            uid: "1@rounds".into(),
            at,
            minutes: 1,
            title:
                "Closes: nurse, theatre; a title that is so very long that its line must be folded – twice"
                    .into(),
            words: "One\nTwo".into(),
            url: "https://rounds.example/listings/1",
            made: at,
            place: "1 Park Row, Leeds".into(),
            sequence: 2,
            is_busy: true,
            is_cancelled: false,
        };
        let file = file(std::slice::from_ref(&event));
        assert!(file.contains("DTSTART:20260715T225900Z\r\n"), "{file}");
        assert!(file.contains("nurse\\, theatre\\;") && file.contains("One\\nTwo"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("SEQUENCE:2\r\n") && file.contains("METHOD:PUBLISH\r\n"), "{file}");
        let over = super::file(&[Event { is_cancelled: true, ..event }]);
        assert!(over.contains("METHOD:CANCEL\r\n") && over.contains("STATUS:CANCELLED\r\n"), "{over}");
        assert!(!over.contains("VALARM"), "{over}");
    }
}
