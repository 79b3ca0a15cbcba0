//! The forms of merge fields: `{{ date | weekday | no-year }}`, in any order.

use serde_json::Value;

use crate::document::Refusal;
use crate::finding::suggest;
use crate::language::{DateOptions, Language, Run, Year};
use crate::letter::{Between, ClockStyle, Date, DateStyle, Dates, Style, TimeRange};
use crate::node::Holds;

/// How days may be shown.
const DAYS: &[&str] = &[
    "weekday", "no-weekday", "no-year", "sentence", "numeric", "month-first", "month-only",
    "comma", "with-time",
];
/// How times may be shown.
const TIMES: &[&str] = &["sentence", "12-hour", "24-hour", "zone"];
/// Forms of which only one can be.
const EITHER: &[&[&str]] = &[
    &["weekday", "no-weekday", "month-only"],
    &["numeric", "month-first", "month-only"],
    &["month-only", "with-time"],
    &["numeric", "comma"],
    &["no-year", "comma"],
    &["12-hour", "24-hour"],
];

/// What a field holds, for its forms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Days,
    Times,
    Other,
}

impl Kind {
    /// The kind of what a field holds.
    pub(super) fn of(holds: Option<Holds>) -> Self {
        match holds {
            Some(Holds::Day) => Self::Days,
            Some(Holds::Time) => Self::Times,
            _ => Self::Other,
        }
    }
}

/// That a field of this kind can be shown in all of its forms.
///
/// # Errors
/// Which it cannot, with the nearest, or which two cannot stand together.
pub(super) fn judge(path: &str, kind: Kind, forms: &[String]) -> Result<(), Refusal> {
    let known = match kind {
        Kind::Days => DAYS,
        Kind::Times => TIMES,
        Kind::Other => &[],
    };
    if let Some(unknown) = forms.iter().find(|form| !known.contains(&form.as_str())) {
        return Err(Refusal {
            message: format!("`{path}` cannot be shown as `{unknown}`"),
            help: match known {
                [] => "leave the form out".to_owned(),
                known => suggest(unknown, known.iter().copied()),
            },
        });
    }
    for either in EITHER {
        let both: Vec<_> = forms.iter().filter(|form| either.contains(&form.as_str())).collect();
        if let [one, other, ..] = both.as_slice()
            && one != other
        {
            return Err(Refusal {
                message: format!("`{path}` cannot be shown as `{one}` and as `{other}` at once"),
                help: "leave one of the two out".to_owned(),
            });
        }
    }
    Ok(())
}

/// How a field is to be shown.
pub(super) struct Forms<'f> {
    pub(super) forms: &'f [String],
    pub(super) language: &'f Language,
    pub(super) style: Style,
}

impl Forms<'_> {
    fn has(&self, form: &str) -> bool {
        self.forms.iter().any(|asked| asked == form)
    }

    /// Days as asked for; `owner` is the group that says them, and may say their times, too.
    ///
    /// # Errors
    /// That no times are said.
    pub(super) fn days(
        &self,
        path: &str,
        dates: &Dates,
        owner: &Value,
    ) -> Result<Vec<Run>, Refusal> {
        let mut style = self.style;
        if self.has("numeric") {
            style.date = DateStyle::Numeric;
        }
        if self.has("month-first") {
            style.date = DateStyle::MonthFirst;
        }
        if self.has("comma") {
            style.before_year = Between::Comma;
        }
        let mut options: DateOptions = DateOptions::of(&style);
        options.weekday = !self.has("no-weekday") && (options.weekday || self.has("weekday"));
        options.month_only = self.has("month-only");
        options.sentence = self.has("sentence");
        if self.has("no-year") {
            options.year = Year::Never;
        }
        if !self.has("with-time") {
            return Ok(self.language.dates(dates, &style, options));
        }
        let times = ["times", "time"].into_iter().find_map(|name| owner.get(name));
        let times: Vec<_> = times.map(read).unwrap_or_default();
        if times.is_empty() {
            return Err(Refusal {
                message: format!("`{path}` has no time to be shown with"),
                help: "fill `times` in beside it, or take the form `with-time` out".to_owned(),
            });
        }
        let mut runs = self.language.dates_and_times(dates, &times, &style, options);
        if let Some(zone) = owner["zone"].as_str() {
            let zoned = self.language.zoned("", zone);
            runs.push(Run::Text(zoned));
        }
        Ok(runs)
    }

    /// The date of an old letter, which no form changes.
    ///
    /// # Errors
    /// That a form was asked for.
    pub(super) fn date(&self, path: &str, date: Date) -> Result<Vec<Run>, Refusal> {
        match self.forms.first() {
            Some(form) => Err(Refusal {
                message: format!("`{path}` is no full day, and cannot be shown as `{form}`"),
                help: "leave the form out".to_owned(),
            }),
            None => Ok(self.language.date(date, &self.style, DateOptions::of(&self.style))),
        }
    }

    /// Times as asked for; `owner` is the group that says them, and may say their zone, too.
    pub(super) fn times(&self, value: &Value, owner: &Value) -> String {
        let mut style = self.style;
        if self.has("12-hour") {
            style.clock = ClockStyle::Twelve;
        }
        if self.has("24-hour") {
            style.clock = ClockStyle::TwentyFour;
        }
        let times = read(value);
        // A cell of a list may say a time in words of its own.
        if let (Some(own), true) = (value.as_str(), times.is_empty()) {
            return own.to_owned();
        }
        let written = if self.has("sentence") {
            self.language.times_in_sentence(&times, &style)
        } else {
            self.language.times(&times, &style)
        };
        match owner["zone"].as_str().filter(|_| self.has("zone")) {
            Some(zone) => self.language.zoned(&written, zone),
            None => written,
        }
    }
}

/// The times that a field says: one, or a list.
fn read(value: &Value) -> Vec<TimeRange> {
    let texts: Vec<_> = match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect(),
    };
    texts
        .into_iter()
        .filter_map(|text| TimeRange::parse(text).ok())
        .collect()
}
