//! The desk: a folder of records that people and programs write in at the same time.

mod files;
mod killed;
mod races;
mod schedules;

use std::path::Path;

use chancery::Fingerprint;
use chancery::files::desk::{By, Change, Creation, Save, Store, Version};
use chancery::record::Syntax;

/// A folder of records, and its desk.
pub struct Office {
    pub folder: tempfile::TempDir,
    pub desk: Store,
}

/// The id of the letter that most tests write.
const ID: &str = "2018/2018-01-18-pga-ign";

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Store::open(folder.path(), false).expect("a desk");
        Self { folder, desk }
    }

    /// One with a letter in it.
    fn with(text: &str) -> Self {
        let office = Self::new();
        office.put(&format!("{ID}.md"), text.as_bytes());
        office
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file as another program does.
    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).expect("a file")
    }

    /// Saves over what the file has now.
    fn save(&self, text: &str, by: &By) -> Save {
        let base = self.desk.read(ID).expect("a letter").base;
        self.desk.save(ID, base, text.as_bytes(), by).expect("saved")
    }

    fn create(&self, id: &str) -> Creation {
        self.desk
            .create(id, Syntax::Markdown, b"new", &by("Anna", 1))
            .unwrap_or_else(|error| panic!("{id}: {error}"))
    }

    /// The versions of a letter, the newest first, as one reads them.
    fn history(&self, id: &str) -> Vec<String> {
        let versions = self.desk.versions(id).expect("versions");
        versions.iter().map(|version| self.told(id, version)).collect()
    }

    fn told(&self, id: &str, version: &Version) -> String {
        let text = self.desk.version(id, version.fingerprint).expect("its text");
        let who = match (&version.change, version.who.as_str()) {
            (Change::Found | Change::Outside, _) => "outside",
            (_, "") => "nobody",
            (_, who) => who,
        };
        let change = match &version.change {
            Change::Kept(why) => format!("kept: {}", why.as_deref().unwrap_or("cut short")),
            change => format!("{change:?}").to_lowercase(),
        };
        let name = version
            .name
            .as_ref()
            .map_or(String::new(), |name| format!(" “{name}”"));
        format!(
            "{}. {}, {who}, sitting {}, {change}{name}",
            version.number,
            String::from_utf8_lossy(&text),
            version.sitting
        )
    }
}

/// Anna at a minute.
fn by(who: &str, minute: i64) -> By {
    By { who: who.to_owned(), tab: format!("tab of {who}"), at: minute * 60 }
}

#[test]
fn a_save_is_over_the_text_that_was_read() {
    let office = Office::with("one");
    let read = office.desk.read(ID).expect("a letter");
    assert_eq!(
        (read.path.as_str(), read.bytes.as_slice()),
        ("2018/2018-01-18-pga-ign.md", &b"one"[..])
    );
    let anna = by("Anna", 0);
    let saved = office.desk.save(ID, read.base, b"two", &anna).expect("saved");
    let Save::Saved { base } = saved else { panic!("{saved:?}") };
    assert_eq!(base, Fingerprint::of_text(b"two"));
    assert_eq!(office.text("2018/2018-01-18-pga-ign.md"), "two");
    // Another window still has the first text.
    let moved = office
        .desk
        .save(ID, read.base, b"three", &by("Ben", 1))
        .expect("an answer");
    let Save::Moved { current: Some(current) } = moved else { panic!("{moved:?}") };
    assert_eq!((current.base, current.bytes.as_slice()), (base, &b"two"[..]));
    assert_eq!(office.text("2018/2018-01-18-pga-ign.md"), "two");
    office
        .desk
        .keep(ID, b"three", &by("Ben", 1), "both changed the first line")
        .expect("kept");
    // The answer to a save was lost on its way, and it is sent again.
    let again = office.desk.save(ID, read.base, b"two", &anna).expect("saved");
    assert_eq!(again, Save::Saved { base });
    assert_eq!(
        office.history(ID),
        [
            "3. three, Ben, sitting 3, kept: both changed the first line",
            "2. two, Anna, sitting 2, saved",
            "1. one, outside, sitting 1, found",
        ]
    );
}

#[test]
fn what_another_program_wrote_is_seen_and_kept() {
    let office = Office::with("one");
    office.save("two", &by("Anna", 0));
    let base = office.desk.read(ID).expect("a letter").base;
    office.put("2018/2018-01-18-pga-ign.md", b"by an editor");
    let moved = office
        .desk
        .save(ID, base, b"three", &by("Anna", 1))
        .expect("an answer");
    let Save::Moved { current: Some(current) } = moved else { panic!("{moved:?}") };
    assert_eq!(current.bytes, b"by an editor");
    // Saved over it at once, or noticed before.
    let saved = office
        .desk
        .save(ID, current.base, b"three", &by("Anna", 2))
        .expect("saved");
    assert!(matches!(saved, Save::Saved { .. }));
    office.put("2018/2018-01-18-pga-ign.md", b"two");
    let noticed = office.desk.notice(ID, 180).expect("noticed");
    assert_eq!(noticed, Some(Fingerprint::of_text(b"two")));
    assert_eq!(
        office.history(ID),
        [
            "5. two, outside, sitting 5, outside",
            "4. three, Anna, sitting 4, saved",
            "3. by an editor, outside, sitting 3, outside",
            "2. two, Anna, sitting 2, saved",
            "1. one, outside, sitting 1, found",
        ]
    );
}

