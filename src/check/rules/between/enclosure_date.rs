//! A cover that gives the letter it encloses another date.

use crate::check::passage::Passage;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::language::facts::DateMention;
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-date",
    family: Family::Between,
    level: Level::Error,
    most: Level::Error,
    summary: "a cover gives the letter it encloses another date",
    checks: "\"A letter dated …\" after a verb that encloses (enclose, transmit, forward, share, circulate) in the \
             prose of a cover, against the dates of the letters that it encloses. Dates of letters that the record \
             follows, and covers of letters without a date, are passed over.",
    why: "The enclosed letter is cited by its date, and whoever looks for it under the cover's does not find it.",
    example: "I have the honour to enclose a letter dated 15 January 2018 …   (the letter is of 17 January)",
    instead: "… a letter dated {{ enclosures.1.date }}, or the right date",
    source: "general practice; covers of Presidents of the General Assembly slip so",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for cover in case.pieces.iter().filter(|piece| !piece.encloses.is_empty()) {
        let enclosed = cover.encloses.iter().filter_map(|at| case.pieces.get(*at));
        let dated: Vec<_> = enclosed
            .filter_map(|piece| Some((piece, piece.letter.day()?)))
            .collect();
        if dated.len() < cover.letter.enclosures.len() || cover.list(List::LetterDated).is_none() {
            continue;
        }
        for (passage, mentions) in cover.dated().filter(|(passage, _)| !passage.quoted) {
            for mention in mentions {
                judge(cover, &dated, passage, mention, found);
            }
        }
    }
}

fn judge(
    cover: &Piece<'_>,
    dated: &[(&Piece<'_>, Day)],
    passage: &Passage<'_>,
    mention: &DateMention,
    found: &mut Found,
) {
    let start = mention.range.start;
    let before = passage.text()[..start].trim_end().len();
    let Some(letter) = passage.found_before(List::LetterDated, before) else {
        return;
    };
    let sentence = passage.sentence(start);
    let encloses = passage
        .found_in(List::Enclosing, sentence.start..letter.start)
        .is_some();
    let ([day], true) = (mention.days.as_slice(), encloses) else {
        return;
    };
    let near = |to: Day| day.near(to);
    if dated.iter().any(|(_, date)| near(*date) == Some(*date)) || passage.is_quotation(start) {
        return;
    }
    // The day of an earlier letter that the record knows.
    let follows = cover.letter.follows.iter().filter_map(|it| it.letter.date);
    let was = cover.meetings().iter().filter_map(|it| it.meeting.was.as_ref());
    let was = was.filter_map(|was| was.letter.as_ref()?.date);
    if follows.chain(was).any(|known| near(known) == Some(known)) {
        return;
    }
    let [(piece, date), ..] = dated else { return };
    let said = &passage.text()[mention.range.clone()];
    found.push(
        RULE.finding(format!(
            "the cover encloses a letter of {said}, and the enclosed letter is dated {}",
            cover.day(*date)
        ))
        .at(passage.place(mention.range.clone()))
        .related(piece.record.place("date"), "the enclosed letter's date")
        .help("correct one of the two dates"),
    );
}
