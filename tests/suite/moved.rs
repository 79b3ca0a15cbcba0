//! Meetings that run past midnight, move by an hour, have parts, are cancelled or postponed, as letters
//! say it in each language: `tests/moved/TAG.txt`.

use crate::common::engine_with_german;
use crate::prelude::*;

/// What has become of meetings, and how a record says it.
const CASES: &[(&str, &str)] = &[
    ("past midnight", "[{ dates: 2018-03-04, times: [22:00/02:00], room: Conference Room 3 }]"),
    (
        "another hour",
        "[{ dates: 2018-06-18, times: [15:00/18:00], room: Conference Room 3, status: rescheduled, was: { times: [10:00/13:00] } }]",
    ),
    (
        "another hour, and the day repeated",
        "[{ dates: 2018-06-18, times: [15:00], status: rescheduled, was: { dates: 2018-06-18, times: [10:00], letter: { date: 2018-06-01 } } }]",
    ),
    (
        "another day, hour and room",
        "[{ dates: 2018-06-19, times: [15:00/18:00], room: Conference Room 3, was: { dates: 2018-06-18, times: [10:00/13:00], room: Conference Room 1 } }]",
    ),
    (
        "a part",
        "[{ title: forum, dates: 2018-07-07/16, room: Conference Room 4, meetings: [{ title: ministerial segment, dates: 2018-07-14/16 }] }]",
    ),
    (
        "one of three cancelled, one postponed",
        "[{ dates: 2018-03-05, room: Conference Room 1 }, { dates: 2018-03-12, room: Conference Room 2, status: cancelled }, { dates: 2018-03-19, room: Conference Room 1 }, { status: postponed, was: { dates: 2018-03-26 } }]",
    ),
    (
        "postponed",
        "[{ status: postponed, was: { dates: 2018-03-26, letter: { date: 2018-03-01 } } }]",
    ),
    ("cancelled", "[{ dates: 2018-03-26, times: [10:00], status: cancelled }]"),
    (
        "all off",
        "[{ dates: 2018-03-05, status: cancelled }, { status: postponed, was: { dates: 2018-03-26 } }]",
    ),
];

fn letter(engine: &Engine, tag: &str, kind: &str, meetings: &str, more: &str) -> String {
    let text = format!(
        "---\nkind: {kind}\noffice: co-facilitators\nlanguage: {tag}\ndate: 2018-03-02\nreference: A/1\n\
         subject: Meetings\nto: all-permanent-representatives-and-observers\nmeetings: {meetings}\n{more}\
         signatories: [{{ name: Ada Adams }}, {{ name: Ben Brown }}]\n---\n"
    );
    let letter = package(engine, &text);
    let page = written(engine, &letter, Format::TEXT);
    // Head and close say nothing of meetings.
    let blocks: Vec<_> = page.split("\n\n").map(str::trim_end).collect();
    let from = blocks
        .iter()
        .position(|block| block.ends_with([',', '،', '，', '：', ':']));
    let from = from.map_or(0, |at| at + 1);
    let till = blocks.len().saturating_sub(3).max(from);
    blocks[from..till]
        .iter()
        .map(|block| format!("{block}\n\n"))
        .collect()
}

#[test]
fn what_has_become_of_meetings_is_said() {
    let engine = engine_with_german();
    let mut differences = Vec::new();
    for tag in ["ar", "de", "en", "es", "fr", "ru", "zh"] {
        let mut out = String::new();
        for (name, meetings) in CASES {
            for kind in ["meetings", "invitation", "notification"] {
                out.push_str(&format!("== {kind}: {name}\n\n"));
                out.push_str(&letter(&engine, tag, kind, meetings, ""));
            }
        }
        out.push_str("== meetings: a part in brackets\n\n");
        let two = "[{ dates: 2018-06-18 }, { title: forum, dates: 2018-07-07/16, room: Conference Room 4, meetings: [{ title: ministerial segment, dates: 2018-07-14/16, times: [10:00/13:00] }] }]";
        out.push_str(&letter(&engine, tag, "meetings", two, "style: { parts: brackets }\n"));
        differences.push(differs(format!("tests/moved/{tag}.txt"), &out));
    }
    goldens(differences);
}

#[test]
fn a_sitting_past_midnight_ends_on_the_next_day() {
    let engine = engine();
    let text = "---\nkind: meetings\noffice: co-facilitators\ndate: 2018-03-02\nto: all-permanent-representatives-and-observers\n\
        meetings: [{ id: night, dates: 2018-03-04, times: [22:00/02:00] }, { id: ball, dates: 2018-12-31, times: [22:00/00:00] }]\n\
        signatories: [{ name: Ada Adams }, { name: Ben Brown }]\n---\n";
    let calendar = written(&engine, &package(&engine, text), Format::CALENDAR);
    let times: Vec<_> = calendar
        .lines()
        .filter(|line| line.contains("TZID=") && line.starts_with("DT"))
        .collect();
    assert_eq!(
        times,
        [
            "DTSTART;TZID=America/New_York:20180304T220000",
            "DTEND;TZID=America/New_York:20180305T020000",
            "DTSTART;TZID=America/New_York:20181231T220000",
            "DTEND;TZID=America/New_York:20190101T000000",
        ]
    );
}

#[test]
fn times_and_postponements_that_cannot_be_are_refused() {
    let wrong = |meetings: &str| {
        let text = format!(
            "---\nkind: meetings\noffice: pga\ndate: 2018-03-02\nmeetings: {meetings}\n---\n"
        );
        let read = record::read("record", "record", text.as_bytes(), Syntax::Markdown);
        let findings = read.err().unwrap_or_default();
        findings
            .iter()
            .map(|finding| finding.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        wrong("[{ times: [10:00/09:00] }]"),
        ["it ends at 09:00, not after it begins at 10:00"]
    );
    assert_eq!(
        wrong("[{ times: [10:00/10:00] }]"),
        ["it ends at 10:00, not after it begins at 10:00"]
    );
    assert_eq!(
        wrong("[{ times: [11:00/01:00] }]"),
        ["it ends at 01:00, not after it begins at 11:00"]
    );
    assert_eq!(wrong("[{ times: [16:00/03:30] }]"), Vec::<String>::new());
    assert_eq!(
        wrong("[{ dates: 2018-03-05, status: postponed }]"),
        ["a postponed meeting has no date"]
    );
    assert_eq!(wrong("[{ status: postponed }]"), ["a postponed meeting says from which date"]);
}
