//! The desk over its own port, as a browser without scripts uses it: pages, forms, files.

mod api;
mod away;
mod client;
mod editor;
mod handing;
mod hostile;
mod kept;
mod merging;
#[cfg(feature = "pdf")]
mod paper;
mod people;
mod strangers;
mod tables;
mod two;
mod ways;

use client::{Client, Page};

/// The sample letters at a desk.
fn samples() -> Client {
    Client::at(copied())
}

/// The sample letters in a folder of their own.
fn copied() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir("letters").expect("letters") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_owned();
        std::fs::copy(&path, room.path().join(name)).expect("a copy");
    }
    room
}

#[test]
fn the_list_shows_every_letter_and_finds_it() {
    let desk = samples();
    desk.until_read(15);
    let page = desk.get("/");
    assert!(page.text().contains("Letters: 15"), "{}", page.text());
    let page = desk.get("/?q=MULTILINGUALISM");
    assert!(page.text().contains("Letters: 1"), "{}", page.text());
    assert!(page.text().contains("Informal dialogue on multilingualism"));
    let page = desk.get("/?office=pga&kind=transmittal");
    assert!(page.text().contains("Letters: 2"), "{}", page.text());
    let page = desk.get("/?person=lajcak");
    assert!(page.text().contains("Letters: 1"), "{}", page.text());
    let page = desk.get("/?q=nowhere");
    assert!(page.text().contains("No letter has all of this."), "{}", page.text());
}

/// Every record of the samples, and one in each syntax.
#[test]
fn a_form_that_is_sent_back_as_it_came_changes_no_byte() {
    let desk = samples();
    for name in desk.names() {
        let before = desk.bytes(&name);
        let stem = name.rsplit_once('.').expect("an ending").0;
        let page = desk.get(&format!("/letter/{stem}"));
        assert_eq!(page.status, 200, "{name}");
        let answer = desk.send(&page, "record", &[]);
        assert_eq!(answer.status, 303, "{name}: {}", answer.text());
        assert_eq!(desk.bytes(&name), before, "{name}");
    }
}

