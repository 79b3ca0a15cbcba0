//! A server of files that knows nothing of the site, and Chromium to look at them.

use super::tools::skip;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The longest that a browser may take, so that no page holds up the others.
const LONGEST: Duration = Duration::from_secs(60);

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A request, and what it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub path: String,
    pub status: u16,
    pub bytes: usize,
}

/// What a browser makes of a page.
pub struct Seen {
    /// The page after its scripts have run, as HTML.
    pub page: String,
    /// What the browser complains of.
    pub console: Vec<String>,
}

/// A server of files that writes down what it is asked for.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Serves the files; `policy` is sent with each, beside what pages say of themselves.
    pub fn start(files: Files, policy: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (files, log) = (Arc::new(files), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (files, log) = (files.clone(), log.clone());
                std::thread::spawn(move || answer(stream, &files, policy, &log));
            }
        });
        Self { port, asked }
    }

    /// Looks at a page; none without Chromium.
    pub fn look(&self, address: &str) -> Option<Seen> {
        let (page, console) = self.chromium(address, &["--dump-dom"])?;
        let console = console.lines().filter(|line| line.contains(":CONSOLE"));
        Some(Seen { page, console: console.map(str::to_owned).collect() })
    }

    /// Prints a page into a PDF file; none without Chromium.
    pub fn print(&self, address: &str, file: &Path) -> Option<()> {
        let print = format!("--print-to-pdf={}", file.display());
        self.chromium(address, &[&print, "--no-pdf-header-footer"]).map(drop)
    }

    /// What Chromium writes to both of its outputs.
    fn chromium(&self, address: &str, more: &[&str]) -> Option<(String, String)> {
        let room = tempfile::tempdir().expect("room for a profile");
        let (out, err) = (room.path().join("out"), room.path().join("err"));
        let browser = Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu"])
            .args(["--disable-quic", "--no-first-run", "--disable-sync"])
            .args(["--disable-background-networking"])
            .args(["--disable-component-update", "--virtual-time-budget=20000"])
            .args(["--enable-logging=stderr", "--v=0"])
            // A request that would leave the site finds nobody.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", room.path().display()))
            .args(more)
            .arg(format!("http://127.0.0.1:{}/{address}", self.port))
            .stdout(File::create(&out).expect("a file"))
            .stderr(File::create(&err).expect("a file"))
            .spawn();
        let Ok(mut browser) = browser else {
            skip("Chromium is not installed");
            return None;
        };
        let begun = Instant::now();
        let mut ended = false;
        while !ended && begun.elapsed() < LONGEST {
            std::thread::sleep(Duration::from_millis(50));
            ended = browser.try_wait().is_ok_and(|status| status.is_some());
        }
        if !ended {
            let _ = browser.kill();
            let _ = browser.wait();
        }
        let read = |path: &Path| {
            let bytes = fs::read(path).expect("what Chromium wrote");
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let (out, err) = (read(&out), read(&err));
        assert!(ended, "{address} never ends: {err}");
        Some((out, err))
    }

    /// What was asked for; what browsers ask by themselves aside.
    pub fn asked(&self) -> Vec<Asked> {
        let mut asked = self.asked.lock().expect("no panic").clone();
        asked.retain(|asked| asked.path != "favicon.ico");
        asked
    }
}

fn answer(mut stream: TcpStream, files: &Files, policy: Option<&str>, log: &Mutex<Vec<Asked>>) {
    let (mut request, mut part) = (Vec::new(), [0; 4096]);
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(read) if read > 0 => request.extend_from_slice(&part[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&request);
    let target = request.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let (status, reason, body) = match files.get(path) {
        Some(body) => (200, "OK", body.as_slice()),
        None => (404, "Not Found", &b"nothing here"[..]),
    };
    log.lock()
        .expect("no panic")
        .push(Asked { path: path.to_owned(), status, bytes: body.len() });
    let policy =
        policy.map_or_else(String::new, |policy| format!("Content-Security-Policy: {policy}\r\n"));
    let head = format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         {policy}Connection: close\r\n\r\n",
        body.len()
    );
    // A browser that goes away needs no answer.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}
