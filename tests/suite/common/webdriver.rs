//! A browser that does what it is told, over WebDriver (<https://www.w3.org/TR/webdriver2/>).
//!
//! A crate for it would turn on features of `serde` and `syn`, and have every dependency compiled
//! once more for the tests: the protocol is a few requests.

use std::cell::Cell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::tools::skip;

/// How long something may take to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// The name of a reference to an element in what is sent.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys without a character, as WebDriver numbers them.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const DOWN: &str = "\u{e015}";

/// How many browsers run at once: they share two cores with everything else.
static FREE: (Mutex<usize>, Condvar) = (Mutex::new(2), Condvar::new());

/// A browser with a profile of its own.
pub struct Browser {
    driver: Child,
    /// Read to the line with its port; it ends where nobody listens.
    _out: BufReader<ChildStdout>,
    port: u16,
    session: String,
    room: tempfile::TempDir,
    steps: Cell<usize>,
}

/// An element of a page.
#[derive(Clone)]
pub struct Element(String);

impl Browser {
    /// Opens a browser; none where there is none.
    pub fn open(scripts: bool) -> Option<Self> {
        let (free, freed) = &FREE;
        let mut free = free.lock().expect("no panic");
        while *free == 0 {
            free = freed.wait(free).expect("no panic");
        }
        *free -= 1;
        drop(free);
        let opened = Self::start(scripts);
        if opened.is_none() {
            give_back();
            skip("chromedriver is not installed (Debian: chromium-driver)");
        }
        opened
    }

