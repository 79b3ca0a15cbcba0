//! A weekday that is not that day's.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::PartialDate;
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "wrong-weekday",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a weekday is not that of its date",
    checks: "A weekday before a day in running text: \"Friday, 1 September 2023\". With its year said, a wrong one \
             is an error. Without it, the year nearest to the letter's date is taken, and a wrong weekday is a \
             warning, unless it is right in the year before or after. Of a pair or range of weekdays each is \
             that of its day.",
    why: "Readers go by the weekday or by the date, and half of them come on the wrong day.",
    example: "Friday, 1 September 2022",
    instead: "Thursday, 1 September 2022, or Friday, 1 September 2023",
    source: "the calendar",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (passage, mentions) in letter.dated() {
        for mention in mentions {
            // Two weekdays are those of two days; one is that of the first of several.
            let days = match mention.weekdays.len() {
                2 if mention.days.len() != 2 => continue,
                count => &mention.days[..count.min(mention.days.len())],
            };
            let wrong = mention.weekdays.iter().zip(days).find_map(|((weekday, _), named)| {
                let (day, certain) = match (named.exact(), letter.letter.day()) {
                    (Some(day), _) => (day, true),
                    (None, Some(date)) => (guess(*named, date, *weekday)?, false),
                    _ => return None,
                };
                (day.weekday() != *weekday).then_some((day, *named, *weekday, certain))
            });
            let Some((day, named, weekday, certain)) = wrong else {
                continue;
            };
            let right = letter.house.language.weekday(day);
            let mut finding = RULE
                .finding(format!("{} is a {right}", letter.day(day)))
                .at(passage.place(mention.range.clone()))
                .help(format!("{right}, or another day?"));
            // The same day of a neighbouring year is the likely slip.
            for year in [day.year() - 1, day.year() + 1] {
                let moved = PartialDate { year: Some(year), ..named }.exact();
                if let Some(moved) = moved.filter(|moved| moved.weekday() == weekday) {
                    let said = letter.house.language.weekday(moved);
                    finding = finding.help(format!("it is a {said} in {year}"));
                }
            }
            found.push(if certain { finding } else { finding.level(Level::Warning) });
        }
    }
}

/// The day meant without a year; none where a neighbouring year makes the weekday right.
fn guess(named: PartialDate, date: Day, weekday: usize) -> Option<Day> {
    let years = [date.year() - 1, date.year(), date.year() + 1];
    let days = years.into_iter().filter_map(|year| named.in_year(year));
    let near: Vec<_> = days.filter(|day| day.distance(date) < 300).collect();
    if near.iter().any(|day| day.weekday() == weekday) {
        return None;
    }
    near.into_iter().min_by_key(|day| day.distance(date))
}
