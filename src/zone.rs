//! Time zones: the place whose clock a meeting goes by.

mod observance;
mod yearly;

pub use observance::{Observance, observances};
pub use yearly::{Shape, Yearly};

use std::fmt;

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetComponents, OffsetName, TZ_VARIANTS, Tz};

use crate::node::scalar::scalar;

/// A zone of the IANA time zone database: `America/New_York`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// Seats of international organisations that the database knows under another city.
const SEATS: &[(&str, &str)] = &[
    ("geneva", "Europe/Zurich"),
    ("the hague", "Europe/Amsterdam"),
    ("bonn", "Europe/Berlin"),
    ("washington", "America/New_York"),
    ("montreal", "America/Toronto"),
];

/// How often clocks show an hour of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// Once, as usual.
    Once,
    /// Never: they are put forward over it.
    Never,
    /// Twice: they are put back.
    Twice,
}

/// What a zone says of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Moment {
    /// Seconds east of Greenwich.
    offset: i32,
    /// What people call the time: `EST`.
    name: String,
    /// Clocks are put forward.
    daylight: bool,
}

impl Zone {
    /// The zone with this name in the IANA database.
    ///
    /// # Errors
    /// A sentence that says so, and names the nearest.
    pub fn parse(name: &str) -> Result<Self, String> {
        Self::named(name).ok_or_else(|| {
            let places = TZ_VARIANTS.iter().map(|zone| zone.name());
            let near = places
                .filter(|place| place.contains('/'))
                .map(|place| (strsim::jaro_winkler(place, name), place))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let near = near.map_or("America/New_York", |(_, place)| place);
            format!("there is no time zone {name}; the nearest name is {near}")
        })
    }

    fn named(name: &str) -> Option<Self> {
        // `EST` is in the database too, as a clock that nobody ever puts forward.
        let place = name.contains('/') || name == "UTC";
        name.parse().ok().filter(|_| place).map(Self)
    }

    /// The zone that people mean by these words in a letter of an office in `office`: a name of
    /// the IANA database, `UTC`, "New York time", "local time". What stands for several zones of
    /// the world, as EST and CST do, means the office's own zone if it is called so there, and
    /// nothing otherwise.
    pub fn meant(words: &str, office: Option<Self>) -> Option<Self> {
        let words = words.trim().trim_matches(['(', ')']).trim();
        if let Some(zone) = Self::named(words) {
            return Some(zone);
        }
        if ["UTC", "GMT", "Z"].contains(&words) {
            return Some(Self(Tz::UTC));
        }
        if let Some(office) = office.filter(|office| office.is_called(words)) {
            return Some(office);
        }
        let lower = words.to_lowercase();
        let place = lower.strip_suffix("time").unwrap_or(&lower).trim_end();
        let place = place.strip_suffix("local").unwrap_or(place).trim_end();
        if place.is_empty() {
            return office;
        }
        city(place)
    }

    /// How often its clocks show an hour and minute on a day of a year and month.
    pub fn local(self, (year, month, day): (i32, u32, u32), (hour, minute): (u8, u8)) -> Local {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let moment = date.and_then(|date| date.and_hms_opt(hour.into(), minute.into(), 0));
        match moment.map(|moment| self.0.offset_from_local_datetime(&moment)) {
            Some(MappedLocalTime::None) => Local::Never,
            Some(MappedLocalTime::Ambiguous(..)) => Local::Twice,
            _ => Local::Once,
        }
    }

    /// Its name in the IANA database.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether its time is called so in winter or summer: `EST`, `EDT`, `ET`, "Eastern Time".
    fn is_called(self, words: &str) -> bool {
        let initials: String = words.split_whitespace().filter_map(|w| w.chars().next()).collect();
        let short = if words.contains(' ') { initials.as_str() } else { words };
        [1, 7].into_iter().any(|month| {
            let day =
                NaiveDate::from_ymd_opt(2020, month, 15).and_then(|day| day.and_hms_opt(12, 0, 0));
            let name = day.map(|moment| self.at(moment).name).unwrap_or_default();
            // EST and EDT are both ET.
            let general = match name.as_bytes() {
                [first, b'S' | b'D', b'T'] => format!("{}T", char::from(*first)),
                _ => String::new(),
            };
            !short.is_empty() && (short == name || short == general)
        })
    }

    /// Whether it says this at a moment of Universal Time.
    fn is_at(self, moment: NaiveDateTime, known: &Moment) -> bool {
        let offset = self.0.offset_from_utc_datetime(&moment);
        let name = offset.abbreviation();
        offset.fix().local_minus_utc() == known.offset
            && (offset.dst_offset().num_seconds() > 0) == known.daylight
            && name.is_none_or(|name| name == known.name)
    }

    /// What it says at a moment of Universal Time.
    fn at(self, moment: NaiveDateTime) -> Moment {
        let offset = self.0.offset_from_utc_datetime(&moment);
        let seconds = offset.fix().local_minus_utc();
        Moment {
            offset: seconds,
            name: (offset.abbreviation()).map_or_else(|| number(seconds), str::to_owned),
            daylight: offset.dst_offset().num_seconds() > 0,
        }
    }
}

/// The name of a time that people call by its number, as the database writes it: `+0545`.
fn number(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    match minutes % 60 {
        0 => format!("{sign}{:02}", minutes / 60),
        rest => format!("{sign}{:02}{rest:02}", minutes / 60),
    }
}

/// The zone that is named after a city, if only one is.
fn city(place: &str) -> Option<Zone> {
    if let Some((_, name)) = SEATS.iter().find(|(seat, _)| *seat == place) {
        return Zone::parse(name).ok();
    }
    let named = |zone: &&Tz| {
        let last = zone.name().rsplit_once('/').map(|(_, last)| last);
        last.is_some_and(|last| last.replace('_', " ").eq_ignore_ascii_case(place))
    };
    let mut found = TZ_VARIANTS.iter().filter(named);
    let first = found.next()?;
    found.next().is_none().then_some(Zone(*first))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

scalar!(
    Zone,
    Code,
    "unknown-zone",
    "a time zone",
    "write its name in the IANA database: America/New_York",
    { "pattern": "^([A-Za-z_]+(/[A-Za-z0-9_+-]+)+|UTC)$" }
);
