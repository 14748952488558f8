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
    /// When the file was made.
    pub made: Moment,
}

impl Event<'_> {
    /// A file with this event, and a reminder a day before.
    pub fn file(&self) -> String {
        let end = self.at + chrono::Duration::minutes(self.minutes);
        let lines = [
            "BEGIN:VCALENDAR".to_string(),
            "VERSION:2.0".into(),
            "PRODID:-//Rounds//Careers in independent healthcare//EN".into(),
            "METHOD:PUBLISH".into(),
            "BEGIN:VEVENT".into(),
            format!("UID:{}", escaped(&self.uid)),
            format!("DTSTAMP:{}", stamp(self.made)),
            format!("DTSTART:{}", stamp(self.at)),
            format!("DTEND:{}", stamp(end)),
            format!("SUMMARY:{}", escaped(&self.title)),
            format!("DESCRIPTION:{}", escaped(&self.words)),
            format!("URL:{}", self.url),
            "TRANSP:TRANSPARENT".into(),
            "BEGIN:VALARM".into(),
            "ACTION:DISPLAY".into(),
            format!("DESCRIPTION:{}", escaped(&self.title)),
            "TRIGGER:-P1D".into(),
            "END:VALARM".into(),
            "END:VEVENT".into(),
            "END:VCALENDAR".into(),
        ];
        lines.iter().map(|line| folded(line)).collect()
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
        };
        let file = event.file();
        assert!(file.contains("DTSTART:20260715T225900Z\r\n"), "{file}");
        assert!(file.contains("nurse\\, theatre\\;") && file.contains("One\\nTwo"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(file.ends_with("END:VCALENDAR\r\n"));
    }
}
