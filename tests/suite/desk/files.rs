//! Files as they lie in real folders: links, pipes, odd names, disks that are full.

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::process::Command;

use super::*;

/// What is said of a letter that cannot be read.
fn refused(office: &Office, id: &str) -> String {
    let anna = by("Anna", 0);
    let read = office.desk.read(id).expect_err(id).to_string();
    let saved = office.desk.save(id, Fingerprint::default(), b"x", &anna);
    let saved = saved.expect_err(id).to_string();
    assert!(saved == read || saved.contains("was not saved"), "{read}\n{saved}");
    read.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_no_record_of_the_folder_is_refused_plainly() {
    let office = Office::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("secret.md"), "secret").expect("written");
    office.put("chancery.toml", b"");
    office.put("both.md", b"");
    office.put("both.yaml", b"");
    let inner = office.path().to_owned();
    symlink(elsewhere.path().join("secret.md"), inner.join("out.md")).expect("a link");
    symlink(elsewhere.path(), inner.join("away")).expect("a link");
    symlink("nowhere.md", inner.join("lost.md")).expect("a link");
    std::fs::create_dir(inner.join("folder.md")).expect("a folder");
    let made = Command::new("mkfifo").arg(inner.join("pipe.md")).status();
    assert!(made.is_ok_and(|made| made.success()), "a pipe");
    let large = std::fs::File::create(inner.join("large.md")).expect("a file");
    large.set_len((16 << 20) + 1).expect("large");
    let name = std::ffi::OsStr::from_bytes(b"\xff.md");
    std::fs::write(inner.join(name), "x").expect("written");

    let said = |id: &str| refused(&office, id).replace(inner.to_str().expect("a path"), "DIR");
    let of = |why: &str, id: &str| format!("cannot read the letter `{id}`: {why}");
    assert_eq!(said("out"), of("it is a link that leads out of the folder of records", "out"));
    assert_eq!(said("lost"), of("it is a link that leads nowhere", "lost"));
    assert_eq!(said("away/secret"), "`away` is a link or a file, no folder of records");
    assert_eq!(said("folder"), of("it is a folder", "folder"));
    assert_eq!(said("pipe"), of("it is not a file", "pipe"));
    assert_eq!(said("large"), "cannot read DIR/large.md: it is larger than 16 MiB");
    assert_eq!(said("both"), of("both.md and both.yaml are both there", "both"));
    for id in [
        "", "/", "../x", "a/../b", ".hidden", ".chancery-desk/x", "a//b", "a\\b", "a\0", "a\nb",
        "/etc/passwd",
    ] {
        assert!(said(id).ends_with("is no id of a letter"), "{id:?}");
    }
    for id in ["chancery", "none", "none/none"] {
        assert!(office.desk.read(id).is_err(), "{id}");
        let saved = office.desk.save(id, Fingerprint::default(), b"x", &by("Anna", 0));
        assert_eq!(saved, Ok(Save::Moved { current: None }));
    }
    let listed = office.desk.list(0).expect("a list");
    assert_eq!(listed.records.len(), 3, "{:?}", listed.records);
    assert_eq!(listed.unreachable.len(), 4, "{:?}", listed.unreachable);
    let huge = vec![b'x'; (16 << 20) + 1];
    let error = office.desk.create("huge", Syntax::Markdown, &huge, &by("Anna", 0));
    assert!(error.expect_err("too large").to_string().contains("at most 16 MiB"));
}

#[test]
fn a_link_within_the_folder_leads_to_its_letter() {
    let office = Office::with("one");
    symlink(format!("{ID}.md"), office.path().join("current.md")).expect("a link");
    let read = office.desk.read("current").expect("a letter");
    assert_eq!(read.id, ID);
    let saved = office.desk.save("current", read.base, b"two", &by("Anna", 0));
    assert!(matches!(saved, Ok(Save::Saved { .. })));
    assert_eq!(office.text(&format!("{ID}.md")), "two");
    assert!(office.path().join("current.md").is_symlink());
    assert_eq!(office.history("current"), office.history(ID));
}

#[test]
fn a_new_letter_is_never_over_another() {
    let office = Office::with("one");
    office.put("Été.yaml", b"");
    for (id, path) in [
        (ID, "2018/2018-01-18-pga-ign.md"),
        ("2018/2018-01-18-PGA-ign", "2018/2018-01-18-pga-ign.md"),
        ("E\u{301}te\u{301}", "Été.yaml"),
    ] {
        assert_eq!(office.create(id), Creation::Taken { path: path.to_owned() });
    }
    for id in [
        "a.b",
        "a b",
        "CON",
        "x/.y",
        "2018-01-18-pga-ign.fr",
        "",
        "a/",
        &"a".repeat(121),
        "né\u{202e}e",
    ] {
        let error = office.desk.create(id, Syntax::Markdown, b"", &by("Anna", 0));
        assert!(error.is_err(), "{id}");
    }
    let created = office.create(&format!("{ID}.fr"));
    assert!(matches!(created, Creation::Created { path, .. } if path == format!("{ID}.fr.md")));
    let created = office.create("2019/ne\u{301}e");
    let Creation::Created { id, path, base } = created else { panic!("{created:?}") };
    assert_eq!((id.as_str(), path.as_str()), ("2019/n\u{e9}e", "2019/n\u{e9}e.md"));
    assert_eq!(office.desk.read("2019/ne\u{301}e").expect("a letter").base, base);
    assert_eq!(office.history(&id), ["1. new, Anna, sitting 1, created"]);
    // Names of other systems spell an accent as a mark of its own.
    office.put("e\u{301}.md", b"x");
    assert_eq!(office.desk.read("\u{e9}").expect("a letter").id, "\u{e9}");
}

