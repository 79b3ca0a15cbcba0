//! Messages: read back by a mail program as they are meant, whatever the letter says.

use crate::common::members::{change_letter, change_office, set_date};
use crate::common::python;
use crate::prelude::*;
use chancery::letter::{Addressee, Email, Lines, Person};
use chancery::office::Names;
use chancery::write::{eml, ics, text};
use proptest::prelude::*;

fn sample(engine: &Engine, id: &str) -> Package {
    let (id, text, syntax) = letters()
        .into_iter()
        .find(|(name, ..)| name == id)
        .unwrap_or_else(|| panic!("there is no {id}"));
    compose(engine, &id, &text, syntax, &Records::default()).expect("composed")
}

/// A message of a package, without the page and the PDF: they have tests of their own.
fn message(package: &Package) -> Vec<u8> {
    let calendar = ics::write(package).ok().map(|calendar| {
        let name = format!("{}.ics", package.letter().id);
        eml::Attachment::calendar(name, calendar.bytes)
    });
    let attached = calendar.into_iter().collect();
    eml::write(package, &text::write(package), "<p>The page.</p>\n", attached)
}

/// The headers of a message: names and values, unfolded.
fn headers(message: &[u8]) -> Vec<(String, String)> {
    let message = String::from_utf8(message.to_vec()).expect("a message is ASCII");
    let (head, _) = message.split_once("\r\n\r\n").expect("a body");
    let head = head.replace("\r\n ", " ").replace("\r\n\t", "\t");
    let lines = head.split("\r\n").map(|line| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?}"));
        (name.to_owned(), value.trim().to_owned())
    });
    lines.collect()
}

fn names(message: &[u8]) -> Vec<String> {
    headers(message).into_iter().map(|(name, _)| name).collect()
}

/// RFC 5322, section 2.1.1 and 2.3: lines of at most 998 characters, and nothing but CRLF.
fn lines_hold(message: &[u8]) -> Result<(), String> {
    for line in message.split(|byte| *byte == b'\n') {
        let whole = line.strip_suffix(b"\r");
        match whole {
            Some(line) if line.len() <= 998 && !line.contains(&b'\r') && line.is_ascii() => {}
            None if line.is_empty() => {}
            _ => return Err(format!("{:?}", String::from_utf8_lossy(line))),
        }
    }
    Ok(())
}

#[test]
fn the_seed() {
    let message = message(&sample(&engine(), "2018-01-18-pga-ign"));
    lines_hold(&message).unwrap();
    golden(
        "tests/golden/2018-01-18-pga-ign/letter.eml",
        &String::from_utf8(message).expect("ASCII").replace("\r\n", "\n"),
    );
}

const LETTER: &str = "---\noffice: house\ndate: 1945-10-24\nsubject: Übergabe des Archivs\n\
    to:\n  - { honorific: Professor, name: Héléne \"Lena\" Lindqvist, email: rector@almeira.example }\n\
    \x20 - { name: Nobody in Particular }\n\
    copies: [ { title: Director, organisation: National Archives, email: director@archives.example } ]\n\
    meetings: [ { id: visit, title: visit, dates: 1945-11-08, times: 10:00/12:00 } ]\n\
    signatories: [ { name: Ana Silva } ]\n---\nIt will be on {{ meetings.visit.dates }}.\n";

fn house() -> Engine {
    let mut templates = Templates::embedded();
    let office = "email = \"office@house.example\"\nlanguage = \"en\"\nzone = \"Europe/Vienna\"\n\
                  [sender]\nname = \"the Keeper of the House\"\n";
    let path = "offices/house/office.toml".to_owned();
    templates.overlay([(path.clone(), path, office.as_bytes().to_vec())]);
    Engine::new(templates)
}

#[test]
fn a_letter_to_somebody_is_ready_to_go() {
    let engine = house();
    let message = message(&package(&engine, LETTER));
    lines_hold(&message).unwrap();
    let value = |name: &str| {
        let found = headers(&message).into_iter().find(|(known, _)| known == name);
        found.unwrap_or_else(|| panic!("no {name}")).1
    };
    assert_eq!(
        names(&message),
        [
            "From", "To", "Cc", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version",
            "Content-Type"
        ]
    );
    assert_eq!(value("From"), "\"The Keeper of the House\" <office@house.example>");
    assert!(value("To").ends_with("<rector@almeira.example>"), "{}", value("To"));
    assert_eq!(value("Cc"), "\"Director\" <director@archives.example>");
    assert_eq!(value("Date"), "Wed, 24 Oct 1945 12:00:00 +0000");
    assert!(value("Message-ID").ends_with("@house.example>"));
    assert_eq!(value("X-Unsent"), "1");
    if let Some(said) =
        python::says("mail", "tests/mail/read.py", "email", &[("letter.eml".to_owned(), message)])
    {
        golden("tests/mail/letter.txt", &said);
    }
}

#[test]
fn every_sample_is_read_without_a_defect() {
    let engine = engine();
    let mut files = Vec::new();
    for (id, ..) in letters() {
        let package = sample(&engine, &id);
        let written = Writers::new(engine.templates(), Vec::new()).write(&package, Format::MAIL);
        let written = written.expect("a message").bytes;
        lines_hold(&written).unwrap_or_else(|line| panic!("{id}: {line}"));
        assert!(!names(&written).contains(&"To".to_owned()), "{id}: nobody gave an address");
        files.push((format!("{id}.eml"), written));
    }
    if let Some(said) = python::says("mail-samples", "tests/mail/read.py", "email", &files) {
        assert!(!said.contains("defect"), "{said}");
        assert!(said.contains("- text/calendar method=PUBLISH 2018-01-18-pga-ign.ics"), "{said}");
    }
}

