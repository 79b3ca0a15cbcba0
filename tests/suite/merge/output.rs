//! The files of a merge: their names, a sample, one for all, and a run that was interrupted.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::prelude::*;
use snapbox::str;

use super::support::{GOOD, LETTER, files, folder, merge, text};

#[test]
fn equal_names_get_a_number() {
    let rows = "name,country,form,day,room\nA,Chad,excellency,2026-10-02,x\nB,CHAD,excellency,2026-10-02,x\nC,Chad 2,excellency,2026-10-02,x\nD,Chad,excellency,2026-10-02,x\n";
    let folder = folder("names", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) =
        merge(&folder, "--rows rows.csv --to txt -o out --name {country} --quiet");
    assert_text(
        printed,
        str![[r#"
row  column  finding
3            warning[same-file-name]: row 2 has the same file name, and this one is called `CHAD-2`
             = help: name the files after something that tells them apart: --name "{name}-{country}"
4            warning[same-file-name]: row 3 has the same file name, and this one is called `Chad-2-2`
             = help: name the files after something that tells them apart: --name "{name}-{country}"
5            warning[same-file-name]: row 2 has the same file name, and this one is called `Chad-3`
             = help: name the files after something that tells them apart: --name "{name}-{country}"


"#]],
    );
    assert_eq!(code, 0);
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(made, ["CHAD-2.txt", "Chad-2-2.txt", "Chad-3.txt", "Chad.txt"]);
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --name {contry}");
    assert_text(
        printed,
        str![[r#"
error: the list has no `contry` to name files after
  = help: did you mean `country`?

"#]],
    );
    assert_eq!(code, 2);
}

#[test]
fn names_of_any_length_and_script_fit_the_file_system() {
    let long = "\u{20000}".repeat(60);
    let rows = format!(
        "name,form,day,room\n{long},excellency,2026-10-02,x\n…,excellency,2026-10-02,x\nCON,excellency,2026-10-02,x\n.hidden/..\\x,excellency,2026-10-02,x\n"
    );
    let folder = folder("lengths", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out");
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    let long = format!("{}.txt", "\u{20000}".repeat(50));
    assert_eq!(made, ["hidden-x.txt", "letter-CON.txt", "row-3.txt", &long]);
}

#[test]
fn running_again_goes_on_and_replaces_nothing() {
    let folder = folder("again", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let arguments = "--rows rows.csv --to txt -o out";
    assert_eq!(merge(&folder, arguments).1, 0);
    let made = files(&folder.join("out"));
    // As if it had been interrupted: one letter is missing.
    fs::remove_file(folder.join("out/Jean-Dupont-France.txt")).expect("it was written");
    assert_eq!(merge(&folder, arguments).1, 0);
    assert_eq!(files(&folder.join("out")), made);
    fs::write(folder.join("out/Jean-Dupont-France.txt"), "mine").expect("a file");
    let (printed, code) = merge(&folder, arguments);
    assert_text(
        printed,
        str![[r#"
error: out/Jean-Dupont-France.txt is there already, and differs
  = help: give --overwrite to replace it, or another folder with -o

"#]],
    );
    assert_eq!(code, 4);
    assert_eq!(text(&folder, "out/Jean-Dupont-France.txt"), "mine");
    assert_eq!(merge(&folder, &format!("{arguments} --overwrite")).1, 0);
    assert_eq!(files(&folder.join("out")), made);
}

#[test]
fn a_sample_is_the_first_the_longest_and_the_oddest() {
    let rows = "name,country,form,day,room\nFirst,Chad,excellency,2026-10-02,x\nPlain,Chad,excellency,2026-10-02,x\nLongest of all the names,United Republic,excellency,2026-10-02,x\nЖанна Ёлкина,Чад,excellency,2026-10-02,x\nOther,Chad,excellency,2026-10-02,x\n";
    let folder = folder("sample", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out --sample 3 --name {row}");
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(made, ["2.txt", "4.txt", "5.txt"]);
}

#[test]
fn all_letters_can_be_one_file() {
    let folder = folder("collate", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt,md,html,docx -o out --collate");
    assert_text(
        printed,
        str![[r#"
out/day.txt
out/day.md
out/day.html
out/day.docx
2 letters in out

"#]],
    );
    assert_eq!(code, 0);
    let all = text(&folder, "out/day.txt");
    assert_eq!(merge(&folder, "--rows rows.csv --to txt -o each").1, 0);
    // Each letter is whole, with its own letterhead, in the order of the list.
    let mut from = 0;
    for name in ["Amina-Diallo-Chad", "Jean-Dupont-France"] {
        let one = text(&folder, &format!("each/{name}.txt"));
        let at = all[from..].find(one.trim()).expect("the letter is in the file");
        from += at + one.trim().len();
    }
    let html = text(&folder, "out/day.html");
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    let (printed, code) = merge(&folder, "--rows rows.csv --to ics -o out --collate");
    assert_text(
        printed,
        str![[r#"
error: `ics` cannot hold many letters
  = help: leave --collate out; md, txt, html, pdf, docx and odt can hold them all

"#]],
    );
    assert_eq!(code, 2);
}

#[test]
fn an_interrupted_run_leaves_whole_files_and_goes_on() {
    let mut rows = "name,form,day,room\n".to_owned();
    for number in 0..600 {
        rows += &format!("Guest {number},excellency,2026-10-02,Room {number}\n");
    }
    let folder = folder("interrupted", LETTER, &[("rows.csv", rows.as_bytes())]);
    let mut running = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["merge", "day.md", "--rows", "rows.csv", "--to", "html,txt", "-o", "out", "--quiet"])
        .current_dir(&folder)
        .spawn()
        .expect("the program runs");
    let out = folder.join("out");
    // In the middle of its work, or at its end on a quick machine.
    while files(&out).len() < 30 && running.try_wait().expect("it runs").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let _ = running.kill();
    let _ = running.wait();
    let left = files(&out);
    let arguments = "--rows rows.csv --to html,txt --quiet -o";
    assert_eq!(merge(&folder, &format!("{arguments} out")).1, 0);
    assert_eq!(merge(&folder, &format!("{arguments} model")).1, 0);
    let shown = |mut files: BTreeMap<String, Vec<u8>>| {
        files.retain(|name, _| !name.starts_with('.'));
        files
    };
    let model = files(&folder.join("model"));
    assert_eq!(model.len(), 1200);
    for (name, bytes) in shown(left) {
        assert_eq!(bytes, model[&name], "{name} was not whole");
    }
    assert_eq!(shown(files(&out)), model);
}
