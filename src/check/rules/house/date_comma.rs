//! "27 June, 2014".

use super::written_dates::written;
use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::letter::Between;

pub(super) static RULE: Rule = Rule {
    name: "date-comma",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a comma stands before the year, or is missing there",
    checks: "Dates of day, month and year in prose with a comma before the year. Dates that name the \
             month first are a matter of `mixed-date-styles`; quotations are passed over. Where the style of office \
             or letter says `before-year = \"comma\"`, dates without one.",
    why: "The house form has no comma, and the letter's own date line has none.",
    example: "27 June, 2014",
    instead: "27 June 2014",
    source: "United Nations Editorial Manual: day month year, no comma",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.holds(List::DateComma) {
        return;
    }
    if letter.house.office.style.before_year == Between::Comma {
        return check_missing(letter, found);
    }
    for date in written(letter).filter(|date| !date.month_first()) {
        // Where an ordinal is rewritten, its comma goes too.
        if date.is_ordinal() && date.with_article().is_some() {
            continue;
        }
        let Some(comma) = date.mention.style.comma.clone() else { continue };
        let finding = RULE.finding(format!("a comma in \"{}\"", date.text()));
        let finding = mended(finding, date.passage, comma, "");
        let finding = finding.at(date.passage.place(date.range.clone()));
        found.push(match date.house_form() {
            Some(form) => finding.help(format!("write \"{form}\"")),
            None => finding.help("take the comma out"),
        });
    }
}

/// Dates without the comma that the house puts before the year.
fn check_missing(letter: &Piece<'_>, found: &mut Found) {
    for date in written(letter).filter(|date| !date.month_first() && !date.is_ordinal()) {
        let mention = date.mention;
        let with_year = mention.year.is_some() && mention.has_days();
        if !with_year || mention.style.comma.is_some() {
            continue;
        }
        let finding = RULE.finding(format!("no comma before the year in \"{}\"", date.text()));
        let finding = finding.at(date.passage.place(date.range.clone()));
        found.push(match date.house_form() {
            Some(form) => mended(finding, date.passage, date.range.clone(), &form)
                .help(format!("write \"{form}\"")),
            None => finding.help("put one before the year"),
        });
    }
}
