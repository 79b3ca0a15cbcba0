//! The pages of the PDF beside the form.

use super::{Client, Page, samples};
use crate::common::html::{attribute, elements, parse};

/// The pictures of a page, with what is said of each.
fn sheets(page: &Page) -> Vec<(String, String)> {
    let mut found = Vec::new();
    elements(&parse(&page.body).document, &mut |name, element| {
        if name == "img" {
            found.push((
                attribute(element, "src").expect("an address"),
                attribute(element, "alt").expect("words"),
            ));
        }
    });
    found
}

#[test]
fn a_letter_is_shown_as_the_pages_of_its_pdf() {
    let desk = samples();
    let page = desk.get("/paper/2018-01-18-pga-ign");
    assert_eq!(page.status, 200);
    let policy = page.field("content-security-policy").expect("a policy");
    assert!(policy.contains("sandbox allow-same-origin;"), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    let sheets = sheets(&page);
    assert_eq!(sheets.len(), 3);
    assert_eq!(sheets[1].1, "Page 2 of 3 of the PDF. The same words can be read under “Screen”.");
    for (address, _) in &sheets {
        let sheet = desk.get(address);
        assert_eq!(sheet.field("content-type"), Some("image/svg+xml"));
        let policy = sheet.field("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none';") && policy.contains(" sandbox;"), "{policy}");
        assert!(sheet.body.starts_with("<svg "), "{}", &sheet.body[..40]);
        for never in ["<script", "<text", "<a ", "href=\"http", "<foreignObject", " on"] {
            assert!(!sheet.body.contains(never), "{never}");
        }
    }
}

/// The same bytes have the same address, and others another.
#[test]
fn a_page_keeps_its_address_until_the_letter_changes() {
    let desk = samples();
    let name = "2026-09-14-pga-briefing";
    let address = |desk: &Client| sheets(&desk.get(&format!("/paper/{name}")))[0].0.clone();
    let before = address(&desk);
    assert_eq!(address(&desk), before);
    let page = desk.get(&format!("/letter/{name}"));
    desk.send(&page, "record", &[("meetings[0].room", "Conference Room 4")]);
    assert_ne!(address(&desk), before);
    assert_eq!(desk.get(&before).status, 200, "pages that are being looked at stay for a while");
}

#[test]
fn pages_are_made_larger_and_smaller() {
    let desk = samples();
    let page = desk.get("/paper/2026-09-14-pga-briefing?size=200");
    assert!(page.body.contains("width=\"1632\" height=\"2112\""), "{}", page.body);
    let page = desk.get("/paper/2026-09-14-pga-briefing?size=999999999999");
    assert!(page.body.contains("class=\"sheets fit\""), "{}", page.body);
}

/// What is not there is said in plain words.
#[test]
fn what_has_no_pages_says_so() {
    let desk = samples();
    assert_eq!(desk.get("/paper/nowhere").status, 404);
    assert_eq!(desk.get("/sheet/0123456789abcdef/1").status, 404);
    let (first, _) = sheets(&desk.get("/paper/2026-09-14-pga-briefing")).remove(0);
    let address = first.trim_end_matches('1');
    for page in ["0", "2", "99999999999999999999", "x"] {
        let status = desk.get(&format!("{address}{page}")).status;
        assert!(matches!(status, 400 | 404), "{page}: {status}");
    }
}

/// A letter in two languages has the pages of both.
#[test]
fn each_language_has_its_pages() {
    let desk = samples();
    let [english, arabic] = ["en", "ar"].map(|tag| {
        sheets(&desk.get(&format!("/paper/2026-10-05-pga-multilingualism?language={tag}")))
    });
    assert_ne!(english, arabic);
}
