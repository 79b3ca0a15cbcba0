//! Records that cannot be reached, and archives that would lose most of their letters.

use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::*;

/// What a build says and its exit code, while a record of that name cannot be reached.
fn left_out(desk: &TempSite, path: &str, why: &str) {
    let (told, code) = desk.try_build(&["--to", "html"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains(&format!("{path}: error[unreadable]: {why}")), "{told}");
}

#[test]
fn what_is_no_file_of_the_folder_is_named() {
    let desk = TempSite::with_samples();
    let text = fs::read(desk.record("2026-09-14-pga-briefing.md")).unwrap();
    let name = std::ffi::OsString::from_vec(b"2026-09-15-\xff.md".to_vec());
    let odd = desk.folder("records").join(name);
    fs::write(&odd, &text).unwrap();
    left_out(&desk, "2026-09-15-�.md", "its name cannot be read (it is not UTF-8)");
    fs::remove_file(odd).unwrap();

    let pipe = desk.record("2026-09-16-pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    left_out(&desk, "2026-09-16-pipe.md", "it is not a file");
    for command in [&["check"][..], &["render", "--to", "txt"]] {
        let (told, code) = desk.run(&[command, &[pipe.to_str().unwrap()]].concat());
        assert_eq!((code, told.contains("it is not a file")), (3, true), "{told}");
    }
    fs::remove_file(pipe).unwrap();

    fs::write(desk.folder("2026-09-17-private.md"), &text).unwrap();
    for (target, why) in
        [("../2026-09-17-private.md", "leads out of the folder of records"), ("x", "leads nowhere")]
    {
        symlink(target, desk.record("2026-09-17-linked.md")).unwrap();
        left_out(&desk, "2026-09-17-linked.md", &format!("it is a link that {why}"));
        fs::remove_file(desk.record("2026-09-17-linked.md")).unwrap();
    }
}

#[test]
fn an_enclosure_that_is_a_pipe_is_no_enclosure() {
    let desk = TempSite::with_samples();
    let text = "---\nkind: transmittal\noffice: pga\ndate: 2026-09-14\n\
        to: all-permanent-representatives-and-observers\nsignatories: [{ name: A B }]\n\
        enclosures:\n  - { file: p.pdf, title: the programme }\n---\nI enclose the programme.\n";
    fs::write(desk.record("2026-09-14-encloses.md"), text).unwrap();
    let pipe = desk.record("p.pdf");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let (told, code) = desk.try_build(&["--to", "html"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("the enclosed file `p.pdf` cannot be used: it is not a file"), "{told}");
}

#[test]
fn a_folder_that_cannot_be_reached_keeps_its_letters() {
    let desk = TempSite::with_samples();
    fs::create_dir(desk.record("old")).unwrap();
    let (id, name) = ("2026-09-14-pga-briefing", "2026-09-14-pga-briefing.md");
    fs::rename(desk.record(name), desk.record("old").join(name)).unwrap();
    desk.build(&["--to", "html"]);
    let letter = desk.site().join(format!("2026/{id}/{id}.html"));
    assert!(letter.is_file());
    // A folder more than 64 deep stands for one that may not be read, which root may always.
    let deep = desk.folder("deep");
    fs::rename(desk.record("old"), &deep).unwrap();
    let mut path = desk.record("old");
    fs::create_dir(&path).unwrap();
    for _ in 0..70 {
        path.push("f");
    }
    fs::create_dir_all(&path).unwrap();
    let below = format!("old{}", "/f".repeat(64));
    left_out(&desk, &below, "more than 64 folders lie in one another here");
    assert!(!letter.exists(), "its own folder can be reached, and it is gone");

    fs::remove_dir_all(desk.record("old")).unwrap();
    fs::rename(&deep, desk.record("old")).unwrap();
    desk.build(&["--to", "html"]);
    let mode = |mode: &str| {
        let folder = desk.record("old");
        assert!(
            Command::new("chmod")
                .args([mode, folder.to_str().unwrap()])
                .status()
                .unwrap()
                .success()
        );
    };
    mode("000");
    if fs::read_dir(desk.record("old")).is_ok() {
        // No tool is missing: this half of the test is for whoever is not root.
        println!("skipped: root may read every folder");
    } else {
        left_out(&desk, "old", "you are not allowed to");
        assert!(letter.is_file());
        let (told, code) = desk.try_build(&["--to", "html,md"]);
        assert_eq!(code, 3, "{told}");
        assert!(told.contains("nothing was changed"), "{told}");
    }
    mode("755");
}

#[test]
fn a_long_name_is_cut_and_stops_nothing() {
    let desk = TempSite::with_samples();
    let text = fs::read(desk.record("2026-09-14-pga-briefing.md")).unwrap();
    let id = format!("2026-09-14-{}", "議".repeat(78));
    fs::write(desk.record(&format!("{id}.md")), &text).unwrap();
    desk.build(&["--to", "html,pdf"]);
    let (told, code) = desk.run(&["verify", "SITE"]);
    assert_eq!(code, 0, "{told}");
}

/// An archive whose records are gone looks like one whose share is not mounted.
#[test]
fn an_empty_folder_removes_no_archive() {
    let desk = TempSite::with_many(24);
    desk.build(&["--to", "html"]);
    let before = tree(&desk.site());
    let records: Vec<_> = fs::read_dir(desk.folder("records"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    // More than half, then all.
    for (left, told_of) in [(10, 14), (0, 24)] {
        for record in &records[left..] {
            fs::remove_file(record).ok();
        }
        let (told, code) = desk.try_build(&["--to", "html"]);
        assert_eq!(code, 3, "{told}");
        let message = format!("{told_of} of the 24 letters of the archive have no record any more");
        assert!(told.contains(&message), "{told}");
        assert!(before == tree(&desk.site()));
    }
    desk.build(&["--to", "html", "--remove"]);
    assert!(!desk.site().join("2025").exists());
}

/// What commands that were cut short left is removed by the next one.
#[test]
fn what_a_kill_leaves_goes() {
    let desk = TempSite::with_samples();
    desk.build(&["--to", "html"]);
    let partial = desk.site().join("2026/.gone.html.partial");
    fs::write(&partial, "half").unwrap();
    let journal = format!("{}  2026/gone.html\n", "0".repeat(64));
    fs::write(desk.site().join(".chancery/journal"), journal).unwrap();
    let hour = std::time::SystemTime::now() - std::time::Duration::from_secs(4000);
    let age = |path: &Path| {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(hour)
            .unwrap()
    };
    let room = desk.folder(".chancery-bag-abcdef");
    fs::create_dir_all(room.join("bag/data")).unwrap();
    fs::write(room.join("lock"), "").unwrap();
    age(&room.join("lock"));
    let letter = desk.site().join("out");
    fs::create_dir(&letter).unwrap();
    let half = letter.join(".chancery-4242-0.partial");
    fs::write(&half, "half").unwrap();
    age(&half);
    let bag = desk.folder("bag");
    let record = desk.record("2026-09-14-pga-briefing.md");
    desk.run(&["render", record.to_str().unwrap(), "--to", "txt", "-o", letter.to_str().unwrap()]);
    desk.build(&["--to", "html", "--bag", bag.to_str().unwrap()]);
    for left in [partial, room, half] {
        assert!(!left.exists(), "{left:?}");
    }
}
