//! What stands beside dates: their hour, and the place of a letter.

use super::runs::{Run, push_runs, push_text};
use super::{DateOptions, Language};
use crate::letter::{Between, Date, Dates, PlaceStyle, Style, TimeRange, TimeRangeStyle};

impl Language {
    /// Dates with their hour: "1 February 2018, at 10 a.m.".
    pub fn dates_and_times(
        &self,
        dates: &Dates,
        times: &[TimeRange],
        style: &Style,
        options: DateOptions,
    ) -> Vec<Run> {
        let writer = self.date_writer(style, options);
        let written = self.times_in_sentence(times, style);
        // Times that a dash joins have no word of their own before them.
        let bare =
            style.time_range != TimeRangeStyle::Usual && times.iter().any(|time| time.to.is_some());
        if bare {
            let mut runs = writer.dates(dates);
            push_text(&mut runs, &self.dates.comma);
            push_text(&mut runs, &written);
            return runs;
        }
        writer.timed(writer.dates(dates), &written)
    }

    /// Place and date of a letter, as the house wants them.
    pub fn place_and_date(
        &self,
        place: &str,
        date: Date,
        style: &Style,
        options: DateOptions,
    ) -> Vec<Run> {
        let label = |name| self.label(name).unwrap_or_default();
        let after = style.place == PlaceStyle::After;
        let usual = label(if after { "before-place" } else { "after-place" });
        let comma = self.dates.comma.trim();
        let words = usual.strip_prefix(comma).unwrap_or(usual);
        let joint = match style.beside_place {
            // "Genève, le 1er mars 1926", but "Genève, mars 1926 environ".
            Between::Usual if date.day().is_none() => self.dates.comma.to_string(),
            Between::Usual => usual.to_owned(),
            Between::Comma => [comma, words].concat(),
            Between::Space if words.is_empty() => " ".to_owned(),
            Between::Space => words.to_owned(),
        };
        let date = self.date(date, style, options);
        let mut runs = Vec::with_capacity(date.len() + 2);
        let mut place_run = Some(Run::Text(place.to_owned()));
        if !after {
            push_runs(&mut runs, place_run.take().into_iter().collect());
            push_text(&mut runs, &joint);
        }
        push_runs(&mut runs, date);
        if let Some(place) = place_run {
            push_text(&mut runs, &joint);
            push_runs(&mut runs, vec![place]);
        }
        runs
    }
}
