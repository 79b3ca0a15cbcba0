//! What a cell of Excel shows: its number by its format.

use ssfmt::ast::{DatePart, FormatPart};
use ssfmt::{DateSystem, FormatOptions, NumberFormat};

use super::number::Moment;
use super::separators::{self, Marks};
use crate::letter::TimeRange;
use crate::merge::table::Doubt;

/// A format is a line; a longer one is no format that somebody chose.
const MAX_FORMAT: usize = 512;

/// The most figures after a point, and in all.
const MAX_DECIMALS: usize = 9;
const MAX_FIGURES: usize = 24;

/// The English of Windows, by the last byte of its number.
const ENGLISH: u32 = 0x09;

/// A number format, read once for all its cells.
#[derive(Debug)]
pub(super) struct Format {
    code: String,
    parsed: Option<NumberFormat>,
    /// The sections of the code, without what stands in brackets.
    sections: Vec<String>,
}

impl Format {
    /// The format of a code; of a number without code that of Excel's own list.
    pub(super) fn new(number: u32, code: Option<&str>) -> Self {
        let code = code.or_else(|| ssfmt::format_code_from_id(number)).or(match number {
            // Days of East Asia, whose signs depend on the machine.
            27..=31 | 36 | 50..=54 | 57 | 58 => Some("yyyy-mm-dd"),
            _ => None,
        });
        let code = code.unwrap_or_default();
        let parsed = Some(code).filter(|code| is_followed(code));
        let parsed = parsed.and_then(|code| NumberFormat::parse(code).ok());
        Self { code: code.to_owned(), parsed, sections: sections(code) }
    }

    /// What a cell with a number shows.
    pub(super) fn number(&self, number: f64, from_1904: bool) -> (String, Option<Doubt>) {
        let Some(format) = &self.parsed else {
            return (general(number), Some(Doubt::Format(self.code.clone())));
        };
        let at = self.section(number);
        if self.sections.len() > 1 && self.sections.get(at).is_some_and(String::is_empty) {
            return (String::new(), None);
        }
        let Some(section) = format.sections().get(at) else {
            return (general(number), Some(Doubt::Format(self.code.clone())));
        };
        if section.has_date_parts() {
            return self.moment(format, &section.parts, number, from_1904);
        }
        if self.sections.len() == 1 && section.parts.is_empty() {
            return separated(general(number), number);
        }
        match format.try_format(number, &FormatOptions::default()) {
            Ok(text) => separated(text.trim().to_owned(), number),
            Err(_) => (general(number), Some(Doubt::Format(self.code.clone()))),
        }
    }

    /// What a cell with text shows.
    pub(super) fn text(&self, text: String) -> String {
        match &self.parsed {
            Some(format) if self.sections.len() > 3 => {
                if self.sections[3].is_empty() {
                    return String::new();
                }
                format.format_text(&text, &FormatOptions::default())
            }
            _ => text,
        }
    }

    /// The section that a number is shown by.
    fn section(&self, number: f64) -> usize {
        let conditions = (self.parsed.iter())
            .flat_map(|format| format.sections())
            .enumerate()
            .find_map(|(at, section)| match &section.condition {
                Some(condition) => condition.evaluate(number).then_some(at),
                None => Some(at),
            });
        let any = self
            .parsed
            .iter()
            .flat_map(|format| format.sections())
            .any(|section| section.condition.is_some());
        match (any, self.sections.len()) {
            (true, count) => conditions.unwrap_or(count.saturating_sub(1)),
            (_, 2..) if number < 0.0 => 1,
            (_, 3..) if number == 0.0 => 2,
            _ => 0,
        }
    }

