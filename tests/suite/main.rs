//! The tests of Chancery, one binary; `tests/README.md` says what is where.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a test says what it expects, and works with real folders"
)]

mod common;
mod prelude;

mod akn;
mod archive;
mod bounds;
mod browse;
mod calendar;
mod check;
mod checker;
mod composed;
mod data;
mod dates;
#[cfg(feature = "serve")]
mod desk;
#[cfg(feature = "serve")]
mod desk_browser;
mod desk_words;
mod diff;
mod directories;
mod docx;
mod edit;
mod enclosed;
mod facts;
mod fields;
mod formats;
mod forms;
mod frames;
mod fuzz;
mod german;
mod hostile;
mod import;
mod inheritance;
mod languages;
mod layers;
mod letters;
mod mail;
mod manifest;
mod manual;
mod merge;
mod moved;
mod mutations;
mod names;
mod nfd;
mod odt;
mod old_dates;
#[cfg(feature = "pdf")]
mod paper;
mod parts;
#[cfg(feature = "pdf")]
mod pdf;
mod pipeline;
mod prose_rules;
mod received;
mod records;
mod records_hostile;
mod register;
mod roundtrip;
mod schema;
mod schemas;
mod search;
mod seeds;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod site;
mod site_hostile;
mod templates;
mod terminal;
mod trace;
mod turns;
mod turns_combined;
mod versions;
mod wordings;
mod wrong_drafts;
mod wrong_turns;
