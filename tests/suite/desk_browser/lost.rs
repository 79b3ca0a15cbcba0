//! What is not lost: under a desk that is killed, and after a browser that was closed.

use super::office::Office;

const LETTER: &str = "/letter/2026-09-14-pga-briefing";
const RECORD: &str = "2026-09-14-pga-briefing.md";
const SUBJECT: &str = "[name='subject']";

#[test]
fn a_desk_that_is_killed_and_started_again_loses_nothing_that_was_typed() {
    let mut office = Office::with_samples();
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    browser.fill(SUBJECT, "Acknowledged");
    browser.says("#status", "Saved");
    assert!(office.text(RECORD).contains("subject: Acknowledged\n"));
    office.kill();
    browser.fill(SUBJECT, "Typed while nobody answered");
    browser.says("#status", "does not answer");
    office.begin(&[]);
    // A new start lets nobody in who has not its own address: the page says so.
    browser.says("#status", "started again");
    let page = browser.this_tab();
    let other = browser.new_tab();
    browser.go(office.entrance());
    browser.close_tab();
    browser.tab(&page);
    assert_ne!(page, other);
    browser.says("#status", "Saved");
    assert!(office.text(RECORD).contains("subject: Typed while nobody answered\n"));
    assert_eq!(browser.value(SUBJECT), "Typed while nobody answered");
}

#[test]
fn what_was_typed_while_nobody_answered_is_there_when_the_page_is_opened_again() {
    let mut office = Office::with_samples();
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    office.kill();
    browser.fill(SUBJECT, "Typed while nobody answered");
    browser.says("#status", "does not answer");
    browser.go("about:blank");
    office.begin(&[]);
    browser.go(office.entrance());
    office.show(&browser, LETTER);
    browser.says("#status", "Saved");
    assert!(office.text(RECORD).contains("subject: Typed while nobody answered\n"));
}

#[test]
fn undo_outlives_the_browser() {
    let mut office = Office::with_samples();
    let before = office.text(RECORD);
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    browser.fill(SUBJECT, "One");
    browser.says("#status", "Saved");
    browser
        .until("the first text", || office.text(RECORD).contains("subject: One\n").then_some(()));
    browser.fill(SUBJECT, "Two");
    browser
        .until("the second text", || office.text(RECORD).contains("subject: Two\n").then_some(()));
    drop(browser);
    office.kill();
    office.begin(&[]);
    let Some(browser) = office.browser(true) else { return };
    office.show(&browser, LETTER);
    while office.text(RECORD) != before {
        browser.follow("button[value=undo]");
    }
    assert!(!browser.has("button[value=undo]:not([hidden])"), "there is nothing more to take back");
    browser.follow("button[value=redo]");
    browser.until("what was taken back", || (office.text(RECORD) != before).then_some(()));
}