#[test]
fn a_letter_is_written_without_a_script_and_handed_out() {
    let desk = Client::at(tempfile::tempdir().expect("a folder"));
    let page = desk.get("/new");
    let begun = [("office", "pga"), ("kind", "invitation"), ("date", "14 September 2026")];
    let answer = desk.send(&page, "begin", &begun);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let address = answer.field("location").expect("a place").to_owned();
    assert_eq!(address, "/letter/2026-09-14-pga-invitation");
    let add = |list: &str| {
        let page = desk.get(&address);
        let answer = desk.send(&page, "record", &[("do", &format!("add:{list}"))]);
        let place = answer.field("location").expect("a place").to_owned();
        desk.get(place.split('#').next().expect("a page"))
    };
    let saved = |page: &Page, fields: &[(&str, &str)]| {
        let answer = desk.send(page, "record", fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    saved(&add("to"), &[("to[0]", "all-permanent-representatives-and-observers")]);
    saved(
        &add("meetings"),
        &[
            ("meetings[0].title", "an informal briefing"),
            ("meetings[0].dates", "Friday, 25 September 2026"),
            ("meetings[0].times", "10 a.m. to 1 p.m."),
            ("meetings[0].room", "Conference Room 2"),
        ],
    );
    saved(
        &add("signatories"),
        &[
            ("signatories[0].name", "Amara Lindqvist"),
            ("signatories[0].title", "President of the General Assembly"),
            ("body", "The briefing will set out the priorities of the session."),
        ],
    );
    assert_eq!(
        desk.text("2026-09-14-pga-invitation.md"),
        "---
kind: invitation
office: pga
date: 2026-09-14
to: all-permanent-representatives-and-observers
signatories:
  - name: Amara Lindqvist
    title: President of the General Assembly
meetings:
  - title: an informal briefing
    dates: 2026-09-25
    times: 10:00/13:00
    room: Conference Room 2
---
The briefing will set out the priorities of the session.
"
    );
    let page = desk.get(&address);
    assert!(page.text().contains("Reads: Friday, 25 September 2026"), "{}", page.text());
    let letter = desk.get("/page/2026-09-14-pga-invitation");
    assert!(
        letter
            .body
            .contains("25 September 2026</time>, from 10 a.m. to 1 p.m.")
    );
    for format in ["docx", "html", "ics", if cfg!(feature = "pdf") { "pdf" } else { "txt" }] {
        let file = desk.get(&format!("/file/{format}/2026-09-14-pga-invitation"));
        assert_eq!(file.status, 200, "{format}: {}", file.body);
        let name = file.field("content-disposition").expect("a name");
        assert!(name.contains(&format!("2026-09-14-pga-invitation.{format}")), "{name}");
    }
}

/// Days as people type them, each in the language of the desk.
#[test]
fn days_are_read_as_people_type_them() {
    let desk = samples();
    let address = "/letter/2026-09-14-pga-briefing";
    for (language, typed, written) in [
        ("en", "1 February 2018", "2018-02-01"),
        ("en", "Thursday, 1 February 2018", "2018-02-01"),
        ("fr", "1er février 2018", "2018-02-01"),
        ("es", "1 de febrero de 2018", "2018-02-01"),
        ("ru", "1 февраля 2018 года", "2018-02-01"),
        ("ar", "1 شباط/فبراير 2018", "2018-02-01"),
        ("zh", "2018年2月1日", "2018-02-01"),
        ("en", "1926-03", "1926-03"),
        ("en", "next week", "next week"),
    ] {
        let desk = desk.speaking(language);
        let page = desk.get(address);
        desk.send(&page, "record", &[("date", typed)]);
        let text = desk.text("2026-09-14-pga-briefing.md");
        assert!(text.contains(&format!("\ndate: {written}\n")), "{typed}: {text}");
    }
}

/// A value that is a list stays one, and a second makes one of a single value.
#[test]
fn what_is_a_list_is_typed_in_a_line_or_in_lines() {
    let desk = samples();
    let name = "2026-09-14-pga-briefing";
    let page = desk.get(&format!("/letter/{name}"));
    let typed = [
        ("languages", "en, fr"),
        ("by-hand", "With my warm regards\nAmara"),
        ("meetings[0].times", "10:00/13:00, 15:00/18:00"),
    ];
    desk.send(&page, "record", &typed);
    let text = desk.text(&format!("{name}.md"));
    for words in
        ["en", "fr", "by-hand: [With my warm regards, Amara]", "[10:00/13:00, 15:00/18:00]"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let form = desk.get(&format!("/letter/{name}"));
    assert!(form.body.contains("value=\"en, fr\""), "{text}");
}

/// A finding is told beside its field and in the list; what is kept on purpose is folded away.
#[test]
fn what_is_wrong_stands_beside_its_field() {
    let desk = samples();
    let page = desk.get("/letter/2026-09-14-pga-briefing");
    desk.send(&page, "record", &[("meetings[0].dates", "2026-02-30")]);
    let page = desk.get("/letter/2026-09-14-pga-briefing");
    assert!(page.text().contains("Draft"), "{}", page.text());
    assert!(page.text().contains("Meeting 1, "), "{}", page.text());
    assert!(page.body.contains("data-path=\"meetings[0].dates\""));
    let seed = desk.get("/letter/2018-01-17-ign-co-chairs");
    assert!(seed.text().contains("Kept on purpose (") && seed.text().contains("Ready"));
}

#[test]
fn a_letter_is_begun_from_another() {
    let desk = samples();
    let from = "2026-04-20-pga-ocean-dialogue";
    for (way, says) in [
        ("cover", "enclosures:\n  - letter: 2026-04-20-pga-ocean-dialogue\n"),
        ("reply", "  - letter: 2026-04-20-pga-ocean-dialogue\n    relation: follows\n"),
        ("move", "    was:\n"),
        ("cancel", "    status: cancelled\n"),
        ("again", "date: 2027-05-03\n"),
    ] {
        let page = desk.get(&format!("/new?way={way}&from={from}"));
        let answer = desk.send(&page, "begin", &[("date", "3 May 2027"), ("office", "pga")]);
        assert_eq!(answer.status, 303, "{way}: {}", answer.text());
        let place = answer.field("location").expect("a place").to_owned();
        let text = desk.text(&format!("{}.md", place.trim_start_matches("/letter/")));
        assert!(text.contains(says), "{way}: {text}");
        assert_eq!(desk.get(&place).status, 200, "{way}");
    }
}

#[test]
fn every_version_is_kept_can_be_compared_and_brought_back() {
    let desk = samples();
    let name = "2026-09-14-pga-briefing";
    let before = desk.text(&format!("{name}.md"));
    let page = desk.get(&format!("/letter/{name}"));
    desk.send(&page, "record", &[("meetings[0].room", "Conference Room 4")]);
    let page = desk.get(&format!("/versions/{name}"));
    assert!(page.text().contains("as the desk found it"), "{}", page.text());
    let compare = page
        .links()
        .into_iter()
        .rfind(|href| href.contains("compare="))
        .expect("a link");
    let compared = desk.get(compare.split('#').next().expect("a page"));
    assert!(compared.text().contains("Conference Room 4"), "{}", compared.text());
    let answer = desk.send_last(&page, &[("do", "restore")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(desk.text(&format!("{name}.md")), before);
}

/// The pages are well-formed in every language, and say their own.
#[test]
fn the_desk_speaks_six_languages() {
    let desk = samples();
    for (language, says) in [
        ("ar", "dir=\"rtl\""),
        ("en", "New letter"),
        ("es", "lang=\"es\""),
        ("fr", "lang=\"fr\""),
        ("ru", "lang=\"ru\""),
        ("zh", "lang=\"zh\""),
    ] {
        let desk = desk.speaking(language);
        for address in [
            "/",
            "/new",
            "/letter/2026-09-14-pga-briefing",
            "/source/2026-09-14-pga-briefing",
            "/versions/2026-09-14-pga-briefing",
            "/letter/nowhere",
        ] {
            let page = desk.get(address);
            assert!(page.body.contains(says), "{language} {address}: {}", page.body);
            crate::common::html::parse(&page.body);
        }
    }
}
