//! Whatever a record says, the file keeps its form, and nothing in it makes a property.

use chancery::calendar::{
    AnnouncedMeeting, AnnouncedSitting, Announcement, Feed, Words, events, write,
};
use chancery::letter::{Dates, Day, Mode, Status, TimeRange};
use chancery::zone::Zone;
use proptest::prelude::*;

/// The properties that this writer knows.
const KNOWN: &[&str] = &[
    "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME",
    "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE",
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY",
    "LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "TRANSP",
];

/// The lines of a file, unfolded; each as RFC 5545, section 3.1 wants it.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("\r\n"));
    for line in text[..text.len() - 2].split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty());
        let control = |c: char| c.is_control() && c != '\t' || "\u{2028}\u{2029}".contains(c);
        assert!(!line.contains(control), "{line:?}");
    }
    text.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

fn properties(bytes: &[u8]) -> Vec<String> {
    let name = |line: &String| {
        let name = line.split([':', ';']).next().unwrap_or_default().to_owned();
        assert!(KNOWN.contains(&name.as_str()), "{line:?}");
        name
    };
    lines(bytes).iter().map(name).collect()
}

fn calendar(held: &[AnnouncedMeeting], words: &str, page: Option<&str>) -> Vec<u8> {
    let events = events([Announcement {
        letter: words,
        office: words,
        zone: Zone::parse("America/New_York").ok(),
        date: None,
        process: Some(words),
        entry: words,
        names: Vec::new(),
        thread: None,
        meetings: held.into(),
    }]);
    write(
        &events,
        Feed {
            wording: (&Words::new(super::language("en").labels())).into(),
            name: words,
            subscribed: true,
        },
        |_| page.map(str::to_owned),
    )
}

const HOSTILE: &[&str] = &[
    "a\r\nSTATUS:CANCELLED",
    "a\rEND:VEVENT",
    "a\nBEGIN:VALARM",
    "a\\",
    "a\\nEND:VEVENT",
    "a;b,c:d\"e",
    "a\u{2028}URL:javascript:alert(1)",
    "a\u{85}ATTACH:x\u{0}\u{7}\u{B}ATTENDEE:y",
    "  \r\n ",
    "",
];

fn everywhere(text: &str) -> AnnouncedMeeting {
    AnnouncedMeeting {
        id: Some(text.to_owned()),
        title: Some(text.to_owned()),
        dates: Dates::parse("2018-02-01/02").ok(),
        when: Some(text.to_owned()),
        sittings: vec![AnnouncedSitting {
            date: None,
            times: TimeRange::parse("10:00/13:00").unwrap(),
            room: Some(text.to_owned()),
            title: Some(text.to_owned()),
        }],
        room: Some(text.to_owned()),
        zone: Some(format!("zone {text}")),
        ..AnnouncedMeeting::default()
    }
}

#[test]
fn hostile_text_is_text() {
    let plain = properties(&calendar(&[everywhere("plain")], "plain", Some("plain")));
    for text in HOSTILE {
        let found = properties(&calendar(&[everywhere(text)], text, Some(text)));
        assert_eq!(found, plain, "{text:?}");
    }
    let long = "ä".repeat(4000);
    assert_eq!(properties(&calendar(&[everywhere(&long)], &long, Some(&long))), plain);
    let lines = lines(&calendar(&[everywhere(HOSTILE[0])], "x", None));
    assert!(lines.iter().any(|line| line == "LOCATION:a\\nSTATUS:CANCELLED"), "{lines:#?}");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\r\\n;:,\\\\\"A-Z \\u{2028}äß語]{0,200}",
        Just("x".repeat(75 * 3)),
    ]
}

fn day() -> impl Strategy<Value = Day> {
    (-800_000i64..2_900_000)
        .prop_map(Day::from_epoch)
        .prop_filter("a year of four digits", |day| (1..=9999).contains(&day.year()))
}

fn dates() -> impl Strategy<Value = Option<Dates>> {
    (day(), 0i64..60, 0..5u8).prop_map(|(day, length, kind)| {
        let last = day.plus(length);
        let text = match kind {
            0 => day.to_string(),
            1 => format!("{day}/{last}"),
            2 => format!("{day}/.."),
            3 => day.to_string()[..7].to_owned(),
            _ => format!("{day}, {}/{}", day.plus(2), day.plus(2 + length)),
        };
        Dates::parse(&text).ok()
    })
}

fn held() -> impl Strategy<Value = AnnouncedMeeting> {
    let times = prop_oneof![Just("00:00"), Just("10:00/13:00"), Just("23:59/24:00"), Just("24:00")];
    let times = times.prop_map(|text| TimeRange::parse(text).unwrap());
    let sat = (proptest::option::of(day()), times.clone(), proptest::option::of(words())).prop_map(
        |(date, times, title)| AnnouncedSitting { date, times, room: title.clone(), title },
    );
    let status = prop_oneof![
        Just(None),
        Just(Some(Status::Tentative)),
        Just(Some(Status::Cancelled)),
        Just(Some(Status::Rescheduled))
    ];
    let mode = prop_oneof![Just(None), Just(Some(Mode::Virtual)), Just(Some(Mode::Hybrid))];
    (
        proptest::option::of(words()),
        proptest::option::of(words()),
        dates(),
        prop::collection::vec(times, 0..3),
        prop::collection::vec(sat, 0..3),
        status,
        mode,
        proptest::option::of(words()),
    )
        .prop_map(|(id, title, dates, times, sittings, status, mode, room)| AnnouncedMeeting {
            id,
            title,
            dates,
            times,
            sittings,
            status,
            mode,
            room,
            ..AnnouncedMeeting::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_meetings_make_a_file_that_keeps_its_form(
        meetings in prop::collection::vec(held(), 0..6),
        words in words(),
        page in proptest::option::of(words()),
    ) {
        let bytes = calendar(&meetings, &words, page.as_deref());
        let names = properties(&bytes);
        let count = |name: &str| names.iter().filter(|known| *known == name).count();
        let entries = lines(&bytes).iter().filter(|line| *line == "BEGIN:VEVENT").count();
        for once in ["UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION"] {
            prop_assert_eq!(count(once), entries, "{}", once);
        }
        let mut uids: Vec<_> = lines(&bytes).into_iter().filter(|line| line.starts_with("UID:")).collect();
        uids.sort();
        uids.dedup();
        prop_assert_eq!(uids.len(), entries);
        prop_assert_eq!(&bytes, &calendar(&meetings, &words, page.as_deref()));
    }
}
