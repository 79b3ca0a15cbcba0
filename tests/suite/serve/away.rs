//! Letters that are renamed, taken away and brought back.

use super::samples;

const NAME: &str = "2026-10-05-pga-multilingualism";

#[test]
fn a_letter_is_renamed_with_its_languages_and_taken_away_and_brought_back() {
    let desk = samples();
    let french = desk.text(&format!("{NAME}.fr.md"));
    let page = desk.get(&format!("/rename/{NAME}"));
    assert!(page.body.contains(&format!("value=\"{NAME}\"")), "{}", page.body);
    let form = format!("/rename/{NAME}");
    let answer = desk.post(&form, "do=rename&name=2026%2Fmultilingualism");
    assert_eq!(answer.field("location"), Some("/letter/2026/multilingualism"), "{}", answer.text());
    assert_eq!(desk.text("2026/multilingualism.fr.md"), french);
    assert_eq!(desk.get(&format!("/letter/{NAME}")).status, 404);
    let answer = desk.post("/rename/2026/multilingualism", "do=take-away");
    assert_eq!(answer.field("location"), Some("/bin"), "{}", answer.text());
    assert_eq!(desk.get("/letter/2026/multilingualism").status, 404);
    let bin = desk.get("/bin");
    assert!(bin.text().contains("2026/multilingualism"), "{}", bin.text());
    let answer = desk.send_last(&bin, &[]);
    assert_eq!(answer.field("location"), Some("/letter/2026/multilingualism"), "{}", answer.text());
    assert_eq!(desk.text("2026/multilingualism.fr.md"), french);
    let versions = desk.get("/versions/2026/multilingualism");
    assert!(versions.text().contains("as the desk found it"), "{}", versions.text());
    assert!(desk.get("/bin").text().contains("No letter was taken away."));
}

#[test]
fn a_name_that_is_taken_or_impossible_is_said_beside_the_form() {
    let desk = samples();
    for (name, says) in [
        ("2018-01-18-pga-ign", "there is a letter of that name already"),
        ("..%2Foutside", "outside"),
        ("", "was"),
    ] {
        let answer = desk.post(&format!("/rename/{NAME}"), &format!("do=rename&name={name}"));
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
        assert!(answer.text().contains(says) || name.is_empty(), "{name}: {}", answer.text());
        assert_eq!(desk.get(&format!("/letter/{NAME}")).status, 200);
    }
}

/// A window that was closed is not named to others any more.
#[test]
fn who_left_is_not_named() {
    let desk = samples();
    desk.get(&format!("/state/{NAME}?tab=one"));
    let told = desk.get(&format!("/state/{NAME}?tab=other"));
    assert!(told.body.contains("Anna has had this letter open"), "{}", told.body);
    desk.post(&format!("/close/{NAME}"), "tab=one");
    let told = desk.get(&format!("/state/{NAME}?tab=other"));
    assert!(!told.body.contains("Anna"), "{}", told.body);
}
