//! "2 Oct. 2026".

use super::written_dates::written;
use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "abbreviated-month",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a month is written by its short name",
    checks: "Days in prose whose month has a short name of the language (`short-months` under `[reading.dates]` of \
             its words.toml): \"2 Oct. 2026\", \"2-Oct-26\". Cells of tables that hold a date and nothing else are \
             passed over, and so are quotations.",
    why: "In running text months are written out; a short name is for tables.",
    example: "on 2 Oct. 2026",
    instead: "on 2 October 2026",
    source: "United Nations Editorial Manual: months are not abbreviated in text",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for date in written(letter) {
        let alone = date.passage.text().trim().len() == date.mention.range.len();
        if alone || date.mention.style.short_months.is_empty() || !date.is_certain() {
            continue;
        }
        let finding = RULE.finding(format!("\"{}\" has a short name of a month", date.text()));
        found.push(match date.house_form() {
            Some(form) => mended(finding, date.passage, date.range.clone(), &form)
                .help(format!("write \"{form}\"")),
            None => finding
                .at(date.passage.place(date.range.clone()))
                .help("write the month out"),
        });
    }
}
