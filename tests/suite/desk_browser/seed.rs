//! The seed package, from an empty folder to PDF and Word, typing nothing but what a letter says.

use std::io::Read as _;

use super::office::Office;
use crate::common::webdriver::{Browser, DOWN, ENTER, TAB};

/// What the Co-Chairs write, by the names of fields.
const MEETINGS: [(&str, &str); 5] = [
    ("1-2 February 2018", "Trusteeship Council Chamber"),
    ("27-28 February 2018", "Conference Room 2"),
    ("27-28 March 2018", "Trusteeship Council"),
    ("1-2 May 2018", "Trusteeship Council"),
    ("6-7 June 2018", "Conference Room 1"),
];
const SIGNATORIES: [(&str, &str); 2] = [
    ("Kaha Imnadze", "Ambassador and Permanent Representative of Georgia"),
    ("Lana Zaki Nusseibeh", "Ambassador and Permanent Representative of the United Arab Emirates"),
];
const BODY: &str = "After having consulted widely with the Member States, the Co-Chairs invite the \
     membership to reflect on the activities of the intergovernmental negotiations.";

/// The record that must come of it.
const RECORD: &str = "---
kind: meetings
office: ign-co-chairs
date: 2018-01-17
to: all-permanent-representatives-and-observers
signatories:
  - name: Kaha Imnadze
    title: Ambassador and Permanent Representative of Georgia
  - name: Lana Zaki Nusseibeh
    title: Ambassador and Permanent Representative of the United Arab Emirates
meetings:
  - dates: 2018-02-01/2018-02-02
    room: Trusteeship Council Chamber
    status: rescheduled
    was:
      dates: 2018-01-29/2018-01-30
  - dates: 2018-02-27/2018-02-28
    room: Conference Room 2
  - dates: 2018-03-27/2018-03-28
    room: Trusteeship Council
  - dates: 2018-05-01/2018-05-02
    room: Trusteeship Council
  - dates: 2018-06-06/2018-06-07
    room: Conference Room 1
---
";

/// The letter that encloses it.
const COVER: &str = "---
kind: transmittal
office: pga
date: 2018-01-18
to: all-permanent-representatives-and-observers
signatories:
  - name: Miroslav Lajčák
    title: President of the General Assembly
enclosures:
  - letter: 2018-01-17-ign-co-chairs-meetings
---
";

fn by_name(name: &str) -> String {
    format!("[name='{name}']")
}

/// Whether a control is folded away; what opens the outermost fold has the class `to-unfold` then.
fn folded(selector: &str) -> String {
    format!(
        "const control = document.querySelector(\"{selector}\");
         let found = null;
         for (let at = control; at; at = at.parentElement)
           if (at.matches('details:not([open])')) found = at;
         document.querySelectorAll('.to-unfold').forEach((one) => one.classList.remove('to-unfold'));
         found?.querySelector('summary').classList.add('to-unfold');
         return found !== null;"
    )
}

/// Opens what a control is folded away in.
fn unfold(browser: &Browser, selector: &str) {
    while browser.js(&folded(selector)) == true {
        browser.click(".to-unfold");
    }
}

fn fill(browser: &Browser, name: &str, text: &str) {
    unfold(browser, &by_name(name));
    browser.fill(&by_name(name), text);
}

fn choose(browser: &Browser, name: &str, value: &str) {
    unfold(browser, &by_name(name));
    browser.choose(&by_name(name), value);
}

fn add(browser: &Browser, list: &str, first: &str) {
    let button = format!("button[value='add:{list}']");
    unfold(browser, &button);
    browser.click(&button);
    browser.find(&by_name(first));
}

/// Writes both letters, with the mouse.
fn write(browser: &Browser) {
    browser.follow("a[href='/new']");
    browser.choose("#office", "ign-co-chairs");
    browser.fill("#date", "17 January 2018");
    browser.click("label[for='kind-meetings']");
    browser.follow("form[action='/new'] button");
    add(browser, "to", "to[0]");
    choose(browser, "to[0]", "all-permanent-representatives-and-observers");
    for (at, (name, title)) in SIGNATORIES.iter().enumerate() {
        let field = |field: &str| format!("signatories[{at}].{field}");
        add(browser, "signatories", &field("name"));
        fill(browser, &field("name"), name);
        fill(browser, &field("title"), title);
    }
    for (at, (dates, room)) in MEETINGS.iter().enumerate() {
        let field = |field: &str| format!("meetings[{at}].{field}");
        add(browser, "meetings", &field("dates"));
        fill(browser, &field("dates"), dates);
        fill(browser, &field("room"), room);
    }
    browser.choose(&by_name("meetings[0].status"), "rescheduled");
    add(browser, "meetings[0].was", "meetings[0].was.dates");
    fill(browser, "meetings[0].was.dates", "29-30 January 2018");
    prose(browser, BODY);
    browser.follow("button.first[value=save]");
    browser.follow("a[href^='/new?way=cover']");
    browser.choose("#office", "pga");
    browser.fill("#date", "18 January 2018");
    browser.follow("form[action='/new'] button");
    add(browser, "signatories", "signatories[0].name");
    fill(browser, "signatories[0].name", "Miroslav Lajčák");
    fill(browser, "signatories[0].title", "President of the General Assembly");
    browser.follow("button.first[value=save]");
}

/// Types the text of a letter, wherever it is typed.
fn prose(browser: &Browser, text: &str) {
    unfold(browser, &by_name("body"));
    if browser.has("#record .cm-content") {
        browser.click("#record .cm-content");
        browser.press(text);
    } else {
        browser.fill(&by_name("body"), text);
    }
}

