//! Days as the prose spells them, for the rules about their shape.

use std::ops::Range;

use crate::check::dates::Mention;
use crate::check::passage::Passage;
use crate::check::token::word_right_before;
use crate::check::{Case, Piece};
use crate::language::RangeStyle;
use crate::language::facts::{Order, PartialDate};

/// Words between which and a date no "the" is wanted.
const BEFORE_A_DAY: &[&str] =
    &["on", "by", "until", "from", "to", "dated", "since", "after", "before", "of", "and"];

/// A mention of days with its spelling, the weekday left aside.
pub(super) struct Spelt<'a> {
    pub(super) letter: &'a Piece<'a>,
    pub(super) passage: &'a Passage<'a>,
    pub(super) mention: &'a Mention,
    /// Bytes of the date without its weekday.
    pub(super) range: Range<usize>,
}

/// The days that an English letter spells in its own words.
pub(super) fn spelt<'a>(letter: &'a Piece<'a>) -> impl Iterator<Item = Spelt<'a>> {
    let english = letter.is_english();
    letter
        .dated()
        .filter(move |(passage, _)| english && !passage.quoted)
        .flat_map(|(passage, mentions)| mentions.iter().map(move |mention| (passage, mention)))
        .filter(|(_, mention)| matches!(mention.order, Order::Day | Order::Month))
        .filter(|(passage, mention)| !passage.is_quotation(mention.range.start))
        .map(move |(passage, mention)| {
            let range = mention.core.clone();
            Spelt { letter, passage, mention, range }
        })
}

/// The days of all letters of a package.
pub(super) fn spelt_in<'a>(case: &'a Case<'a>) -> impl Iterator<Item = Spelt<'a>> {
    case.pieces.iter().flat_map(spelt)
}

impl Spelt<'_> {
    /// Its words.
    pub(super) fn text(&self) -> &str {
        &self.passage.text()[self.range.clone()]
    }

    /// "July 19", whatever follows.
    pub(super) fn month_first(&self) -> bool {
        self.text().starts_with(char::is_alphabetic)
    }

    /// Bytes of the ending of an ordinal: the "rd" of "3rd".
    pub(super) fn ordinal(&self) -> Option<Range<usize>> {
        let text = self.text();
        ["st", "nd", "rd", "th"]
            .into_iter()
            .flat_map(|ending| text.match_indices(ending))
            .filter(|(at, _)| text[..*at].ends_with(|c: char| c.is_ascii_digit()))
            .map(|(at, ending)| self.range.start + at..self.range.start + at + ending.len())
            .min_by_key(|range| range.start)
    }

    /// Bytes of the comma before the year.
    pub(super) fn comma(&self) -> Option<Range<usize>> {
        let year = self.mention.year.as_ref()?;
        let before = self.passage.text()[self.range.start..year.start].trim_end();
        let comma = self.range.start + before.strip_suffix(',')?.len();
        Some(comma..comma + 1)
    }

    /// Bytes of each nought before a day.
    pub(super) fn zeros(&self) -> Vec<Range<usize>> {
        let text = self.text();
        let is_figure = |c: char| c.is_ascii_digit();
        text.match_indices('0')
            .map(|(at, _)| at)
            .filter(|at| !text[..*at].ends_with(is_figure) && text[at + 1..].starts_with(is_figure))
            .map(|at| self.range.start + at..self.range.start + at + 1)
            .collect()
    }

    /// Where an ordinal begins with its article; none where the article may belong to a later
    /// word, as in "the 3rd of December meeting".
    pub(super) fn with_article(&self) -> Option<usize> {
        let before = &self.passage.text()[..self.range.start];
        let Some(rest) = before.trim_end().strip_suffix("the") else {
            return Some(self.range.start);
        };
        let word = word_right_before(rest, rest.len());
        (rest.ends_with(' ') && BEFORE_A_DAY.contains(&word)).then_some(rest.len())
    }

    /// The same days as the house writes them: day, month, year.
    pub(super) fn house_form(&self) -> Option<String> {
        let days = &self.mention.days;
        let last = days.last()?;
        let same_month = days
            .iter()
            .all(|day| (day.month, day.year) == (last.month, last.year));
        let day = |day: &PartialDate| self.day_and_month(*day);
        let dash = self.letter.house.office.style.range == RangeStyle::Dash;
        let mut out = match days.as_slice() {
            [one] => day(one),
            [first, second] if self.mention.span => {
                let joint = if dash { "–" } else { " to " };
                let first = if same_month { number(*first) } else { day(first) };
                format!("{first}{joint}{}", day(second))
            }
            [first, second] if same_month => format!("{} and {}", number(*first), day(second)),
            _ => return None,
        };
        if let Some(year) = last.year {
            out.push_str(&format!(" {year}"));
        }
        Some(out)
    }

    fn day_and_month(&self, day: PartialDate) -> String {
        format!("{} {}", number(day), self.letter.house.language.month(day.month))
    }
}

fn number(day: PartialDate) -> String {
    day.day.map(|day| day.to_string()).unwrap_or_default()
}
