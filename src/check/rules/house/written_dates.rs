//! Days as the prose spells them, for the rules about their shape.

use std::ops::Range;

use crate::check::Piece;
use crate::check::dates::Mention;
use crate::check::passage::Passage;
use crate::check::token::word_right_before;
use crate::language::facts::{Order, PartialDate};
use crate::language::{List, RangeStyle};

/// Days that a letter names, with how it writes them; the weekday is left aside.
pub(super) struct WrittenDate<'a> {
    pub(super) letter: &'a Piece<'a>,
    pub(super) passage: &'a Passage<'a>,
    pub(super) mention: &'a Mention,
    /// Bytes of the date without its weekday.
    pub(super) range: Range<usize>,
}

/// The days that a letter names in its own words.
pub(super) fn written<'a>(letter: &'a Piece<'a>) -> impl Iterator<Item = WrittenDate<'a>> {
    letter
        .dated()
        .filter(|(passage, _)| !passage.quoted)
        .flat_map(|(passage, mentions)| mentions.iter().map(move |mention| (passage, mention)))
        .filter(|(_, mention)| matches!(mention.order, Order::Day | Order::Month))
        .filter(|(passage, mention)| !passage.is_quotation(mention.range.start))
        .map(|(passage, mention)| {
            let range = mention.core.clone();
            WrittenDate { letter, passage, mention, range }
        })
}

impl WrittenDate<'_> {
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
        let endings = self.letter.list(List::DayEndings).unwrap_or_default();
        endings
            .iter()
            .flat_map(|ending| text.match_indices(ending.as_str()))
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
        let article = word_right_before(before, before.len());
        if !self.letter.has_exactly(List::Articles, article) {
            return Some(self.range.start);
        }
        let rest = &before[..before.trim_end().len() - article.len()];
        let word = word_right_before(rest, rest.len());
        let bare = rest.ends_with(' ') && self.letter.has_exactly(List::BeforeTheDay, word);
        bare.then_some(rest.len())
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
                let first = if same_month { number(*first) } else { day(first) };
                let second = day(second);
                if dash {
                    format!("{first}–{second}")
                } else {
                    let words = self.letter.list(List::RangeWords)?;
                    format!("{first} {} {second}", words.first()?)
                }
            }
            [first, second] if same_month => {
                let and = self.letter.list(List::And)?.first()?;
                format!("{} {and} {}", number(*first), day(second))
            }
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
