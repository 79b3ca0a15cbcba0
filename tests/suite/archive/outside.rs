//! What lies about where a build works is a stranger's: nothing outside the folder of `-o` is
//! written or removed, whatever a journal, a state, a part or a link says.

use std::fs;
use std::os::unix::fs::symlink;

use sha2::{Digest as _, Sha256};

use super::*;

const LETTER: &str = "2026/2026-09-14-pga-briefing";

/// Changes a state as somebody could who may write there: checksum and all.
fn forge(state: &Path, old: &str, new: &str) {
    assert_eq!(old.len(), new.len());
    let bytes = fs::read(state).unwrap();
    let (body, _) = bytes.split_at(bytes.len() - 32);
    let mut body = body.to_vec();
    let places: Vec<_> = (0..body.len() - old.len())
        .filter(|at| body[*at..].starts_with(old.as_bytes()))
        .collect();
    assert!(!places.is_empty(), "{old} stands in the state");
    for at in places {
        body[at..at + old.len()].copy_from_slice(new.as_bytes());
    }
    let hash = Sha256::digest(&body);
    fs::write(state, [body.as_slice(), hash.as_slice()].concat()).unwrap();
}

fn hash_line(bytes: &str, path: &str) -> String {
    format!("{}  {path}\n", chancery::text::hex(&Sha256::digest(bytes)))
}

#[test]
fn a_journal_names_nothing_outside_the_site() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    fs::create_dir(desk.folder("home")).unwrap();
    let precious = desk.folder("home/precious.txt");
    fs::write(&precious, "precious").unwrap();
    fs::write(desk.site().join("notes.txt"), "precious").unwrap();
    let absolute = precious.to_str().unwrap();
    let forged = [
        hash_line("precious", "../home/precious.txt"),
        hash_line("precious", "2026/../../home/precious.txt"),
        hash_line("precious", absolute),
        "../home/precious.txt\n-  ../home/precious.txt\n".to_owned(),
        // A file within the site that holds something else than a build wrote.
        hash_line("other", "notes.txt"),
    ];
    fs::write(desk.site().join(".chancery/journal"), forged.concat()).unwrap();
    let (told, code) = desk.try_build(&[]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("1 file of earlier builds is no longer wanted, and stayed"), "{told}");
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
    assert_eq!(fs::read_to_string(desk.site().join("notes.txt")).unwrap(), "precious");
}

#[test]
fn a_state_names_nothing_outside_the_site() {
    let desk = TempSite::with_samples();
    desk.build(&["--to", "html"]);
    let victim = desk.folder("victim/aaaaaaaaaaaaaaaa");
    fs::create_dir_all(&victim).unwrap();
    let victim = victim.join("2026-09-14-pga-briefing.html");
    fs::copy(desk.site().join(format!("{LETTER}/2026-09-14-pga-briefing.html")), &victim).unwrap();
    let state = desk.site().join(".chancery/state");
    forge(&state, LETTER, "../victim/aaaaaaaaaaaaaaaa//");
    fs::remove_file(desk.record("2026-09-14-pga-briefing.md")).unwrap();
    let (told, code) = desk.try_build(&["--to", "html"]);
    assert_eq!(code, 0, "{told}");
    assert!(victim.exists());
}

#[test]
fn a_forged_part_is_no_part() {
    let desk = TempSite::with_samples();
    let part = desk.folder("parts/1");
    let part_name = part.to_str().unwrap();
    desk.run(&["build", "RECORDS", "-o", part_name, "--shard", "1/1", "--to", "html"]);
    forge(&part.join(".chancery/state"), LETTER, "l/../../../escaped_outside//");
    fs::create_dir_all(part.join("d1/d2")).unwrap();
    symlink("d1/d2", part.join("l")).unwrap();
    copy(&part.join(LETTER), &desk.folder("parts/escaped_outside"));
    let (told, code) = desk.run(&["join", part_name, "-o", "SITE"]);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("is no finished part of a build"), "{told}");
    assert!(!desk.site().exists() && !desk.folder("escaped_outside").exists());
}

/// A damaged file of a part, whichever it is: the join says so, or makes the right site.
#[test]
fn a_damaged_part_leaves_the_site_as_it_was() {
    let desk = TempSite::with_samples();
    let part = desk.folder("part");
    let part_name = part.to_str().unwrap();
    desk.run(&["build", "RECORDS", "-o", part_name, "--shard", "1/1", "--to", "html"]);
    let (told, code) = desk.run(&["join", part_name, "-o", "SITE"]);
    assert_eq!(code, 0, "{told}");
    let right = store::bytes(&tree(&desk.site()));
    let mut files: Vec<_> = tree(&part).into_keys().map(|path| part.join(path)).collect();
    files.extend([part.join(".chancery/state"), part.join(".chancery/texts-1")]);
    for file in files.iter().step_by(3).chain(files.iter().rev().take(2)) {
        let bytes = fs::read(file).unwrap();
        for damage in ["cut", "changed", "gone"] {
            match damage {
                "cut" => fs::write(file, &bytes[..bytes.len() / 2]).unwrap(),
                "gone" => fs::remove_file(file).unwrap(),
                _ => {
                    let mut changed = bytes.clone();
                    changed[bytes.len() / 2] ^= 1;
                    fs::write(file, changed).unwrap();
                }
            }
            let (told, code) = desk.run(&["join", part_name, "-o", "SITE"]);
            assert!(code == 0 || code == 3, "{file:?} {damage}: {told}");
            assert!(right == store::bytes(&tree(&desk.site())), "{file:?} {damage}: {told}");
            fs::write(file, &bytes).unwrap();
        }
    }
}

