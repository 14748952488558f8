//! Rounds: a careers site for independent healthcare in the United Kingdom.
//!
//! One program serves pages that work without JavaScript. The map of the house:
//!
//! - [`config`]: every setting. [`app`]: what a handler or job may use. [`server`]: listening and stopping.
//!   [`routes`]: every address, by who may visit it. [`worker`]: every background job, and the timetable.
//! - [`kit`]: machinery that knows no word of the job board. [`web`]: what every page shares. [`schema`]: the tables.
//! - [`codes`]: the lists of the trade, from data files. [`demo`]: an invented sector to look at and measure with.
//!   [`mod@bench`]: what measures the program.
//! - The features, each with the same rooms (`model` rules, `actions` verbs, `store` SQL, `forms`, `pages`, `views`,
//!   `mails`): [`accounts`], [`administration`], [`alerts`], [`applications`], [`audit`], [`equality`], [`feeds`],
//!   [`imports`], [`listings`], [`moderation`], [`passports`], [`placements`], [`profiles`], [`providers`], [`search`],
//!   [`settings`], [`site`], [`statistics`].

pub mod accounts;
pub mod administration;
pub mod alerts;
pub mod app;
pub mod applications;
pub mod audit;
pub mod bench;
pub mod codes;
pub mod config;
pub mod demo;
pub mod equality;
pub mod feeds;
pub mod imports;
pub mod kit;
pub mod listings;
pub mod moderation;
pub mod passports;
pub mod placements;
pub mod profiles;
pub mod providers;
pub mod routes;
pub mod schema;
pub mod search;
pub mod server;
pub mod settings;
pub mod site;
pub mod statistics;
pub mod web;
pub mod worker;
