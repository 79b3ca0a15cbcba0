//! One cell of an ODS: what it shows.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::letter::{Clock, TimeRange};
use crate::merge::table::Doubt;
use crate::merge::table::book::separators::{self, Marks};
use crate::merge::table::book::shown::general;

/// Which parts of a point in time a style shows.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Parts {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
    pub(super) hours: bool,
    pub(super) seconds: bool,
    /// Hours that go on past a day.
    pub(super) elapsed: bool,
}

/// A cell, but for its words.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) style: String,
    /// `float`, `date`, `time`, …; `error` where a formula has no value.
    kind: String,
    value: String,
}

impl Cell {
    pub(super) fn of(start: &BytesStart<'_>) -> Self {
        let mut cell = Self::default();
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.unwrap_or_default().into_owned();
            match attribute.key.local_name().as_ref() {
                "style-name" => cell.style = value,
                // LibreOffice says of an error that it is text, and in its own words that it is not.
                "value-type" if value == "error" || cell.kind.is_empty() => cell.kind = value,
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    cell.value = value;
                }
                _ => {}
            }
        }
        cell
    }

    /// What the cell shows.
    pub(super) fn shown(
        &self,
        words: Option<String>,
        parts: Option<Parts>,
    ) -> (String, Option<Doubt>) {
        let text = words.unwrap_or_else(|| self.of_value());
        match self.kind.as_str() {
            "error" => (text, Some(Doubt::Error)),
            "date" => self.date(text, parts),
            "time" => self.time(text, parts),
            "float" | "percentage" | "currency" => {
                let number = self.value.parse().ok();
                let found = number.and_then(|number| separators::find(&text, number, Marks::Any));
                (text, found)
            }
            _ => (text, None),
        }
    }

    /// A day in full is the day, whatever its format; of all else what is shown.
    fn date(&self, text: String, parts: Option<Parts>) -> (String, Option<Doubt>) {
        let (day, time) = self.value.split_once('T').unwrap_or((&self.value, ""));
        let whole = parts.is_none_or(|parts| parts.year && parts.month && parts.day);
        let clock = time.get(..5).filter(|clock| Clock::parse(clock).is_ok());
        let seconds = time
            .get(5..)
            .is_some_and(|rest| rest.contains(|c| matches!(c, '1'..='9')));
        let parts = parts.unwrap_or(Parts { hours: true, seconds, ..Parts::default() });
        match clock.filter(|_| parts.hours) {
            _ if self.value.is_empty() => (text, None),
            Some(_) if whole && seconds && parts.seconds => (text, None),
            Some(clock) if whole && clock != "00:00" => (format!("{day}T{clock}"), None),
            Some(clock) if !(parts.year || parts.month || parts.day) => (clock.to_owned(), None),
            _ if whole => (day.to_owned(), None),
            _ => (text, None),
        }
    }

    fn time(&self, text: String, parts: Option<Parts>) -> (String, Option<Doubt>) {
        let Some((hours, minutes, seconds)) = duration(&self.value) else {
            return (text, None);
        };
        let parts = parts.unwrap_or(Parts { hours: true, seconds: true, ..Parts::default() });
        if parts.elapsed || !parts.hours || hours > 23 {
            let is_clock = TimeRange::parse(text.trim()).is_ok();
            let doubt = if is_clock { Doubt::Duration } else { Doubt::Elapsed };
            return (text, Some(doubt));
        }
        match seconds {
            1.. if parts.seconds => (text, None),
            _ => (format!("{hours:02}:{minutes:02}"), None),
        }
    }

    /// What a cell without words stands for.
    fn of_value(&self) -> String {
        match self.kind.as_str() {
            "boolean" => self.value.to_uppercase(),
            "time" => match duration(&self.value) {
                Some((hours, minutes, seconds)) => format!("{hours}:{minutes:02}:{seconds:02}"),
                None => self.value.clone(),
            },
            "percentage" => match self.value.parse::<f64>() {
                Ok(number) => format!("{}%", general(number * 100.0)),
                Err(_) => self.value.clone(),
            },
            _ => self.value.parse().map_or_else(|_| self.value.clone(), general),
        }
    }
}

/// Hours, minutes and seconds of `PT15H30M00S`.
fn duration(text: &str) -> Option<(u64, u64, u64)> {
    let rest = text.strip_prefix("PT")?;
    let (hours, rest) = rest.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    Some((hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}
