//! Dates and times as letters write them: the page of English, the joints for other
//! languages, and what holds for every date.

use chancery::node::from_toml;

use crate::prelude::*;
use chancery::language::{DateOptions, Language, Run, Year};
use chancery::letter::{
    ClockStyle, Date, DateStyle, Dates, Day, End, PairStyle, RangeStyle, Style, StyleChange,
    TimeRange,
};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

mod folders;
mod other;

const ENGLISH: &str = include_str!("../../templates/en/phrases.toml");

fn read(text: &str) -> Result<Language, Vec<Finding>> {
    Language::read(&Source::new("phrases.toml", text))
}

fn english() -> Language {
    read(ENGLISH).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// What a row's options ask for.
fn asked(options: &str) -> (Style, DateOptions) {
    let (mut style, mut dates) = (Style::default(), DateOptions::default());
    for option in options.split(',').map(str::trim).filter(|option| !option.is_empty()) {
        match option {
            "weekday" => dates.weekday = true,
            "month only" => dates.month_only = true,
            "no year" => dates.year = Year::Never,
            "sentence" => dates.sentence = true,
            "words" => style.range = RangeStyle::Words,
            "and" => style.pair = PairStyle::And,
            "24" => style.clock = ClockStyle::TwentyFour,
            other => match other.strip_prefix("letter of ").and_then(|year| year.parse().ok()) {
                Some(year) => dates.year = Year::UnlessSame(year),
                None => {
                    let (key, value) = other.split_once(' ').expect(other);
                    let text = match value {
                        "true" | "false" => format!("{key} = {value}"),
                        value => format!("{key} = '{value}'"),
                    };
                    let change = from_toml::<StyleChange>(&Source::new("style", text));
                    style = change.unwrap_or_else(|why| panic!("{why:#?}")).over(style);
                }
            },
        }
    }
    (style, dates)
}

/// Dates, times, or dates with their time, as a row asks for them.
fn written(language: &Language, record: &str, options: &str) -> String {
    if let Some(options) = options.strip_prefix("letter's date") {
        let (style, asked) = asked(options.trim_start_matches(','));
        let date = Date::parse(record).expect(record);
        return Run::join(&language.date(date, &style, asked));
    }
    let (style, asked) = asked(options);
    if let Some((dates, times)) = record.split_once(" at ") {
        let (dates, times) =
            (Dates::parse(dates).expect(record), TimeRange::parse(times).expect(record));
        return Run::join(&language.dates_and_times(&dates, &[times], &style, asked));
    }
    if !record.contains(':') {
        return Run::join(&language.dates(&Dates::parse(record).expect(record), &style, asked));
    }
    let times: Vec<_> = record
        .split(", ")
        .map(|time| TimeRange::parse(time).expect(record))
        .collect();
    if asked.sentence {
        language.times_in_sentence(&times, &style)
    } else {
        language.times(&times, &style)
    }
}

/// Judges every row of a page.
fn judge(language: &Language, page: &str) {
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in page
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(|c: char| c.is_ascii_digit()))
    {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [record, options, expected] = cells[..] else { panic!("not three cells: {line}") };
        let written = written(language, record, options);
        rows += 1;
        if written != expected {
            wrong
                .push(format!("{record} ({options})\n  expected {expected}\n  written  {written}"));
        }
    }
    assert!(rows > 0, "a page without rows");
    assert!(wrong.is_empty(), "{} of {rows} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn english_page() {
    judge(&english(), include_str!("../dates/en.md"));
}

#[test]
fn a_range_knows_its_days() {
    let day = |iso: &str, text: &str| Run::Day { iso: iso.into(), text: text.into() };
    let dates = |text| {
        english().dates(&Dates::parse(text).unwrap(), &Style::default(), DateOptions::default())
    };
    assert_eq!(
        dates("2018-02-01/02"),
        [day("2018-02-01", "1"), Run::Text("–".into()), day("2018-02-02", "2 February 2018")]
    );
    assert_eq!(dates("2018-02"), [day("2018-02", "February 2018")]);
}

#[test]
fn names_agree_with_the_calendar() {
    let language = english();
    for day in NaiveDate::from_ymd_opt(2016, 1, 1).unwrap().iter_days().take(365 * 8) {
        let ours = Day::parse(&day.to_string()).unwrap();
        let options = DateOptions { weekday: true, ..DateOptions::default() };
        let written = Run::join(&language.date(ours, &Style::default(), options));
        assert_eq!(written, day.format("%A, %-d %B %Y").to_string());
        assert_eq!(language.weekday(ours), day.format("%A").to_string());
        assert_eq!(language.month(day.month()), day.format("%B").to_string());
    }
}

#[test]
fn lists_numbers_and_rooms() {
    let language = english();
    let list = |items: &[&str]| {
        language.list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        [list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])],
        ["", "a", "a and b", "a, b and c"]
    );
    assert_eq!([0, 1, 9, 10].map(|n| language.number(n)), ["0", "one", "nine", "10"]);
    assert_eq!(
        [0, 1, 10, 11, 12, 13, 21, 72, 73, 111, 112].map(|n| language.ordinal(n)),
        ["0th", "first", "tenth", "11th", "12th", "13th", "21st", "72nd", "73rd", "111th", "112th"]
    );
    for (room, expected) in [
        ("Trusteeship Council Chamber", "the Trusteeship Council Chamber"),
        ("Conference Room 2", "Conference Room 2"),
        ("the ECOSOC Chamber", "the ECOSOC Chamber"),
        ("Theatre", "the Theatre"),
        ("Roomy Hall", "the Roomy Hall"),
        ("General Assembly Hall", "the General Assembly Hall"),
    ] {
        assert_eq!(language.room_in_sentence(room), expected);
    }
    assert_eq!(language.zoned("10 a.m.", "New York time"), "10 a.m. (New York time)");
}

