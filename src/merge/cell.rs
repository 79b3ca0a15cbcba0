//! A cell of a list as text that may go into a letter.

use super::columns::Columns;
use super::moment::{Moment, moment, point_in_time};
use super::table::Doubt;
use crate::finding::{Finding, Level};
use crate::language::facts::Reader;
use crate::node::characters;

/// The most bytes of a cell: 64 KiB, more than any sentence.
const MAX_CELL: usize = 64 << 10;

/// What comes before the number of an error in LibreOffice, in its languages, a line each.
const NUMBERED: &str = include_str!("error-words.txt");

/// What a spreadsheet shows where a formula has no value, whatever its language: "#NAME?",
/// "#¡REF!", "#BEZUG!", "Err:508", a cell too narrow for its number.
pub(super) fn is_error_value(text: &str) -> bool {
    let text = text.trim();
    if NO_NUMBERS.contains(&text) {
        return true;
    }
    if let Some(said) = text.strip_prefix('#') {
        let name = said.trim_end_matches(['!', '?', '！', '？']);
        let letter = |c: char| c.is_alphabetic() && !c.is_lowercase();
        let letters = name.chars().filter(|c| letter(*c)).count();
        let marked = name.len() < said.len();
        // Only with a mark at its end it holds more than letters: "#DIV/0!", "#¡REF!".
        let more = |c: char| match c {
            '/' | '.' | '_' => true,
            '0' | ' ' | '\u{A0}' | '\u{202F}' | '-' | '¡' | '¿' => marked,
            _ => letter(c),
        };
        let least = if marked { 1 } else { 2 };
        let named = (least..24).contains(&letters) && name.chars().all(more);
        return named || (said.len() > 1 && said.bytes().all(|byte| byte == b'#'));
    }
    let Some((word, number)) = text.split_once([':', '：']) else {
        return false;
    };
    let number = number.trim();
    let is_number = number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.trim().to_lowercase();
    is_number && number.starts_with('5') && NUMBERED.lines().any(|known| known == word)
}

/// What programs that write lists show in the place of a number.
const NO_NUMBERS: &[&str] = &[
    "NaN", "nan", "-nan", "1.#INF", "-1.#INF", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN",
    "1.#SNAN",
];

/// What is not certain of what a cell shows.
fn doubtful(doubt: &Doubt, text: &str) -> Option<Finding> {
    Some(match doubt {
        // Said with what the cell holds; written as the letter's language does; certain.
        Doubt::Error | Doubt::Number { .. } | Doubt::Elapsed => return None,
        Doubt::Format(code) => {
            let message = format!(
                "the cell shows its number as `{code}`, and that format cannot be followed here; the number is {text}"
            );
            Finding::error("unread-format", message)
                .help("give the cell another format, or type what it shows as text")
        }
        Doubt::English => {
            let message = format!(
                "the cell shows a month or weekday by its name, and the letter says it as “{text}”"
            );
            Finding::error("unread-format", message)
                .level(Level::Warning)
                .help("give the cell a format with day, month and year, and the letter writes it as its office does")
        }
        Doubt::Duration => {
            let message = format!("the cell holds a duration, and “{text}” reads as a time of day");
            Finding::error("unread-format", message)
                .help("write it in words, as text: 2 hours 15 minutes")
        }
    })
}

/// A cell that may go into a letter: invisible characters are reported and left out. `reader` is
/// of the language of the list.
pub(super) fn cell_of(
    columns: &Columns,
    (at, cell): (usize, &str),
    doubt: Option<&Doubt>,
    reader: &Reader,
    findings: &mut Vec<Finding>,
) -> String {
    let column = columns.written(at);
    if cell.len() > MAX_CELL {
        let message = format!("the cell holds {} KiB", cell.len() >> 10);
        findings.push(
            Finding::error("long-cell", message)
                .column(column)
                .help(format!("no cell of a list is longer than {} KiB", MAX_CELL >> 10)),
        );
        return String::new();
    }
    let text = cell.replace("\r\n", "\n").replace('\r', "\n");
    let mut odd: Vec<_> = text.chars().filter(|c| characters::forbidden(*c)).collect();
    if !odd.is_empty() {
        odd.sort_unstable();
        for same in odd.chunk_by(|one, other| one == other) {
            let mut finding = characters::finding(same[0]);
            if same.len() > 1 {
                finding.message += &format!(", and stands in the cell {} times", same.len());
            }
            findings.push(finding.column(column));
        }
        return text.chars().filter(|c| !characters::forbidden(*c)).collect();
    }
    if text.contains('\u{FFFD}') {
        let message = "a character of the cell is lost";
        findings.push(
            Finding::error("lost-character", message)
                .column(column)
                .help("type it again, or say how the list is written: --encoding windows-1252"),
        );
    }
    if columns.fills(at) || columns.is_asked(at) {
        let finding = doubt.and_then(|doubt| doubtful(doubt, &text));
        findings.extend(finding.map(|finding| finding.column(column)));
    }
    if doubt == Some(&Doubt::Error) || is_error_value(&text) {
        let message = format!("the cell holds `{}`: a formula without a value", text.trim());
        findings.push(
            Finding::error("broken-formula", message)
                .column(column)
                .help("correct the formula in the spreadsheet"),
        );
        return text;
    }
    if let Some(point) = point_in_time(text.trim()) {
        return point;
    }
    // What fills a field stays as it is: a reference may look like a day.
    let is_prose = columns.is_asked(at) && !columns.fills(at) && doubt.is_none();
    match moment(text.trim(), reader).filter(|_| is_prose) {
        Some(Moment::Known(moment)) => return moment,
        Some(Moment::Doubtful { level, what, right }) => {
            let finding = unread(text.trim(), what).level(level).column(column);
            let how =
                format!("to have it written as the office writes {}, put {right}", kind(what));
            findings.push(finding.help(how));
        }
        Some(Moment::TwoWays) | None => {}
    }
    text
}

/// That a cell looks like a day or a time, and is none.
pub(super) fn unread(text: &str, what: &str) -> Finding {
    let message = format!("“{text}” looks like a {what}, and the letter says it as it is");
    Finding::error("unread-day", message).level(Level::Warning)
}

fn kind(what: &str) -> &'static str {
    if what == "time" { "times" } else { "days" }
}

/// A cell as one line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
