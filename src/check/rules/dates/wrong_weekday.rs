//! A weekday that is not that day's.

use crate::check::dates::{Mention, distance};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "wrong-weekday",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a weekday is not that of its date",
    checks: "A weekday before a day in running text: \"Friday, 1 September 2023\". With its year said, a wrong one \
             is an error. Without it, the year nearest to the letter's date is taken, and a wrong weekday is a \
             warning, unless it is right in the year before or after. A pair or range of weekdays is passed over.",
    why: "Readers go by the weekday or by the date, and half of them come on the wrong day.",
    example: "Friday, 1 September 2022",
    instead: "Thursday, 1 September 2022, or Friday, 1 September 2023",
    source: "the calendar",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (passage, mentions) in letter.dated() {
        for mention in mentions {
            let Some((weekday, range)) = &mention.weekday else {
                continue;
            };
            if in_a_row(passage.text(), mention, letter) {
                continue;
            }
            let (day, certain) = match (mention.days[0].exact(), letter.letter.date) {
                (Some(day), _) => (day, true),
                (None, Some(date)) => match guess(mention, date, *weekday) {
                    Some(day) => (day, false),
                    None => continue,
                },
                _ => continue,
            };
            if day.weekday() == *weekday {
                continue;
            }
            let right = letter.house.language.weekday(day);
            let mut finding = RULE
                .finding(format!("{} is a {right}", letter.day(day)))
                .at(passage.place(mention.range.clone()))
                .help(format!("{right}, or another day?"));
            // The same day of a neighbouring year is the likely slip.
            for year in [day.year() - 1, day.year() + 1] {
                let other = mention.days[0];
                let moved = Day::from_ymd(year, other.month, other.day);
                if moved.is_some_and(|moved| moved.weekday() == *weekday) {
                    let said = &passage.text()[range.clone()];
                    finding = finding.help(format!("it is a {said} in {year}"));
                }
            }
            found.push(if certain { finding } else { finding.level(Level::Warning) });
        }
    }
}

/// The day meant without a year; none where a neighbouring year makes the weekday right.
fn guess(mention: &Mention, date: Day, weekday: usize) -> Option<Day> {
    let years = [date.year() - 1, date.year(), date.year() + 1];
    let days = years.into_iter().filter_map(|year| mention.days[0].in_year(year));
    let near: Vec<_> = days.filter(|day| distance(*day, date) < 300).collect();
    if near.iter().any(|day| day.weekday() == weekday) {
        return None;
    }
    near.into_iter().min_by_key(|day| distance(*day, date))
}

/// No weekday has more characters.
const LONGEST: usize = 16;

/// Whether another weekday stands right before: "Monday to Friday, 1 to 5 February".
fn in_a_row(text: &str, mention: &Mention, letter: &Piece<'_>) -> bool {
    let before = text[..mention.range.start].trim_end();
    let reading = letter.house.language.reading();
    let words = reading.ranges.iter().chain(&reading.joins);
    let mut words = words.map(String::as_str).chain(["–", "-"]);
    let before = words.find_map(|word| before.strip_suffix(word));
    let Some(before) = before.map(|before| before.trim_end().trim_end_matches(',')) else {
        return false;
    };
    let starts = before.char_indices().rev().map(|(at, _)| &before[at..]);
    starts
        .take(LONGEST)
        .any(|rest| (reading.weekday(rest)).is_some_and(|(_, length)| length == rest.len()))
}