#[test]
fn the_same_record_is_the_same_message() {
    let engine = engine();
    let write = || written(&engine, &sample(&engine, "2018-01-18-pga-ign"), Format::MAIL);
    let there = write();
    let here = std::thread::scope(|scope| scope.spawn(write).join().expect("written"));
    assert!(there == here);
}

#[test]
fn a_draft_says_so_in_its_subject() {
    let engine = house();
    let mut package = package(&engine, LETTER.replace("Übergabe", "Deposit").as_str());
    compose::mark_draft(&mut package);
    let headers = headers(&message(&package));
    let subject = headers.iter().find(|(name, _)| name == "Subject");
    let (_, subject) = subject.expect("a subject");
    assert!(subject.ends_with(": Deposit des Archivs"), "{subject}");
}

#[test]
fn an_undated_letter_has_no_date_of_the_clock() {
    let mut package = sample(&engine(), "2018-01-18-pga-ign");
    set_date(&mut package.members[0], None);
    assert!(!names(&message(&package)).contains(&"Date".to_owned()));
}

#[test]
fn addresses_are_addresses() {
    for good in ["a@b.example", "a.b+c@d-e.example", "o'neil@x.y.example"] {
        assert_eq!(Email::parse(good).expect(good).as_str(), good);
    }
    let long = format!("{}@b.example", "a".repeat(65));
    for bad in [
        "",
        "a",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b..example",
        ".a@b.example",
        "a.@b.example",
        "a@-b.example",
        "a@b-.example",
        "Ana <a@b.example>",
        "a@b.example>",
        "a@b.example\r\nBcc: c@d.example",
        "ä@b.example",
        "a@b.example,c@d.example",
        "\"a\"@b.example",
        "a@[127.0.0.1]",
        &long,
    ] {
        assert!(Email::parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn an_address_that_is_none_is_shown_where_it_stands() {
    let text = LETTER.replace("rector@almeira.example", "rector at almeira");
    let findings =
        record::read("r", "r.md", text.as_bytes(), Syntax::Markdown).expect_err("a finding");
    let shown = report::text(&findings, false);
    assert!(
        shown.contains("error[bad-email]: `rector at almeira` is no e-mail address"),
        "{shown}"
    );
    assert!(shown.contains("r.md:6:67"), "{shown}");
    let mut templates = Templates::embedded();
    let path = "offices/house/office.toml".to_owned();
    let office = "email = \"office\"\n[sender]\nname = \"the House\"\n";
    templates.overlay([(path.clone(), path, office.as_bytes().to_vec())]);
    let findings = Engine::new(templates).office("house").expect_err("a finding");
    let shown = report::text(&findings, false);
    assert!(shown.contains("`office` is no e-mail address"), "{shown}");
    assert!(shown.contains("office.toml:1:9"), "{shown}");
}

/// Texts that would like to be headers, encoded words or addresses, and any others.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\r\nBcc: a@b.example".to_owned()),
        Just("\nX-Injected: yes\n\n<script>".to_owned()),
        Just("\r\n\r\n--=_mixed".to_owned()),
        Just("=?utf-8?Q?a?=".to_owned()),
        Just("\u{85}\u{2028}\u{0}\u{b}\u{c}".to_owned()),
        Just("\" <a@b.example>, (x) \\".to_owned()),
        Just("Ünïcödé 漢字 مرحبا 𝄞".to_owned()),
        Just("x".repeat(1200)),
        Just(" ".repeat(90)),
        ".{0,40}",
    ];
    proptest::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_adds_a_header(subject in hostile(), name in hostile(), sender in hostile(), file in hostile()) {
        let mut package = package(&house(), LETTER);
        let letter = &mut package.members[0];
        change_office(letter, |office| office.sender.name = Names::Same(sender));
        letter.id = file;
        let person = Person {
            family: None,
            called: None,
            given: None,
            name: Some(name),
            email: Some(Email::parse("a@b.example").unwrap()),
            group: None,
            honorific: None,
            title: None,
            organisation: None,
            address: Lines::default(),
            country: None,
            form: None,
        };
        let addressee = Addressee::Person(person);
        change_letter(letter, |letter| {
            letter.subject = Some(subject);
            letter.to = vec![addressee.clone(), addressee.clone()];
            letter.copies = vec![addressee];
        });
        let message = message(&package);
        let held = lines_hold(&message);
        prop_assert!(held.is_ok(), "{:?}", held);
        prop_assert_eq!(
            names(&message),
            ["From", "To", "Cc", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"]
        );
    }
}

#[test]
fn a_subject_is_shown_as_it_is() {
    let long = "x".repeat(1200);
    let many = "Interactive dialogue on the ocean ".repeat(20);
    let subjects = [
        "=?utf-8?Q?a?= and =?b?= ü",
        "Ünïcödé 漢字 مرحبا 𝄞, and then some more of it, until it is longer than a line may be",
        "a\r\nBcc: b@c.example",
        ": ; , < > \" ( ) @ \\",
        &long,
        &many,
    ];
    let engine = house();
    let files = subjects.iter().enumerate().map(|(at, subject)| {
        let mut package = package(&engine, LETTER);
        let subject = Some((*subject).to_owned());
        change_letter(&mut package.members[0], |letter| letter.subject = subject);
        (format!("{at}.eml"), message(&package))
    });
    let files: Vec<_> = files.collect();
    if let Some(said) = python::says("mail-subjects", "tests/mail/subject.py", "email", &files) {
        let one_line = |subject: &str| subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected: Vec<_> = subjects.iter().map(|subject| one_line(subject)).collect();
        assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    }
}
