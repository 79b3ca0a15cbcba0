//! Where the benchmark works: letters, their site, copies of it, all on one file system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chancery_bench::generator::{Order, letters};

use crate::measure::{self, Took};

/// A folder of the benchmark's own, emptied at the end.
pub(crate) struct Desk {
    folder: PathBuf,
    program: PathBuf,
    words: f64,
}

/// How much there is of something.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Amount {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
}

impl Desk {
    pub(crate) fn new(program: PathBuf, words: f64) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive-bench");
        let desk = Self { folder, program, words };
        desk.clear(".")?;
        fs::create_dir_all(&desk.folder).map_err(|error| error.to_string())?;
        Ok(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Takes a folder away, if it is there.
    pub(crate) fn clear(&self, name: &str) -> Result<(), String> {
        let path = self.path(name);
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(format!("{}: {error}", path.display()))
            }
            _ => Ok(()),
        }
    }

    /// So many new letters, none of them broken.
    pub(crate) fn letters(&self, count: usize) -> Result<Amount, String> {
        self.clear("letters")?;
        self.clear("site")?;
        let folder = self.path("letters");
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let order = Order { broken: 0, words: self.words, ..Order::of(count, 1) };
        let mut amount = Amount::default();
        for letter in letters(order) {
            fs::write(folder.join(letter.file()), &letter.bytes)
                .map_err(|error| error.to_string())?;
            amount.files += 1;
            amount.bytes += letter.bytes.len() as u64;
        }
        Ok(amount)
    }

    /// Changes the prose of one letter: the one in the middle of those in Markdown.
    pub(crate) fn change_one(&self, round: usize) -> Result<(), String> {
        let found = fs::read_dir(self.path("letters")).map_err(|error| error.to_string())?;
        let mut paths: Vec<_> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|is| is == "md"));
        paths.sort();
        let path = paths.get(paths.len() / 2).ok_or("no letter is in Markdown")?;
        let mut text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        text.push_str(&format!("\nThis is version {} of the letter.\n", round + 2));
        fs::write(path, text).map_err(|error| error.to_string())
    }

    /// Builds the site.
    pub(crate) fn build(&self, jobs: usize) -> Result<Took, String> {
        let jobs = jobs.to_string();
        let arguments = [
            "build", "letters", "-o", "site", "--to", "html,md", "--quiet", "--no-search",
            "--jobs", &jobs,
        ];
        measure::run(&self.program, &arguments, &self.folder)
    }

    /// Builds the site with its search, to where nothing is.
    pub(crate) fn build_with_search(&self, jobs: usize) -> Result<Took, String> {
        self.clear("searched")?;
        let jobs = jobs.to_string();
        let arguments =
            ["build", "letters", "-o", "searched", "--to", "html,md", "--quiet", "--jobs", &jobs];
        measure::run(&self.program, &arguments, &self.folder)
    }

    /// Copies the site to where nothing is.
    pub(crate) fn copy(&self) -> Result<Took, String> {
        self.clear("copy")?;
        measure::run(Path::new("cp"), &["-r", "site", "copy"], &self.folder)
    }

    /// Puts the copy of the site under git, its own folder outside; false where there is no git.
    pub(crate) fn commit(&self) -> Result<bool, String> {
        if Command::new("git").arg("--version").output().is_err() {
            return Ok(false);
        }
        self.clear("git")?;
        for step in [
            &["init", "--quiet"][..],
            &["add", "--all"],
            &["commit", "--quiet", "--message", "site"],
        ] {
            self.git(step)?;
        }
        Ok(true)
    }

    /// Asks git what changed in the copy.
    pub(crate) fn status(&self) -> Result<Took, String> {
        self.git(&["status", "--short"])
    }

    fn git(&self, step: &[&str]) -> Result<Took, String> {
        let mut arguments = vec![
            "--git-dir=git",
            "--work-tree=copy",
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@chancery.example",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "gc.auto=0",
        ];
        arguments.extend(step);
        measure::run(Path::new("git"), &arguments, &self.folder)
    }

    /// How much the site is.
    pub(crate) fn site(&self) -> Result<Amount, String> {
        fn add(folder: &Path, amount: &mut Amount) -> std::io::Result<()> {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let about = entry.metadata()?;
                if about.is_dir() {
                    add(&entry.path(), amount)?;
                } else {
                    amount.files += 1;
                    amount.bytes += about.len();
                }
            }
            Ok(())
        }
        let mut amount = Amount::default();
        add(&self.path("site"), &mut amount).map_err(|error| format!("the site: {error}"))?;
        Ok(amount)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // A folder that stays is emptied by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
