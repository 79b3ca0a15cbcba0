//! "10:00 am".

use crate::check::fix::mended;
use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::{Fact, TimeForm, TimeMention, TimePoint};
use crate::letter::{Clock, TimeRange};

pub(super) static RULE: Rule = Rule {
    name: "time-style",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a time of day is written in another style",
    checks: "Times in the prose that are written in another way than the house writes them, in the language of the \
             letter: \"10:00 am\", \"at 15:00\", \"10h00\". In English hours without \"a.m.\" or \"p.m.\" are judged \
             from 13 on, for below nobody knows which half of the day is meant; likewise \"12 p.m.\" is pointed at \
             and not changed.",
    why: "Times beside times are compared, and the schedule of the letter writes them the house's way.",
    example: "10:00 am; 3:30 PM; 12 p.m.",
    instead: "10 a.m.; 3.30 p.m.; noon",
    source: "United Nations Editorial Manual: 10 a.m., 3.30 p.m., noon and midnight in words",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.own() {
        let facts = passage.facts().iter();
        let times = facts.filter(|fact| fact.certain).filter_map(Fact::times);
        for time in times.flat_map(TimeMention::points) {
            check_time(letter, passage, time, found);
        }
    }
}

fn check_time(letter: &Piece<'_>, passage: &Passage<'_>, time: &TimePoint, found: &mut Found) {
    let range = time.range.clone();
    // What the other end of a range says is not written here.
    let shares_half = time.half.is_some() && !time.says_half;
    if time.form == TimeForm::Word || shares_half || passage.is_quotation(range.start) {
        return;
    }
    let said = passage.text()[range.clone()].replace(['\u{A0}', '\u{202F}'], " ");
    let finding = RULE.finding(format!("\"{said}\" is not how the house writes times"));
    let right = [
        forms(letter, time.clock),
        time.other.map(|other| forms(letter, other)).unwrap_or_default(),
    ];
    if right[0].contains(&said) {
        return;
    }
    match (time.says_half, time.other) {
        (false, None) | (true, None) => {
            let [.., right] = right[0].as_slice() else { return };
            let finding = finding.help(format!("write \"{right}\""));
            found.push(mended(finding, passage, range, right));
        }
        (true, Some(_)) => {
            let [one, two] = right.each_ref().map(|forms| forms.last().map_or("", String::as_str));
            found.push(
                finding
                    .at(passage.place(range))
                    .help(format!("write \"{one}\" or \"{two}\"")),
            );
        }
        // Nobody knows which half of the day is meant.
        (false, Some(_)) => {}
    }
}

/// How the house writes a time: alone, and as it stands in a sentence without the word before it.
fn forms(letter: &Piece<'_>, clock: Clock) -> Vec<String> {
    let (language, style) = (&letter.house.language, &letter.house.office.style);
    let time = [TimeRange { from: clock, to: None }];
    let alone = language.times(&time, style);
    let sentence = language.times_in_sentence(&time, style);
    let tail = sentence.find(&alone).map(|at| sentence[at..].to_owned());
    let plain = |form: String| form.replace(['\u{A0}', '\u{202F}'], " ");
    std::iter::once(alone).chain(tail).map(plain).collect()
}
