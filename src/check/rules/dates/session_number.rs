//! A resolution or decision whose number or session cannot be.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::{Fact, SymbolKind};
use crate::letter::Day;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "session-number",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a resolution or decision bears a number that cannot be",
    checks: "Resolutions and decisions of the General Assembly by session and number (72/313, A/RES/66/288), in \
             `cites` and in the prose. Session n begins in September of the year 1945 + n and ends in September \
             of the next, so neither the day of adoption nor the letter may be before it; resolutions of one \
             session have stayed below 400, and decisions are numbered from 401. Symbols with an addition \
             (42/37 C), Roman sessions (3160 (XVIII)), emergency and special sessions (ES-10/17, S-32/1) and \
             the Security Council's are passed over.",
    why: "A number is all that many readers look a text up by.",
    example: "resolution 66/926",
    instead: "resolution 66/296",
    source: "the sessions of the General Assembly; general practice",
    scope: Scope::Letter(check),
};

/// More resolutions than any session has adopted.
const MOST: u32 = 400;

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (at, cite) in letter.letter.cites.iter().enumerate() {
        let given = [
            (&cite.resolution, SymbolKind::Resolution, "resolution"),
            (&cite.decision, SymbolKind::Decision, "decision"),
        ];
        for (number, what, field) in given {
            let Some(number) = number else { continue };
            let plain = number
                .strip_prefix("A/RES/")
                .or(number.strip_prefix("A/DEC/"))
                .unwrap_or(number);
            if let Some((session, number)) = split(plain) {
                let place = letter.record.place(&format!("cites[{at}].{field}"));
                judge(letter, what, session, number, cite.adopted, &place, found);
            }
        }
    }
    for passage in letter.passages() {
        // A number of a session has a stroke.
        if !passage.has(b'/') {
            continue;
        }
        let facts = passage.facts().iter();
        for symbol in facts.filter_map(Fact::symbol) {
            let named = matches!(symbol.kind, SymbolKind::Resolution | SymbolKind::Decision);
            if let Some((session, number)) = symbol.numbers.filter(|_| named) {
                let session = i32::try_from(session).unwrap_or_default();
                let place = passage.place(symbol.place.clone());
                judge(letter, symbol.kind, session, number, None, &place, found);
            }
        }
    }
}

/// Session and number of "72/313"; none where anything else stands in it.
fn split(symbol: &str) -> Option<(i32, u32)> {
    let (session, number) = symbol.trim().split_once('/')?;
    Some((session.parse().ok()?, number.parse().ok()?))
}

fn judge(
    letter: &Piece<'_>,
    what: SymbolKind,
    session: i32,
    number: u32,
    adopted: Option<Day>,
    place: &Place,
    found: &mut Found,
) {
    // Before the thirty-first session the numbers ran on from session to session.
    if !(31..200).contains(&session) {
        return;
    }
    let name = if what == SymbolKind::Resolution { "resolution" } else { "decision" };
    let year = 1945 + session;
    let (Some(began), Some(ended)) = (Day::from_ymd(year, 9, 1), Day::from_ymd(year + 1, 10, 1))
    else {
        return;
    };
    if what == SymbolKind::Resolution && number > MOST {
        let mut finding = RULE
            .finding(format!(
                "no session adopted as many resolutions as {session}/{number} would need"
            ))
            .at(place.clone());
        if number < 900 && number > 400 {
            finding = finding
                .help(format!("decisions are numbered from 401: \"decision {session}/{number}\"?"));
        }
        found.push(finding.help("look the number up"));
    } else if what == SymbolKind::Decision && number < 401 {
        found.push(
            RULE.finding(format!("decisions are numbered from 401, so {session}/{number} is none"))
                .at(place.clone())
                .level(Level::Warning)
                .help(format!("\"resolution {session}/{number}\"?")),
        );
    } else if adopted.is_some_and(|day| !(began..ended).contains(&day)) {
        let day = adopted.unwrap_or(began);
        found.push(
            RULE.finding(format!(
                "{name} {session}/{number} cannot have been adopted on {}",
                letter.day(day)
            ))
            .at(place.clone())
            .help(format!("that session ran from September {year} to September {}", year + 1))
            .help(format!("on that day it was session {}", session_on(day))),
        );
    } else if let Some(date) = letter.letter.day().filter(|date| *date < began) {
        found.push(
            RULE.finding(format!(
                "the letter of {} cites {name} {session}/{number} of a later session",
                letter.day(date)
            ))
            .at(place.clone())
            .related(letter.record.place("date"), "the letter's date")
            .help(format!("that session began in September {year}")),
        );
    }
}

/// The session of a day; they change in the middle of September.
fn session_on(day: Day) -> i32 {
    day.year() - 1945 - i32::from((day.month(), day.day()) < (9, 12))
}