#[test]
fn versions_have_names_and_a_sitting_can_be_undone() {
    let office = Office::with("one");
    for (minute, text) in [(0, "two"), (29, "three"), (70, "four"), (71, "five")] {
        office.save(text, &by("Anna", minute));
    }
    let undo = |who| -> Vec<String> {
        let undo = office.desk.undo(ID, who).expect("versions");
        undo.iter().map(|version| office.told(ID, version)).collect()
    };
    assert_eq!(
        undo("Anna"),
        [
            "3. three, Anna, sitting 2, saved",
            "4. four, Anna, sitting 3, saved",
            "5. five, Anna, sitting 3, saved",
        ]
    );
    assert!(undo("Ben").is_empty());
    let sent = Fingerprint::of_text(b"three");
    office
        .desk
        .name(ID, sent, " as sent\nto the PGA ", &by("Ben", 72))
        .expect("named");
    // Brought back, it is a new version, and the name stays where it was.
    office.save("three", &by("Ben", 73));
    assert!(undo("Anna").is_empty());
    let history = office.history(ID);
    assert_eq!(history[0], "6. three, Ben, sitting 4, saved");
    assert_eq!(history[3], "3. three, Anna, sitting 2, saved “as sent to the PGA”");
    let error = office
        .desk
        .name(ID, Fingerprint::of_text(b"never"), "x", &by("Ben", 74));
    assert!(
        error
            .expect_err("no such version")
            .to_string()
            .contains("no such version")
    );
}

#[test]
fn whoever_has_a_letter_open_is_seen() {
    let office = Office::with("one");
    let desk = &office.desk;
    let others = |who: &str, minute| -> Vec<(String, i64)> {
        let others = desk.others(ID, &by(who, minute)).expect("others");
        others
            .into_iter()
            .map(|other| (other.who, other.since / 60))
            .collect()
    };
    desk.beat(ID, &by("Anna", 0)).expect("noted");
    desk.beat(ID, &by("Ben", 1)).expect("noted");
    desk.beat(ID, &by("Anna", 2)).expect("noted");
    assert_eq!(others("Ben", 2), [("Anna".to_owned(), 0)]);
    assert_eq!(others("Anna", 2), [("Ben".to_owned(), 1)]);
    assert_eq!(others("Anna", 4), []);
    assert_eq!(others("Clara", 4), [("Anna".to_owned(), 0)]);
    desk.leave(ID, &by("Anna", 4)).expect("noted");
    assert_eq!(others("Clara", 4), []);
    // Who comes back later has it open since then.
    desk.beat(ID, &by("Ben", 9)).expect("noted");
    assert_eq!(others("Clara", 9), [("Ben".to_owned(), 9)]);
}

#[test]
fn the_hidden_folder_may_be_deleted_at_any_time() {
    let office = Office::with("one");
    let base = office.desk.read(ID).expect("a letter").base;
    office.save("two", &by("Anna", 0));
    let hidden = office.path().join(".chancery-desk");
    assert_eq!(
        std::fs::read_to_string(hidden.join(".gitignore"))
            .expect("a file")
            .lines()
            .last(),
        Some("*")
    );
    std::fs::remove_dir_all(&hidden).expect("deleted");
    assert_eq!(office.text("2018/2018-01-18-pga-ign.md"), "two");
    assert!(office.history(ID).is_empty());
    assert!(matches!(office.desk.save(ID, base, b"x", &by("Anna", 1)), Ok(Save::Moved { .. })));
    office.save("three", &by("Anna", 2));
    assert_eq!(office.text("2018/2018-01-18-pga-ign.md"), "three");
    let listed = office.desk.list(0).expect("a list").records;
    let paths: Vec<_> = listed.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["2018/2018-01-18-pga-ign.md"]);
}

#[test]
fn a_letter_that_is_taken_away_can_be_brought_back() {
    let office = Office::with("one");
    office.put("2018/2018-01-18-pga-ign.fr.md", b"un");
    office.save("two", &by("Anna", 0));
    let renamed = office.desk.rename(ID, "2019/first", &by("Anna", 1)).expect("renamed");
    assert_eq!(renamed, "2019/first");
    assert_eq!(
        (office.text("2019/first.md"), office.text("2019/first.fr.md")),
        ("two".into(), "un".into())
    );
    assert!(office.desk.read(ID).is_err());
    assert_eq!(office.history("2019/first").len(), 2);
    assert_eq!(office.desk.undo("2019/first", "Anna").expect("versions").len(), 2);
    let binned = office.desk.remove("2019/first", &by("Ben", 2)).expect("removed");
    assert_eq!((binned.id.as_str(), binned.who.as_str()), ("2019/first", "Ben"));
    assert!(office.desk.list(0).expect("a list").records.is_empty());
    assert_eq!(office.desk.bin().expect("the bin"), std::slice::from_ref(&binned));
    // Another letter of that name has versions of its own.
    office.create("2019/first");
    let error = office
        .desk
        .bring_back(&binned.place, &by("Ben", 3))
        .expect_err("taken");
    assert!(error.to_string().contains("2019/first.md"), "{error}");
    let second = office.desk.remove("2019/first", &by("Ben", 4)).expect("removed");
    assert_eq!(office.desk.bin().expect("the bin"), [second, binned.clone()]);
    assert_eq!(office.desk.bring_back(&binned.place, &by("Ben", 5)).expect("back"), "2019/first");
    assert_eq!(office.text("2019/first.md"), "two");
    assert_eq!(office.history("2019/first").len(), 2);
    assert_eq!(office.history("2019/first.fr"), ["1. un, outside, sitting 1, found"]);
    assert_eq!(office.desk.bin().expect("the bin").len(), 1);
    assert!(office.desk.bring_back("../..", &by("Ben", 6)).is_err());
}
