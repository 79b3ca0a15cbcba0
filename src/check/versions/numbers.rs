//! Numbers in figures: 1,000 and 1 000 and 1.000 are one number, and so are 5 million and 500万.

use std::ops::Range;

use super::letters::{Letters, is_ideograph};
use super::{Fact, Number};

/// What clings to the figures of an ordinal.
const ORDINALS: &[&str] = &[
    "st", "nd", "rd", "th", "ère", "er", "ème", "e", "º", "ª", ".º", ".ª", "-я", "-й", "-е", "-го",
    "-ой", "-ю",
];

/// Words that multiply, by how many noughts; only their beginnings.
const NOUGHTS: &[(&str, usize)] = &[
    ("thousand", 3),
    ("mille", 3),
    ("mil ", 3),
    ("тысяч", 3),
    ("آلاف", 3),
    ("ألف", 3),
    ("million", 6),
    ("millón", 6),
    ("millones", 6),
    ("миллион", 6),
    ("مليون", 6),
    ("ملايين", 6),
    ("billion", 9),
    ("milliard", 9),
    ("миллиард", 9),
    ("مليار", 9),
    ("千", 3),
    ("万", 4),
    ("百万", 6),
    ("亿", 8),
];

pub(super) fn read(letters: &mut Letters) -> Vec<(Fact, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let starts = letters.at(at).is_ascii_digit() && letters.is_free(at..at + 1);
        if !starts {
            at += 1;
            continue;
        }
        let start = at;
        let (mut value, end) = figures(letters, start);
        at = end;
        if letters.before(start).is_ascii_alphabetic() {
            continue;
        }
        let clung = ORDINALS.iter().find_map(|suffix| letters.word(end, suffix));
        let day = letters.at(end) == '日' || letters.before(start) == '第';
        if clung.is_none() {
            let next = letters.skip(end);
            let word = NOUGHTS
                .iter()
                .filter(|(word, _)| letters.starts(next, word).is_some())
                .max_by_key(|(word, _)| word.len());
            if let Some((_, noughts)) = word {
                value = times(&value, *noughts);
            }
        }
        let number = Number { value, ordinal: clung.is_some() || day };
        found.push((Fact::Number(number), letters.bytes(start..end)));
    }
    found
}

/// The figures of a number without what parts its thousands, and where it ends.
fn figures(letters: &Letters, start: usize) -> (String, usize) {
    let run = |from: usize| {
        let mut end = from;
        while end < letters.len()
            && letters.at(end).is_ascii_digit()
            && letters.is_free(end..end + 1)
        {
            end += 1;
        }
        end
    };
    let mut end = run(start);
    let mut value = letters.text(start..end);
    let separator = letters.at(end);
    let mut grouped = false;
    if value.len() <= 3 && matches!(separator, ',' | ' ' | '.' | '’' | '\'') {
        while letters.at(end) == separator && run(end + 1) == end + 4 {
            // "in 2, 150 and 300": a list has spaces after its commas, and so falls out.
            value.push_str(&letters.text(end + 1..end + 4));
            end += 4;
            grouped = true;
        }
    }
    let point = letters.at(end);
    let decimals = run((end + 1).min(letters.len()));
    if matches!(point, '.' | ',')
        && decimals > end + 1
        && !(grouped && point == separator)
        && !is_ideograph(letters.at(decimals))
        && decimals - end <= 3
    {
        let tail = letters.text(end + 1..decimals);
        value = format!("{value}.{}", tail.trim_end_matches('0'));
        end = decimals;
    }
    let whole = value.trim_end_matches('.').trim_start_matches('0');
    let value = if whole.is_empty() || whole.starts_with('.') {
        format!("0{whole}")
    } else {
        whole.to_owned()
    };
    (value, end)
}

/// A number with noughts after it.
fn times(value: &str, noughts: usize) -> String {
    let (whole, tail) = value.split_once('.').unwrap_or((value, ""));
    let zeros = noughts.saturating_sub(tail.len());
    format!("{whole}{tail}{}", "0".repeat(zeros))
}
