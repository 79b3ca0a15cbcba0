//! A resolution or decision whose number or session cannot be.

use std::ops::Range;

use crate::check::words::{Kind, words};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
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

#[derive(Clone, Copy, PartialEq)]
enum What {
    Resolution,
    Decision,
}

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (at, cite) in letter.letter.cites.iter().enumerate() {
        let given = [
            (&cite.resolution, What::Resolution, "resolution"),
            (&cite.decision, What::Decision, "decision"),
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
        for (what, session, number, range) in symbols(passage.text()) {
            judge(letter, what, session, number, None, &passage.place(range), found);
        }
    }
}

/// Session and number of "72/313"; none where anything else stands in it.
fn split(symbol: &str) -> Option<(i32, u32)> {
    let (session, number) = symbol.trim().split_once('/')?;
    Some((session.parse().ok()?, number.parse().ok()?))
}

/// The resolutions and decisions that running text names.
fn symbols(text: &str) -> Vec<(What, i32, u32, Range<usize>)> {
    let words = words(text);
    let word = |at: usize| words.get(at).map_or("", |word| &text[word.range.clone()]);
    let mut found = Vec::new();
    let mut what = None;
    for at in 0..words.len() {
        match word(at) {
            "resolution" | "resolutions" | "Resolution" | "Resolutions" | "RES" => {
                what = Some(What::Resolution);
            }
            "decision" | "decisions" | "Decision" | "Decisions" | "DEC" => {
                what = Some(What::Decision);
            }
            "/" => {
                let figures = |at: usize| {
                    words
                        .get(at)
                        .filter(|word| word.kind == Kind::Figures && word.range.len() <= 4)
                };
                let (Some(what), true) = (what, at > 0) else {
                    continue;
                };
                let (Some(session), Some(number)) = (figures(at - 1), figures(at + 1)) else {
                    continue;
                };
                let close = session.range.end == words[at].range.start
                    && number.range.start == words[at].range.end;
                let before = text[..session.range.start].chars().next_back();
                let after = text[number.range.end..].chars().next();
                let council =
                    before == Some('/') && !text[..session.range.start].ends_with("A/RES/");
                if !close
                    || council
                    || before == Some('-')
                    || after.is_some_and(|c| c.is_alphabetic() || c == '/')
                {
                    continue;
                }
                let range = session.range.start..number.range.end;
                if let Some((session, number)) = split(&text[range.clone()]) {
                    found.push((what, session, number, range));
                }
            }
            // A list goes on: "resolutions 71/280, 72/313 and 73/333".
            "," | "and" | "or" | "A" => {}
            _ if words[at].kind == Kind::Figures => {}
            _ => what = what.filter(|_| matches!(word(at), "of" | "No" | "." | "nos")),
        }
    }
    found
}

fn judge(
    letter: &Piece<'_>,
    what: What,
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
    let name = if what == What::Resolution { "resolution" } else { "decision" };
    let year = 1945 + session;
    let (Some(began), Some(ended)) = (Day::from_ymd(year, 9, 1), Day::from_ymd(year + 1, 10, 1))
    else {
        return;
    };
    if what == What::Resolution && number > MOST {
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
    } else if what == What::Decision && number < 401 {
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
    } else if let Some(date) = letter.letter.date.filter(|date| *date < began) {
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
