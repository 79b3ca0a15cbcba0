//! Histories of meetings over letters: a calendar that takes in the calendar of each letter as it
//! goes out shows what the programme shows.

use super::*;
use chancery::compose::FolderLetters;
use chancery::gather::InMemory;

/// Numbers that are the same on every machine (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }

    fn of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len())]
    }
}

const DATES: &[&str] = &[
    "2026-02-03",
    "2026-02-03/04",
    "[2026-02-03, 2026-02-10]",
    "2026-02-17/19",
    "2026-03",
    "2026-04-01/..",
    "[2026-02-04/05, 2026-03-12]",
];
const TIMES: &[&str] =
    &["", "times: 10:00/13:00, ", "times: [10:00/13:00, 15:00/18:00], ", "times: 22:00/01:00, "];
const ROOMS: &[&str] = &["", "room: Conference Room 1, ", "room: Trusteeship Council Chamber, "];
const TITLES: &[&str] = &["", "title: reading of the elements, ", "title: second reading, "];

/// What a letter makes of a meeting that is announced for some dates, and the dates after it.
fn told(
    numbers: &mut Numbers,
    name: &str,
    old: Option<&'static str>,
    letter: &str,
) -> (String, Option<&'static str>) {
    let (dates, times) = (numbers.of(DATES), numbers.of(TIMES));
    let (room, title) = (numbers.of(ROOMS), numbers.of(TITLES));
    let sittings = numbers
        .of(&["", "sittings: [{ times: 10:00/13:00, title: First }, { times: 15:00/18:00 }], "]);
    let times = if sittings.is_empty() { times } else { "" };
    let named = match letter {
        "" => String::new(),
        letter => format!("letter: {letter}, "),
    };
    let Some(old) = old else {
        return (format!("{name}{title}dates: {dates}, {times}{sittings}{room}"), Some(dates));
    };
    let was = format!("was: {{ {named}dates: {old} }}");
    match numbers.below(10) {
        // Moved, split into more days or sittings, joined into fewer.
        0..4 => (format!("{name}{title}dates: {dates}, {times}{sittings}{room}{was}"), Some(dates)),
        4 => (format!("{name}{title}dates: {old}, status: cancelled, {was}"), Some(old)),
        // Held again, renamed, moved to another room or hour, or only repeated.
        5 | 6 => {
            (format!("{name}{title}dates: {old}, {times}{room}status: confirmed, "), Some(old))
        }
        7 => (
            format!("{name}{title}dates: {old}, {room}was: {{ {named}room: Conference Room 9 }}"),
            Some(old),
        ),
        8 => (format!("{name}{title}status: postponed, {was}"), None),
        _ => (format!("{name}dates: {old}, status: tentative, "), Some(old)),
    }
}

/// The letters of one history, ids and texts, in their order.
fn history(seed: u64) -> Vec<(String, String)> {
    let mut numbers = Numbers(seed);
    for _ in 0..8 {
        numbers.below(2);
    }
    let meetings = 1 + numbers.below(3);
    let with_ids = numbers.below(4) > 0;
    let mut known: Vec<Option<&'static str>> = vec![None; meetings];
    let mut letters: Vec<(String, String)> = Vec::new();
    for at in 0..2 + numbers.below(5) {
        let date = format!("2026-01-{:02}", 5 + at);
        let before = letters.last().map(|(id, _)| id.clone());
        let kind = numbers.below(if with_ids { 4 } else { 2 });
        let (mut follows, mut letter) = (String::new(), String::new());
        if let Some(before) = &before {
            match kind {
                0 => follows = format!("follows: [{{ letter: {before} }}]\n"),
                1 => letter = format!("{{ office: co-facilitators, date: {} }}", &before[..10]),
                2 => letter.clone_from(before),
                _ => {}
            }
        }
        let mut fields = String::new();
        for (meeting, known) in known.iter_mut().enumerate() {
            if at > 0 && numbers.below(3) == 0 {
                continue;
            }
            let name = match with_ids {
                true => format!("id: lights-{meeting}, "),
                false => format!("title: reading {meeting}, "),
            };
            // A meeting whose dates nobody knows any more is announced anew.
            let (mut told, now) = told(&mut numbers, &name, *known, &letter);
            if !with_ids {
                told = told.replacen("title: reading of the elements, ", "", 1).replacen(
                    "title: second reading, ",
                    "",
                    1,
                );
            }
            *known = now;
            fields.push_str(&format!("  - {{ {told} }}\n"));
        }
        let fields = if fields.is_empty() { "[]\n".to_owned() } else { format!("\n{fields}") };
        let process = "process: { name: consultations on harbour lights, short: harbour lights }\n";
        let process = if numbers.below(5) > 0 { process } else { "" };
        let text = format!(
            "---\nkind: letter\noffice: co-facilitators\ndate: {date}\nto: all-permanent-representatives-and-observers\n\
             signatories: [{{ name: Ada Adams }}, {{ name: Ben Brown }}]\n{process}{follows}meetings: {fields}---\nHello.\n"
        );
        letters.push((format!("{date}-co-facilitators"), text));
    }
    letters
}

