//! Wrong turns of a drafting officer with clauses, frames, offices and issued documents: each is told
//! what to do next.

use std::fs;
use std::process::Command;

use crate::prelude::*;

/// What each record adds to a notification, by its name.
const RECORDS: &[(&str, &str)] = &[
    ("no-such-clause", "turns: { acts: honour-notify }"),
    ("no-such-turn", "turns: { act: honor-notify }"),
    ("no-prose", "turns: { prose: none }"),
    ("prose-said", "say: { prose: The cards are renewed. }"),
    ("nothing-said", "say: { hope: }"),
    ("no-deadline", "say: { act: \"I write to tell you by {{ deadlines.1.date }}\" }"),
    ("issued-to-nobody", "issued-as: { organs: { organ: General Assembly, symbol: A/80/1 } }"),
    ("issued-by-nobody", "issued-as: { to: the Secretary-General }"),
];

const TURNS: &[&str] = &[
    "turns",
    "turns transmital",
    "turns letter --office pgaa",
    "turns letter --language en-GB",
    "turns acknowledgement",
    "turns acknowledgement --office own --templates own",
    "new acknowledgement --office own --templates own",
    "office new Our_Mission --from permanent-mission",
    "office new our-mission --from permanent-misson",
    "office check our-mission",
    "office show permanent-mission --key sheet.leterhead",
    "trace records/no-deadline.md --issued",
];

#[test]
fn each_is_told_what_to_do_next() {
    let room = tempfile::tempdir().expect("room to work in");
    let records = room.path().join("records");
    let own = room.path().join("own/offices/own/en");
    for folder in [&records, &own] {
        fs::create_dir_all(folder).expect("a folder");
    }
    for (name, field) in RECORDS {
        let text = format!(
            "---\nkind: notification\noffice: ministry-of-foreign-affairs\ndate: 2026-03-02\n\
             to: {{ group: Diplomatic Missions }}\nreference: MFA/1\nsubject: Cards\n\
             signatories: {{ name: Henrique Salvaterra, title: Chief of Protocol }}\n{field}\n---\nText.\n"
        );
        fs::write(records.join(format!("{name}.md")), text).expect("a record");
    }
    let kind = "about = \"an acknowledgement\"\nbody = [[\"prose\"]]\nclosing = [\"close\"]\n";
    fs::write(own.join("acknowledgement.toml"), kind).expect("a kind");
    let office = "extends = \"permanent-mission\"\n";
    fs::write(own.join("../office.toml"), office).expect("an office");
    let run = |line: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(line.split(' '))
            .current_dir(room.path())
            .output()
            .expect("the program runs");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).expect("text");
        format!(
            "$ chancery {line}\n{}\n[{}]\n\n",
            told.trim_end(),
            output.status.code().unwrap_or(-1)
        )
    };
    let checks = RECORDS.iter().map(|(name, _)| format!("check records/{name}.md"));
    let lines = TURNS.iter().map(|line| (*line).to_owned());
    let transcript: String = checks.chain(lines).map(|line| run(&line)).collect();
    golden("tests/golden/wrong-drafts.txt", &transcript);
}
