//! Times of day: "10 a.m.", "10 heures", "14 h 30", "10.00 horas", "10:00", "下午3时".

use std::ops::Range;

use super::Fact;
use super::letters::Letters;

/// Words that follow the figures of a time, and whether they mean the second half of the day.
const AFTER: &[(&str, Option<bool>)] = &[
    ("a.m.", Some(false)),
    ("p.m.", Some(true)),
    ("am", Some(false)),
    ("pm", Some(true)),
    ("heures", None),
    ("heure", None),
    ("h", None),
    ("horas", None),
    ("hora", None),
    ("часов", None),
    ("часа", None),
    ("час", None),
    ("ч.", None),
    ("时", None),
    ("時", None),
    ("点", None),
    ("صباحا", Some(false)),
    ("صباحاً", Some(false)),
    ("مساء", Some(true)),
    ("مساءً", Some(true)),
    ("بعد الظهر", Some(true)),
    ("ظهرا", Some(true)),
];

/// Words before them.
const BEFORE: &[(&str, Option<bool>)] = &[
    ("上午", Some(false)),
    ("下午", Some(true)),
    ("晚上", Some(true)),
    ("中午", None),
    ("الساعة", None),
];

/// Words between the two times of a range.
const BETWEEN: &[&str] = &["to", "–", "-", "—", "à", "a", "до", "至", "إلى", "and", "et", "y"];

/// A time as it was read: minutes after midnight, half of the day, letters.
type Read = (u32, Option<bool>, Range<usize>);

pub(super) fn read(letters: &mut Letters) -> Vec<(Fact, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let Some((minutes, half, range)) = time(letters, at) else {
            at += 1;
            continue;
        };
        at = range.end;
        // "3 to 5 p.m.": the first of the two has the words of the second.
        if let Some((first, whole)) = partner(letters, range.start) {
            let first = match half {
                Some(true) if first < 720 && in_half(first, half) <= in_half(minutes, half) => {
                    first + 720
                }
                _ => first,
            };
            found.push((Fact::Time(first), letters.bytes(whole.clone())));
            letters.take(whole);
        }
        found.push((Fact::Time(in_half(minutes, half)), letters.bytes(range.clone())));
        letters.take(range);
    }
    found
}

/// A time in the half of the day that it names.
fn in_half(minutes: u32, half: Option<bool>) -> u32 {
    match half {
        Some(true) if minutes < 720 => minutes + 720,
        Some(false) if minutes >= 720 => minutes - 720,
        _ => minutes,
    }
}

/// Hours and minutes in figures: "10", "10:30", "10.30", "14 h 30", "10时30分".
fn figures(letters: &Letters, at: usize) -> Option<(u32, bool, usize)> {
    if letters.before(at).is_ascii_alphanumeric() || matches!(letters.before(at), '/' | ':' | '.') {
        return None;
    }
    let (hour, end) = letters.figures(at, 2).filter(|(hour, _)| *hour <= 24)?;
    let minute = |from: usize| {
        let (minute, last) = letters.figures(from, 2)?;
        (last - from == 2 && minute < 60).then_some((minute, last))
    };
    match letters.at(end) {
        ':' => {
            let (minute, last) = minute(end + 1)?;
            Some((hour * 60 + minute, true, last))
        }
        '.' => match minute(end + 1) {
            Some((minute, last)) => Some((hour * 60 + minute, false, last)),
            None => Some((hour * 60, false, end)),
        },
        _ => Some((hour * 60, false, end)),
    }
}

fn time(letters: &Letters, at: usize) -> Option<Read> {
    let (mut minutes, certain, mut end) = figures(letters, at)?;
    let before = BEFORE
        .iter()
        .find(|(word, _)| letters.ends(letters.skip_back(at), word).is_some());
    let mut half = before.and_then(|(_, half)| *half);
    let gap = letters.skip(end);
    let after = AFTER
        .iter()
        .find_map(|(word, half)| Some((letters.word(gap, word)?, *half, *word)));
    let certain = certain || before.is_some_and(|(word, _)| *word == "الساعة");
    if after.is_none() && !certain {
        return None;
    }
    if let Some((last, says, word)) = after {
        end = last;
        half = half.or(says);
        // "14 h 30", "10时30分"
        if minutes % 60 == 0
            && matches!(word, "h" | "时" | "時" | "点" | "heures" | "ч.")
            && let Some((minute, last)) = letters.figures(letters.skip(end), 2)
            && minute < 60
            && last - letters.skip(end) == 2
        {
            minutes += minute;
            end = last;
            let unit = ["分", "м.", "min"];
            let unit = unit.iter().find_map(|unit| letters.word(letters.skip(end), unit));
            end = unit.unwrap_or(end);
        }
        // A clock of 24 hours says its unit after a time with minutes: "10:00 horas".
        if let Some((last, says)) = AFTER
            .iter()
            .find_map(|(word, half)| Some((letters.word(letters.skip(end), word)?, *half)))
            && says.is_some()
        {
            (end, half) = (last, half.or(says));
        }
    }
    Some((minutes, half, at..end.min(letters.len())))
}

/// The first time of a range whose second begins at a place, if it is bare figures.
fn partner(letters: &Letters, at: usize) -> Option<(u32, Range<usize>)> {
    let gap = letters.skip_back(at);
    let before = BETWEEN.iter().find_map(|word| letters.ends(gap, word))?;
    let end = letters.skip_back(before);
    let starts = end.saturating_sub(5)..end;
    starts.filter(|start| letters.is_free(*start..end)).find_map(|start| {
        let (minutes, _, last) = figures(letters, start)?;
        (last == end).then_some((minutes, start..end))
    })
}
