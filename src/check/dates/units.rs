//! Dates as numbers with units, the year first: "2018年2月1日至2日（星期四至星期五）".

use std::ops::Range;

use super::{Mention, Named};
use crate::check::words::figure;
use crate::language::{Reading, Units};

/// What joins the ends of a range in any such language.
const DASHES: &[&str] = &["-", "–", "—", "~", "～", "－"];
/// What stands between days apart.
const COMMAS: &[&str] = &["、", "，", ","];

pub(super) fn mentions(text: &str, reading: &Reading, units: &Units) -> Vec<Mention> {
    let reader = Reader { text, reading, units };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        // A date begins where a number does, and within no symbol.
        let begins = reader.value(c).is_some()
            && before.is_none_or(|c| {
                reader.value(c).is_none() && !c.is_ascii_alphanumeric() && !matches!(c, '/' | '.')
            });
        match begins.then(|| reader.mention(at)).flatten() {
            Some(mention) => {
                at = mention.range.end;
                found.push(mention);
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    reading: &'a Reading,
    units: &'a Units,
}

/// A day as it is said, and the byte after it.
#[derive(Clone)]
struct Part {
    year: Option<(i32, Range<usize>)>,
    month: Option<u32>,
    day: u32,
    /// Whether the unit of the day is said: "1至2日" says it once.
    whole: bool,
    end: usize,
}

impl Reader<'_> {
    fn value(&self, c: char) -> Option<u32> {
        figure(c).or_else(|| self.reading.numeral(c))
    }

    /// A number, how many figures it has, and the byte after it.
    fn number(&self, at: usize) -> Option<(u32, usize, usize)> {
        let all = self.text[at..].chars();
        let digits: Vec<(char, u32)> = all.map_while(|c| Some((c, self.value(c)?))).collect();
        let end = at + digits.iter().map(|(c, _)| c.len_utf8()).sum::<usize>();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        let ten = digits.iter().position(|(_, value)| *value == 10);
        let whole =
            |digits: &[(char, u32)]| digits.iter().fold(0, |sum, (_, value)| 10 * sum + value);
        let value = match ten {
            // "十二" is twelve, "三十" thirty, "二十八" twenty-eight.
            Some(at) => {
                let tens = if at == 0 { 1 } else { whole(&digits[..at]) };
                10 * tens + whole(&digits[at + 1..])
            }
            None => whole(&digits),
        };
        Some((value, digits.len(), end))
    }

    /// The byte after spaces and one of some words, if it stands here.
    fn after<'w>(&self, at: usize, words: impl IntoIterator<Item = &'w str>) -> Option<usize> {
        let rest = &self.text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        let mut words = words.into_iter();
        words
            .find(|word| self.text[start..].starts_with(word))
            .map(|word| start + word.len())
    }

    fn spaces(&self, at: usize) -> usize {
        self.after(at, [""]).unwrap_or(at)
    }

    fn part(&self, start: usize) -> Option<Part> {
        let (mut year, mut month) = (None, None);
        let mut at = self.spaces(start);
        if let Some((value, width, end)) = self.number(at)
            && width == 4
            && (1900..2200).contains(&value)
            && let Some(next) = self.after(end, [self.units.year.as_str()])
        {
            year = i32::try_from(value).ok().map(|value| (value, at..end));
            at = self.spaces(next);
        }
        if let Some((value, _, end)) = self.number(at)
            && (1..=12).contains(&value)
            && let Some(next) = self.after(end, [self.units.month.as_str()])
        {
            month = Some(value);
            at = self.spaces(next);
        }
        let (day, _, end) = self.number(at).filter(|(day, ..)| (1..=31).contains(day))?;
        let unit = self.after(end, self.units.day.iter().map(String::as_str));
        // A year without its month is followed by no day.
        (year.is_none() || month.is_some()).then_some(Part {
            year,
            month,
            day,
            whole: unit.is_some(),
            end: unit.unwrap_or(end),
        })
    }

    fn range(&self, at: usize) -> Option<usize> {
        let words = self.reading.ranges.iter().map(String::as_str);
        self.after(at, DASHES.iter().copied().chain(words))
    }

    fn join(&self, at: usize) -> Option<usize> {
        let words = self.reading.joins.iter().map(String::as_str);
        self.after(at, COMMAS.iter().copied().chain(words))
    }

    fn mention(&self, start: usize) -> Option<Mention> {
        let first = self.part(start)?;
        first.month?;
        let mut good = usize::from(first.whole);
        let mut parts = vec![first];
        let mut span = false;
        loop {
            let end = parts[parts.len() - 1].end;
            let range = self.range(end).filter(|_| parts.len() == 1);
            let Some(part) = range.or_else(|| self.join(end)).and_then(|next| self.part(next))
            else {
                break;
            };
            // Apart, what names its own month is another mention.
            if range.is_none() && part.month.is_some() {
                break;
            }
            span = range.is_some();
            parts.push(part);
            if parts[parts.len() - 1].whole {
                good = parts.len();
            }
            if span {
                break;
            }
        }
        parts.truncate(good);
        let year = parts.first()?.year.as_ref().map(|(_, bytes)| bytes.clone());
        let (mut said, mut month, mut days) = (None, 0, Vec::new());
        for part in &parts {
            said = part.year.as_ref().map(|(year, _)| *year).or(said);
            month = part.month.unwrap_or(month);
            days.push(Named { day: part.day, month, year: said });
        }
        let end = parts.last()?.end;
        let (weekday, end) = self.weekday(end, days.len()).unwrap_or((None, end));
        let before = if weekday.is_some() { None } else { self.weekday_before(start) };
        Some(Mention {
            range: before.as_ref().map_or(start, |(_, bytes)| bytes.start)..end,
            weekday: weekday.or(before),
            span: span && days.len() == 2,
            days,
            year,
        })
    }

    /// The weekday after a date, in brackets or not, and the byte after it; of several days the
    /// first weekday of several.
    #[allow(clippy::type_complexity, reason = "a weekday with its bytes, end")]
    fn weekday(&self, at: usize, days: usize) -> Option<(Option<(usize, Range<usize>)>, usize)> {
        let open = self.after(at, ["（", "("]);
        let start = self.spaces(open.unwrap_or(at));
        let (number, length) = self.reading.weekday(&self.text[start..])?;
        let mut end = start + length;
        let mut weekdays = 1;
        if let Some(next) = self.range(end).or_else(|| self.join(end))
            && let Some((_, length)) = self.reading.weekday(&self.text[next..])
        {
            end = next + length;
            weekdays = 2;
        }
        let end = match open {
            Some(_) => self.after(end, ["）", ")"])?,
            None => end,
        };
        let first = (weekdays == 2 || days == 1).then_some((number, start..start + length));
        Some((first, end))
    }

    /// The weekday right before a date: "星期四，2月1日", "星期四（2月1日）".
    fn weekday_before(&self, start: usize) -> Option<(usize, Range<usize>)> {
        let text = self.text[..start].trim_end_matches(['，', ',', '（', '(', ' ']);
        // No name of a weekday is longer than so many characters.
        let starts = text.char_indices().rev().take(4);
        starts
            .filter_map(|(at, _)| Some((at, self.reading.weekday(&text[at..])?)))
            .find(|(at, (_, length))| at + length == text.len())
            .map(|(at, (number, length))| (number, at..at + length))
    }
}
