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
    let Some(date) = letter.letter.date else {
        return;
    };
    let late: Vec<_> = citations(letter).into_iter().filter(|cited| cited.0 > date).collect();
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

/// What a letter cites: its day, its name, and where it is cited.
pub(super) fn citations(letter: &Piece<'_>) -> Vec<(Day, String, Place)> {
    let (record, data) = (letter.record, letter.letter);
    let mut cited = Vec::new();
    for (at, follows) in data.follows.iter().enumerate() {
        if let Some(day) = follows.letter.date {
            let what = format!("the letter of {}", letter.day(day));
            cited.push((day, what, record.place(&format!("follows[{at}].letter"))));
        }
    }
    for (at, meeting) in data.meetings.iter().enumerate() {
        let announced = meeting.was.as_ref().and_then(|was| was.letter.as_ref());
        if let Some(day) = announced.and_then(|letter| letter.date) {
            let what = format!("the letter of {}", letter.day(day));
            cited.push((day, what, record.place(&format!("meetings[{at}].was.letter"))));
        }
    }
    for (at, cite) in data.cites.iter().enumerate() {
        if let Some(day) = cite.adopted {
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
            let before = passage.text()[..mention.range.start].trim_end();
            let dated = passage.found_before(List::LetterDated, before.len()).is_some();
            if let (true, [named]) = (dated, mention.days.as_slice())
                && let Some(day) = named.exact()
            {
                let what = format!("the letter of {}", letter.day(day));
                cited.push((day, what, passage.place(mention.range.clone())));
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
