//! Days as the prose spells them, for the rules about their shape.

use std::ops::Range;

use crate::check::Piece;
use crate::check::passage::Passage;
use crate::check::words::word_right_before;
use crate::language::facts::{DateMention, Order};
use crate::language::{DateOptions, List, Run, Year};

/// A leap year, for days that say no year.
const LEAP: i32 = 2000;

/// Days that a letter names, with how it writes them; the weekday is left aside.
pub(super) struct WrittenDate<'a> {
    pub(super) letter: &'a Piece<'a>,
    pub(super) passage: &'a Passage<'a>,
    pub(super) mention: &'a DateMention,
    /// Bytes of the date without its weekday.
    pub(super) range: Range<usize>,
}

/// The days that a letter names in its own words.
pub(super) fn written<'a>(letter: &'a Piece<'a>) -> impl Iterator<Item = WrittenDate<'a>> {
    letter
        .dated()
        .filter(|(passage, _)| !passage.quoted)
        .flat_map(|(passage, mentions)| mentions.iter().map(move |mention| (passage, mention)))
        .filter(|(_, mention)| matches!(mention.style.order, Order::Day | Order::Month))
        .filter(|(passage, mention)| !passage.is_quotation(mention.range.start))
        .map(|(passage, mention)| {
            let range = mention.style.core.clone();
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
        self.mention.style.order == Order::Month
    }

    /// Whether a month and a number can only be a day: "In July 20 delegations …" is none.
    pub(super) fn is_certain(&self) -> bool {
        let mention = self.mention;
        if !self.month_first() || mention.year.is_some() || !mention.weekdays.is_empty() {
            return true;
        }
        let text = self.passage.text();
        let after = text[self.range.end..].chars().find(|c| !c.is_whitespace());
        let before = word_right_before(text, self.range.start);
        self.letter.has(List::BeforeADay, before) && after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether a day has the ending of an ordinal, and the house writes it without: "3rd".
    pub(super) fn is_ordinal(&self) -> bool {
        let known = self.letter.house.lexicon.checker.hold(List::DateOrdinal);
        known && !self.mention.style.ordinals.is_empty()
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

    /// The same days as the house writes them; none where there are no such days.
    pub(super) fn house_form(&self) -> Option<String> {
        let said = self.mention.days.iter().all(|day| day.year.is_some());
        let dates = self.mention.dates((!said).then_some(LEAP))?;
        let house = &self.letter.house;
        let year = if said { Year::Always } else { Year::Never };
        let options = DateOptions { year, ..DateOptions::default() };
        Some(Run::join(&house.language.dates(&dates, &house.office.style, options)))
    }
}
