//! Dates of old letters, as far as they are known: what each place makes of them, as `tests/dates/old.txt`
//! shows; and what cannot be read.

use crate::common::site::{Archive, site};
use crate::prelude::*;
use chancery::letter::{Date, Day};

/// In the order of the register.
const DATES: &[&str] = &[
    "19XX", "192X", "../1925", "1925-12-31", "1926", "1926-XX", "1926~", "1926/1928", "1926-01-02",
    "1926-03", "1926-03~", "1926-03/1926-05", "1926-03-12?", "1926-03-12/14", "1926-04/..",
];

fn record(number: usize, date: &str) -> (String, String, Syntax) {
    let text = format!(
        "---\noffice: ministry-of-foreign-affairs\ndate: {date}\nplace: Geneva\nsubject: Lights\n\
         to: {{ title: Consul, organisation: Consulate }}\nsignatories: [{{ name: Ada Adams }}]\n---\nText of {{{{ date }}}}.\n"
    );
    // Their order must come of the dates, not of the ids.
    (format!("1926-a{:02}", 99 - number), text, Syntax::Markdown)
}

/// The lines of a text that hold one of some words, without what stands before them.
fn lines(text: &str, words: &[&str]) -> Vec<String> {
    let held = text
        .lines()
        .filter(|line| words.iter().any(|word| line.contains(word)));
    held.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn each_place_says_what_is_known_and_no_more() {
    let engine = engine();
    let mut out = String::new();
    let mut records = Vec::new();
    for (number, date) in DATES.iter().enumerate() {
        let (id, text, syntax) = record(number, date);
        let letter = package(&engine, &text);
        let page = written(&engine, &letter, Format::TEXT);
        let html = written(&engine, &letter, Format::HTML);
        let akn = written(&engine, &letter, Format::AKN);
        let json = written(&engine, &letter, Format::JSON);
        out.push_str(&format!("{date}\n"));
        out.push_str(&format!("  page  {}\n", lines(&page, &["Text of"]).join(" ")));
        let time = |line: &str| {
            let inside = line.split_once("Text of ").map_or("", |(_, rest)| rest);
            inside
                .split_once("</p>")
                .map_or(inside, |(inside, _)| inside)
                .to_owned()
        };
        let body = lines(&html, &["Text of"]);
        out.push_str(&format!(
            "  html  {}\n",
            body.iter().map(|line| time(line)).collect::<String>()
        ));
        let dated = akn.split_once("<FRBRdate ").map_or("", |(_, rest)| rest);
        out.push_str(&format!("  akn   {}\n", dated.split_once("/>").map_or("", |(date, _)| date)));
        let work = akn.split_once("<FRBRuri value=\"").map_or("", |(_, rest)| rest);
        out.push_str(&format!("        {}\n", work.split_once('"').map_or("", |(name, _)| name)));
        out.push_str(&format!("  json  {}\n", lines(&json, &["\"date\": "])[0]));
        out.push_str(&format!("  entry {}\n", lines(&json, &["\"entry\": "])[0]));
        records.push((id, text, syntax));
    }
    records.sort_by(|one, other| one.0.cmp(&other.0));
    let archive = Archive::of(&engine, &records);
    let pages = archive.pages(&site(Some("https://letters.example/")), &[]);
    out.push_str("\ncmif.xml\n");
    out.push_str(&lines(&pages["cmif.xml"], &["<date "]).join("\n"));
    out.push_str("\n\nregister.csv\n");
    out.push_str(&lines(&pages["register.csv"], &["1926-a"]).join("\n"));
    out.push_str("\n\nfeed.atom\n");
    out.push_str(&lines(&pages["feed.atom"], &["<title>", "<published>", "<updated>"]).join("\n"));
    out.push('\n');
    golden("tests/dates/old.txt", &out);
}

#[test]
fn dates_are_written_again_as_they_were_read() {
    for text in DATES
        .iter()
        .chain(&["1926-XX-XX", "1926-03-XX", "1926%", "1926~/1928?", "2018-02-01"])
    {
        let date = Date::parse(text).expect(text);
        let again = date.to_string();
        assert_eq!(Date::parse(&again), Ok(date), "{text}");
        if !text.ends_with("/14") {
            assert_eq!(again, *text);
        }
        let (first, last) = (date.earliest(), date.latest());
        assert!(first.zip(last).is_none_or(|(first, last)| first <= last), "{text}");
    }
    let known = |text: &str| {
        let date = Date::parse(text).expect(text);
        [date.earliest(), date.latest()]
            .map(|day| day.map(|day| day.to_string()).unwrap_or_default())
    };
    assert_eq!(known("192X"), ["1920-01-01", "1929-12-31"]);
    assert_eq!(known("1924-02~"), ["1924-02-01", "1924-02-29"]);
    assert_eq!(known("../1926-12"), ["", "1926-12-31"]);
    assert_eq!(known("1926/.."), ["1926-01-01", ""]);
}

#[test]
fn what_is_no_date_is_told_why() {
    let why = |text: &str| Date::parse(text).expect_err(text);
    assert_eq!(why("1926-13"), "there is no month 13");
    assert_eq!(why("1926-02-30"), "1926-02 has no day 30");
    assert_eq!(why("1928/1926"), "1926 does not come after 1928");
    assert_eq!(why("19ZZ"), "`19ZZ` is not a date");
    assert_eq!(why("1XXX"), "of `1XXX` nobody knows the century");
    assert_eq!(why("192X-03"), "`192X-03` says a month, and not its year");
    assert_eq!(why("../.."), "an interval without a date");
    for text in ["", "~", "12 March 1926", "1926-3-1", "é926", "1926-03-12T10:00", "1926/", "/1926"]
    {
        let _ = Date::parse(text);
    }
    // Where a day must stand, the message says so.
    assert_eq!(
        Day::parse("1926-03").expect_err("no day"),
        "`1926-03` is no full day, and here a day must stand"
    );
}