/// The calendars of the letters, each as it goes out: the earlier ones lie beside it, and no later
/// one; none for a letter without meetings.
fn calendars(engine: &Engine, letters: &[(String, String)], all_there: bool) -> Vec<Vec<u8>> {
    let mut calendars = Vec::new();
    for (at, (id, text)) in letters.iter().enumerate() {
        let there = if all_there { letters } else { &letters[..=at] };
        let folder: InMemory = there
            .iter()
            .map(|(id, text)| (format!("{id}.md"), text.as_str()))
            .collect();
        let mut package = compose(engine, id, text, Syntax::Markdown, &folder)
            .unwrap_or_else(|findings| panic!("{}\n{text}", report::text(&findings, false)));
        let beside = FolderLetters::read(engine, &folder);
        let earlier = beside.before(engine, &folder, package.letter().bundle());
        package.earlier = Some(earlier.into());
        let written =
            Writers::new(engine.templates(), Vec::new()).write(&package, Format::CALENDAR);
        calendars.extend(written.ok().map(|written| written.bytes));
    }
    calendars
}

/// The entries of a calendar by their names, each with its number.
fn entries(ics: &str) -> BTreeMap<String, (u32, String)> {
    let whole = ics.replace("\r\n ", "");
    let entries = whole.split("BEGIN:VEVENT\r\n").skip(1).map(|entry| {
        let entry = entry.split("END:VEVENT").next().unwrap_or_default();
        let value = |name: &str| values(entry, name).remove(0);
        (value("UID"), (value("SEQUENCE").parse().expect("a number"), entry.to_owned()))
    });
    entries.collect()
}

#[test]
fn a_calendar_that_takes_in_letter_after_letter_shows_the_programme() {
    let engine = engine();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("histories");
    let mut folders = Vec::new();
    for seed in 0..150 {
        let letters = history(seed);
        let all: InMemory = letters
            .iter()
            .map(|(id, text)| (format!("{id}.md"), text.as_str()))
            .collect();
        let cards: Vec<_> = (letters.iter())
            .map(|(id, text)| card(&engine, id, text, Syntax::Markdown, &all))
            .collect();
        let programme = ics(&cards, None, "Programme");
        let calendars = calendars(&engine, &letters, false);
        assert!(
            calendars == self::calendars(&engine, &letters, true),
            "history {seed}: later letters"
        );
        let mut shown: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for calendar in &calendars {
            for (uid, (number, entry)) in entries(&String::from_utf8_lossy(calendar)) {
                match shown.get(&uid) {
                    Some((before, _)) if *before > number => {
                        panic!("history {seed}: SEQUENCE falls")
                    }
                    Some((before, old)) if *before == number => {
                        let plain = |entry: &str| {
                            values(entry, "DTSTART") == values(old, "DTSTART") && !entry.is_empty()
                        };
                        assert!(
                            plain(&entry),
                            "history {seed}: {uid} changed without a higher SEQUENCE"
                        );
                    }
                    _ => {}
                }
                shown.insert(uid, (number, entry));
            }
        }
        let told: String = letters.iter().map(|(id, text)| format!("{id}\n{text}")).collect();
        let programme_entries = entries(&programme);
        for (uid, entry) in &programme_entries {
            assert_eq!(shown.get(uid), Some(entry), "history {seed}\n{told}");
        }
        assert_eq!(shown.len(), programme_entries.len(), "history {seed}: {shown:#?}\n{told}");
        let folder = folder.join(seed.to_string());
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("programme.ics"), programme).expect("written");
        for (at, calendar) in calendars.iter().enumerate() {
            std::fs::write(folder.join(format!("letter-{at}.ics")), calendar).expect("written");
        }
        folders.push(folder);
    }
    if !python_has("icalendar") {
        return;
    }
    let output = Command::new("python3")
        .arg("tests/calendar/take.py")
        .args(&folders)
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "");
}

