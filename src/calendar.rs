//! The calendar: meetings followed over letters, and the file that calendars subscribe to.
//!
//! Letters announce meetings, move them and cancel them. Read in order, they make [`Event`]s:
//! their present state, and which letter set it and when. [`write()`] makes one iCalendar file of them
//! (RFC 5545), in which a meeting keeps its name for good, so that whoever subscribes follows
//! every change.

mod announced;
mod event;
mod ics;
mod join;
mod lines;
mod name;
mod slots;
mod state;
mod words;

pub use announced::{AnnouncedMeeting, AnnouncedSitting, PreviousDates, announced};
pub use event::{Change, Event, Present, Turn};
pub use ics::{Feed, TAIL, ZoneSpan, entries, head, merge_zones, write, write_draft, zones};
pub use join::{Announcement, Followed, events, follow};
pub use slots::{Slot, When};
pub use state::{Standing, State};
pub use words::{CalendarWording, Words};
