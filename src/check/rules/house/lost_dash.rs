//! "27 28 February", "22 to23".

use crate::check::fix::mended;
use crate::check::words::{Kind, Word, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "lost-dash",
    family: Family::House,
    level: Level::Warning,
    most: Level::Error,
    summary: "the dash or space of a range is lost",
    checks: "Two days side by side before a month (\"27 28 February\"), the second later than the first; and \
             \"to\" or \"and\" that sticks to a day (\"22 to23 February\"). A number of a room, paragraph or \
             resolution before a date is no day.",
    why: "A dash is lost when text is pasted from a table, and the reader is left to guess whether the meeting \
          lasts two days.",
    example: "27 28 February",
    instead: "27–28 February",
    source: "general practice; letters of co-facilitators and Presidents of the General Assembly lose dashes so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let dash = letter.house.language.range_dash().unwrap_or("–");
    for passage in letter.own().filter(|passage| passage.has_figures()) {
        let text = passage.text();
        let all = passage.words();
        let reader = letter.house.reader();
        let month = |word: Option<&Word>| {
            word.is_some_and(|word| reader.is_month(&text[word.range.clone()]))
        };
        for at in 0..all.len() {
            let Some(first) = day(text, all.get(at)) else {
                continue;
            };
            let next = all.get(at + 1);
            let gap = next.map_or("", |next| &text[all[at].range.end..next.range.start]);
            let blank = !gap.is_empty() && gap.trim().is_empty();
            let counted = || letter.is_label(word_right_before(text, all[at].range.start));
            if let (Some(second), true) = (day(text, next), blank)
                && first < second
                && month(all.get(at + 2))
                && !counted()
            {
                let range = all[at].range.end..all[at + 1].range.start;
                let finding =
                    RULE.finding(format!("\"{first} {second}\" has lost its dash"))
                        .help(format!(
                            "write \"{first}{dash}{second}\", or \"{}\"",
                            and(letter, first, second)
                        ));
                let whole = passage.place(all[at].range.start..all[at + 1].range.end);
                found.push(mended(finding, passage, range, dash).at(whole));
                continue;
            }
            let Some(next) = next.filter(|next| next.kind == Kind::Letters) else {
                continue;
            };
            let word = &text[next.range.clone()];
            let Some((joint, figures)) =
                word.find(|c: char| c.is_ascii_digit()).map(|at| word.split_at(at))
            else {
                continue;
            };
            if reader.is_joint(joint)
                && figures.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
                && month(all.get(at + 2))
            {
                let finding = RULE
                    .finding(format!("a space is lost in \"{word}\""))
                    .help(format!("write \"{joint} {figures}\""));
                let place = passage.place(next.range.clone());
                let fixed =
                    mended(finding, passage, next.range.clone(), &format!("{joint} {figures}"));
                found.push(fixed.at(place));
            }
        }
    }
}

/// Two days as a list.
fn and(letter: &Piece<'_>, first: u32, second: u32) -> String {
    letter.house.language.list(&[first.to_string(), second.to_string()])
}

/// A day of the month that no symbol or time holds.
fn day(text: &str, word: Option<&Word>) -> Option<u32> {
    let word = word.filter(|word| word.kind == Kind::Figures && word.range.len() <= 2)?;
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“'));
    let number = text[word.range.clone()].parse().ok()?;
    let before = text[..word.range.start].chars().next_back();
    let after = text[word.range.end..].chars().next();
    let free = outside(before) && after.is_none_or(char::is_whitespace);
    ((1..=31).contains(&number) && free).then_some(number)
}