/// A letter of an office that calls all its meetings by one id.
fn briefing(day: u32, meeting: &str) -> (String, String) {
    let date = format!("2026-01-{day:02}");
    let text = format!(
        "---\nkind: letter\noffice: co-facilitators\ndate: {date}\nto: all-permanent-representatives-and-observers\n\
         signatories: [{{ name: Ada Adams }}, {{ name: Ben Brown }}]\nmeetings: [{{ id: briefing, {meeting} }}]\n---\nHello.\n"
    );
    (format!("{date}-co-facilitators"), text)
}

#[test]
fn a_letter_knows_the_letters_of_its_own_meetings_alone() {
    let engine = engine();
    let letters = vec![
        briefing(5, "dates: 2026-02-03"),
        briefing(6, "dates: 2026-02-10"),
        briefing(7, "dates: 2026-02-17, was: { dates: 2026-02-10 }"),
        briefing(8, "dates: 2026-03-03"),
        briefing(9, "dates: 2026-02-03, status: cancelled"),
    ];
    let all: InMemory = letters
        .iter()
        .map(|(id, text)| (format!("{id}.md"), text.as_str()))
        .collect();
    let cards: Vec<_> = (letters.iter())
        .map(|(id, text)| card(&engine, id, text, Syntax::Markdown, &all))
        .collect();
    let programme = entries(&ics(&cards, None, "Programme"));
    let mut shown = BTreeMap::new();
    for calendar in calendars(&engine, &letters, false) {
        shown.extend(entries(&String::from_utf8_lossy(&calendar)));
    }
    assert_eq!(shown, programme);
    assert_eq!(shown.len(), 3);
    let beside = FolderLetters::read(&engine, &all);
    let known = letters
        .iter()
        .map(|(id, _)| beside.known_before(id, &[]).letters.len());
    assert_eq!(known.collect::<Vec<_>>(), [0, 0, 1, 0, 1]);
}

#[test]
fn of_many_changes_the_first_and_the_latest_are_told() {
    let engine = engine();
    let letters: Vec<_> = (1..=26)
        .map(|day| match day {
            1 => briefing(day, "dates: 2026-02-01"),
            _ => briefing(
                day,
                &format!("dates: 2026-02-{day:02}, was: {{ dates: 2026-02-{:02} }}", day - 1),
            ),
        })
        .collect();
    let last = calendars(&engine, &letters, true).pop().expect("a calendar");
    let last = String::from_utf8_lossy(&last).replace("\r\n ", "");
    let told = values(&last, "DESCRIPTION").remove(0).replace("\\n", "\n");
    let dates = told
        .lines()
        .map(|line| line.split(" from ").next().unwrap_or_default());
    let dates: Vec<_> = dates.collect();
    assert_eq!(dates.len(), 22);
    assert_eq!(dates[..3], ["Letter dated 1 January 2026", "…", "Letter dated 7 January 2026"]);
    assert_eq!(dates[21], "Letter dated 26 January 2026");
    assert!(last.contains("SEQUENCE:25"), "{last}");
}
