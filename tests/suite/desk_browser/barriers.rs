//! Whether the pages of the desk keep anyone out: axe, over every page and state, light and wide,
//! dark and 320 pixels narrow, from left to right and from right to left.

use serde_json::json;

use super::office::Office;
use crate::common::tools::skip;
use crate::common::webdriver::Browser;

const LETTER: &str = "2026-09-14-pga-briefing";

/// A letter in which much is wrong, and a record that is none.
const WRONG: &str = "---\nkind: meetings\noffice: pga\ndate: 2026-13-45\nto: nobody\nfoo: bar\nmeetings:\n  \
     - dates: 2026-02-30\n    room: x\n---\nText with teh {{ nothing }}.\n";
const BROKEN: &str = "---\nkind: [\n---\n";

/// What axe is asked, as `.ci/axe` asks it of sites, without the letter in its frame; and whether the
/// page is wider than the window.
const RUN: &str = r#"
const done = arguments[arguments.length - 1];
const { scrollWidth, clientWidth } = document.documentElement;
const wide = scrollWidth > clientWidth ? [`reflow: ${scrollWidth} in ${clientWidth}`] : [];
axe.run(document, {
  iframes: false,
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
}).then(
  (found) => done([...wide, ...found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))]),
  (error) => done([String(error)]),
);
"#;

/// axe-core, where it was fetched.
fn axe() -> Option<String> {
    let home = std::env::var("AXE_HOME").unwrap_or_else(|_| "target/axe".to_owned());
    let script = std::fs::read_to_string(std::path::Path::new(&home).join("axe.min.js"));
    if script.is_err() {
        skip("axe-core is not here: `.ci/axe --script` fetches it");
    }
    script.ok()
}

/// Looks at what is open, with everything unfolded, and tells what is wrong.
fn look(browser: &Browser, axe: &str, what: &str, told: &mut Vec<String>) {
    browser.js("for (const one of document.querySelectorAll('main details')) one.open = true");
    browser.js(axe);
    let found = browser.js_later(RUN);
    let found = found.as_array().into_iter().flatten();
    told.extend(found.map(|one| format!("{what}: {}", one.as_str().unwrap_or_default())));
}

fn set(browser: &Browser, scheme: &str, width: u32) {
    let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
    browser.chromium("Emulation.setEmulatedMedia", json!({ "features": features }));
    let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    browser.chromium("Emulation.setDeviceMetricsOverride", size);
}

fn language(browser: &Browser, tag: &str) {
    browser.js("document.querySelector('.settings').open = true");
    browser.choose("#set-language", tag);
    browser.follow(".settings form button");
}

#[test]
fn no_page_of_the_desk_keeps_anyone_out() {
    let Some(axe) = axe() else { return };
    let office = Office::with_samples();
    std::fs::write(office.file("wrong.md"), WRONG).expect("written");
    std::fs::write(office.file("broken.md"), BROKEN).expect("written");
    let Some(browser) = office.browser(true) else { return };
    let mut told = Vec::new();
    // A version to compare, and a letter that was taken away.
    office.show(&browser, &format!("/letter/{LETTER}"));
    browser.fill("[name=subject]", "Priorities of the session");
    browser.says("#status", "Saved");
    office.show(&browser, "/rename/2026-02-10-permanent-mission-coast");
    browser.follow("button[value=take-away]");
    for (tag, scheme, width) in [("en", "light", 1280), ("ar", "dark", 320)] {
        set(&browser, "light", 1280);
        office.show(&browser, "/");
        language(&browser, tag);
        set(&browser, scheme, width);
        for page in [
            "/",
            "/?q=nowhere",
            "/new",
            &format!("/new?way=cover&from={LETTER}"),
            &format!("/letter/{LETTER}"),
            "/letter/2026-10-05-pga-multilingualism",
            "/letter/wrong",
            "/letter/broken",
            &format!("/source/{LETTER}"),
            "/source/broken",
            &format!("/versions/{LETTER}"),
            &format!("/rename/{LETTER}"),
            "/bin",
            "/letter/nowhere",
            "/nowhere",
        ] {
            office.show(&browser, page);
            look(&browser, &axe, &format!("{page} in {tag}, {scheme}"), &mut told);
        }
        office.show(&browser, &format!("/versions/{LETTER}"));
        browser.follow(".sitting:last-of-type a[href*='compare=']");
        look(&browser, &axe, &format!("a comparison in {tag}, {scheme}"), &mut told);
        office.show(&browser, "/");
        browser.click(".settings summary");
        look(&browser, &axe, &format!("the settings in {tag}, {scheme}"), &mut told);
        conflict(&office, &browser, tag);
        look(&browser, &axe, &format!("what two wrote in {tag}, {scheme}"), &mut told);
        browser.go(office.entrance());
        look(&browser, &axe, &format!("an address used before in {tag}, {scheme}"), &mut told);
    }
    let mut empty = Office::empty();
    browser.go(empty.entrance());
    look(&browser, &axe, "an empty folder", &mut told);
    empty.kill();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What the desk shows to who is not let in, and where nothing can be changed.
#[test]
fn no_page_for_readers_and_strangers_keeps_anyone_out() {
    let Some(axe) = axe() else { return };
    let office = Office::read_only();
    let Some(browser) = Browser::open(true) else { return };
    let mut told = Vec::new();
    office.show(&browser, "/");
    assert!(browser.text("body").contains("has not been let in"));
    look(&browser, &axe, "a stranger", &mut told);
    browser.go(office.entrance());
    for page in ["/", &format!("/letter/{LETTER}"), &format!("/source/{LETTER}"), "/bin"] {
        office.show(&browser, page);
        look(&browser, &axe, &format!("{page} for reading"), &mut told);
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A page on which two have written the same words.
fn conflict(office: &Office, browser: &Browser, tag: &str) {
    let record = format!("{LETTER}.md");
    office.show(browser, &format!("/letter/{LETTER}"));
    browser.js("window.isCutOff = fetch; window.fetch = () => Promise.reject('cut off')");
    browser.fill("[name='meetings[0].room']", &format!("Conference Room 5 {tag}"));
    let text = office.text(&record);
    let room = text.lines().find(|line| line.contains("room:")).expect("a room");
    let edited = text.replace(room, &format!("    room: Conference Room 6 {tag}"));
    std::fs::write(office.file(&record), edited).expect("written");
    browser.js("window.fetch = window.isCutOff");
    browser.find("#both:not([hidden])");
}
