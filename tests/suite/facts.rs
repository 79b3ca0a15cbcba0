//! Facts in prose: `tests/facts/TAG.md`, a page of texts for each language, with what is found in
//! them; and what holds for every text.

use std::fmt::Write as _;

use chancery::language::facts::{
    DateMention, Fact, Joint, NumberMention, Order, PartialDate, Reader, Symbol, SymbolKind,
    TimeForm, TimeMention, TimePoint, Value,
};
use proptest::prelude::*;

use crate::common::{engine_with_german as engine, golden};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn tags() -> Vec<String> {
    engine()
        .templates()
        .languages()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn with_reader<T>(tag: &str, ask: impl FnOnce(&Reader) -> T) -> T {
    let house = engine().house("pga", Some(tag)).expect("a house");
    ask(house.reader())
}

#[test]
fn every_language_has_its_page_of_facts() {
    golden::goldens(tags().iter().map(|tag| {
        let path = format!("tests/facts/{tag}.md");
        let page = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no page {path}"));
        golden::differs(&path, &with_reader(tag, |reader| filled(&page, reader)))
    }));
}

/// A page with the facts of each of its texts in a table below it.
pub fn filled(page: &str, reader: &Reader) -> String {
    let mut out = String::new();
    for line in page.lines().filter(|line| !line.starts_with('|')) {
        out.push_str(line);
        out.push('\n');
        let Some(text) = line.strip_prefix("> ") else {
            continue;
        };
        let facts = reader.facts(text);
        sound(text, &facts);
        // What stands before a table is parted from it by an empty line, which the page has.
        if !facts.is_empty() {
            out.push_str("\n| words | are | value | written |\n| --- | --- | --- | --- |\n");
        }
        for fact in &facts {
            let words = text[fact.range.clone()].replace('|', "\\|");
            let (what, value, written) = told(fact, text);
            let doubt = if fact.certain { "" } else { "?" };
            writeln!(out, "| {words} | {what}{doubt} | {value} | {written} |").expect("text");
        }
    }
    // Tables take the place of those that were there, and so do the lines around them.
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

/// What holds for the facts of every text: they stand in order, on whole characters, one by one.
fn sound(text: &str, facts: &[Fact]) {
    for fact in facts {
        let range = &fact.range;
        assert!(range.start < range.end, "{fact:?}");
        assert!(text.get(range.clone()).is_some(), "{fact:?} in {text}");
    }
    for two in facts.windows(2) {
        assert!(two[0].range.end <= two[1].range.start, "{two:?} in {text}");
    }
}

fn told(fact: &Fact, text: &str) -> (&'static str, String, String) {
    match &fact.value {
        Value::Dates(dates) => ("date", date(dates), date_style(dates, text)),
        Value::Times(times) => ("time", time(times, text), forms(times)),
        Value::Number(number) => ("number", self::number(number), number_style(number)),
        Value::Symbol(symbol) => ("symbol", symbol.text.clone(), self::symbol(symbol)),
        Value::Room(room) => {
            let number = room.number.as_ref().map(|number| format!(" {number}"));
            ("room", room.id.clone() + &number.unwrap_or_default(), room.name.clone())
        }
        Value::Body(body) => ("body", body.clone(), String::new()),
        Value::Enclosure => ("enclosure", String::new(), String::new()),
    }
}

fn day(day: &PartialDate) -> String {
    let year = day.year.map_or("____".to_owned(), |year| year.to_string());
    let month = format!("{year}-{:02}", day.month);
    let said = day.day.map_or(month.clone(), |day| format!("{month}-{day:02}"));
    match day.turned() {
        Some(turned) => said + " or " + &self::day(&PartialDate { ambiguous: false, ..turned }),
        None => said,
    }
}

fn date(dates: &DateMention) -> String {
    let mut out = String::new();
    for (weekday, _) in &dates.weekdays {
        write!(out, "{} ", WEEKDAYS[*weekday]).expect("text");
    }
    for (at, one) in dates.days.iter().enumerate() {
        let joint = at.checked_sub(1).and_then(|before| dates.joints.get(before));
        out.push_str(match joint {
            Some(Joint::Dash | Joint::To) => "/",
            Some(Joint::And) => ", ",
            None => "",
        });
        out.push_str(&day(one));
    }
    out
}

fn date_style(dates: &DateMention, text: &str) -> String {
    let style = &dates.style;
    let mut out = match style.order {
        Order::Day => "day first".to_owned(),
        Order::Month => "month first".to_owned(),
        Order::Year => "year first".to_owned(),
        Order::Iso => "ISO".to_owned(),
        Order::Figures(mark) => format!("figures with {mark}"),
    };
    for range in &style.ordinals {
        write!(out, ", ordinal {}", &text[range.clone()]).expect("text");
    }
    out.push_str(if style.zeros.is_empty() { "" } else { ", nought" });
    out.push_str(if style.comma.is_some() { ", comma" } else { "" });
    let said = dates.year.clone().map(|range| &text[range]);
    if let (Some(said), Some(year)) = (said, dates.days[0].year) {
        assert!(!said.is_empty() && year > 0);
    }
    out
}

fn clock(point: &TimePoint) -> String {
    let other = point.other.map(|other| format!(" or {other}"));
    format!("{}{}", point.clock, other.unwrap_or_default())
}

fn time(times: &TimeMention, text: &str) -> String {
    let to = times
        .to
        .as_ref()
        .map(|to| format!("/{}", clock(to)))
        .unwrap_or_default();
    let zone = times
        .zone
        .clone()
        .map(|zone| format!(", {}", &text[zone]))
        .unwrap_or_default();
    clock(&times.from) + &to + &zone
}

fn forms(times: &TimeMention) -> String {
    let forms = times.points().map(|point| {
        let form = match point.form {
            TimeForm::Word => "word",
            TimeForm::Hour => "hour",
            TimeForm::Colon => "colon",
            TimeForm::Point => "point",
            TimeForm::Units => "units",
        };
        let half = match point.half {
            Some(false) => " before noon",
            Some(true) => " after noon",
            None => "",
        };
        format!("{form}{half}")
    });
    forms.collect::<Vec<_>>().join(", ")
}

fn number(number: &NumberMention) -> String {
    let other = number.other.as_ref().map(|other| format!(" or {other}"));
    number.value.clone() + &other.unwrap_or_default()
}

fn number_style(number: &NumberMention) -> String {
    let parts = [
        (number.words, "words"),
        (!number.words, "figures"),
        (number.ordinal, "ordinal"),
        (number.label, "a label"),
    ];
    parts
        .iter()
        .filter(|part| part.0)
        .map(|part| part.1)
        .collect::<Vec<_>>()
        .join(", ")
}

fn symbol(symbol: &Symbol) -> String {
    let kind = match symbol.kind {
        SymbolKind::Resolution => "resolution",
        SymbolKind::Decision => "decision",
        SymbolKind::Document => "document",
        SymbolKind::Unknown => "unknown",
    };
    let numbers = symbol
        .numbers
        .map(|(session, number)| format!(", {session} and {number}"));
    kind.to_owned() + &numbers.unwrap_or_default()
}

/// What facts are made of, in every language, and what tears them.
const PIECES: &[&str] = &[
    "1", "2", "31", "32", "0", "01", "1st", "1er", "2018", "١", "٢٠١٨", "３", "二", "十", "百",
    "〇", "February", "May", "février", "de febrero de", "февраля", "شباط/فبراير", "年", "月",
    "日", "号", "Thursday", "jeudi", "четверг", "الخميس", "星期四", "to", "and", "au", "et du",
    "по", "إلى", "و", "至", "和", "、", "–", "-", ",", "，", ".", ":", "/", "(", ")", "（", "）",
    "a.m.", "p.m", "h", "heures", "часов дня", "الساعة", "上午", "时", "noon", "midi", "CET",
    "UTC+", "A/RES/", "A/70/623", "-S/2015/988", "72/313", "resolution", "décision", "决议",
    "(XVIII)", "(2015)", "Conference Room", "第", "会议室", "General Assembly", "twenty-", "one",
    "hundred", "quatre-vingt-", "million", "万", "enclosed", "附", "{{", "\u{FFFC}\u{1}\u{1}",
    "\u{2068}", "\u{200F}", "\u{A0}", "\u{301}", "é", "’", "https://a.b/1", "a@b.c", "1e9",
    "99999999999999999999", "🎉", "\n",
];

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    let joint = prop_oneof![3 => Just(" "), 2 => Just("")];
    prop::collection::vec((piece, joint), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

fn houses() -> &'static [std::sync::Arc<chancery::house::House>] {
    static HOUSES: std::sync::OnceLock<Vec<std::sync::Arc<chancery::house::House>>> =
        std::sync::OnceLock::new();
    HOUSES.get_or_init(|| {
        let engine = engine();
        let house = |tag: String| engine.house("pga", Some(&tag)).expect("a house");
        tags().into_iter().map(house).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn facts_stand_in_order_on_whole_characters(text in prose()) {
        for house in houses() {
            sound(&text, &house.reader().facts(&text));
        }
    }
}
