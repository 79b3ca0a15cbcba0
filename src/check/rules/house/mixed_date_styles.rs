//! "July 19, 2017" in a letter dated "17 January 2017".

use super::written_dates::{WrittenDate, written};
use crate::check::fix::mended;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::letter::DateStyle;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "mixed-date-styles",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "dates are written in two styles",
    checks: "Dates in the prose that name the month first, in a package that elsewhere names the day first, as the \
             date line of a letter usually does; where the style of the house is `month-first`, the other way \
             round. A month and a number without a year count where they can mean nothing but a day: \"on July 19.\" Quotations are passed over.",
    why: "A date is read at a glance, and two orders on one page make the reader stop at each.",
    example: "adopted by the General Assembly on July 19, 2017   (in a letter of 17 January 2018)",
    instead: "adopted by the General Assembly on 19 July 2017",
    source: "United Nations Editorial Manual: day, month, year",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    let known = case
        .pieces
        .iter()
        .filter(|piece| piece.list(List::BeforeADay).is_some());
    let dates = known.flat_map(written).filter(|date| date.mention.has_days());
    let (ours, others): (Vec<_>, Vec<_>) = dates.partition(is_of_the_house);
    let mut other: Option<(&Piece<'_>, Option<(String, Place)>)> = None;
    for date in others.iter().filter(|date| date.is_certain()) {
        let other = match &other {
            Some((letter, other)) if std::ptr::eq(*letter, date.letter) => other,
            _ => &other.insert((date.letter, other_style(case, date.letter, &ours))).1,
        };
        let Some((other, place)) = other else {
            continue;
        };
        let text = date.text();
        let finding = RULE
            .finding(format!("\"{text}\" beside \"{other}\""))
            .related(place.clone(), "the other style");
        found.push(match date.house_form() {
            Some(form) => mended(finding, date.passage, date.range.clone(), &form)
                .help(format!("write \"{form}\"")),
            None => finding
                .at(date.passage.place(date.range.clone()))
                .help("write both in the style of the house"),
        });
    }
}

/// Whether a date names first what its house names first: the day, or by its style the month.
fn is_of_the_house(date: &WrittenDate<'_>) -> bool {
    let month_first = date.letter.house.office.style.date == DateStyle::MonthFirst;
    date.month_first() == month_first
}

/// A date that is in the house's order. The letter's own come first: the same finding comes of it
/// alone and under its cover.
fn other_style(
    case: &Case<'_>,
    letter: &Piece<'_>,
    ours: &[WrittenDate<'_>],
) -> Option<(String, Place)> {
    let typed = |other: &WrittenDate<'_>| {
        (other.text().to_owned(), other.passage.place(other.range.clone()))
    };
    let own = ours.iter().find(|other| std::ptr::eq(other.letter, letter));
    let head = || {
        let mut heads = [letter].into_iter().chain(&case.pieces);
        heads.find_map(|piece| Some((piece.day(piece.letter.day()?), piece.record.place("date"))))
    };
    own.map(typed).or_else(head).or_else(|| ours.first().map(typed))
}
