//! "3rd of December".

use super::written_dates::written;
use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "date-ordinal",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a day is written as an ordinal",
    checks: "Days with \"st\", \"nd\", \"rd\" or \"th\" before their month in prose. Sessions, meetings \
             and floors keep their ordinals, and so does a day without a month.",
    why: "The house form is a plain number, as in the letter's own date line.",
    example: "on the 3rd of December 2018",
    instead: "on 3 December 2018",
    source: "United Nations Editorial Manual: day month year, no ordinal",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for date in written(letter).filter(|date| !date.month_first()) {
        if !date.is_ordinal() {
            continue;
        }
        let finding = RULE.finding(format!("\"{}\" has an ordinal", date.text()));
        let place = date.passage.place(date.range.clone());
        let finding = match date.house_form() {
            Some(form) => {
                let finding = finding.help(format!("write \"{form}\""));
                match date.with_article() {
                    Some(start) => mended(finding, date.passage, start..date.range.end, &form),
                    None => finding,
                }
            }
            None => finding.help("write plain numbers"),
        };
        found.push(finding.at(place));
    }
}
