//! What is typed by rows, picked and chosen: plain forms, and the record that they write.

use super::client::Client;
use super::samples;

const NAME: &str = "2026-09-14-pga-briefing";

fn record(desk: &Client) -> String {
    desk.text(&format!("{NAME}.md"))
}

fn press(desk: &Client, fields: &[(&str, &str)]) -> super::client::Page {
    let page = desk.get(&format!("/letter/{NAME}"));
    desk.send(&page, "record", fields)
}

#[test]
fn rows_of_a_spreadsheet_become_meetings() {
    let desk = samples();
    let rows = "an informal meeting\tThursday, 1 October 2026\t10 a.m. to 1 p.m.\tConference Room 2\tConfirmed\r\n\
                \"a second \"\"reading\"\"\"\t2–3 October 2026\t3 p.m. to 6 p.m.\t\t\r\n";
    let answer = press(&desk, &[("paste[meetings]", rows), ("do", "paste:meetings")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = record(&desk);
    for words in [
        "  - title: an informal meeting\n    dates: 2026-10-01\n    times: 10:00/13:00\n    room: Conference Room 2\n    status: confirmed\n",
        "  - title: a second \"reading\"\n    dates: 2026-10-02/2026-10-03\n    times: 15:00/18:00\n",
    ] {
        assert!(text.contains(words), "{text}");
    }
    let page = desk.get(&format!("/letter/{NAME}"));
    assert!(page.text().contains("Reads: Thursday, 1 October 2026"), "{}", page.text());
}

#[test]
fn cells_are_pasted_from_where_one_stands_and_below_names() {
    let desk = samples();
    // From a cell on: what is there is written over, what is new is added.
    let answer = press(&desk, &[("paste[meetings]", ""), ("do", "paste:meetings")]);
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("There is nothing to paste."), "{}", answer.text());
    let page = desk.get(&format!("/letter/{NAME}"));
    let base = page.body.split("name=\"base\" value=\"").nth(1).expect("a base");
    let base = base.split('"').next().expect("a base");
    let body = format!(
        "base={base}&do=paste%3Ameetings%5B0%5D.times&paste=15%3A00%2F18%3A00%09Room+1%0A10+a.m.%09Room+2"
    );
    let answer = desk.post(&format!("/letter/{NAME}"), &body);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = record(&desk);
    assert!(text.contains("    times: 15:00/18:00\n    room: Room 1\n"), "{text}");
    assert!(text.contains("    room: Room 2\n"), "{text}");
    let named = "Room\tTitle\nRoom 3\ta last one";
    press(&desk, &[("paste[meetings]", named), ("do", "paste:meetings")]);
    let text = record(&desk);
    assert!(text.contains("  - room: Room 3\n    title: a last one\n"), "{text}");
    let before = record(&desk);
    let wide = "1\t2\t3\t4\t5\t6";
    let answer = press(&desk, &[("paste[meetings]", wide), ("do", "paste:meetings")]);
    assert!(answer.text().contains("has 6 columns"), "{}", answer.text());
    assert_eq!(record(&desk), before);
}

#[test]
fn rows_are_moved_and_taken_out() {
    let desk = samples();
    press(&desk, &[("paste[meetings]", "the second"), ("do", "paste:meetings")]);
    press(&desk, &[("do", "up:meetings[1]")]);
    let text = record(&desk);
    let (second, first) = (text.find("the second"), text.find("an informal briefing"));
    assert!(second < first, "{text}");
    press(&desk, &[("do", "remove:meetings[0]")]);
    assert!(!record(&desk).contains("the second"));
}

#[test]
fn who_is_known_is_put_in_with_all_that_is_known() {
    let desk = samples();
    desk.until_read(15);
    let page = desk.get(&format!("/letter/{NAME}"));
    let option = "Kaha Imnadze, Ambassador and Permanent Representative of Georgia";
    let at = page.body.find(option).expect("an option");
    let key = page.body[..at].rsplit("value=\"").next().expect("a value");
    let key = key.trim_end_matches("\">");
    let answer = press(&desk, &[("pick[signatories]", key), ("do", "pick:signatories")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let text = record(&desk);
    assert!(text.contains("Kaha Imnadze") && text.contains("Representative of Georgia"), "{text}");
    let answer = press(&desk, &[("do", "pick:signatories")]);
    assert!(answer.text().contains("Choose somebody from the list first."), "{}", answer.text());
    // Presets are chosen by what they say.
    assert!(page.body.contains(
        "<option value=\"all-permanent-representatives\">All Permanent Representatives to the United Nations, New York</option>"
    ));
    assert!(page.text().contains("Addressee"), "{}", page.text());
}

#[test]
fn a_finding_is_kept_on_purpose_with_a_reason_and_taken_back() {
    let desk = samples();
    // The letter was written before what it cites.
    let text = record(&desk).replacen("date: 2026-09-14", "date: 2026-09-13", 1);
    std::fs::write(desk.folder().join(format!("{NAME}.md")), &text).expect("a record");
    let page = desk.get(&format!("/letter/{NAME}"));
    let Some(at) = page.body.find("value=\"keep:") else {
        unreachable!("no finding: {}", page.text())
    };
    let value = page.body[at + "value=\"".len()..]
        .split('"')
        .next()
        .expect("a value")
        .to_owned();
    let about = value.trim_start_matches("keep:").to_owned();
    let rule = about.split('#').next().expect("a rule").to_owned();
    let answer = press(&desk, &[("do", &value)]);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Say why it must stay as it is"), "{}", answer.text());
    assert_eq!(record(&desk), text);
    let reason = format!("reason[{about}]");
    let answer = press(&desk, &[(&reason, "The original: it is so."), ("do", &value)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let kept = record(&desk);
    let line = format!("sic:\n  {rule}: \"The original: it is so.\"\n");
    assert!(kept.contains(&line), "{kept}");
    assert_eq!(kept.replacen(&line, "", 1), text);
    let page = desk.get(&format!("/letter/{NAME}"));
    assert!(page.text().contains("Kept on purpose: The original: it is so."), "{}", page.text());
    press(&desk, &[("do", &format!("unkeep:{rule}"))]);
    assert_eq!(record(&desk), text);
}

#[test]
fn a_word_that_a_finding_names_is_written_by_a_button() {
    let desk = samples();
    let text = record(&desk).replacen("    room:", "    roome:", 1);
    std::fs::write(desk.folder().join(format!("{NAME}.md")), &text).expect("a record");
    let page = desk.get(&format!("/letter/{NAME}"));
    assert!(page.text().contains("Write “room”"), "{}", page.text());
    let at = page.body.find("value=\"mend:").expect("a button");
    let value = page.body[at + "value=\"".len()..]
        .split('"')
        .next()
        .expect("a value")
        .to_owned();
    press(&desk, &[("do", &value)]);
    assert_eq!(record(&desk), text.replacen("roome:", "room:", 1));
}

#[test]
fn the_sentences_of_a_letter_are_chosen() {
    let desk = samples();
    let before = record(&desk);
    let chosen = |fields: &[(&str, &str)]| {
        let page = desk.get(&format!("/letter/{NAME}?wording=1"));
        let answer = desk.send(&page, "record", fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    let page = desk.get(&format!("/letter/{NAME}?wording=1"));
    assert!(page.text().contains("what the letter does"), "{}", page.text());
    chosen(&[("turns.hope", "none"), ("say.close", "Please accept my regards.")]);
    let text = record(&desk);
    assert!(text.contains("turns:\n  hope: none\n"), "{text}");
    assert!(text.contains("Please accept my regards."), "{text}");
    chosen(&[("turns.hope", ""), ("say.close", "")]);
    assert_eq!(record(&desk), before);
}
