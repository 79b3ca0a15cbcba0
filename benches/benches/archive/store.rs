//! Where the benchmark works: letters, their site, copies of it, all on one file system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chancery_bench::generator::{Order, letters};

use crate::measure::{self, Took};

/// A folder of the benchmark's own, emptied at the end.
pub(crate) struct Workspace {
    folder: PathBuf,
    words: f64,
}

/// How much there is of something.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Amount {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
}

impl Workspace {
    /// A folder for the benchmark: in `CHANCERY_BENCH_DIR`, which may be a disk in memory, else
    /// beside the program.
    pub(crate) fn new(words: f64) -> Result<Self, String> {
        let above = std::env::var_os("CHANCERY_BENCH_DIR");
        let above = above.map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
        let workspace = Self { folder: above.join("archive-bench"), words };
        workspace.clear(".")?;
        fs::create_dir_all(&workspace.folder).map_err(|error| error.to_string())?;
        Ok(workspace)
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
        self.change(|_| true, |text| format!("{text}\nThis is version {} of it.\n", round + 2))
    }

    /// Changes the room of a meeting: that of the letter in the middle of those that name one.
    pub(crate) fn change_meeting(&self, round: usize) -> Result<(), String> {
        const ROOM: &str = "room: Conference Room ";
        self.change(
            |text| text.contains("meetings:") && text.contains(ROOM),
            |text| text.replace(ROOM, &format!("{ROOM}{}", round % 9 + 1)),
        )
    }

    fn change(
        &self,
        wanted: impl Fn(&str) -> bool,
        change: impl Fn(&str) -> String,
    ) -> Result<(), String> {
        let found = fs::read_dir(self.path("letters")).map_err(|error| error.to_string())?;
        let mut paths: Vec<_> = found.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|is| is == "md"));
        paths.sort();
        for path in &paths[paths.len() / 2..] {
            let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
            if wanted(&text) {
                return fs::write(path, change(&text)).map_err(|error| error.to_string());
            }
        }
        Err("there is no letter to change".to_owned())
    }

    /// Builds a site with a program.
    pub(crate) fn build(
        &self,
        program: &Path,
        site: &str,
        jobs: usize,
        search: bool,
    ) -> Result<Took, String> {
        let jobs = jobs.to_string();
        let mut arguments =
            vec!["build", "letters", "-o", site, "--to", "html,md", "--quiet", "--jobs", &jobs];
        if !search {
            arguments.push("--no-search");
        }
        measure::run(program, &arguments, &self.folder)
    }

    /// Copies a site to where nothing is.
    pub(crate) fn copy(&self, site: &str) -> Result<Took, String> {
        self.clear("copy")?;
        measure::run(Path::new("cp"), &["-r", site, "copy"], &self.folder)
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

    /// How much a site is.
    pub(crate) fn amount(&self, site: &str) -> Result<Amount, String> {
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
        add(&self.path(site), &mut amount).map_err(|error| format!("the site: {error}"))?;
        Ok(amount)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // A folder that stays is emptied by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