#[test]
fn nothing_is_written_through_links() {
    let desk = TempSite::with_samples();
    let victim = desk.folder("victim");
    let is_whole = || fs::read_to_string(&victim).unwrap() == "precious";
    fs::write(&victim, "precious").unwrap();
    desk.build(&["--to", "html"]);
    let memory = desk.site().join(".chancery");
    for name in ["lock", "journal", "texts-1"] {
        let kept = fs::read(memory.join(name)).unwrap();
        for hard in [false, true] {
            fs::remove_file(memory.join(name)).unwrap();
            if hard {
                fs::hard_link(&victim, memory.join(name)).unwrap();
            } else {
                symlink("../../victim", memory.join(name)).unwrap();
            }
            desk.edit("2026-09-14-pga-briefing.md", "priorities", "aims");
            let (told, code) = desk.try_build(&["--to", "html"]);
            desk.edit("2026-09-14-pga-briefing.md", "aims", "priorities");
            assert_eq!(code, 4, "{told}");
            assert!(told.contains("it is a link, and nothing is written through links"), "{told}");
            assert!(is_whole(), "{name}");
        }
        fs::remove_file(memory.join(name)).unwrap();
        fs::write(memory.join(name), kept).unwrap();
    }
    // A link with the name of a file that is written is replaced, and so is one beside it.
    for name in ["index.html", ".index.html.partial", ".chancery/state", ".chancery/.state.partial"]
    {
        let path = desk.site().join(name);
        let up = if name.contains('/') { "../../victim" } else { "../victim" };
        fs::remove_file(&path).ok();
        fs::remove_file(desk.site().join("index.html")).ok();
        symlink(up, &path).unwrap();
        desk.build(&["--to", "html"]);
        assert!(is_whole(), "{name}");
        assert!(
            !fs::symlink_metadata(desk.site().join("index.html"))
                .unwrap()
                .is_symlink()
        );
    }
}

#[test]
fn nothing_is_written_to_a_linked_folder() {
    let desk = TempSite::with_samples();
    for target in ["../else", "within"] {
        let elsewhere = desk.site().join(target);
        desk.build(&["--to", "html"]);
        fs::create_dir_all(&elsewhere).unwrap();
        fs::remove_dir_all(desk.site().join("2026")).unwrap();
        symlink(target, desk.site().join("2026")).unwrap();
        let (told, code) = desk.try_build(&["--to", "html"]);
        assert_eq!(code, 4, "{told}");
        assert!(told.contains("`2026` is a link, and nothing is written through"), "{told}");
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
        fs::remove_file(desk.site().join("2026")).unwrap();
    }
    fs::remove_dir_all(desk.site().join(".chancery")).unwrap();
    symlink("../else", desk.site().join(".chancery")).unwrap();
    let (told, code) = desk.try_build(&[]);
    assert_eq!((code, told.contains("`.chancery` is a link, and nothing is")), (4, true), "{told}");
    assert_eq!(fs::read_dir(desk.folder("else")).unwrap().count(), 0);
}

#[test]
fn a_bag_holds_no_file_from_elsewhere() {
    let desk = TempSite::with_samples();
    fs::write(desk.folder("private.txt"), "secret").unwrap();
    let bag = desk.folder("bag");
    let build = || desk.try_build(&["--to", "html", "--bag", bag.to_str().unwrap()]);
    for target in ["../private.txt", "nowhere", ".."] {
        symlink(target, desk.record("notes.txt")).unwrap();
        let (told, code) = build();
        assert_eq!(code, 4, "{told}");
        assert!(told.contains("records/notes.txt cannot go into a bag"), "{told}");
        assert!(!bag.exists() && !desk.site().exists());
        fs::remove_file(desk.record("notes.txt")).unwrap();
    }
    // A link within the folder is a file of it.
    symlink("2026-09-14-pga-briefing.md", desk.record("copy.txt")).unwrap();
    let (told, code) = build();
    assert_eq!(code, 0, "{told}");
    assert!(bag.join("data/records/copy.txt").is_file());
    assert_eq!(fs::read_dir(desk.folder("")).unwrap().count(), 4, "no folder to work in is left");
}

#[test]
fn templates_of_a_folder_of_records_lie_in_it() {
    let desk = TempSite::with_samples();
    fs::create_dir_all(desk.folder("elsewhere/offices/pga")).unwrap();
    symlink("../elsewhere", desk.record("linked")).unwrap();
    let elsewhere = desk.folder("elsewhere");
    for named in ["/usr/share/doc", "..", "../elsewhere", "linked", elsewhere.to_str().unwrap()] {
        fs::write(desk.record("chancery.toml"), format!("templates = \"{named}\"\n")).unwrap();
        let (told, code) = desk.try_build(&[]);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("leads out of the folder that chancery.toml lies in"), "{told}");
    }
    // Beside the records they are no records.
    copy(Path::new("templates"), &desk.record("our-templates"));
    fs::write(desk.record("chancery.toml"), "templates = \"our-templates\"\n").unwrap();
    desk.build(&["--to", "html"]);
    let (told, code) = desk.run(&["verify", "SITE", "--rebuild", "RECORDS"]);
    assert_eq!(code, 0, "{told}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_brings_no_settings() {
    let desk = TempSite::with_samples();
    let pdf = "tests/strangers/carries-chancery-toml.pdf";
    let (told, code) = desk.run(&["read", pdf, "-o", "RECORDS"]);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("carries `chancery.toml` as a record"), "{told}");
    assert!(!desk.record("chancery.toml").exists());
}
