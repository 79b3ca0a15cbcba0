//! A day that no calendar has.

use std::ops::Range;

use crate::check::passage::range_in;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::language::facts::{Order, PartialDate};
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "no-such-day",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "the prose names a day that there is not",
    checks: "Days in running text, in the language of the letter: 31 September, 29 February of a year that is no \
             leap year, 2026-02-30; and such days in the cells of a list. Without a year, 29 February is passed over, and so is a number that follows the month. In the record's own date fields such a day \
             is no date, and said at once.",
    why: "Nobody can come on 31 September, and each reader guesses another day.",
    example: "The meeting will be held on 31 September 2026.",
    instead: "The meeting will be held on 30 September 2026, or on 1 October",
    source: "the calendar",
    scope: Scope::Letter(check),
};

/// A leap year, for a day that says no year.
const LEAP: i32 = 2000;

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter
        .passages()
        .filter(|passage| passage.has(b'-') && passage.has_figures())
    {
        for range in iso_days(passage.text()).filter(|range| !passage.is_address(range.start)) {
            let said = &passage.text()[range.clone()];
            if Day::parse(said).is_err() {
                found.push(iso(said).at(passage.place(range)));
            }
        }
    }
    for (passage, mentions) in letter.dated() {
        for mention in mentions {
            // "In June 31 spoke": a number after a month is a day for certain only with its year.
            if mention.year.is_none() && mention.style.order == Order::Month {
                continue;
            }
            if mention.style.order == Order::Iso {
                continue;
            }
            let is_none =
                |day: &&PartialDate| day.in_year(LEAP).is_none() || day.is_in_no_calendar();
            let Some(day) = mention.days.iter().find(is_none) else {
                continue;
            };
            let month = match day.year {
                Some(year) => format!("{year:04}-{:02}", day.month),
                None => letter.house.language.month(day.month).to_owned(),
            };
            found.push(
                RULE.finding(format!("{month} has no day {}", day.day.unwrap_or_default()))
                    .at(passage.place(mention.range.clone()))
                    .help("look up which day is meant"),
            );
        }
    }
}

fn iso(said: &str) -> Finding {
    RULE.finding(format!("there is no day {said}"))
        .help("look up which day is meant")
}

/// Stretches of the shape 2026-02-30 with nothing of a longer number or symbol around.
fn iso_days(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_day = |token: &&str| {
        let shape = |(at, byte): (usize, u8)| {
            if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
        };
        token.len() == 10
            && token.bytes().enumerate().all(shape)
            && (token.starts_with("19") || token.starts_with("20"))
    };
    let tokens = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    let tokens = tokens.map(|token| token.trim_end_matches(['.', ':', '”', '"']));
    tokens.filter(is_day).map(|token| range_in(text, token))
}
