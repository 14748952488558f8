//! Machinery that knows no word of the job board: databases, time, ids, jobs, letters, files, text, places.

pub mod calendar;
pub mod clock;
pub mod condition;
pub mod db;
pub mod files;
pub mod id;
pub mod jobs;
pub mod letters;
pub mod links;
pub mod mailer;
pub mod pictures;
pub mod places;
pub mod sheets;
pub mod slots;
pub mod text;
pub mod tokens;
pub mod words;
