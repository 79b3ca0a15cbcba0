//! Whose clock a meeting goes by.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone};

use crate::prelude::*;
use chancery::calendar::{
    AnnouncedMeeting, AnnouncedSitting, Announcement, Feed, Words, events, write,
};
use chancery::letter::{Dates, Day, TimeRange};
use chancery::node::Layers;
use chancery::office::Office;
use chancery::zone::{Zone, observances};

fn meant(words: &str, office: &str) -> Option<&'static str> {
    Zone::meant(words, Zone::parse(office).ok()).map(Zone::name)
}

#[test]
fn words_for_zones() {
    let york = "America/New_York";
    for words in [
        "EST", "EDT", "(EST)", "ET", "Eastern Time", "Eastern Standard Time", "New York time",
        "new york local time", "local time", york,
    ] {
        assert_eq!(meant(words, york), Some(york), "{words}");
    }
    assert_eq!(meant("CET", "Europe/Zurich"), Some("Europe/Zurich"));
    assert_eq!(meant("Geneva time", york), Some("Europe/Zurich"));
    assert_eq!(meant("Nairobi time", york), Some("Africa/Nairobi"));
    assert_eq!(meant("UTC", york), Some("UTC"));
    assert_eq!(meant("GMT", ""), Some("UTC"));
    // Several zones of the world are called so, and none of them is the office's.
    assert_eq!(meant("CST", york), None);
    assert_eq!(meant("EST", ""), None);
    assert_eq!(meant("half past nine", york), None);
}

#[test]
fn an_office_with_an_unknown_zone() {
    let text = "zone = \"America/NewYork\"\n\n[sender]\nname = \"our mission\"\n";
    let source = Source::new("office.toml", text);
    let findings = Office::read("ours", &Layers::of(&source)).expect_err("no such zone");
    let shown = report::text(&findings, false);
    assert!(
        shown.contains(
            "there is no time zone America/NewYork; the nearest name is America/New_York"
        ),
        "{shown}"
    );
    assert!(shown.contains("office.toml:1:8"), "{shown}");
}

/// The clocks of a zone over some years, a line a rule.
fn rules(zone: &str, first: i32, last: i32) -> Vec<String> {
    let rule = |rule: &chancery::zone::Observance| {
        let onset = rule.onset.format("%Y-%m-%d %H:%M");
        let yearly = rule.yearly.map_or_else(String::new, |yearly| format!(", {yearly}"));
        format!("{} {} to {}: {onset}{yearly}", rule.name, rule.from, rule.to)
    };
    observances(Zone::parse(zone).unwrap(), first, last)
        .iter()
        .map(rule)
        .collect()
}

#[test]
fn clocks_that_are_put_forward() {
    let york = [
        "EDT -18000 to -14400: 2007-03-11 02:00, FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "EST -14400 to -18000: 2007-11-04 02:00, FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ];
    assert_eq!(rules("America/New_York", 2018, 2019), york);
    assert_eq!(rules("America/New_York", 2026, 2026), york);
    assert_eq!(
        rules("America/New_York", 2006, 2007),
        [
            "EST -14400 to -18000: 1970-10-25 02:00, FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
            "EDT -18000 to -14400: 1987-04-05 02:00, FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
            york[0],
            york[1],
        ]
    );
    assert_eq!(rules("Africa/Nairobi", 2018, 2018), ["EAT 10800 to 10800: 1970-01-01 00:00"]);
    assert_eq!(
        rules("Australia/Sydney", 2018, 2018),
        [
            "AEST 39600 to 36000: 2008-04-06 03:00, FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
            "AEDT 36000 to 39600: 2008-10-05 02:00, FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
        ]
    );
    assert_eq!(rules("Asia/Kathmandu", 9999, 9999), ["+0545 19800 to 20700: 1986-01-01 00:00"]);
    assert!(!rules("America/New_York", -5, 1).is_empty());
}

