//! "3rd of December".

use super::spelt::{Spelt, spelt};
use crate::check::token::{mended, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "date-ordinal",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a day is written as an ordinal",
    checks: "Days with \"st\", \"nd\", \"rd\" or \"th\" before their month in English prose. Sessions, meetings \
             and floors keep their ordinals, and so does a day without a month.",
    why: "The house form is a plain number, as in the letter's own date line.",
    example: "on the 3rd of December 2018",
    instead: "on 3 December 2018",
    source: "United Nations Editorial Manual: day month year, no ordinal",
    scope: Scope::Letter(check),
};

/// Words between which and a date no "the" is wanted.
const BEFORE_A_DAY: &[&str] = &[
    "on", "by", "until", "from", "to", "dated", "since", "after", "before", "of", "and",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for date in spelt(letter).filter(|date| !date.month_first()) {
        if date.ordinal().is_none() {
            continue;
        }
        let finding = RULE.finding(format!("\"{}\" has an ordinal", date.text()));
        let place = date.passage.place(date.range.clone());
        let finding = match date.house_form() {
            Some(form) => {
                let finding = finding.help(format!("write \"{form}\""));
                match whole(&date) {
                    Some(start) => mended(finding, date.passage, start..date.range.end, &form),
                    None => finding,
                }
            }
            None => finding.help("write plain numbers"),
        };
        found.push(finding.at(place));
    }
}

/// Where the date begins with its article; none where the article belongs to a later word.
fn whole(date: &Spelt<'_>) -> Option<usize> {
    let before = &date.passage.text()[..date.range.start];
    let Some(rest) = before.trim_end().strip_suffix("the") else {
        return Some(date.range.start);
    };
    let word = word_right_before(rest, rest.len());
    (rest.ends_with(' ') && BEFORE_A_DAY.contains(&word)).then_some(rest.len())
}
