//! A process that is killed while it saves, and two processes at once.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::schedules::runs;
use super::*;

/// Set for the process that saves until it is killed: the folder.
const FOLDER: &str = "CHANCERY_DESK_SAVES_IN";
/// Its name, and how many saves it makes if nobody kills it.
const NAME: &str = "CHANCERY_DESK_SAVES_AS";

/// A text of some length, with its own name on every line.
fn text(name: &str) -> String {
    format!("{name}\n").repeat(300)
}

fn is_whole(bytes: &[u8]) -> bool {
    let lines: BTreeSet<_> = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    lines.len() == 1 && bytes.iter().filter(|byte| **byte == b'\n').count() == 300
}

fn start(folder: &Path, name: &str) -> Child {
    Command::new(std::env::current_exe().expect("the test"))
        .args(["desk::killed::saves", "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs")
}

/// Saves one text after the other, and says so when each is acknowledged.
#[test]
fn saves() {
    let (Some(folder), Ok(name)) = (std::env::var_os(FOLDER), std::env::var(NAME)) else { return };
    let desk = Store::open(Path::new(&folder), false).expect("a desk");
    println!();
    let mut number = 0;
    while number < 200 {
        let read = desk.read(ID).expect("a letter");
        let name = format!("{name}-{number}");
        let saved = desk.save(ID, read.base, text(&name).as_bytes(), &by(&name[..1], 0));
        if matches!(saved.expect("an answer"), Save::Saved { .. }) {
            println!("acknowledged {name}");
            number += 1;
        }
    }
}

/// What a process said that it saved, to its end.
fn acknowledged(child: Child) -> Vec<String> {
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = said.lines().filter_map(|line| line.strip_prefix("acknowledged "));
    names.map(str::to_owned).collect()
}

fn hold(office: &Office, names: &[String]) {
    let record = office.desk.read(ID).expect("the file is there");
    assert!(is_whole(&record.bytes), "torn: {}", String::from_utf8_lossy(&record.bytes));
    for version in office.desk.versions(ID).expect("versions") {
        let bytes = office.desk.version(ID, version.fingerprint).expect("its text");
        assert!(is_whole(&bytes), "torn: {}", version.number);
    }
    for name in names {
        let bytes = text(name).into_bytes();
        let kept = office.desk.version(ID, Fingerprint::of_text(&bytes));
        let is_there = record.bytes == bytes || kept.is_ok_and(|kept| kept == bytes);
        assert!(is_there, "lost: {name}");
    }
}

#[test]
fn a_process_that_is_killed_while_it_saves_loses_nothing() {
    let mut total = 0;
    for run in 0..runs(12) {
        let office = Office::with(&text("first"));
        let mut names = Vec::new();
        // Three times on the same folder: what one left the next one finds.
        for time in 0..3u32 {
            let mut child = start(office.path(), &format!("{run}x{time}"));
            let mut out = BufReader::new(child.stdout.take().expect("its output"));
            // Killed after some saves, at another moment of a save each time.
            let (mut line, mut saves) = (String::new(), run * 7 % 5);
            loop {
                line.clear();
                if out.read_line(&mut line).expect("a line") == 0 {
                    break;
                }
                if let Some(name) = line.trim().strip_prefix("acknowledged ") {
                    names.push(name.to_owned());
                    if saves == 0 {
                        break;
                    }
                    saves -= 1;
                }
            }
            std::thread::sleep(Duration::from_micros(u64::from((run * 3 + time) * 397 % 5000)));
            child.kill().expect("killed");
            // What it said before it died counts.
            let rest = out.lines().map_while(Result::ok);
            names.extend(
                rest.filter_map(|line| Some(line.strip_prefix("acknowledged ")?.to_owned())),
            );
            child.wait().expect("gone");
            hold(&office, &names);
        }
        total += names.len();
        assert!(acknowledge_another(&office), "the next save works");
        hold(&office, &names);
    }
    println!("{} kills, {total} texts acknowledged", runs(12) * 3);
}

/// Gives the letter one id after the other.
#[test]
fn renames() {
    let Some(folder) = std::env::var_os(RENAMES) else { return };
    let desk = Store::open(Path::new(&folder), false).expect("a desk");
    let [mut from, mut to] = IDS;
    if desk.read(from).is_err() {
        std::mem::swap(&mut from, &mut to);
    }
    println!();
    loop {
        desk.rename(from, to, &by("Anna", 0)).expect("renamed");
        println!("renamed");
        std::mem::swap(&mut from, &mut to);
    }
}

/// Set for the process that gives a letter one id after the other: the folder.
const RENAMES: &str = "CHANCERY_DESK_RENAMES_IN";
const IDS: [&str; 2] = ["2018/one", "2019/two"];

#[test]
fn a_letter_that_is_renamed_keeps_its_versions_whenever_the_process_is_killed() {
    let office = Office::new();
    office.create(IDS[0]);
    let base = Fingerprint::of_text(b"new");
    office
        .desk
        .save(IDS[0], base, b"last", &by("Anna", 0))
        .expect("saved");
    for run in 0..runs(12) {
        let mut child = Command::new(std::env::current_exe().expect("the test"))
            .args(["desk::killed::renames", "--exact", "--nocapture"])
            .env(RENAMES, office.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let renamed = out.lines().map_while(Result::ok).filter(|line| line == "renamed");
        assert_eq!(renamed.take(1 + run as usize % 3).count(), 1 + run as usize % 3);
        std::thread::sleep(Duration::from_micros(u64::from(run * 397 % 5000)));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let there: Vec<_> = IDS.into_iter().filter(|id| office.desk.read(id).is_ok()).collect();
        let [id] = there[..] else { panic!("{there:?}") };
        assert_eq!(office.desk.read(id).expect("a letter").bytes, b"last");
        assert_eq!(
            office.history(id),
            ["2. last, Anna, sitting 1, saved", "1. new, Anna, sitting 1, created"]
        );
    }
}

fn acknowledge_another(office: &Office) -> bool {
    matches!(office.save(&text("after"), &by("Anna", 0)), Save::Saved { .. })
}

#[test]
fn two_processes_at_once_lose_nothing() {
    let office = Office::with(&text("first"));
    let children = ["a", "b"].map(|name| start(office.path(), name));
    let names = children.map(acknowledged);
    assert_eq!(names.each_ref().map(Vec::len), [200, 200]);
    hold(&office, &names.concat());
    // Each was over the one before: as many versions as saves, and the first text.
    assert_eq!(office.desk.versions(ID).expect("versions").len(), 401);
}
