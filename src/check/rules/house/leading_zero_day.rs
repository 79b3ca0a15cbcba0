//! "01 March".

use super::written_dates::written;
use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "leading-zero-day",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a day is written with a nought before it",
    checks: "Days below ten with a leading nought before their month in prose. Dates that name the month \
             first, and ordinals, are matters of their own rules; an office or letter whose style has \
             `leading-zero` is passed over.",
    why: "Forms and file names need the nought, a letter does not.",
    example: "01 March 2018",
    instead: "1 March 2018",
    source: "United Nations Editorial Manual: day month year",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let style = &letter.house.office.style;
    if style.leading_zero || !letter.holds(List::LeadingZeroDay) {
        return;
    }
    for date in written(letter).filter(|date| !date.month_first() && !date.is_ordinal()) {
        let zeros = date.mention.style.zeros.clone();
        if zeros.is_empty() {
            continue;
        }
        let finding = RULE.finding(format!("\"{}\" begins with a nought", date.text()));
        let finding = zeros
            .into_iter()
            .fold(finding, |finding, zero| mended(finding, date.passage, zero, ""));
        let finding = finding.at(date.passage.place(date.range.clone()));
        found.push(finding.help("write the day as a plain number"));
    }
}
