//! A folder of records and a site of it, in a folder of their own that goes with the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

/// The files of a folder: bytes, and when they were written.
pub type Tree = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Files that a build wrote or removed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Written: new, or with another time.
    pub written: BTreeSet<String>,
    /// Gone.
    pub removed: BTreeSet<String>,
}

/// A place to work.
pub struct TempSite {
    room: tempfile::TempDir,
}

impl TempSite {
    fn empty() -> Self {
        let desk = Self { room: tempfile::tempdir().expect("room to work in") };
        fs::create_dir(desk.folder("records")).unwrap();
        desk
    }

    /// The sample letters.
    pub fn with_samples() -> Self {
        let desk = Self::empty();
        for name in samples() {
            fs::copy(Path::new("letters").join(&name), desk.record(&name)).unwrap();
        }
        desk
    }

    /// The sample letters, put there in another order.
    pub fn with_samples_backwards() -> Self {
        let desk = Self::empty();
        for name in samples().iter().rev() {
            fs::copy(Path::new("letters").join(name), desk.record(name)).unwrap();
        }
        desk
    }

    /// As many letters, each going on from the one before.
    pub fn with_many(count: usize) -> Self {
        let desk = Self::empty();
        for at in 0..count {
            let (month, day) = (at / 28 % 12 + 1, at % 28 + 1);
            let id = format!("2025-{month:02}-{day:02}-pga-note-{at:04}");
            let follows = match at {
                0 => String::new(),
                _ => {
                    let before = at - 1;
                    let (month, day) = (before / 28 % 12 + 1, before % 28 + 1);
                    format!("follows:\n  - letter: 2025-{month:02}-{day:02}-pga-note-{before:04}\n")
                }
            };
            let text = format!(
                "---\noffice: pga\ndate: 2025-{month:02}-{day:02}\nto: all-permanent-representatives\n\
                 signatories:\n  - {{ name: Amara Lindqvist, title: President of the General Assembly }}\n\
                 {follows}---\nThe consultations continue, and this is note number {at}.\n"
            );
            fs::write(desk.record(&format!("{id}.md")), text).unwrap();
        }
        desk
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    pub fn site(&self) -> PathBuf {
        self.folder("site")
    }

    pub fn record(&self, name: &str) -> PathBuf {
        self.folder("records").join(name)
    }

    /// Replaces words of a record, which must be there.
    pub fn edit(&self, record: &str, old: &str, new: &str) {
        replace(&self.record(record), old, new);
    }

    /// Builds with the built-in templates as an office's own, to be edited.
    pub fn own_templates(&self) {
        copy(Path::new("templates"), &self.folder("records/.templates"));
        fs::write(self.record("chancery.toml"), "templates = \".templates\"\n").unwrap();
    }

    pub fn edit_template(&self, path: &str, old: &str, new: &str) {
        replace(&self.folder("records/.templates").join(path), old, new);
    }

    pub fn append_template(&self, path: &str, more: &str) {
        let path = self.folder("records/.templates").join(path);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + more).unwrap();
    }

    /// Builds, and expects success.
    pub fn build(&self, more: &[&str]) {
        let (told, code) = self.try_build(more);
        assert_eq!(code, 0, "{told}");
    }

    pub fn try_build(&self, more: &[&str]) -> (String, i32) {
        self.run(&[&["build", "RECORDS", "-o", "SITE"], more].concat())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        for argument in arguments {
            match *argument {
                "RECORDS" => command.arg(self.folder("records")),
                "SITE" => command.arg(self.site()),
                other => command.arg(other),
            };
        }
        command
    }

    /// What a command says, on both outputs, and its exit code.
    pub fn run(&self, arguments: &[&str]) -> (String, i32) {
        let output = self.command(arguments).output().expect("the program runs");
        let told = [output.stdout, output.stderr].concat();
        let text = if arguments.contains(&"json") {
            String::from_utf8_lossy(&told)
                .lines()
                .take_while(|line| *line != "}")
                .fold(String::new(), |all, line| all + line + "\n")
                + "}"
        } else {
            String::from_utf8_lossy(&told).into_owned()
        };
        (text, output.status.code().unwrap_or(-1))
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program runs")
    }

    /// What building again changes, once something was done.
    pub fn changed_by(&self, change: impl FnOnce(&Self)) -> Changed {
        let before = tree(&self.site());
        change(self);
        let (told, code) = self.try_build(&[]);
        assert!(code < 2, "{told}");
        let after = tree(&self.site());
        let written = after.iter().filter(|(path, file)| before.get(*path) != Some(file));
        let removed = before.keys().filter(|path| !after.contains_key(*path));
        Changed {
            written: written.map(|(path, _)| path.clone()).collect(),
            removed: removed.cloned().collect(),
        }
    }

    /// The site is what a build from nothing makes.
    pub fn is_as_new(&self) {
        let new = self.folder("new");
        fs::remove_dir_all(&new).ok();
        self.run(&["build", "RECORDS", "-o", new.to_str().unwrap()]);
        let (is, should) = (bytes(&tree(&self.site())), bytes(&tree(&new)));
        let paths = is.keys().chain(should.keys()).collect::<BTreeSet<_>>();
        let differ: Vec<_> = paths
            .into_iter()
            .filter(|path| is.get(*path) != should.get(*path))
            .collect();
        assert!(differ.is_empty(), "not as a new site: {differ:?}");
    }
}

fn samples() -> Vec<String> {
    let entries = fs::read_dir("letters").expect("the sample letters");
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| !name.ends_with(".schema.json"));
    names.sort();
    names
}

fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{} does not say `{old}`", path.display());
    fs::write(path, text.replace(old, new)).unwrap();
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The files below a folder, without what a build remembers.
pub fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path == folder.join(".chancery") {
                continue;
            }
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            found.insert(name, (fs::read(&path).unwrap(), time));
        }
    }
    found
}

/// The bytes alone.
pub fn bytes(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    tree.iter()
        .map(|(path, (bytes, _))| (path.clone(), bytes.clone()))
        .collect()
}

/// What a Python program says of a path, if Python and what it needs are here.
pub fn python(arguments: &[&str], path: &Path) -> Option<(String, i32)> {
    let module = arguments.iter().skip_while(|argument| **argument != "-m").nth(1)?;
    let there = Command::new("python3")
        .args(["-c", &format!("import {module}")])
        .output()
        .ok()?;
    if !there.status.success() {
        return None;
    }
    let output = Command::new("python3").args(arguments).arg(path).output().ok()?;
    let told = [output.stdout, output.stderr].concat();
    Some((String::from_utf8_lossy(&told).into_owned(), output.status.code()?))
}

/// A small file system in memory.
pub struct Disk(PathBuf);

impl Disk {
    /// Mounts one of `size` bytes, if that is allowed here.
    pub fn mount(path: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(path).ok()?;
        let options = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(path)
            .output()
            .ok()?;
        mounted.status.success().then(|| Self(path.to_owned()))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn grow(&self, size: &str) {
        let options = format!("remount,size={size}");
        let grown = Command::new("mount")
            .args(["-o", &options])
            .arg(&self.0)
            .status()
            .unwrap();
        assert!(grown.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().ok();
    }
}
