//! "10:00 am".

use crate::check::token::{mended, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::ClockStyle;

pub(super) static RULE: Rule = Rule {
    name: "time-style",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a time of day is written in another style",
    checks: "Times in English prose: hours with \"am\" or \"pm\" in any spelling but the house's, and hours of the \
             afternoon by the other clock (\"at 15:00\"). An office whose `clock` is 24 is passed over. Noon and \
             midnight are words: \"12 p.m.\" is pointed at and not changed, for nobody knows which is meant.",
    why: "Times beside times are compared, and the schedule of the letter writes them the house's way.",
    example: "10:00 am; 3:30 PM; 12 p.m.",
    instead: "10 a.m.; 3.30 p.m.; noon",
    source: "United Nations Editorial Manual: 10 a.m., 3.30 p.m., noon and midnight in words",
    scope: Scope::Letter(check),
};

/// Words before a time by the other clock.
const BEFORE_A_TIME: &[&str] =
    &["at", "from", "to", "until", "till", "by", "and", "after", "before"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() || letter.house.office.style.clock != ClockStyle::Twelve {
        return;
    }
    for passage in letter.own() {
        let text = passage.text();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let start = at;
            let Some(time) = time(text, start) else {
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    at += 1;
                }
                continue;
            };
            at = time.end;
            if passage.is_quotation(start) || passage.is_address(start) {
                continue;
            }
            let said = &text[start..time.end];
            let finding = RULE.finding(format!("\"{said}\" is not how the house writes times"));
            match time.right(text, start) {
                Some(right) if right == said.replace('\u{A0}', " ") => {}
                Some(right) => {
                    let finding = finding.help(format!("write \"{right}\""));
                    found.push(mended(finding, passage, start..time.end, &right));
                }
                None if time.half.is_some() => found.push(
                    finding
                        .at(passage.place(start..time.end))
                        .help("write \"noon\" or \"midnight\""),
                ),
                None => {}
            }
        }
    }
}

struct Time {
    hour: u32,
    minute: u32,
    colon: bool,
    /// "a" or "p".
    half: Option<char>,
    end: usize,
}

impl Time {
    /// How the house writes it; none where that is not certain.
    fn right(&self, text: &str, start: usize) -> Option<String> {
        let (hour, half) = match self.half {
            Some(_) if self.hour == 12 && self.minute == 0 => return None,
            Some(half) => (self.hour, half),
            None => {
                let before = word_right_before(text, start).to_lowercase();
                let after = text[self.end..].chars().next();
                let sure = BEFORE_A_TIME.contains(&before.as_str())
                    && after
                        .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')'));
                if !self.colon || !(13..24).contains(&self.hour) || !sure {
                    return None;
                }
                (self.hour - 12, 'p')
            }
        };
        let minutes = match self.minute {
            0 => String::new(),
            minute => format!(".{minute:02}"),
        };
        // The full stop of the sentence is the full stop of the abbreviation.
        Some(format!("{hour}{minutes} {half}.m."))
    }
}

/// A time that begins at a place.
fn time(text: &str, start: usize) -> Option<Time> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | ':' | ',' | '$' | '-'))
    {
        return None;
    }
    let figures = |from: usize| {
        let rest = &text[from..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (1..=2)
            .contains(&end)
            .then(|| (rest[..end].parse::<u32>().ok(), from + end))
    };
    let (hour, mut end) = figures(start)?;
    let hour = hour.filter(|hour| *hour < 24)?;
    let (mut minute, mut colon) = (0, false);
    let rest = &text[end..];
    if rest.starts_with([':', '.'])
        && let Some((Some(read), after)) = figures(end + 1)
        && after == end + 3
        && read < 60
    {
        colon = rest.starts_with(':');
        (minute, end) = (read, after);
    }
    let rest = &text[end..];
    let space = rest.len() - rest.trim_start_matches([' ', '\u{A0}']).len();
    let half = half(&rest[space..]).filter(|_| (1..=12).contains(&hour));
    if half.is_none() && !colon {
        return None;
    }
    let end = half.map_or(end, |(_, length)| end + space + length);
    Some(Time { hour, minute, colon, half: half.map(|(half, _)| half), end })
}

/// "am", "p.m.", "PM": which half of the day, and its length.
fn half(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?.to_ascii_lowercase();
    let rest = text.get(1..).filter(|_| matches!(first, 'a' | 'p'))?;
    let dotted = rest.strip_prefix('.').unwrap_or(rest);
    let after = dotted.strip_prefix(['m', 'M'])?;
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let after = after.strip_prefix('.').unwrap_or(after);
    Some((first, text.len() - after.len()))
}