/// What a reader understands of the rules of a zone that knows `DTSTART` and `RRULE` alone: moments
/// of Universal Time, each with the seconds east of Greenwich since then.
fn read_alone(zone: Zone, first: i32, last: i32) -> Vec<(NaiveDateTime, i32)> {
    let mut known = Vec::new();
    for rule in observances(zone, first, last) {
        let mut add = |onset: NaiveDateTime| {
            known.push((onset - Duration::seconds(rule.from.into()), rule.to))
        };
        let Some(yearly) = rule.yearly else {
            add(rule.onset);
            continue;
        };
        let text = yearly.to_string();
        let part = |name: &str| {
            let found = text
                .split(';')
                .find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            found.map(str::to_owned)
        };
        let until = part("UNTIL").map(|until| {
            NaiveDateTime::parse_from_str(&until, "%Y%m%dT%H%M%SZ").expect("a moment")
        });
        let month = part("BYMONTH").expect("a month").parse().expect("a month");
        for year in rule.onset.year()..=last + 1 {
            let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a day");
            let mut days: Vec<NaiveDate> =
                first.iter_days().take_while(|day| day.month() == month).collect();
            if let Some(list) = part("BYMONTHDAY") {
                let list: Vec<u32> =
                    list.split(',').map(|day| day.parse().expect("a day")).collect();
                days.retain(|day| list.contains(&day.day()));
            }
            if let Some(by) = part("BYDAY") {
                let (number, weekday) = by.split_at(by.len() - 2);
                let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
                let at = names.iter().position(|name| *name == weekday).expect("a weekday");
                days.retain(|day| day.weekday().num_days_from_monday() as usize == at);
                if let Ok(number) = number.parse::<i32>() {
                    let at = if number < 0 { days.len() as i32 + number } else { number - 1 };
                    days = vec![days[usize::try_from(at).expect("a place")]];
                }
            }
            let [day] = days.as_slice() else { panic!("{text}: {days:?}") };
            let onset = day.and_time(rule.onset.time());
            let moment = onset - Duration::seconds(rule.from.into());
            if onset >= rule.onset && until.is_none_or(|until| moment <= until) {
                add(onset);
            }
        }
    }
    known.sort();
    known
}

#[test]
fn a_reader_of_yearly_rules_alone_has_the_clocks_of_the_database() {
    let usual = [
        "America/New_York", "Europe/Zurich", "Europe/Dublin", "Africa/Casablanca",
        "Asia/Jerusalem", "Africa/Cairo", "Asia/Tehran", "America/Santiago", "Europe/Moscow",
        "Pacific/Apia", "Asia/Gaza",
    ];
    let every = chrono_tz::TZ_VARIANTS.iter().step_by(25).map(|zone| zone.name());
    for name in usual.into_iter().chain(every.filter(|name| name.contains('/'))) {
        let (zone, database): (_, chrono_tz::Tz) =
            (Zone::parse(name).unwrap(), name.parse().unwrap());
        for (first, last) in [(2026, 2026), (2018, 2030), (2005, 2008), (1985, 1986)] {
            let known = read_alone(zone, first, last);
            let start = NaiveDate::from_ymd_opt(first, 1, 1)
                .unwrap()
                .and_hms_opt(12, 0, 0)
                .unwrap();
            for day in 0..i64::from(last - first + 1) * 365 {
                let moment = start + Duration::days(day);
                let at = known.iter().rev().find(|(onset, _)| *onset <= moment);
                // Before the first of its rules, a zone goes by what that rule put an end to.
                let ours = at.unwrap_or_else(|| panic!("{name} {moment}: {known:?}")).1;
                let theirs = database.offset_from_utc_datetime(&moment).fix().local_minus_utc();
                assert_eq!(ours, theirs, "{name} {moment}");
            }
        }
    }
}