    /// What a day, a time or a duration shows: a day in full and a time of day as records write
    /// them, so that the letter says them as its office does.
    fn moment(
        &self,
        format: &NumberFormat,
        parts: &[FormatPart],
        number: f64,
        from_1904: bool,
    ) -> (String, Option<Doubt>) {
        let shows = |wanted: &[DatePart]| {
            let mut parts = parts.iter();
            parts.any(|part| matches!(part, FormatPart::DatePart(part) if wanted.contains(part)))
        };
        use DatePart::{
            BuddhistYear2, BuddhistYear2Alt, BuddhistYear4, BuddhistYear4Alt, Day, Day2, DayAbbr,
            DayFull, Hour, Hour2, Month, Month2, MonthAbbr, MonthFull, MonthLetter, Second,
            Second2, Year2, Year3, Year4,
        };
        let system = if from_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        let options = FormatOptions { date_system: system, ..FormatOptions::default() };
        let unknown = || (general(number), Some(Doubt::Format(self.code.clone())));
        let shown = || format.try_format(number, &options).map(|text| text.trim().to_owned());
        let elapsed = parts.iter().any(|part| matches!(part, FormatPart::Elapsed(_)));
        let hours = shows(&[Hour, Hour2]);
        let minutes_alone = !hours && shows(&[Second, Second2]);
        if elapsed || (minutes_alone && !shows(&[Day, Day2, Year4])) {
            // "02:15" of a duration would be read as a quarter past two.
            return match shown() {
                Ok(text) if TimeRange::parse(&text).is_ok() => (text, Some(Doubt::Duration)),
                Ok(text) => (text, Some(Doubt::Elapsed)),
                Err(_) => unknown(),
            };
        }
        let Some(moment) = Moment::of(number, from_1904) else {
            return if number < 0.0 { ("####".to_owned(), Some(Doubt::Error)) } else { unknown() };
        };
        let year = shows(&[
            Year2, Year3, Year4, BuddhistYear2, BuddhistYear2Alt, BuddhistYear4, BuddhistYear4Alt,
        ]);
        let month = shows(&[Month, Month2, MonthAbbr, MonthFull, MonthLetter]);
        let day = shows(&[Day, Day2]);
        let seconds = shows(&[Second, Second2]) && moment.second > 0;
        match (year && month && day, hours, moment.day) {
            (true, _, None) => unknown(),
            (true, false, Some(day)) => (day.to_string(), None),
            (true, true, Some(day)) if (moment.hour, moment.minute) == (0, 0) && !seconds => {
                (day.to_string(), None)
            }
            (true, true, Some(day)) if !seconds => (format!("{day}T{}", moment.time()), None),
            (false, true, _) if !(year || month || day || seconds) => (moment.time(), None),
            _ => {
                let named = shows(&[MonthAbbr, MonthFull, MonthLetter, DayAbbr, DayFull]);
                let foreign = parts.iter().any(|part| {
                    let FormatPart::Locale(locale) = part else { return false };
                    locale.lcid.is_some_and(|lcid| lcid & 0x3FF != ENGLISH)
                });
                match shown() {
                    Ok(text) if named && foreign => (text, Some(Doubt::Format(self.code.clone()))),
                    Ok(text) if named => (text, Some(Doubt::English)),
                    Ok(text) => (text, None),
                    Err(_) => unknown(),
                }
            }
        }
    }
}

/// Whether a format is one that `ssfmt` follows: it panics or goes wrong, in version 0.1.2, on more
/// figures than its numbers hold, and on "General" behind a bracket that is not a colour.
fn is_followed(code: &str) -> bool {
    if code.is_empty() || code.len() > MAX_FORMAT {
        return false;
    }
    if let Some((before, after)) = code.split_once(']')
        && after.trim().eq_ignore_ascii_case("general")
        && !before
            .strip_prefix('[')
            .is_some_and(|colour| colour.chars().all(|c| c.is_ascii_alphanumeric()))
    {
        return false;
    }
    let is_figure = |c: &char| matches!(c, '0' | '#' | '?');
    sections(code).iter().all(|section| {
        let decimals = section.find('.').map_or("", |at| &section[at..]);
        let figures = |text: &str| text.chars().filter(is_figure).count();
        figures(decimals) <= MAX_DECIMALS && figures(section) <= MAX_FIGURES
    })
}

/// A number as Excel shows it, with its separators.
pub(super) fn separated(text: String, number: f64) -> (String, Option<Doubt>) {
    let found = separators::find(&text, number, Marks::English);
    (text, found)
}

/// A number without a format: whole numbers with all their figures.
pub(super) fn general(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}").replace("-0", if number == 0.0 { "0" } else { "-0" });
    }
    let plain = ssfmt::format_default(number, "General");
    plain.unwrap_or_else(|_| number.to_string())
}

/// The sections of a format, without colours and conditions in brackets: what is empty shows
/// nothing.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        let mut add = |text: &str| sections.last_mut().map(|last| last.push_str(text));
        match letter {
            '[' if !quoted => {
                let inner: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                // Hours that go on past a day, and the sign of a currency.
                if inner.starts_with(['h', 'm', 's', 'H', 'M', 'S', '$']) {
                    add(&inner);
                }
            }
            ';' if !quoted => sections.push(String::new()),
            '\\' if !quoted => {
                add("\\");
                letters.next();
            }
            _ => {
                quoted ^= letter == '"';
                add(letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
    sections
}
