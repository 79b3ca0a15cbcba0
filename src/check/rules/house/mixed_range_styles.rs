//! "22 to 23 February" beside "1–2 February".

use super::written_dates::{WrittenDate, written};
use crate::check::fix::mended;
use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::Joint;
use crate::letter::{End, RangeStyle};
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "mixed-range-styles",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "ranges of days are written in two styles",
    checks: "Ranges of days in the prose that are joined in another way than the house joins them (`range` in the \
             `[style]` of office.toml), in a package that shows a range of the house's form too. After \"from\" \
             the word \"to\" is right in any house; \"and\" names two days, not a range.",
    why: "Two forms on one page look like two meanings.",
    example: "22 to 23 February   (beside 1–2 February)",
    instead: "22–23 February",
    source: "the house style of the office",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    let known = case
        .pieces
        .iter()
        .filter(|piece| piece.house.language.range_dash().is_some());
    let ranges = known.flat_map(written);
    let ranges: Vec<_> = ranges
        .filter(|date| date.mention.is_range() && !date.month_first())
        .collect();
    if ranges.is_empty() {
        return;
    }
    let others = [false, true].map(|words| other(case, &ranges, words));
    for date in &ranges {
        let words = in_words(date);
        let dash = date.letter.house.office.style.range == RangeStyle::Dash;
        if words != dash || date.mention.style.started {
            continue;
        }
        let Some((place, what)) = &others[usize::from(words)] else {
            continue;
        };
        let finding = RULE
            .finding(format!("\"{}\" in a letter that writes other ranges otherwise", date.text()))
            .related(place.clone(), *what);
        found.push(match date.house_form() {
            Some(form) => mended(finding, date.passage, date.range.clone(), &form)
                .help(format!("write \"{form}\"")),
            None => finding.at(date.passage.place(date.range.clone())),
        });
    }
}

/// Whether words stand between the ends of a range.
fn in_words(date: &WrittenDate<'_>) -> bool {
    date.mention.joints == [Joint::To]
}

/// A range of the other form: in the prose, or among the meetings, which follow the house.
fn other(
    case: &Case<'_>,
    ranges: &[WrittenDate<'_>],
    words: bool,
) -> Option<(Place, &'static str)> {
    let typed = ranges.iter().find(|date| in_words(date) != words);
    if let Some(date) = typed {
        return Some((date.passage.place(date.range.clone()), "the other form"));
    }
    case.pieces.iter().find_map(|piece| {
        let meetings = piece.meetings().iter();
        meetings
            .filter(|scheduled| scheduled.is_of_letter())
            .find_map(|scheduled| {
                let dates = scheduled.meeting.dates.as_ref()?;
                let is_range = |end: End, start| matches!(end, End::Day(last) if last != start);
                let shown = dates.ranges().iter().any(|range| is_range(range.end, range.start));
                let place = piece.place_of(scheduled, "dates");
                shown.then_some((place, "shown in the house's form"))
            })
    })
}