#[test]
fn the_salutation_returns_in_the_close() {
    let language = english();
    let excellency = language.form("excellency").unwrap();
    assert_eq!(excellency.salutation("").as_deref(), Some("Excellency,"));
    let close = |signatories| excellency.closing(language.voice(signatories), "").unwrap();
    assert_eq!(close(1), "Please accept, Excellency, the assurances of my highest consideration.");
    assert_eq!(close(2), "Please accept, Excellency, the assurances of our highest consideration.");
    let by_title = language.form("by-title").unwrap();
    assert!(by_title.needs_name());
    assert_eq!(by_title.salutation("Madam President").as_deref(), Some("Madam President,"));
    assert!(
        by_title
            .closing(language.voice(1), "Madam President")
            .unwrap()
            .contains(", Madam President,")
    );
    let none = language.form("none").unwrap();
    assert_eq!((none.salutation("x"), none.closing(language.voice(1), "x")), (None, None));
    for (name, form) in language.forms() {
        let (salutation, word) = (form.salutation("Ms. Doe"), form.word("Ms. Doe"));
        let returns = salutation
            .zip(word)
            .is_none_or(|(s, w)| s.to_lowercase().contains(&w.to_lowercase()));
        assert!(returns, "`{name}` closes with another word than it greets with");
    }
}

/// Every mistake, as `line:column rule: message; help`.
fn mistakes(text: &str) -> Vec<String> {
    let findings = read(text).expect_err("it has mistakes");
    let show = |finding: &Finding| {
        let (line, column) = finding.place.as_ref().unwrap().line_column();
        let line = text.lines().nth(line - 1).unwrap_or_default();
        format!(
            "{line} @{column} {}: {} / {}",
            finding.rule,
            finding.message,
            finding.help.join(" ")
        )
    };
    findings.iter().map(show).collect()
}

#[test]
fn mistakes_are_shown_all_at_once_with_the_nearest_name() {
    let text = ENGLISH
        .replace("direction = \"ltr\"", "direction = \"ltr\"\ncolour = \"red\"")
        .replace("range-dash = \"{start}–{end}\"", "range-dahs = \"{start}–{end}\"")
        .replace("open = \"{dates}\"", "opne = \"{dates}\"")
        .replace("range = \"{from} to {to}\"", "range = \"{from} to {too}\"")
        .replace("numbered = \"{room}\"", "numbered = \"a room\"")
        .replace("salutation = \"Your Majesty,\"", "salutation = \"Your Majesty\" , }")
        .replace(" , }", "\nsalutation2 = 1")
        .replace("copies = \"cc:\"", "copeis = \"cc:\"")
        .replace("own = \"our own\"", "");
    let found = mistakes(&text);
    let expected = [
        "colour = \"red\" @1 unknown-field: unknown field `colour` in phrases.toml / ",
        "range-dahs = \"{start}–{end}\" @1 unknown-field: unknown field `range-dahs` in `[dates]` / did you mean `range-dash`?",
        "opne = \"{dates}\" @1 unknown-field: unknown field `opne` in `[dates.sentence]` / did you mean `open`?",
        "range = \"{from} to {too}\" @9 wrong-value: the pattern cannot be filled with `too`; did you mean `to`? / ",
        "numbered = \"a room\" @12 wrong-value: `numbered` in `[rooms]` must have `{room}` once / ",
        "[voice.many.words] @1 missing-field: `own` is missing in `[voice.many.words]` / add a line `own = …`",
        "salutation2 = 1 @1 unknown-field: unknown field `salutation2` in a form of address / did you mean `salutation`?",
        "copeis = \"cc:\" @1 unknown-field: unknown field `copeis` in `[labels]` / did you mean `copies`?",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "found    {found}\nexpected {expected}");
    }
}

