//! Chancery turns structured records of official letters into finished letters.
//!
//! ```
//! use chancery::pipeline::{self, Input, Options};
//! use chancery::record::Syntax;
//! use chancery::{Engine, Format, InMemory, Neighbours, Rules, Templates, Writers};
//!
//! let record = "---
//! kind: invitation
//! office: pga
//! date: 2026-09-14
//! to: all-permanent-representatives-and-observers
//! signatories:
//!   - { name: Amara Lindqvist, title: President of the General Assembly }
//! meetings:
//!   - { id: briefing, title: an informal briefing, dates: 2026-09-25, times: 10:00/13:00 }
//! ---
//! The briefing of {{ meetings.briefing.dates }} will set out the priorities of the session.
//! ";
//! let input =
//!     Input { id: "briefing", name: "briefing.md", bytes: record.as_bytes(), syntax: Syntax::Markdown };
//! let (engine, rules) = (Engine::new(Templates::embedded()), Rules::default());
//! let neighbours: &dyn Neighbours = &InMemory::new();
//! // Everything that is wrong comes at once, each at its place in the record.
//! let ready = pipeline::run(&engine, (input, neighbours), &Options::new(&rules))?;
//! let writers = Writers::new(engine.templates(), Vec::new());
//! let page = writers.write(&ready.package, Format::HTML)?.bytes;
//! assert!(String::from_utf8_lossy(&page).contains("25 September 2026</time>, from 10 a.m. to 1 p.m."));
//! # Ok::<(), Vec<chancery::Finding>>(())
//! ```
//!
//! The way of a letter, one step after the other, and nothing looks back:
//!
//! 1. [`record`] reads a text, whatever its syntax; the result is a [`letter`], or every mistake.
//! 2. [`Neighbours`] give what belongs to it: enclosed letters, files, pictures, other languages.
//! 3. [`Engine`] joins letter, office, language and templates to a [`document`].
//! 4. [`check`] finds what is wrong with it; a [`Finding`] has a [`Place`] in a [`Source`].
//! 5. [`Writers`] write it in any [`Format`].
//!
//! [`pipeline`] does all but the last. Only [`files`] and the command line read or write the file
//! system; nothing asks the clock or the network.

// One letter, from its record to its files.
pub mod pipeline;
#[doc(inline)]
pub use check::Rules;
#[doc(inline)]
pub use compose::Engine;
#[doc(inline)]
pub use gather::{Bundle, InMemory, Neighbours, Unavailable};
#[doc(inline)]
pub use package::{Member, Package};
#[doc(inline)]
pub use picture::{Picture, PictureKind};
#[doc(inline)]
pub use template::{Starter, Templates};
#[doc(inline)]
pub use write::{Format, LetterFile, Writers};

// What a letter is, whose it is, what is made of it, and what is remembered.
pub mod document;
pub mod language;
pub mod letter;
pub mod office;
pub mod record;
pub mod register;
pub mod trace;
#[doc(inline)]
pub use calendar::AnnouncedMeeting;
#[doc(inline)]
pub use zone::Zone;

// What is wrong.
pub mod check;
#[cfg(feature = "report")]
pub mod report;
pub use error::Error;
#[doc(inline)]
pub use finding::{Edit, Finding, Level};
#[doc(inline)]
pub use source::{Place, Source};

// Many letters.
#[cfg(feature = "archive")]
pub mod archive;
#[cfg(feature = "merge")]
pub mod merge;
#[doc(inline)]
pub use text::{Fingerprint, Script};

// What changed.
#[cfg(feature = "difference")]
pub mod difference;

// Letters of other programs.
#[cfg(feature = "import")]
pub mod import;
#[cfg(feature = "import")]
pub mod original;

// The file system.
pub mod files;

// Letters in the browser.
#[cfg(feature = "serve")]
pub mod serve;

// What the program, its tests and its benchmarks reach into; of these paths no promise is made.
#[doc(hidden)]
pub mod calendar;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod compose;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod gather;
#[doc(hidden)]
pub mod house;
#[doc(hidden)]
pub mod node;
#[doc(hidden)]
pub mod package;
#[doc(hidden)]
pub mod picture;
#[doc(hidden)]
pub mod settings;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod template;
#[doc(hidden)]
pub mod template_check;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod write;
#[doc(hidden)]
pub mod zone;

mod error;
mod memo;
mod pattern;
#[cfg(any(feature = "archive", feature = "merge"))]
mod spreadsheet;
