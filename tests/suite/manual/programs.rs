//! The examples for programs: each is run against a desk, and answers what the page shows.

use std::process::Command;

use chancery::serve::keys::{self, Role};
use chancery::serve::{Options, Server};

use super::{clone, fences, read, rewrite};
use crate::prelude::*;

const PAGE: &str = "docs/desk.md";

#[test]
fn the_examples_for_programs_are_true() {
    if Command::new("curl").arg("--version").output().is_err() {
        return skip("curl is not here");
    }
    let folder = clone("programs");
    let file = folder.join("desk.keys");
    let key = keys::add(&file, "register", Role::Program).expect("a key");
    let options = Options { keys: Some(file), ..Options::new(folder.join("letters")) };
    let server = Server::open(engine(), Rules::default(), options).expect("a desk");
    let address = server.address();
    let address = address.split("/enter").next().expect("an address").to_owned();
    std::thread::spawn(move || server.run());
    let (text, mut shown, mut count) = (read(PAGE), Vec::new(), 0);
    let fences = fences(&text);
    for (at, fence) in fences
        .iter()
        .enumerate()
        .filter(|(_, fence)| fence.language == "bash")
    {
        let script = fence.lines.join("\n");
        let output = Command::new("bash")
            .args(["-euc", &script])
            .current_dir(&folder)
            .env("DESK", &address)
            .env("KEY", &key)
            .output()
            .expect("it runs");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        let shows = fences.get(at + 1).filter(|next| next.language == "json");
        match shows {
            Some(next) => {
                let old =
                    format!("```bash\n{script}\n```\n\n```json\n{}\n```", next.lines.join("\n"));
                let new = format!("```bash\n{script}\n```\n\n```json\n{}\n```", printed.trim_end());
                shown.push((old, new));
            }
            None => assert!(!printed.contains("about:blank"), "{script}: {printed}"),
        }
        count += 1;
    }
    assert!(count >= 7, "{PAGE}: only {count} examples were found");
    let merged = std::fs::read_to_string(folder.join("letters.json")).expect("letters");
    assert!(merged.contains("\"rows\":2,\"bad\":[]"), "{merged:.400}");
    let file = std::fs::read(folder.join("briefing.docx")).expect("a letter");
    assert!(file.starts_with(b"PK"), "a Word file");
    rewrite(PAGE, |text| {
        let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
        shown.iter().fold(text.to_owned(), replace)
    });
}
