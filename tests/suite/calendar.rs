//! Meetings followed over letters, and the calendar that says how they stand.

mod histories;
mod joining;
mod lines;
mod zones;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::tools::python_has;
use crate::prelude::*;
use chancery::archive::{Card, Catalogue, Programme};
use chancery::calendar::{
    AnnouncedMeeting, Announcement, CalendarWording, Event, PreviousDates, Words, events,
};
use chancery::files::records_in;
use chancery::language::{DateOptions, Language, Run};
use chancery::letter::{Dates, Day, LetterRef, Relation, Style};
use chancery::register::{Meetings, Reference};

/// The card of a record.
fn card(
    engine: &Engine,
    id: &str,
    text: &str,
    syntax: Syntax,
    neighbours: &dyn Neighbours,
) -> Card<'static> {
    let record = record::read(id, id, text.as_bytes(), syntax).expect("a record");
    let (bundle, _) = gather(record, neighbours);
    let entry = compose::entry(engine, &bundle).expect("an entry");
    Card::new(entry, format!("{}/{id}", &id[..4]))
}

/// The letters of the story, in their order.
fn story() -> Vec<Card<'static>> {
    let engine = engine();
    let folder = Path::new("tests/calendar/story");
    let paths = records_in(folder).expect("the story");
    let card = |path: &PathBuf| {
        let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let text = std::fs::read_to_string(path).expect("a record");
        card(&engine, id, &text, Syntax::Markdown, &Folder::new(folder))
    };
    paths.iter().map(card).collect()
}