/// A calendar of one meeting, as its lines.
fn calendar(held: AnnouncedMeeting, zone: &str) -> Vec<String> {
    let events = events([Announcement {
        letter: "2018-01-01-a",
        office: "a",
        zone: Zone::parse(zone).ok(),
        date: Day::parse("2018-01-01").ok(),
        process: None,
        entry: "Letter",
        names: Vec::new(),
        thread: None,
        meetings: vec![held].into(),
    }]);
    let words = Words::new(super::language("en").labels());
    let feed = Feed { wording: (&words).into(), name: "Test", subscribed: false };
    let ics = String::from_utf8(write(&events, feed, |_| None)).unwrap();
    ics.lines()
        .filter(|line| {
            line.starts_with("DT") || line.starts_with("TZID") || line.starts_with("STATUS")
        })
        .map(str::to_owned)
        .filter(|line| !line.starts_with("DTSTAMP") && !line.starts_with("DTSTART:2017"))
        .collect()
}

fn at(dates: &str, times: &[&str], zone: &str) -> AnnouncedMeeting {
    AnnouncedMeeting {
        dates: Dates::parse(dates).ok(),
        times: times.iter().map(|times| TimeRange::parse(times).unwrap()).collect(),
        zone: Some(zone.to_owned()).filter(|zone| !zone.is_empty()),
        ..AnnouncedMeeting::default()
    }
}

#[test]
fn times_with_their_zone_and_without() {
    let times = |zone: &str, office: &str| {
        let all = calendar(at("2018-02-01", &["10:00/13:00"], zone), office);
        all.into_iter()
            .filter(|line| line.contains("20180201T"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        times("EST", "America/New_York"),
        [
            "DTSTART;TZID=America/New_York:20180201T100000",
            "DTEND;TZID=America/New_York:20180201T130000"
        ]
    );
    assert_eq!(times("", "America/New_York"), times("EST", "America/New_York"));
    assert_eq!(
        times("UTC", "America/New_York"),
        ["DTSTART:20180201T100000Z", "DTEND:20180201T130000Z"]
    );
    // Nobody knows whose clock: the reader's own.
    assert_eq!(times("", ""), ["DTSTART:20180201T100000", "DTEND:20180201T130000"]);
    assert_eq!(times("CST", "America/New_York"), times("", ""));
}

#[test]
fn days_ends_and_months() {
    assert_eq!(
        calendar(at("2018-02-27/03-02", &[], ""), ""),
        ["STATUS:CONFIRMED", "DTSTART;VALUE=DATE:20180227", "DTEND;VALUE=DATE:20180303"]
    );
    assert_eq!(
        calendar(at("2018-12", &[], ""), ""),
        ["STATUS:TENTATIVE", "DTSTART;VALUE=DATE:20181201", "DTEND;VALUE=DATE:20190101"]
    );
    assert_eq!(
        calendar(at("2018-02-01/..", &[], ""), ""),
        ["STATUS:CONFIRMED", "DTSTART;VALUE=DATE:20180201", "DTEND;VALUE=DATE:20180202"]
    );
    assert_eq!(
        calendar(at("9999-12-31", &[], ""), ""),
        ["STATUS:CONFIRMED", "DTSTART;VALUE=DATE:99991231"]
    );
    // An end that nobody said; and midnight, which calendars count to the next day.
    assert_eq!(
        calendar(at("2018-02-28", &["18:00", "20:00/24:00"], ""), ""),
        [
            "STATUS:CONFIRMED",
            "DTSTART:20180228T180000",
            "STATUS:CONFIRMED",
            "DTSTART:20180228T200000",
            "DTEND:20180301T000000"
        ]
    );
}

#[test]
fn sittings_and_days_without_one() {
    let sitting = AnnouncedSitting {
        date: Day::parse("2018-02-02").ok(),
        times: TimeRange::parse("15:00/18:00").unwrap(),
        room: None,
        title: None,
    };
    let held = AnnouncedMeeting { sittings: vec![sitting], ..at("2018-02-01/02", &[], "") };
    assert_eq!(
        calendar(held, ""),
        [
            "STATUS:CONFIRMED",
            "DTSTART;VALUE=DATE:20180201",
            "DTEND;VALUE=DATE:20180202",
            "STATUS:CONFIRMED",
            "DTSTART:20180202T150000",
            "DTEND:20180202T180000"
        ]
    );
}
