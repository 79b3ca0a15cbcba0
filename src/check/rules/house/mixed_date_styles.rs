//! "July 19, 2017" in a letter dated "17 January 2017".

use super::spelt::{Spelt, spelt_in};
use crate::check::token::{mended, word_right_before};
use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "mixed-date-styles",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "dates are written in two styles",
    checks: "Dates in the prose that name the month first, in a package that elsewhere names the day first; the \
             date line of a letter always does. English letters only. A month and a number without a year count \
             where they can mean nothing but a day: \"on July 19.\" Quotations are passed over.",
    why: "A date is read at a glance, and two orders on one page make the reader stop at each.",
    example: "adopted by the General Assembly on July 19, 2017   (in a letter of 17 January 2018)",
    instead: "adopted by the General Assembly on 19 July 2017",
    source: "United Nations Editorial Manual: day, month, year",
    scope: Scope::Package(check),
};

/// Words after which a month and a number are a day.
const BEFORE_A_DAY: &[&str] =
    &["on", "by", "until", "from", "to", "dated", "since", "after", "before", "for"];

fn check(case: &Case<'_>, found: &mut Found) {
    let (month_first, day_first): (Vec<_>, Vec<_>) = spelt_in(case).partition(Spelt::month_first);
    for date in month_first.iter().filter(|date| is_certain(date)) {
        // The letter's own dates first: the same finding comes of it alone and under its cover.
        let own = |other: &&&Spelt<'_>| std::ptr::eq(other.letter, date.letter);
        let near = day_first.iter().find(|other| own(&other));
        let head = [date.letter].into_iter().chain(&case.pieces);
        let mut head = head
            .filter_map(|piece| Some((piece.day(piece.letter.date?), piece.record.place("date"))));
        let typed = |other: &Spelt<'_>| {
            let place = other.passage.place(other.range.clone());
            (other.text().to_owned(), place)
        };
        let other = (near.map(typed))
            .or_else(|| head.next())
            .or_else(|| day_first.first().map(typed));
        let Some((other, place)) = other else {
            continue;
        };
        let text = date.text();
        let finding = RULE
            .finding(format!("\"{text}\" beside \"{other}\""))
            .related(place, "the other style");
        found.push(match date.house_form() {
            Some(form) => mended(finding, date.passage, date.range.clone(), &form)
                .help(format!("write \"{form}\"")),
            None => finding
                .at(date.passage.place(date.range.clone()))
                .help("name the day before the month"),
        });
    }
}

/// Whether a month and a number can only be a day: "In July 20 delegations …" is none.
fn is_certain(date: &Spelt<'_>) -> bool {
    if date.mention.year.is_some() || !date.mention.weekdays.is_empty() {
        return true;
    }
    let text = date.passage.text();
    let after = text[date.range.end..].chars().find(|c| !c.is_whitespace());
    let before = word_right_before(text, date.range.start).to_lowercase();
    BEFORE_A_DAY.contains(&before.as_str()) && after.is_none_or(|c| !c.is_alphanumeric())
}