fn catalogue(cards: &[Card<'static>]) -> Catalogue<'static> {
    Catalogue::new(cards.to_vec())
}

/// The programme as a calendar.
fn ics(cards: &[Card<'static>], base: Option<&str>, name: &str) -> String {
    let mut ics = Vec::new();
    let catalogue = catalogue(cards);
    let words = Words::new(language("en").labels());
    (Programme::new(&catalogue).ics(base, (name, (&words).into()), &mut ics))
        .expect("written to memory");
    String::from_utf8(ics).expect("UTF-8")
}

/// What a calendar says in a language.
fn language(tag: &str) -> Language {
    let templates = Templates::embedded();
    let phrases = templates.text("", &format!("{tag}/phrases.toml"));
    Language::read(phrases.expect("phrases")).expect("a language")
}

#[test]
fn a_programme_speaks_the_language_of_its_site() {
    let (cards, mut told) = (story(), String::new());
    let catalogue = catalogue(&cards);
    let programme = Programme::new(&catalogue);
    for tag in ["en", "fr", "es", "ru", "zh", "ar"] {
        let language = language(tag);
        let words = Words::new(language.labels());
        let days = |dates: &Dates| {
            Run::join(&language.dates(dates, &Style::default(), DateOptions::default()))
        };
        let wording = CalendarWording { words: &words, days: Some(&days) };
        told.push_str(&format!("{tag}\n"));
        for event in &programme.events {
            let status = wording.status(event).unwrap_or_else(|| "-".to_owned());
            told.push_str(&format!("  {} [{status}]\n", wording.name(event)));
            for turn in &event.history {
                told.push_str(&format!("    {}: {}\n", turn.letter, wording.describe(turn)));
            }
        }
    }
    golden("tests/golden/calendar/words.txt", &told);
}

/// The programme as data.
fn json(cards: &[Card<'static>]) -> String {
    let mut json = Vec::new();
    let catalogue = catalogue(cards);
    (Programme::new(&catalogue).json(&mut json)).expect("written to memory");
    String::from_utf8(json).expect("UTF-8")
}

/// The properties of one name, in the order of the file.
fn values(ics: &str, name: &str) -> Vec<String> {
    let whole = ics.replace("\r\n ", "");
    let lines = whole.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.split(';').next() == Some(name)).then(|| value.to_owned())
    });
    lines.collect()
}

#[test]
fn the_seed_is_five_meetings_and_the_first_has_moved() {
    let engine = engine();
    let (id, text, syntax) = letters()
        .into_iter()
        .find(|(id, ..)| id == "2018-01-18-pga-ign")
        .expect("the seed");
    let package = compose(&engine, &id, &text, syntax, &Records::default()).expect("composed");
    let ics = written(&engine, &package, Format::CALENDAR);
    assert_eq!(values(&ics, "SEQUENCE"), ["1", "0", "0", "0", "0"]);
    assert_eq!(values(&ics, "DTSTART")[0], "20180201");
    assert_eq!(values(&ics, "DTEND")[0], "20180203", "the day after the last");
    golden("tests/golden/calendar/seed.ics", &ics.replace("\r\n", "\n"));
}

#[test]
fn every_letter_names_its_meetings_as_the_programme_does() {
    let engine = engine();
    let mut cards = Vec::new();
    let mut single = Vec::new();
    for (id, text, syntax) in letters() {
        cards.push(card(&engine, &id, &text, syntax, &Records::default()));
        let package = compose(&engine, &id, &text, syntax, &Records::default()).expect("composed");
        if let Ok(written) =
            Writers::new(engine.templates(), Vec::new()).write(&package, Format::CALENDAR)
        {
            let ics = String::from_utf8(written.bytes).expect("UTF-8");
            single.extend(values(&ics, "UID"));
        }
    }
    let ics = ics(&cards, None, "Programme");
    let mut all = values(&ics, "UID");
    all.sort();
    single.sort();
    single.dedup();
    assert_eq!(all, single);
}

#[test]
fn a_story_of_four_letters() {
    let cards = story();
    let name = |count: usize| format!("tests/golden/calendar/story-{count}.ics");
    for count in 1..=cards.len() {
        let called = format!("Meetings after letter {count}");
        let text = ics(&cards[..count], Some("https://letters.example/"), &called);
        let text = text.replace("\r\n", "\n");
        golden(name(count), &text);
    }
    golden("tests/golden/calendar/story.json", &json(&cards));
}

#[test]
fn the_order_of_the_cards_does_not_matter() {
    let mut cards = story();
    let there = ics(&cards, None, "Meetings");
    cards.reverse();
    assert!(there == ics(&cards, None, "Meetings"));
}

/// What a calendar shows that reads these files in their order; nothing where Python's calendar
/// reader is not installed.
fn shown(test: &str, files: &[Vec<u8>]) -> Option<String> {
    if !python_has("icalendar, dateutil") {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendar").join(test);
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut python = Command::new("python3");
    python.arg("tests/calendar/follow.py");
    for (at, bytes) in files.iter().enumerate() {
        let file = folder.join(format!("{at}.ics"));
        std::fs::write(&file, bytes).expect("written");
        python.arg(file);
    }
    let output = python.output().expect("python3");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{errors}");
    Some(said)
}

#[test]
fn whoever_subscribes_follows_every_change() {
    let cards = story();
    let after = |count| ics(&cards[..count], None, &format!("After letter {count}")).into_bytes();
    let files: Vec<_> = (1..=cards.len()).map(after).collect();
    if let Some(said) = shown("story", &files) {
        golden("tests/golden/calendar/story.txt", &said);
    }
}

#[test]
fn zones_are_described_as_the_time_zone_database_has_them() {
    let engine = engine();
    let package = package(&engine, include_str!("../calendar/zones.md"));
    let ics = written(&engine, &package, Format::CALENDAR);
    if let Some(said) = shown("zones", &[ics.into_bytes()]) {
        golden("tests/golden/calendar/zones.txt", &said);
    }
}

#[test]
fn a_letter_without_meetings_is_no_calendar() {
    let engine = engine();
    let refused = |text: &str| {
        let package = package(&engine, text);
        let findings = Writers::new(engine.templates(), Vec::new())
            .write(&package, Format::CALENDAR)
            .expect_err("nothing to write");
        report::text(&findings, false)
    };
    let letter = "---\noffice: pga\ndate: 2026-01-12\nto: all-permanent-representatives\n\
                  signatories: [ { name: Ana Silva } ]\n";
    let none = refused(&format!("{letter}---\nNothing to attend.\n"));
    assert!(none.contains("announces no meeting"), "{none}");
    assert!(none.contains("add `meetings:`"), "{none}");
    let undated =
        refused(&format!("{letter}meetings: [ {{ title: a briefing }} ]\n---\nSome day.\n"));
    assert!(undated.contains("no date for any of its meetings"), "{undated}");
}

#[test]
fn a_draft_says_so_in_its_name_and_in_every_entry() {
    let engine = engine();
    let letter = "---\nkind: invitation\noffice: pga\ndate: 2026-09-14\nto: all-permanent-representatives\n\
                  signatories: [ { name: Ana Silva } ]\nmeetings:\n  - { id: briefing, title: an informal briefing, dates: 2026-09-25, times: 10:00/13:00 }\n---\n";
    let write = |package: &chancery::package::Package| {
        let written = Writers::new(engine.templates(), Vec::new()).write(package, Format::CALENDAR);
        written.expect("a calendar").bytes
    };
    let mut package = package(&engine, letter);
    let final_one = write(&package);
    compose::mark_draft(&mut package);
    let draft = write(&package);
    let said = |ics: &[u8], name: &str| values(&String::from_utf8_lossy(ics), name);
    assert_eq!(said(&draft, "SUMMARY"), ["DRAFT: An informal briefing"]);
    assert_eq!(said(&draft, "STATUS"), ["TENTATIVE"]);
    assert!(said(&draft, "X-WR-CALNAME")[0].starts_with("DRAFT: "));
    assert_eq!(said(&final_one, "STATUS"), ["CONFIRMED"]);
    for same in ["METHOD", "SEQUENCE", "DTSTART;TZID=America/New_York"] {
        assert_eq!(said(&draft, same), said(&final_one, same), "{same}");
    }
    assert_eq!(said(&final_one, "METHOD"), ["PUBLISH"]);
    // No calendar takes the one for the other.
    let [uid] = said(&final_one, "UID").try_into().expect("one meeting");
    assert_eq!(said(&draft, "UID"), [format!("draft-{uid}")]);
    for (test, file) in [("draft", draft), ("final", final_one)] {
        let said = shown(test, &[file]).unwrap_or_default();
        assert!(said.is_empty() || said.contains("DRAFT: ") == (test == "draft"), "{said}");
    }
}

/// Numbers that look random and are the same every day (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Letters that announce and move meetings whose names and days are often alike.
fn muddled(numbers: &mut Numbers) -> Vec<Card<'static>> {
    let model = story().remove(0);
    let days = ["2018-02-01", "2018-02-01/02", "2018-02-27", "2018-03", "2019-01-05"];
    let ids = ["", "first", "second", "third"];
    let cards = (0..40).map(|at| {
        let mut card = model.clone();
        card.id = format!("2018-01-{:02}-{}-{at}", 1 + at / 2, numbers.one(&["pga", "ign"])).into();
        card.date = Day::parse(&card.id[..10]).ok().map(Into::into);
        card.office = numbers.one(&["pga", "ign", "chairs"]).into();
        card.process = (numbers.below(2) == 0).then(|| numbers.one(&["oceans", "reform"]).into());
        card.encloses.clear();
        card.refers.clear();
        if at > 0 && numbers.below(3) == 0 {
            let mut reference = model_reference();
            reference.letter = LetterRef::from_id(&format!("{at}"));
            card.refers.push(reference);
        }
        let meetings = (0..numbers.below(4)).map(|_| AnnouncedMeeting {
            id: Some(numbers.one(&ids).to_owned()).filter(|id| !id.is_empty()),
            title: Some(numbers.one(&["Meeting", "meeting ", "Briefing"]).to_owned()),
            dates: Dates::parse(numbers.one(&days)).ok(),
            was: (numbers.below(3) == 0).then(|| PreviousDates {
                dates: Dates::parse(numbers.one(&days)).ok(),
                ..PreviousDates::default()
            }),
            ..AnnouncedMeeting::default()
        });
        card.meetings = Meetings::Open(meetings.collect());
        card
    });
    let mut cards: Vec<_> = cards.collect();
    // What was referred to by its number is referred to by its id.
    let known: Vec<String> = cards.iter().map(|card| card.id.to_string()).collect();
    for card in &mut cards {
        for reference in &mut card.refers {
            let at: usize = reference.letter.id.as_deref().unwrap().parse().unwrap();
            reference.letter = LetterRef::from_id(&known[numbers.below(at)]);
        }
    }
    cards
}

fn model_reference() -> Reference<'static> {
    let letter = LetterRef::from_id("");
    Reference { letter, relation: Some(Relation::Follows), about: None }
}

