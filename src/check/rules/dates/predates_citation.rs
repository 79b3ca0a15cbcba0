//! A letter dated before what it cites.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::letter::Day;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "predates-citation",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a letter is dated before what it cites",
    checks: "The letter's date against the letters it follows, the letter that announced a meeting's old \
             date, the day on which a cited resolution or decision was adopted, and every \"letter dated …\" \
             with its year in the prose. The same day is fine.",
    why: "Nobody can cite what is not yet written. It is the mistake of every January: the year of the \
          template stays in the date line, and the letter is filed a year too early.",
    example: "date: 2017-01-17\nfollows: { letter: 2017-12-11-ign-co-chairs }",
    instead: "date: 2018-01-17",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.day() else {
        return;
    };
    let late = cited_after(letter, date);
    let Some(last) = late.iter().map(|cited| cited.0).max() else {
        return;
    };
    let (_, first, _) = &late[0];
    let mut finding = RULE
        .finding(format!(
            "the letter is dated {}, before {first}, which it cites",
            letter.day(date)
        ))
        .at(letter.record.place("date"));
    for (_, what, place) in &late {
        finding = finding.related(place.clone(), format!("{what}, cited here"));
    }
    if let Some(year) = year_that_fits(date, last) {
        finding = finding.help(format!("{year}?"));
    }
    found.push(finding.help("or correct the date of what is cited"));
}

/// What a letter cites that is later than a date: its day, its name, and where it is cited.
pub(super) fn cited_after(letter: &Piece<'_>, date: Day) -> Vec<(Day, String, Place)> {
    let (record, data) = (letter.record, letter.letter);
    let late = |day: Option<Day>| day.filter(|day| *day > date);
    let letter_of = |day| format!("the letter of {}", letter.day(day));
    let mut cited = Vec::new();
    for (at, follows) in data.follows.iter().enumerate() {
        if let Some(day) = late(follows.letter.date) {
            let place = record.place(&format!("follows[{at}].letter"));
            cited.push((day, letter_of(day), place));
        }
    }
    for (at, meeting) in data.meetings.iter().enumerate() {
        let announced = meeting.was.as_ref().and_then(|was| was.letter.as_ref());
        if let Some(day) = late(announced.and_then(|letter| letter.date)) {
            let place = record.place(&format!("meetings[{at}].was.letter"));
            cited.push((day, letter_of(day), place));
        }
    }
    for (at, cite) in data.cites.iter().enumerate() {
        if let Some(day) = late(cite.adopted) {
            let what = match (&cite.resolution, &cite.decision, &cite.document) {
                (Some(number), ..) => {
                    format!("resolution {number}, adopted on {}", letter.day(day))
                }
                (_, Some(number), _) => {
                    format!("decision {number}, adopted on {}", letter.day(day))
                }
                (_, _, Some(symbol)) => format!("{symbol}, adopted on {}", letter.day(day)),
                _ => format!("what was adopted on {}", letter.day(day)),
            };
            cited.push((day, what, record.place(&format!("cites[{at}].adopted"))));
        }
    }
    for (passage, mentions) in letter.dated() {
        for mention in mentions {
            let [named] = mention.days.as_slice() else { continue };
            let before = passage.text()[..mention.range.start].trim_end().len();
            if let Some(day) = late(named.exact())
                && passage.found_before(List::LetterDated, before).is_some()
            {
                cited.push((day, letter_of(day), passage.place(mention.range.clone())));
            }
        }
    }
    cited
}

/// The year that would make a date fit: the first not before `last`, if it is the very next.
pub(super) fn year_that_fits(date: Day, last: Day) -> Option<i32> {
    let year = date.year() + 1;
    let moved = Day::from_ymd(year, date.month(), date.day())?;
    (moved >= last).then_some(year)
}
