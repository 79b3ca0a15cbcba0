//! The history of a record in Git: commits side by side, a merge, another name, a record taken away.

use std::path::Path;
use std::process::Command;

const HISTORY: &str = "\
taken away
  the record was taken away

the subject
  • In the record only: The subject is now priorities; it was none.

another name
  Nothing changed.

both
  • The meeting: the room is now Room 2; it was Room 1.

the date
  • The date is now 15 September 2026; it was 14 September 2026.

the room
  • The meeting: the room is now Room 2; it was Room 1.

first
  the first version that can be read
";

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn each_commit_is_told_by_what_it_was_made_from() {
    if !crate::common::tools::runs("Git", "git", &["--version"]) {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("history");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, day: &str, room: &str, subject: &str| {
        let record = format!(
            "---\nkind: invitation\noffice: pga\ndate: 2026-09-{day}\nto: all-permanent-representatives\n\
             signatories: [{{ name: Ana Silva }}]\nsubject: {subject}\n# Lines apart, so that Git can merge.\n#\n#\n\
             meetings:\n  - dates: 2026-09-25\n    room: {room}\n---\nText.\n"
        );
        std::fs::write(folder.join(name), record).expect("a record");
    };
    git(&folder, &["init", "-q", "-b", "main"]);
    write("letter.md", "14", "Room 1", "none");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "first"]);
    git(&folder, &["checkout", "-qb", "side"]);
    write("letter.md", "14", "Room 2", "none");
    git(&folder, &["commit", "-qam", "the room"]);
    git(&folder, &["checkout", "-q", "main"]);
    write("letter.md", "15", "Room 1", "none");
    git(&folder, &["commit", "-qam", "the date"]);
    git(&folder, &["merge", "-q", "-m", "both", "side"]);
    git(&folder, &["mv", "letter.md", "renamed.md"]);
    git(&folder, &["commit", "-qm", "another name"]);
    write("renamed.md", "15", "Room 2", "priorities");
    git(&folder, &["commit", "-qam", "the subject"]);
    git(&folder, &["rm", "-q", "renamed.md"]);
    git(&folder, &["commit", "-qm", "taken away"]);
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .arg("log")
        .arg(folder.join("renamed.md"))
        .args(["--language", "en"])
        .output()
        .expect("the program");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    // The names, days and authors of commits are another each time, and their order within a second.
    let told = said
        .lines()
        .map(|line| line.split_once(", A: ").map_or(line, |(_, subject)| subject));
    let sorted = |text: &str| {
        let mut told: Vec<_> = text.trim().split("\n\n").map(str::to_owned).collect();
        told.sort();
        told
    };
    let told: String = told.map(|line| format!("{line}\n")).collect();
    assert_eq!(sorted(&told), sorted(HISTORY), "{}", String::from_utf8_lossy(&output.stderr));
}
