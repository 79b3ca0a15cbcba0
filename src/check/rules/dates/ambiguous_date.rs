//! "01/02/2018".

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::{Fact, PartialDate};
use crate::letter::DateStyle;

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-date",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Error,
    summary: "a date in figures can be read in two ways",
    checks: "Dates in figures alone whose first two numbers could both be a month, in running text and in the cells \
             of a list, where the letter's language does not settle which comes first. \"31/01/2018\" and \
             \"2018-01-02\" can be read in one way.",
    why: "Half of the readers come in February, the others in January.",
    example: "by 01/02/2018",
    instead: "by 1 February 2018",
    source: "United Nations Editorial Manual: the month is written out",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    // A house that writes days in figures has settled the order.
    if letter.house.office.style.date == DateStyle::Numeric {
        return;
    }
    for passage in letter.passages().filter(|passage| !passage.quoted) {
        let facts = passage.facts_in_figures().iter();
        for (fact, day) in facts.filter_map(ambiguous) {
            if !passage.is_quotation(fact.range.start) && !passage.is_address(fact.range.start) {
                let said = &passage.text()[fact.range.clone()];
                found.push(finding(letter, said, day).at(passage.place(fact.range.clone())));
            }
        }
    }
}

/// A date that can be read in two ways, with its first day that can; two numbers equal are one.
fn ambiguous(fact: &Fact) -> Option<(&Fact, PartialDate)> {
    let days = fact.dates()?.days.iter();
    let mut doubtful = days.filter(|day| day.ambiguous && day.day != Some(day.month));
    doubtful.next().map(|day| (fact, *day))
}

fn finding(letter: &Piece<'_>, said: &str, day: PartialDate) -> crate::finding::Finding {
    let readings = [Some(day), day.turned()].into_iter().flatten();
    let usual = letter.letter.day().map_or(2000, |date| date.year());
    let days: Vec<_> = readings.filter_map(|day| day.in_year(usual)).collect();
    let said = RULE.finding(format!("\"{said}\" can be read in two ways"));
    match days.as_slice() {
        [one, two] => {
            said.help(format!("write \"{}\" or \"{}\"", letter.day(*one), letter.day(*two)))
        }
        _ => said.help("write the month as a word"),
    }
}