#[test]
fn a_missing_key_and_broken_syntax_have_their_place() {
    let missing = mistakes(&ENGLISH.replace("year-less = \"{day} {month}\"\n", ""));
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(
        missing[0].contains("missing-field: `year-less` is missing in `[dates]`"),
        "{missing:?}"
    );
    let empty = mistakes("");
    assert_eq!(empty.len(), 12, "{empty:?}");
    assert!(
        mistakes("name = \"English")
            .iter()
            .all(|shown| shown.contains("toml-syntax"))
    );
    let lost =
        mistakes(&ENGLISH.replace("full = \"{day} {month} {year}\"", "full = \"{day} {month}\""));
    assert!(lost[0].contains("`full` in `[dates]` must have `{year}` once"), "{lost:?}");
}

#[test]
fn a_house_style_is_read_and_a_wrong_one_refused() {
    let read = |text| from_toml::<Style>(&Source::new("style.toml", text));
    let style =
        read("range = 'words'\npair = 'and'\nclock = '24'\nlist = 'full-stops'").expect("a style");
    assert_eq!(
        (style.range, style.pair, style.clock),
        (RangeStyle::Words, PairStyle::And, ClockStyle::TwentyFour)
    );
    assert_eq!([style.list.after(false), style.list.after(true)], [".", "."]);
    assert!(read("rnage = 'words'").is_err());
    assert_eq!(read(""), Ok(Style::default()));
}

/// Any dates a record can have: days, ranges, months and open ends in order.
fn any_dates() -> impl Strategy<Value = Dates> {
    let step = (1..90_u64, 0..40_u64, 0..8_u8);
    (1..9990_i32, prop::collection::vec(step, 1..6))
        .prop_map(|(year, steps)| {
            let mut day = NaiveDate::from_ymd_opt(year, 12, 1).unwrap();
            let mut parts = Vec::new();
            for (gap, length, kind) in steps {
                day = day + chrono::Days::new(gap);
                let last = day + chrono::Days::new(length);
                parts.push(match kind {
                    0 => format!("{:04}-{:02}", day.year(), day.month()),
                    1 => format!("{day}/.."),
                    2 | 3 => day.to_string(),
                    4 => format!("{day}/{}", day.succ_opt().unwrap()),
                    _ => format!("{day}/{last}"),
                });
                // A month begins on its first day, so what follows it must lie beyond the month.
                day =
                    if kind == 0 { last + chrono::Days::new(31) } else { last.succ_opt().unwrap() };
            }
            Dates::parse(&parts.join(", "))
        })
        .prop_filter_map("a month behind a day of its own", Result::ok)
}

fn any_choice() -> impl Strategy<Value = (Style, DateOptions)> {
    (any::<[bool; 4]>(), 0..3, 1..9999_i32, 0..3_usize).prop_map(
        |([words, and, weekday, sentence], year, same, shape)| {
            let style = Style {
                range: if words { RangeStyle::Words } else { RangeStyle::Dash },
                pair: if and { PairStyle::And } else { PairStyle::Range },
                date: [DateStyle::Usual, DateStyle::MonthFirst, DateStyle::Numeric][shape],
                ..Style::default()
            };
            let year = [Year::Always, Year::Never, Year::UnlessSame(same)][year as usize];
            (style, DateOptions { weekday, year, sentence, month_only: false })
        },
    )
}

/// The days a letter must name, as ISO 8601 writes them.
fn named(dates: &Dates) -> Vec<String> {
    let mut all = Vec::new();
    for range in dates.ranges() {
        match range.end {
            End::Month => all.push(range.start.to_string()[..7].to_owned()),
            _ => all.push(range.start.to_string()),
        }
        all.extend(
            range
                .last()
                .filter(|last| *last != range.start)
                .map(|last| last.to_string()),
        );
    }
    all
}

proptest! {
    #[test]
    fn every_day_is_named_in_order(dates in any_dates(), (style, options) in any_choice()) {
        for language in other::all() {
            let runs = language.dates(&dates, &style, options);
            let days: Vec<_> = runs.iter().filter_map(|run| match run {
                Run::Day { iso, text } => {
                    assert!(!text.is_empty());
                    Some(iso.clone())
                }
                Run::Text(_) => None,
            }).collect();
            prop_assert_eq!(days, named(&dates));
            prop_assert!(runs.windows(2).all(|two| !matches!(two, [Run::Text(_), Run::Text(_)])), "{:?}", runs);
        }
    }

    #[test]
    fn no_time_of_day_panics(from in (0..24_u8, 0..60_u8), to in (0..24_u8, 0..60_u8), twenty_four: bool) {
        let text = format!("{:02}:{:02}/{:02}:{:02}", from.0, from.1, to.0, to.1);
        let clock = if twenty_four { ClockStyle::TwentyFour } else { ClockStyle::Twelve };
        if let Ok(time) = TimeRange::parse(&text) {
            for language in other::all() {
                let style = Style { clock, ..Style::default() };
                let written = language.times(&[time, time], &style);
                prop_assert!(!written.is_empty());
            }
        }
    }
}
