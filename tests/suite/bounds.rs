//! A short record makes no letter without end, and a long one no list of findings without end.

use crate::prelude::*;

const HEAD: &str = "---\noffice: pga\ndate: 2026-09-14\nto: all-permanent-representatives-and-observers\n\
    signatories: [{ name: A B, title: President }]\n";

/// What is said of a record, without its places.
fn said(record: &str) -> Vec<String> {
    let desk = FakeFolder([("2026-09-14-pga.md".to_owned(), record.to_owned())].into());
    let findings = desk.check(&engine(), &Rules::default());
    findings.into_iter().map(|finding| finding.message).collect()
}

#[test]
fn merge_fields_bring_so_much_and_no_more() {
    let subject = "word ".repeat(2_000);
    let record = format!("{HEAD}subject: \"{subject}\"\n---\n{}\n", "{{ subject }} ".repeat(2_000));
    let full = "merge fields make this letter longer than 4 MiB";
    assert!(said(&record).iter().any(|message| message == full), "{:?}", said(&record));
    let meetings: String = (0..1_000)
        .map(|at| format!("  - {{ id: m{at}, dates: 2026-10-01, room: R }}\n"))
        .collect();
    let record = format!("{HEAD}meetings:\n{meetings}---\n{}", "{{ schedule }}\n\n".repeat(1_000));
    assert_eq!(said(&record).iter().filter(|message| *message == full).count(), 1);
    // A programme of a thousand meetings is a letter.
    let record = format!("{HEAD}meetings:\n{meetings}---\n{{{{ schedule }}}}\n");
    assert!(!said(&record).contains(&full.to_owned()));
}

#[test]
fn a_rule_tells_a_thousand_findings_of_a_letter() {
    let record = format!("{HEAD}---\nЯ {}\n", "the the\u{301} ".repeat(1_500));
    let record = record.replace('\u{301}', "");
    let desk = FakeFolder([("2026-09-14-pga.md".to_owned(), record)].into());
    let findings =
        desk.check(&engine(), &Rules::default().only(&["doubled-word".to_owned()]).unwrap());
    assert_eq!(findings.len(), 1_000);
    let last = findings.last().unwrap();
    assert!(
        last.help
            .iter()
            .any(|help| help.contains("more like it are not listed")),
        "{:?}",
        last.help
    );
    // Columns are counted in characters, however far along the line.
    let columns: Vec<_> = findings
        .iter()
        .map(|f| f.place.as_ref().unwrap().line_column().1)
        .collect();
    let naive = |finding: &Finding| {
        let place = finding.place.as_ref().unwrap();
        let before = &place.source().text()[..place.range().start];
        before.rsplit('\n').next().unwrap().chars().count() + 1
    };
    assert_eq!(columns, findings.iter().map(naive).collect::<Vec<_>>());
    assert!(columns.last().unwrap() > &3_000);
}
