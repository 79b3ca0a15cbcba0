//! A day that no calendar has.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::{Order, PartialDate};

pub(super) static RULE: Rule = Rule {
    name: "no-such-day",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "the prose names a day that there is not",
    checks: "Days in running text, in the language of the letter: 31 September, 29 February of a year that is no \
             leap year. Without a year, 29 February is passed over, and so is a number that follows the month. In the record's own fields such a day is no \
             date, and said at once.",
    why: "Nobody can come on 31 September, and each reader guesses another day.",
    example: "The meeting will be held on 31 September 2026.",
    instead: "The meeting will be held on 30 September 2026, or on 1 October",
    source: "the calendar",
    scope: Scope::Letter(check),
};

/// A leap year, for a day that says no year.
const LEAP: i32 = 2000;

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (passage, mentions) in letter.dated() {
        for mention in mentions {
            // "In June 31 spoke": a number after a month is a day for certain only with its year.
            if mention.year.is_none() && mention.style.order == Order::Month {
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
