//! Two people at one letter: nothing of either is lost.

use super::samples;

const NAME: &str = "2026-09-14-pga-briefing";

#[test]
fn two_who_change_different_fields_both_have_their_way() {
    let desk = samples();
    let (one, other) = (desk.get(&format!("/letter/{NAME}")), desk.get(&format!("/letter/{NAME}")));
    desk.send(&one, "record", &[("meetings[0].room", "Conference Room 4")]);
    let answer = desk.send(&other, "record", &[("subject", "Priorities of the session")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = desk.text(&format!("{NAME}.md"));
    assert!(text.contains("Conference Room 4"), "{text}");
    assert!(text.contains("subject: Priorities of the session"), "{text}");
}

#[test]
fn where_two_change_the_same_words_both_are_shown_and_kept() {
    let desk = samples();
    let (one, other) = (desk.get(&format!("/letter/{NAME}")), desk.get(&format!("/letter/{NAME}")));
    desk.send(&one, "record", &[("meetings[0].room", "Conference Room 4")]);
    let answer = desk.send(&other, "record", &[("meetings[0].room", "Conference Room 5")]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.text().contains("Somebody else changed the same words"), "{}", answer.text());
    assert!(answer.text().contains("Yours Conference Room 5"), "{}", answer.text());
    assert!(desk.text(&format!("{NAME}.md")).contains("Conference Room 4"));
    let versions = desk.get(&format!("/versions/{NAME}"));
    assert!(
        versions.text().contains("somebody else changed the same words"),
        "{}",
        versions.text()
    );
}

#[test]
fn what_an_editor_wrote_meanwhile_stays() {
    let desk = samples();
    let page = desk.get(&format!("/letter/{NAME}"));
    let file = desk.folder().join(format!("{NAME}.md"));
    let text = desk.text(&format!("{NAME}.md"));
    std::fs::write(&file, text.replacen("---\n", "---\n# Looked over by the legal office.\n", 1))
        .unwrap();
    let answer = desk.send(&page, "record", &[("subject", "Priorities")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = desk.text(&format!("{NAME}.md"));
    assert!(text.contains("# Looked over by the legal office.\n"), "{text}");
    assert!(text.contains("subject: Priorities\n"), "{text}");
}

#[test]
fn the_source_can_be_edited_too() {
    let desk = samples();
    let page = desk.get(&format!("/source/{NAME}"));
    let text = desk.text(&format!("{NAME}.md"));
    let changed = text.replacen("---\n", "---\n# A remark.\n", 1);
    let answer = desk.send_last(&page, &[("source", &changed)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(desk.text(&format!("{NAME}.md")), changed);
}
