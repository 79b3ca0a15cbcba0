//! Two windows at one letter, and an editor beside them.

use super::office::Office;
use crate::common::webdriver::Browser;

const LETTER: &str = "/letter/2026-09-14-pga-briefing";
const RECORD: &str = "2026-09-14-pga-briefing.md";
const SUBJECT: &str = "[name='subject']";
const ROOM: &str = "[name='meetings[0].room']";

/// A browser with two windows at one letter.
fn two(office: &Office) -> Option<(Browser, [String; 2])> {
    let browser = office.browser(true)?;
    office.show(&browser, LETTER);
    let one = browser.this_tab();
    let other = browser.new_tab();
    office.show(&browser, LETTER);
    Some((browser, [one, other]))
}

fn written(office: &Office, browser: &Browser, words: &str) {
    browser.until(&format!("{words:?} in the record"), || {
        office.text(RECORD).contains(words).then_some(())
    });
}

#[test]
fn two_windows_at_different_fields_both_have_their_way_and_see_each_other() {
    let office = Office::with_samples();
    let Some((browser, [one, other])) = two(&office) else { return };
    browser.fill(ROOM, "Conference Room 4");
    written(&office, &browser, "Conference Room 4");
    browser.tab(&one);
    browser.fill(SUBJECT, "Priorities of the session");
    written(&office, &browser, "Priorities of the session");
    assert!(office.text(RECORD).contains("Conference Room 4"), "{}", office.text(RECORD));
    // What the other wrote comes by itself, and what was typed here stays.
    browser
        .until("the other's room", || (browser.value(ROOM) == "Conference Room 4").then_some(()));
    assert_eq!(browser.value(SUBJECT), "Priorities of the session");
    browser.tab(&other);
    browser.until("the other's subject", || {
        (browser.value(SUBJECT) == "Priorities of the session").then_some(())
    });
    assert!(browser.complaints().is_empty());
}

#[test]
fn two_windows_at_the_same_words_see_both_and_lose_neither() {
    let office = Office::with_samples();
    let Some((browser, [one, other])) = two(&office) else { return };
    let connected = |is: bool| {
        browser.js(match is {
            true => "window.fetch = window.isCutOff",
            false => "window.isCutOff = fetch; window.fetch = () => Promise.reject('cut off')",
        });
    };
    // The first window hears of nothing while both type.
    browser.tab(&one);
    connected(false);
    browser.fill(ROOM, "Conference Room 5");
    browser.says("#status", "does not answer");
    browser.tab(&other);
    browser.fill(ROOM, "Conference Room 4");
    written(&office, &browser, "Conference Room 4");
    browser.tab(&one);
    connected(true);
    browser.says("#both", "Somebody else changed the same words");
    assert!(browser.text("#both").contains("Conference Room 5"));
    assert!(browser.text("#both").contains("Conference Room 4"));
    assert!(office.text(RECORD).contains("Conference Room 4"));
    let store = office.store();
    let name = RECORD.trim_end_matches(".md");
    let versions = store.versions(name).expect("versions");
    for room in ["Conference Room 4", "Conference Room 5"] {
        let kept = versions.iter().any(|version| {
            let text = store.version(name, version.fingerprint).expect("a text");
            String::from_utf8_lossy(&text).contains(room)
        });
        assert!(kept, "{room} is lost");
    }
}

#[test]
fn what_an_editor_writes_while_somebody_types_stays() {
    let office = Office::with_samples();
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    browser.find(SUBJECT);
    let text = office.text(RECORD);
    let edited = text.replacen("---\n", "---\n# Looked over by the legal office.\n", 1);
    let edited = edited.replacen("date: 2026-09-14", "date: 2026-09-15", 1);
    assert_ne!(text, edited);
    std::fs::write(office.file(RECORD), &edited).expect("written");
    browser.fill(SUBJECT, "Priorities of the session");
    written(&office, &browser, "Priorities of the session");
    browser.says("#status", "Saved");
    let text = office.text(RECORD);
    assert!(text.contains("# Looked over by the legal office.\n"), "{text}");
    assert!(text.contains("date: 2026-09-15"), "{text}");
    browser
        .until("the editor's day", || (browser.value("[name=date]") == "2026-09-15").then_some(()));
    // And once more, where nobody types: the page shows what another program wrote.
    std::fs::write(office.file(RECORD), text.replace("2026-09-15", "2026-09-16")).expect("written");
    browser.until("the editor's second day", || {
        (browser.value("[name=date]") == "2026-09-16").then_some(())
    });
    assert!(office.text(RECORD).contains("2026-09-16"));
}

#[test]
fn findings_are_spoken_politely_and_only_when_they_change() {
    let office = Office::with_samples();
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    browser.find("#findings[aria-live=polite]");
    assert!(!browser.has("#findings[role=alert], #status[role=alert]"));
    browser.js("window.told = 0;
         new MutationObserver((all) => { window.told += all.length; })
           .observe(document.querySelector('#findings'), { childList: true, subtree: true });");
    // Words in which no rule finds anything: nothing is said again.
    browser.fill(SUBJECT, "Priorities of the session");
    browser.says("#status", "Saved");
    let quiet = browser.js("return window.told");
    assert_eq!(quiet, 0, "the same findings were spoken once more");
    browser.fill("[name='meetings[0].dates']", "30 February 2026");
    browser.says("#findings", "February");
    assert!(browser.js("return window.told").as_u64() > Some(0));
    assert_eq!(browser.js("return document.activeElement.name"), "meetings[0].dates");
}
