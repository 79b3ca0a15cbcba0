//! Dates as words in a row: "Thursday, 1 to 2 February 2018", "du 1er au 5 février".

use super::{Mention, Named};
use crate::check::words::{Kind, Word, figure, words};
use crate::language::Reading;

/// What joins the ends of a range in any language.
const DASHES: &[&str] = &["-", "–", "—", "‑"];
/// What stands between days apart in any language.
const COMMAS: &[&str] = &[",", "،"];

pub(super) fn mentions(text: &str, reading: &Reading) -> Vec<Mention> {
    let words = parted(text, reading);
    let reader = Reader { text, words: &words, reading };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.mention(at) {
            Some((mention, next)) => {
                found.push(mention);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a text; one that joins days and clings to the next stands by itself: "و2".
fn parted(text: &str, reading: &Reading) -> Vec<Word> {
    let mut all = Vec::new();
    for word in words(text) {
        let said = &text[word.range.clone()];
        let joint = reading.joins.iter().find(|joint| {
            let rest = said.strip_prefix(joint.as_str());
            rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| figure(c).is_some()))
        });
        match joint {
            Some(joint) => {
                let middle = word.range.start + joint.len();
                all.push(Word { range: word.range.start..middle, kind: Kind::Letters });
                all.push(Word { range: middle..word.range.end, kind: Kind::Figures });
            }
            None => all.push(word),
        }
    }
    all
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    reading: &'a Reading,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.text[word.range.clone()])
    }

    fn is(&self, at: usize, words: &[String]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|known| known == word)
    }

    fn is_comma(&self, at: usize) -> bool {
        COMMAS.contains(&self.word(at))
    }

    /// Whether the word joins the two ends of a range.
    fn is_range(&self, at: usize) -> bool {
        DASHES.contains(&self.word(at)) || self.is(at, &self.reading.ranges)
    }

    /// A name of one word or several that begins at a word: what it names, and the word after it.
    fn named_by<N>(
        &self,
        at: usize,
        name: impl Fn(&str) -> Option<(N, usize)>,
    ) -> Option<(N, usize)> {
        let first = self.words.get(at).filter(|word| word.kind == Kind::Letters)?;
        let (named, length) = name(&self.text[first.range.start..])?;
        let end = first.range.start + length;
        let rest = self.words[at..].iter();
        let last = rest.take_while(|word| word.range.end <= end).count();
        // A name that ends within a word is another word.
        let whole = last > 0 && self.words[at + last - 1].range.end == end;
        whole.then_some((named, at + last))
    }

    /// A month by its name, from 1.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        self.named_by(at, |text| self.reading.month(text))
    }

    /// A weekday, from Monday as 0.
    fn weekday(&self, at: usize) -> Option<(usize, usize)> {
        self.named_by(at, |text| self.reading.weekday(text))
    }

    /// The value of a word that is all figures, and how many it has.
    fn figures(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.words.get(at)?;
        if word.kind != Kind::Figures {
            return None;
        }
        let mut figures = self.word(at).chars().map(figure);
        let value = figures.try_fold(0_u32, |sum, next| sum.checked_mul(10)?.checked_add(next?))?;
        Some((value, self.word(at).chars().count()))
    }

    /// A day of the month: one or two figures that no symbol holds.
    fn day(&self, at: usize) -> Option<(u32, usize)> {
        let (number, width) = self.figures(at)?;
        let range = &self.words[at].range;
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        let joined = at > 0
            && self.words[at - 1].range.end == range.start
            && self.is(at - 1, &self.reading.joins);
        let part_of_symbol = |c: char| matches!(c, '/' | '.' | ':') || c.is_alphanumeric();
        if width > 2
            || !(1..=31).contains(&number)
            || (!joined && before.is_some_and(part_of_symbol))
            || after.is_some_and(|c| matches!(c, '/' | ':'))
        {
            return None;
        }
        // "1st", "3rd", "1er": letters that cling to the figures.
        let clings = self
            .words
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Letters && next.range.start == range.end);
        match (clings, self.is(at + 1, &self.reading.suffixes)) {
            (true, false) => None,
            (true, true) => Some((number, at + 2)),
            _ => Some((number, at + 1)),
        }
    }

    fn year(&self, at: usize) -> Option<i32> {
        let (year, width) = self.figures(at)?;
        let after = self.text[self.words[at].range.end..].chars().next();
        let clings = after.is_some_and(|c| c == '/' || c.is_alphabetic());
        let year = i32::try_from(year).ok()?;
        (width == 4 && (1900..2200).contains(&year) && !clings).then_some(year)
    }

    /// One day with what it says of month and year, and where it ends.
    fn named(&self, at: usize) -> Option<Part> {
        let (day, next) = self.day(at)?;
        let mut part = Part { day, month: None, year: None, next };
        let link = usize::from(self.is(next, &self.reading.links));
        let Some((month, next)) = self.month(next + link) else {
            return Some(part);
        };
        (part.month, part.next) = (Some(month), next);
        let comma = usize::from(self.is_comma(next));
        let link = usize::from(self.is(next + comma, &self.reading.links));
        let at = next + comma + link;
        if let Some(year) = self.year(at) {
            (part.year, part.next) = (Some((year, at)), at + 1);
        }
        Some(part)
    }

    fn mention(&self, at: usize) -> Option<(Mention, usize)> {
        let weekday = self.weekday(at);
        let mut start = at;
        if let Some((_, next)) = weekday {
            start = next;
            start += usize::from(self.is_comma(start));
            start += usize::from(self.is(start, &self.reading.articles));
        }
        let said = self.day_first(start).or_else(|| self.month_first(start))?;
        let mut end = said.end;
        let mut weekday = weekday.map(|(number, next)| {
            let bytes = self.words[at].range.start..self.words[next - 1].range.end;
            (number, bytes)
        });
        if said.year.is_some() && self.is(end, &self.reading.after) {
            end += 1;
        }
        let mut stop = self.words[end - 1].range.end;
        // "1 февраля 2018 года (четверг)"
        if weekday.is_none()
            && said.days.len() == 1
            && self.word(end) == "("
            && let Some((number, next)) = self.weekday(end + 1)
            && self.word(next) == ")"
        {
            let bytes = self.words[end + 1].range.start..self.words[next - 1].range.end;
            weekday = Some((number, bytes));
            end = next + 1;
            stop = self.words[next].range.end;
        }
        let mention = Mention {
            range: self.words[at].range.start..stop,
            weekday,
            days: said.days,
            span: said.span,
            year: said.year.map(|at| self.words[at].range.clone()),
        };
        Some((mention, end))
    }

    /// "1 February 2018", "1-2 February", "29 January to 2 February 2018", "20, 22 and 24 February".
    fn day_first(&self, start: usize) -> Option<Said> {
        let first = self.named(start)?;
        let mut good = first.month.is_some().then_some(1);
        let mut parts = vec![first];
        let mut span = false;
        loop {
            let before = parts[parts.len() - 1];
            let next = before.next;
            let range = self.is_range(next);
            let joins = range || self.is_comma(next) || self.is(next, &self.reading.joins);
            // After a comma or "and" a whole new date may follow, with its own year: that is another mention.
            if !joins || (!range && (before.year.is_some() || before.month.is_some())) {
                break;
            }
            let article = usize::from(self.is(next + 1, &self.reading.articles));
            let Some(part) = self.named(next + 1 + article) else {
                break;
            };
            span = range && parts.len() == 1;
            parts.push(part);
            if part.month.is_some() {
                good = Some(parts.len());
                if span {
                    break;
                }
            }
        }
        parts.truncate(good?);
        let (mut month, mut year) = (None, None);
        let mut days = Vec::with_capacity(parts.len());
        for part in parts.iter().rev() {
            month = part.month.or(month);
            year = part.year.map(|(year, _)| year).or(year);
            days.push(Named { day: part.day, month: month?, year });
        }
        days.reverse();
        let last = parts.last()?;
        Some(Said {
            span: span && days.len() == 2,
            days,
            year: last.year.map(|(_, at)| at),
            end: last.next,
        })
    }

    /// "July 19, 2017", "February 1-2, 2018", "March 3".
    fn month_first(&self, start: usize) -> Option<Said> {
        let (month, next) = self.month(start)?;
        let (first, mut next) = self.day(next)?;
        let mut numbers = vec![first];
        let span = self.is_range(next);
        if (span || self.is(next, &self.reading.joins))
            && let Some((second, after)) = self.day(next + 1)
        {
            numbers.push(second);
            next = after;
        }
        let comma = usize::from(self.is_comma(next));
        let year = self.year(next + comma);
        let at = year.map(|_| next + comma);
        let days = numbers.iter().map(|day| Named { day: *day, month, year });
        Some(Said {
            days: days.collect(),
            year: at,
            span: span && numbers.len() == 2,
            end: at.map_or(next, |at| at + 1),
        })
    }
}

/// A day, the month and the year it says itself, the year with its word.
#[derive(Clone, Copy)]
struct Part {
    day: u32,
    month: Option<u32>,
    year: Option<(i32, usize)>,
    next: usize,
}

/// Days, the word of their year, and the word after them.
struct Said {
    days: Vec<Named>,
    year: Option<usize>,
    span: bool,
    end: usize,
}