#[test]
fn letters_of_a_site_in_the_folder_are_none_of_its() {
    let office = Office::with("one");
    office.put("site/.chancery/state", b"");
    office.put("site/letters/x/record.md", b"x");
    let listed = office.desk.list(0).expect("a list").records;
    assert_eq!(listed.len(), 1, "{listed:?}");
    let error = office.desk.create("site/x", Syntax::Markdown, b"", &by("Anna", 0));
    assert!(error.expect_err("a site").to_string().contains("site"));
}

#[test]
fn files_keep_their_permissions_and_a_reading_room_is_left_alone() {
    let office = Office::with("one");
    let file = office.path().join(format!("{ID}.md"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("set");
    office.save("two", &by("Anna", 0));
    assert_eq!(std::fs::metadata(&file).expect("a file").mode() & 0o777, 0o640);
    let mut kept = Vec::new();
    let mut open = vec![office.path().join(".chancery-desk/letters")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            match entry.file_type().expect("a type").is_dir() {
                true => open.push(entry.path()),
                false => kept.push(entry),
            }
        }
    }
    // A version may be read by whom the record may be read by.
    for entry in kept {
        let name = entry.file_name();
        let mode = entry.metadata().expect("a file").mode() & 0o777;
        assert!(name == "lock" || mode == 0o640, "{name:?}: {mode:o}");
    }

    let reading = Office::with("one");
    let desk = Store::open(reading.path(), true).expect("a desk");
    let base = desk.read(ID).expect("a letter").base;
    let anna = by("Anna", 0);
    let said = desk.save(ID, base, b"two", &anna).expect_err("no").to_string();
    assert!(said.contains("opened for reading only"), "{said}");
    assert!(desk.create("new", Syntax::Markdown, b"", &anna).is_err());
    assert!(desk.remove(ID, &anna).is_err());
    desk.beat(ID, &anna).expect("nothing");
    assert_eq!(desk.others(ID, &anna), Ok(Vec::new()));
    assert_eq!(desk.versions(ID), Ok(Vec::new()));
    assert_eq!(desk.notice(ID, 0), Ok(Some(base)));
    assert!(!reading.path().join(".chancery-desk").exists());
}

#[test]
fn nothing_is_written_through_a_link_for_the_hidden_folder() {
    let office = Office::with("one");
    let elsewhere = tempfile::tempdir().expect("a folder");
    symlink(elsewhere.path(), office.path().join(".chancery-desk")).expect("a link");
    let base = office.desk.read(ID).expect("a letter").base;
    let said = office
        .desk
        .save(ID, base, b"two", &by("Anna", 0))
        .expect_err("a link")
        .to_string();
    assert!(
        said.contains("was not saved")
            && said.contains("`.chancery-desk`, or a folder in it, is a link"),
        "{said}"
    );
    assert_eq!(office.text(&format!("{ID}.md")), "one");
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
}

/// Set for the process whose files may not grow.
const CRAMPED: &str = "CHANCERY_DESK_CRAMPED";

#[test]
fn where_there_is_no_room_the_old_file_stays_whole() {
    let office = Office::with("one");
    office.save("two", &by("Anna", 0));
    let test = std::env::current_exe().expect("the test");
    // In blocks of 512 bytes or 1 KiB, as the shell has it.
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" desk::files::cramped --exact --nocapture";
    let output = Command::new("sh")
        .args(["-c", limited])
        .arg(&test)
        .env(CRAMPED, office.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("the file would be larger than is allowed"), "{said}");
    assert!(said.contains("was not saved"), "{said}");
    assert!(said.contains("saved a short text after it"), "{said}");
    assert_eq!(office.text(&format!("{ID}.md")), "short");
    assert_eq!(
        office.history(ID),
        [
            "3. short, Anna, sitting 2, saved",
            "2. two, Anna, sitting 2, saved",
            "1. one, outside, sitting 1, found",
        ]
    );
}

/// Text that does not get smaller by much.
fn noise(length: u32) -> Vec<u8> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'!' + (state >> 24) as u8 % 90
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn cramped() {
    let Some(folder) = std::env::var_os(CRAMPED) else { return };
    fill(Path::new(&folder), 100_000);
}

/// Saves a text for which there is no room, and then one for which there is.
fn fill(folder: &Path, length: u32) {
    let desk = Store::open(folder, false).expect("a desk");
    let before = desk.read(ID).expect("a letter");
    let said = desk
        .save(ID, before.base, &noise(length), &by("Anna", 1))
        .expect_err("no room");
    println!("{said}");
    assert_eq!(desk.read(ID).expect("a letter"), before, "the old file is whole");
    let saved = desk.save(ID, before.base, b"short", &by("Anna", 2)).expect("room");
    assert!(matches!(saved, Save::Saved { .. }));
    println!("saved a short text after it");
}

#[test]
fn on_a_full_disk_the_old_file_stays_whole() {
    let disk = tempfile::tempdir().expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(disk.path())
        .output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: only root can make a small disk");
        return;
    }
    let filled = std::panic::catch_unwind(|| {
        let file = disk.path().join(format!("{ID}.md"));
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(&file, "one").expect("written");
        // Some texts fit as versions and not as files, others not at all.
        for length in [150_000, 200_000, 400_000] {
            fill(disk.path(), length);
            std::fs::write(&file, "one").expect("written");
        }
    });
    let unmounted = Command::new("umount").arg(disk.path()).status();
    assert!(unmounted.is_ok_and(|status| status.success()), "the disk is gone");
    filled.expect("the file stays whole");
}
