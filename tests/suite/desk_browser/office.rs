//! A desk in a process of its own, with browsers before it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chancery::files::desk::Store;

use crate::common::webdriver::Browser;

/// A desk over a folder; the process ends with it.
pub struct Office {
    room: tempfile::TempDir,
    process: Child,
    port: u16,
    /// The address that lets in, once.
    entrance: String,
}

impl Office {
    /// A desk over an empty folder.
    pub fn empty() -> Self {
        Self::over(tempfile::tempdir().expect("a folder"))
    }

    /// A desk over the sample letters.
    pub fn with_samples() -> Self {
        let room = tempfile::tempdir().expect("a folder");
        for entry in std::fs::read_dir("letters").expect("letters") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_owned();
            std::fs::copy(&path, room.path().join(name)).expect("a copy");
        }
        Self::over(room)
    }

    /// A desk over the sample letters in which nothing can be changed.
    pub fn read_only() -> Self {
        let mut office = Self::with_samples();
        office.kill();
        office.begin(&["--read-only"]);
        office
    }

    fn over(room: tempfile::TempDir) -> Self {
        let (process, entrance) = serve(room.path(), 0, &[]);
        let mut office = Self { room, process, port: 0, entrance };
        office.port = office
            .address()
            .rsplit(':')
            .next()
            .expect("a port")
            .parse()
            .expect("a port");
        office
    }

    /// Starts the desk again where it was, on the same port.
    pub fn begin(&mut self, more: &[&str]) {
        let (process, entrance) = serve(self.room.path(), self.port, more);
        (self.process, self.entrance) = (process, entrance);
    }

    /// Ends the process at once, as a machine does that goes off.
    pub fn kill(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("gone");
    }

    /// `http://127.0.0.1:PORT`
    pub fn address(&self) -> &str {
        self.entrance.split("/enter").next().expect("an address")
    }

    /// The address that lets a browser in, once for each start.
    pub fn entrance(&self) -> &str {
        &self.entrance
    }

    /// Opens a page.
    pub fn show(&self, browser: &Browser, page: &str) {
        browser.go(&format!("{}{page}", self.address()));
    }

    /// A browser that has been let in.
    pub fn browser(&self, scripts: bool) -> Option<Browser> {
        let browser = Browser::open(scripts)?;
        browser.go(&self.entrance);
        Some(browser)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// The text of a record; nothing where it is not there.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap_or_default()
    }

    /// The folder as the desk keeps it.
    pub fn store(&self) -> Store {
        Store::open(self.room.path(), true).expect("a folder")
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The process of a desk, and the address that it prints.
fn serve(folder: &Path, port: u16, more: &[&str]) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .arg("serve")
        .arg(folder)
        .args(["--port", &port.to_string()])
        .args(more)
        .env("USER", "Anna")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the desk");
    let mut out = BufReader::new(process.stdout.take().expect("its output"));
    let mut line = String::new();
    while !line.starts_with("http://") {
        line.clear();
        assert!(out.read_line(&mut line).expect("a line") > 0, "the desk did not open");
    }
    (process, line.trim().to_owned())
}