    fn start(scripts: bool) -> Option<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut out = BufReader::new(driver.stdout.take().expect("its output"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert!(out.read_line(&mut line).expect("a line") > 0, "chromedriver ended");
            if let Some((_, rest)) = line.split_once("successfully on port ") {
                break rest.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        let room = tempfile::tempdir().expect("room for a profile");
        let mut arguments: Vec<_> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--hide-scrollbars",
            "--window-size=1280,900",
            "--lang=en",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", room.path().display()));
        let mut preferences = json!({ "download.default_directory": room.path() });
        if !scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let mut browser =
            Self { driver, _out: out, port, session: String::new(), room, steps: Cell::new(0) };
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let made = browser.ask("POST", "/session", &wanted).expect("a session");
        browser.session = made["sessionId"].as_str().expect("its id").to_owned();
        browser
            .post("/timeouts", &json!({ "script": 120_000 }))
            .expect("patience");
        Some(browser)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let failed = |error: std::io::Error| format!("chromedriver: {error}");
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(failed)?;
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        );
        stream.write_all(request.as_bytes()).map_err(failed)?;
        // The connection is not closed after the answer.
        let mut answer = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while line != "\r\n" {
            line.clear();
            answer.read_line(&mut line).map_err(failed)?;
            if let Some(given) = line.to_lowercase().strip_prefix("content-length:") {
                length = given.trim().parse().map_err(|_| "no length".to_owned())?;
            }
            if line.is_empty() {
                return Err("chromedriver said nothing".to_owned());
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).map_err(failed)?;
        let mut told: Value = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
        let value = told["value"].take();
        match value.get("error") {
            Some(_) => Err(value["message"].as_str().unwrap_or_default().to_owned()),
            None => Ok(value),
        }
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.ask("POST", &format!("/session/{}{path}", self.session), body)
    }

    fn get(&self, path: &str) -> Value {
        let path = format!("/session/{}{path}", self.session);
        self.ask("GET", &path, &Value::Null)
            .unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    /// Opens an address.
    pub fn go(&self, address: &str) {
        self.post("/url", &json!({ "url": address })).expect("an address");
    }

    /// The address that is open.
    pub fn here(&self) -> String {
        self.get("/url").as_str().expect("an address").to_owned()
    }

    /// What a script gives back, on a page that may run one or not.
    pub fn js(&self, script: &str) -> Value {
        let asked = json!({ "script": script, "args": [] });
        self.post("/execute/sync", &asked)
            .unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// What a script gives to the function that is its last argument.
    pub fn js_later(&self, script: &str) -> Value {
        let asked = json!({ "script": script, "args": [] });
        self.post("/execute/async", &asked)
            .unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// The first element that a selector names, as soon as it is there.
    pub fn find(&self, selector: &str) -> Element {
        let asked = json!({ "using": "css selector", "value": selector });
        self.until(selector, || self.post("/element", &asked).ok())[ELEMENT]
            .as_str()
            .map(|id| Element(id.to_owned()))
            .expect("an element")
    }

    /// Whether there is such an element now.
    pub fn has(&self, selector: &str) -> bool {
        let asked = json!({ "using": "css selector", "value": selector });
        self.post("/element", &asked).is_ok()
    }

    /// The words of an element, as they are seen.
    pub fn text(&self, selector: &str) -> String {
        // A page that is drawn anew takes its elements with it.
        self.until(selector, || {
            let Element(id) = self.find(selector);
            let path = format!("/session/{}/element/{id}/text", self.session);
            Some(self.ask("GET", &path, &Value::Null).ok()?.as_str()?.to_owned())
        })
    }

    /// What stands in a control.
    pub fn value(&self, selector: &str) -> String {
        let Element(id) = self.find(selector);
        let value = self.get(&format!("/element/{id}/property/value"));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Presses on an element with the mouse, as soon as that can be done.
    pub fn click(&self, selector: &str) {
        self.steps.set(self.steps.get() + 1);
        self.until(&format!("a press on {selector}"), || {
            let Element(id) = self.find(selector);
            self.post(&format!("/element/{id}/click"), &json!({})).ok()
        });
    }

    /// Presses on what leads to another page, and waits until that is there.
    pub fn follow(&self, selector: &str) {
        self.js("window.isOld = true");
        self.click(selector);
        self.until("another page", || {
            self.js("return !window.isOld && document.readyState === 'complete'")
                .as_bool()?
                .then_some(())
        });
    }

    /// Types into a control in place of what stands there.
    pub fn fill(&self, selector: &str, text: &str) {
        self.steps.set(self.steps.get() + 1);
        self.until(&format!("to type into {selector}"), || {
            let Element(id) = self.find(selector);
            self.post(&format!("/element/{id}/clear"), &json!({})).ok()?;
            let typed = json!({ "text": text });
            self.post(&format!("/element/{id}/value"), &typed).ok()
        });
    }

    /// Takes a choice of a list.
    pub fn choose(&self, selector: &str, value: &str) {
        self.click(&format!("{selector} option[value='{value}']"));
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let actions: Vec<_> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key.to_string() }))
            })
            .collect();
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] });
        self.post("/actions", &actions).expect("keys");
    }

    /// Waits for something, and says what where it does not come.
    pub fn until<T>(&self, what: &str, mut there: impl FnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = there() {
                return found;
            }
            if began.elapsed() > PATIENCE {
                let page = self.js("return document.body.innerText");
                panic!("{what} never came at {}:\n{}", self.here(), page.as_str().unwrap_or(""));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until an element says some words.
    pub fn says(&self, selector: &str, words: &str) {
        self.until(&format!("{words:?} in {selector}"), || {
            self.text(selector).contains(words).then_some(())
        });
    }

    /// Opens another tab and looks at it.
    pub fn new_tab(&self) -> String {
        let made = self.post("/window/new", &json!({ "type": "tab" })).expect("a tab");
        let tab = made["handle"].as_str().expect("a handle").to_owned();
        self.tab(&tab);
        tab
    }

    /// Looks at a tab.
    pub fn tab(&self, tab: &str) {
        self.post("/window", &json!({ "handle": tab })).expect("a tab");
    }

    /// The tab that is looked at.
    pub fn this_tab(&self) -> String {
        self.get("/window").as_str().expect("a handle").to_owned()
    }

    /// Closes the tab that is looked at.
    pub fn close_tab(&self) {
        let path = format!("/session/{}/window", self.session);
        self.ask("DELETE", &path, &Value::Null).expect("closed");
    }

    /// Asks Chromium itself for something, by its own protocol.
    pub fn chromium(&self, command: &str, with: Value) -> Value {
        let asked = json!({ "cmd": command, "params": with });
        self.post("/goog/cdp/execute", &asked)
            .unwrap_or_else(|why| panic!("{command}: {why}"))
    }

    /// What the browser complains of since it was last asked.
    pub fn complaints(&self) -> Vec<String> {
        let told = self.post("/se/log", &json!({ "type": "browser" })).expect("a log");
        let told = told.as_array().into_iter().flatten();
        told.filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// A file that was downloaded, as soon as it is whole.
    pub fn downloaded(&self, name: &str) -> Vec<u8> {
        let path = self.room.path().join(name);
        self.until(name, || std::fs::read(&path).ok())
    }

    /// How often something was pressed or filled in.
    pub fn steps(&self) -> usize {
        self.steps.get()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let path = format!("/session/{}", self.session);
        // Its browser ends with it.
        let _ = self.ask("DELETE", &path, &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        give_back();
    }
}

fn give_back() {
    let (free, freed) = &FREE;
    if let Ok(mut free) = free.lock() {
        *free += 1;
    }
    freed.notify_one();
}