/// That both letters are in the folder, and come out as files.
fn hold(office: &Office, browser: &Browser) {
    let record = office.text("2018-01-17-ign-co-chairs-meetings.md");
    assert_eq!(record, format!("{RECORD}{BODY}\n"));
    let cover = office.text("2018-01-18-pga-transmittal.md");
    assert_eq!(cover, COVER);
    let word = browser.has("a[href='/file/docx/2018-01-18-pga-transmittal']");
    assert!(word, "no Word file is handed out");
    browser.click("a[href='/file/docx/2018-01-18-pga-transmittal']");
    let docx = browser.downloaded("2018-01-18-pga-transmittal.docx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a Word file");
    let mut text = String::new();
    archive
        .by_name("word/document.xml")
        .expect("its text")
        .read_to_string(&mut text)
        .expect("text");
    for says in ["Miroslav Lajčák", "Lana Zaki Nusseibeh", "June 2018"] {
        assert!(text.contains(says), "{says}: {text}");
    }
    if cfg!(feature = "pdf") {
        browser.click("a[href='/file/pdf/2018-01-18-pga-transmittal']");
        let pdf = browser.downloaded("2018-01-18-pga-transmittal.pdf");
        assert!(pdf.starts_with(b"%PDF-"), "no PDF");
    }
}

#[test]
fn the_seed_package_is_written_with_scripts() {
    let office = Office::empty();
    let Some(browser) = office.browser(true) else { return };
    write(&browser);
    hold(&office, &browser);
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:?}");
    println!("{} steps", browser.steps());
}

#[test]
fn the_seed_package_is_written_without_scripts() {
    let office = Office::empty();
    let Some(browser) = office.browser(false) else { return };
    write(&browser);
    hold(&office, &browser);
    println!("{} steps", browser.steps());
}

/// Goes on with the tabulator to an element.
fn tab_to(browser: &Browser, selector: &str) {
    let is_there = format!("return document.activeElement.matches(\"{selector}\")");
    for _ in 0..300 {
        if browser.js(&is_there) == true {
            return;
        }
        browser.press(TAB);
    }
    panic!("the keyboard does not lead to {selector} at {}", browser.here());
}

/// Presses on what leads to another page, with the keyboard.
fn enter(browser: &Browser, selector: &str) {
    tab_to(browser, selector);
    browser.js("window.isOld = true");
    browser.press(ENTER);
    browser.until("another page", || {
        let there = browser.js("return !window.isOld && document.readyState === 'complete'");
        there.as_bool()?.then_some(())
    });
}

fn type_in(browser: &Browser, name: &str, text: &str) {
    tab_to(browser, &by_name(name));
    browser.press(text);
}

/// Goes down in a list until a choice is taken.
fn go_down(browser: &Browser, selector: &str, chosen: &str) {
    tab_to(browser, selector);
    let is_chosen = format!("return document.activeElement.value === '{chosen}'");
    for _ in 0..60 {
        if browser.js(&is_chosen) == true {
            return;
        }
        browser.press(DOWN);
    }
    panic!("{selector} has no {chosen}");
}

fn add_by_keyboard(browser: &Browser, list: &str, first: &str) {
    let button = format!("button[value='add:{list}']");
    unfold_by_keyboard(browser, &button);
    tab_to(browser, &button);
    browser.press(ENTER);
    browser.find(&by_name(first));
    browser.until("the new page", || {
        browser
            .js("return document.readyState === 'complete'")
            .as_bool()?
            .then_some(())
    });
}

/// Opens what a control is folded away in.
fn unfold_by_keyboard(browser: &Browser, selector: &str) {
    while browser.js(&folded(selector)) == true {
        tab_to(browser, ".to-unfold");
        browser.press(ENTER);
    }
}

#[test]
fn the_seed_package_is_written_by_keyboard_alone() {
    let office = Office::empty();
    let Some(browser) = office.browser(true) else { return };
    let browser = &browser;
    enter(browser, "a[href='/new']");
    go_down(browser, "#office", "ign-co-chairs");
    tab_to(browser, "#date");
    browser.press("17 January 2018");
    go_down(browser, "[name=kind]", "meetings");
    enter(browser, "form[action='/new'] button");
    add_by_keyboard(browser, "to", "to[0]");
    go_down(browser, &by_name("to[0]"), "all-permanent-representatives-and-observers");
    if browser.has("#record .cm-content") {
        tab_to(browser, ".cm-content");
        browser.press(BODY);
    } else {
        type_in(browser, "body", BODY);
    }
    for (at, (dates, room)) in MEETINGS.iter().enumerate() {
        let field = |field: &str| format!("meetings[{at}].{field}");
        add_by_keyboard(browser, "meetings", &field("dates"));
        type_in(browser, &field("dates"), dates);
        type_in(browser, &field("room"), room);
        if at == 0 {
            go_down(browser, &by_name(&field("status")), "rescheduled");
            add_by_keyboard(browser, &field("was"), &field("was.dates"));
            type_in(browser, &field("was.dates"), "29-30 January 2018");
        }
    }
    for (at, (name, title)) in SIGNATORIES.iter().enumerate() {
        let field = |field: &str| format!("signatories[{at}].{field}");
        add_by_keyboard(browser, "signatories", &field("name"));
        type_in(browser, &field("name"), name);
        type_in(browser, &field("title"), title);
    }
    enter(browser, "button.first[value=save]");
    enter(browser, "a[href^='/new?way=cover']");
    go_down(browser, "#office", "pga");
    tab_to(browser, "#date");
    browser.press("18 January 2018");
    enter(browser, "form[action='/new'] button");
    add_by_keyboard(browser, "signatories", "signatories[0].name");
    type_in(browser, "signatories[0].name", "Miroslav Lajčák");
    type_in(browser, "signatories[0].title", "President of the General Assembly");
    enter(browser, "button.first[value=save]");
    hold(&office, browser);
}