/// Meetings that can have nothing to do with each other are followed apart; it makes no difference.
#[test]
fn groups_of_letters_are_followed_as_all_letters_together() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut joined = 0;
    for _ in 0..60 {
        let catalogue = Catalogue::new(muddled(&mut numbers));
        let programme = Programme::new(&catalogue);
        let mut next = vec![0; catalogue.threads.len()];
        let order = (0..catalogue.cards.len()).map(|at| match catalogue.links[at].thread {
            Some(thread) => {
                next[thread] += 1;
                catalogue.threads[thread].letters[next[thread] - 1]
            }
            None => at,
        });
        let order: Vec<_> = order.collect();
        let together = events(order.iter().map(|at| {
            let card = &catalogue.cards[*at];
            Announcement {
                letter: &card.id,
                office: &card.office,
                zone: card.zone,
                date: card.day(),
                process: card.process.as_deref(),
                entry: &card.sentence,
                names: Vec::new(),
                thread: catalogue.links[*at].thread,
                meetings: card.meetings.open(),
            }
        }));
        joined += together.iter().filter(|event| event.letters.len() > 1).count();
        let by_name = |events: &[Event<'_>]| {
            let named = events.iter().map(|event| (event.uid.clone(), format!("{event:?}")));
            named.collect::<BTreeMap<_, _>>()
        };
        assert_eq!(by_name(&programme.events), by_name(&together));
        assert_eq!(programme.events.len(), together.len(), "no name is taken twice");
    }
    assert!(joined > 100, "{joined} meetings of several letters");
}
