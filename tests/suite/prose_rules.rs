//! What holds for the rules about prose, whatever stands in it: they do not panic, their places
//! lie in the record, and their changes come to rest and leave a record that can be read.

use std::sync::LazyLock;

use crate::prelude::*;
use chancery::check::mend;
use proptest::prelude::*;

static CHANCERY: LazyLock<Engine> = LazyLock::new(|| Engine::new(Templates::embedded()));

const NAME: &str = "2018-01-17-letter.md";

fn check(text: &str) -> Vec<Finding> {
    let desk = FakeFolder([(NAME.to_owned(), text.to_owned())].into());
    desk.check(&CHANCERY, &Rules::default())
}

/// A record with this prose, and the same in its subject.
fn letter(office: &str, prose: &str) -> String {
    let subject = serde_json::Value::from(prose.replace('\n', " "));
    format!(
        "---\noffice: {office}\ndate: 2018-01-17\nsubject: {subject}\nsignatories:\n  - name: Miroslav Lajčák\n---\n{prose}\n"
    )
}

/// Pieces that rules look for, one beside another.
const PIECES: &[&str] = &[
    "July 19, 2017",
    "the the",
    "27 28 February",
    "22 to23 March",
    "1-2 February 2018",
    "01 March",
    "03rd of December, 2018",
    "27 June, 2014",
    "05 to 09 April",
    "1–2 May",
    "10:00 am",
    "3:30 PM.",
    "12 p.m.",
    "at 15:00",
    "member states",
    "Member States",
    "Co-chairs",
    "UN",
    "GA resolution",
    "3 meetings",
    "program",
    "organisation",
    "A/Res/72/313",
    "A/RES/ 72/313",
    "\"",
    "“",
    "”",
    "**",
    "__",
    "(",
    ")",
    "[",
    "]",
    "[date]",
    "XX",
    "TBC",
    "available at (",
    "dated ,",
    ",,",
    "..",
    " ,",
    "\u{200e}",
    "\u{200c}",
    "\u{a0} ",
    "Cо-Chairs",
    "resolutions 72/313",
    "{{",
    "}}",
    "{{ date }}",
    "\\",
    "\n\n",
    "\n- ",
    ";\n- ",
    "\n1. ",
    "> ",
    "#",
    "’",
    "'s",
    "the assurance of my highest consideration",
    "Excellency,",
    "é",
    "中",
    "ש",
    "0",
    "1",
    "00",
    "-",
    "/",
    "a",
    "the",
    "on ",
    "|",
    "\n",
    "A72/313",
    "2018-02-30",
    "01/02/2018",
    "Secretary General",
    "Zero Draft",
    "zero draft",
    "ﬁnal",
    "ﺍﻟ",
    "find attached letter",
    "Error! Reference source not found.",
];

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    let joint = prop_oneof![6 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, joint), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn places_lie_in_the_record_and_changes_come_to_rest(prose in prose(), office in prop::sample::select(&["pga", "ign-co-chairs"])) {
        let mut text = letter(office, &prose);
        let mut rounds = 0;
        loop {
            let findings = check(&text);
            let source = Source::new(NAME, text.as_str());
            for finding in &findings {
                let places = finding.place.iter().chain(finding.fix.iter().map(|edit| &edit.place));
                for place in places.filter(|place| place.source().name() == NAME) {
                    let range = place.range();
                    prop_assert!(range.end <= text.len() && text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                }
            }
            let (mended, count) = mend(&source, &findings);
            if count == 0 {
                prop_assert_eq!(&mended, &text);
                break;
            }
            let before = record::read("letter", NAME, text.as_bytes(), Syntax::Markdown);
            let after = record::read("letter", NAME, mended.as_bytes(), Syntax::Markdown);
            prop_assert!(before.is_err() || after.is_ok(), "{}", mended);
            prop_assert!(mended != text, "a change that changes nothing");
            text = mended;
            rounds += 1;
            prop_assert!(rounds < 12, "no rest: {}", text);
        }
    }
}

/// Each kind of slip once, as a person makes it: one run mends all, and a second finds nothing.
#[test]
fn a_second_run_finds_nothing_to_mend() {
    let text = letter(
        "pga",
        "The the Member States met on July 19, 2017, on 01 March, 2018 and on the 3rd of December, 2018. We meet on \
         27 28 February, from 22 to23 March and 1-2 May at 10:00 am, under A/Res/72/313. The UN and member states \
         will organise 3 meetings,, with the \"elements paper\" and the assurance of my highest consideration.",
    );
    let (mended, count) = mend(&Source::new(NAME, text.as_str()), &check(&text));
    assert!(count > 12, "{count}");
    let again = mend(&Source::new(NAME, mended.as_str()), &check(&mended));
    assert_eq!(again, (mended.clone(), 0));
    let prose = mended.rsplit("---\n").next().unwrap_or_default();
    assert_eq!(
        prose,
        "The Member States met on 19 July 2017, on 1 March 2018 and on 3 December 2018. We meet on 27–28 February, \
         from 22 to 23 March and 1–2 May at 10 a.m., under A/RES/72/313. The United Nations and Member States will \
         organize three meetings, with the “elements paper” and the assurances of my highest consideration.\n"
    );
}
