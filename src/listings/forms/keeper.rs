//! Keeps right values and notes wrong ones.

use chrono::NaiveDate;

use crate::codes::List;
use crate::kit::text;
use crate::web::form::{self, Problems};

/// Puts each value into its place when it is right; when it is wrong the place keeps what it had.
#[derive(Default)]
pub struct Keeper {
    pub problems: Problems,
}

impl Keeper {
    fn place<T>(&mut self, field: &str, checked: Result<T, String>, into: &mut T) {
        if let Some(value) = self.problems.keep(field, checked) {
            *into = value;
        }
    }

    /// One line of at most `most` characters.
    pub fn line(&mut self, field: &str, typed: &str, most: usize, into: &mut String) {
        self.place(field, short(text::line(typed), most), into);
    }

    /// Several lines.
    pub fn lines(&mut self, field: &str, typed: &str, most: usize, into: &mut String) {
        self.place(field, short(text::lines(typed), most), into);
    }

    /// A code of a list as text; nothing chosen is an empty text.
    pub fn code(&mut self, field: &str, typed: &str, list: &List, into: &mut String) {
        let mut code = Some(into.clone());
        self.choice(field, typed, list, &mut code);
        if self.problems.of(field).is_none() {
            *into = code.unwrap_or_default();
        }
    }

    /// A code of a list; nothing chosen is `None`.
    pub fn choice(&mut self, field: &str, typed: &str, list: &List, into: &mut Option<String>) {
        let checked = match typed {
            "" => Ok(None),
            code => {
                let before = into.as_deref().unwrap_or_default();
                list.check(code, before, "Choose one of the list").map(|()| Some(code.to_string()))
            }
        };
        self.place(field, checked, into);
    }

    /// Several codes of a list, sorted as they are kept.
    pub fn codes(&mut self, field: &str, typed: &[String], list: &List, into: &mut Vec<String>) {
        let checked = list.check_each(typed, into, "Choose from the list");
        self.place(field, checked, into);
    }

    pub fn yes_no(&mut self, field: &str, typed: &str, into: &mut Option<bool>) {
        let checked = match typed {
            "yes" => Ok(Some(true)),
            "no" => Ok(Some(false)),
            "" => Ok(None),
            _ => Err("Choose yes or no".to_string()),
        };
        self.place(field, checked, into);
    }

    pub fn money(&mut self, field: &str, typed: &str, into: &mut Option<i64>) {
        self.place(field, form::money(typed), into);
    }

    pub fn day(&mut self, field: &str, typed: &str, into: &mut Option<NaiveDate>) {
        self.place(field, form::day(typed), into);
    }

    /// A whole number between two others; nothing typed is `None`.
    pub fn whole(&mut self, field: &str, typed: &str, (least, most): (i32, i32), into: &mut Option<i32>) {
        let checked = match typed.trim().trim_end_matches('%').trim() {
            "" => Ok(None),
            number => number
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(Some)
                .ok_or_else(|| format!("Enter a whole number from {least} to {most}")),
        };
        self.place(field, checked, into);
    }

    /// A number such as 37.5; nothing typed is `None`.
    pub fn decimal(&mut self, field: &str, typed: &str, (least, most): (f64, f64), into: &mut Option<f64>) {
        let checked = match typed.trim() {
            "" => Ok(None),
            number => number
                .parse::<f64>()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(|number| Some((number * 100.0).round() / 100.0))
                .ok_or_else(|| {
                    format!("Enter a number from {least} to {most}, like {}", halfway(least, most))
                }),
        };
        self.place(field, checked, into);
    }
}

/// An example that is in range and shows that a fraction may be typed: 36.5 of 1 to 72, 10.5 of 0 to 20.
fn halfway(least: f64, most: f64) -> f64 {
    ((least + most) / 2.0).floor() + 0.5
}

fn short(text: String, most: usize) -> Result<String, String> {
    match text.chars().count() {
        count if count > most => Err(format!("This must be {most} characters or fewer: it has {count}")),
        _ => Ok(text),
    }
}
