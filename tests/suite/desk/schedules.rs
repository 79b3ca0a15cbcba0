//! Two windows, an editor and `check --fix`, in any order, against a model.

use std::collections::BTreeSet;

use chancery::files::replace;
use proptest::prelude::*;

use super::*;

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    /// A window reads the letter again.
    Read(usize),
    /// A window saves what it has, with a change.
    Save(usize),
    /// An editor writes the file in place.
    Edit,
    /// `check --fix` changes a word.
    Fix,
    /// Somebody asks whether the letter changed.
    Notice,
    /// Git brings an earlier text back.
    Checkout(usize),
    /// Somebody deletes the file; or makes it again.
    Delete,
    /// The machine goes off while the journal is written.
    Tear(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..2usize).prop_map(Step::Read),
        6 => (0..2usize).prop_map(Step::Save),
        2 => Just(Step::Edit),
        2 => Just(Step::Fix),
        1 => Just(Step::Notice),
        1 => (0..100usize).prop_map(Step::Checkout),
        1 => Just(Step::Delete),
        1 => (1..60usize).prop_map(Step::Tear),
    ]
}

fn run(steps: &[Step]) {
    let office = Office::with("text 0 teh");
    let path = office.path().join(format!("{ID}.md"));
    let mut acknowledged: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut seen = vec![std::fs::read(&path).expect("a file")];
    let mut windows = [office.desk.read(ID).expect("a letter").base; 2];
    for (number, step) in steps.iter().enumerate() {
        let at = i64::try_from(number).expect("small") * 600;
        let before = std::fs::read(&path).ok();
        match step {
            Step::Read(window) => {
                if let Ok(record) = office.desk.read(ID) {
                    windows[*window] = record.base;
                }
            }
            Step::Save(window) => {
                let text = format!("text {} of {window} teh", number + 1).into_bytes();
                let by = By { who: format!("{window}"), tab: String::new(), at };
                let saved = office.desk.save(ID, windows[*window], &text, &by).expect("an answer");
                let is_base = before.as_deref().map(Fingerprint::of_text) == Some(windows[*window]);
                match saved {
                    Save::Saved { base } => {
                        assert!(is_base, "saved over another text than was read");
                        // What was there is kept, whoever wrote it.
                        acknowledged.extend(before);
                        acknowledged.insert(text);
                        windows[*window] = base;
                    }
                    Save::Moved { current } => {
                        assert!(!is_base, "refused without a reason");
                        assert_eq!(current.map(|current| current.bytes), before);
                        acknowledged.extend(before);
                    }
                }
            }
            Step::Edit => std::fs::write(&path, format!("edit {number} teh")).expect("written"),
            Step::Fix => {
                if let Some(old) = before.and_then(|old| String::from_utf8(old).ok()) {
                    replace(&path, &old, &old.replace("teh", "the")).expect("fixed");
                }
            }
            Step::Notice => {
                office.desk.notice(ID, at).expect("an answer");
                if office.desk.versions(ID).is_ok_and(|versions| !versions.is_empty()) {
                    acknowledged.extend(before);
                }
            }
            Step::Checkout(which) => {
                std::fs::write(&path, &seen[which % seen.len()]).expect("written");
            }
            Step::Delete => match before {
                Some(_) => std::fs::remove_file(&path).expect("deleted"),
                None => std::fs::write(&path, format!("made {number} teh")).expect("written"),
            },
            Step::Tear(most) => tear(&office, *most),
        }
        seen.extend(std::fs::read(&path).ok());
    }
    let versions = office.desk.versions(ID).expect("versions");
    let mut there: BTreeSet<Vec<u8>> = versions
        .iter()
        .map(|version| office.desk.version(ID, version.fingerprint).expect("its text"))
        .collect();
    there.extend(std::fs::read(&path).ok());
    for text in &acknowledged {
        assert!(there.contains(text), "lost: {}", String::from_utf8_lossy(text));
    }
    for text in &there {
        assert!(seen.contains(text), "never written: {}", String::from_utf8_lossy(text));
    }
    let numbers: Vec<_> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, (1..=versions.len()).rev().collect::<Vec<_>>());
}

/// Adds the beginning of a line to the journal, as it is left by a machine that went off. What was
/// acknowledged is on the disk, so no line before it is.
fn tear(office: &Office, length: usize) {
    let letters = office.path().join(".chancery-desk/letters");
    for entry in std::fs::read_dir(letters).into_iter().flatten().flatten() {
        let journal = entry.path().join("journal");
        if let Ok(mut bytes) = std::fs::read(&journal) {
            let line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
            let torn = bytes[..line.min(length)].to_vec();
            bytes.extend(torn);
            std::fs::write(&journal, bytes).expect("written");
        }
    }
}

/// How often it is done: more in `CHANCERY_DESK_RUNS`.
pub fn runs(few: u32) -> u32 {
    let asked = std::env::var("CHANCERY_DESK_RUNS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(few)
}

#[test]
fn no_schedule_loses_a_text() {
    let config =
        ProptestConfig { cases: runs(24), failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in prop::collection::vec(step(), 1..24))| run(&steps));
}
