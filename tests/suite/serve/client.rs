//! A browser without scripts: it follows forms as they are written.

use std::cell::RefCell;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chancery::serve::keys::{self, Role};
use chancery::serve::{Options, Server};
use markup5ever_rcdom::{Handle, NodeData};

use crate::common::html::{attribute, elements, parse};
use crate::prelude::*;

/// Somebody at a desk of their own.
#[derive(Clone)]
pub struct Client {
    room: Arc<tempfile::TempDir>,
    port: u16,
    cookie: String,
    /// The key of a program.
    key: String,
    /// What the desk is called, and where its pages come from.
    host: String,
    origin: String,
    /// The token of this start, which is spent.
    token: String,
    language: String,
    entered: Option<Rc<Page>>,
    log: Rc<RefCell<Vec<String>>>,
}

/// What came back.
pub struct Page {
    pub status: u16,
    pub head: Vec<(String, String)>,
    pub body: String,
    address: String,
}

impl Client {
    /// Opens a desk over a folder, and is let in.
    pub fn at(room: tempfile::TempDir) -> Self {
        Self::with(room, |_| ())
    }

    /// The same, with a desk that is opened otherwise.
    pub fn with(room: tempfile::TempDir, change: impl FnOnce(&mut Options)) -> Self {
        Self::over(Arc::new(room), change)
    }

    /// Another desk over the same folder.
    pub fn reopened(&self) -> Self {
        Self::over(Arc::clone(&self.room), |_| ())
    }

    fn over(room: Arc<tempfile::TempDir>, change: impl FnOnce(&mut Options)) -> Self {
        let mut options =
            Options { person: "Anna".to_owned(), ..Options::new(room.path().to_owned()) };
        let keys = room.path().join(".keys");
        let number = keys::read(&keys).map_or(0, |known| known.len());
        let key = keys::add(&keys, &format!("program {number}"), Role::Program).expect("a key");
        options.keys = Some(keys);
        change(&mut options);
        let server = Server::open(engine(), Rules::default(), options).expect("a desk");
        let (address, port) = (server.address(), server.port());
        // It answers until the tests end.
        std::thread::spawn(move || server.run());
        let (_, path) = address.split_once("//").expect("an address");
        let path = path.split_once('/').expect("a path").1;
        let mut client = Self {
            room,
            port,
            cookie: String::new(),
            key,
            host: format!("127.0.0.1:{port}"),
            origin: format!("http://127.0.0.1:{port}"),
            token: path.strip_prefix("enter?token=").unwrap_or_default().to_owned(),
            language: "en".to_owned(),
            entered: None,
            log: Rc::default(),
        };
        if !client.token.is_empty() {
            let answer = client.get(&format!("/{path}"));
            assert_eq!(answer.status, 303);
            let cookie = answer.field("set-cookie").expect("a cookie").to_owned();
            client.entered = Some(Rc::new(answer));
            return client.with_cookie(&cookie);
        }
        client
    }

    /// The same visitor with the cookie that an answer set.
    pub fn with_cookie(&self, cookie: &str) -> Self {
        let fresh = cookie.contains("HttpOnly");
        let cookie = if fresh { cookie.split(';').next().expect("a pair") } else { cookie };
        Self { cookie: cookie.to_owned(), ..self.clone() }
    }

    /// The same visitor, who calls the desk by another name.
    pub fn called_by(&self, host: &str, origin: &str) -> Self {
        Self { host: host.to_owned(), origin: origin.to_owned(), ..self.clone() }
    }

    /// What came back when the token was given up.
    pub fn entered(&self) -> Rc<Page> {
        self.entered.clone().expect("somebody who came in by a token")
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// The same visitor in another language.
    pub fn speaking(&self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self.clone() }
    }

    /// Waits until the list has so many letters.
    pub fn until_read(&self, letters: usize) {
        let began = Instant::now();
        while !self.get("/").text().contains(&format!("Letters: {letters}")) {
            assert!(began.elapsed() < Duration::from_secs(60), "the folder is not read");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn folder(&self) -> PathBuf {
        self.room.path().to_owned()
    }

    /// The records of the folder that are letters of their own.
    pub fn names(&self) -> Vec<String> {
        let found = chancery::files::records_in(self.room.path()).expect("records");
        let name = |path: PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        found.into_iter().map(name).collect()
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.room.path().join(name)).expect("a record")
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("text")
    }

    pub fn get(&self, address: &str) -> Page {
        self.ask(&format!("GET {address} HTTP/1.1\r\n{}\r\n", self.head()), address)
    }

    fn head(&self) -> String {
        format!(
            "host: {}\r\ncookie: {}\r\naccept-language: {}\r\nconnection: close\r\n",
            self.host, self.cookie, self.language
        )
    }

    /// Sends whatever bytes.
    pub fn ask(&self, request: &str, address: &str) -> Page {
        self.ask_bytes(request.as_bytes(), address)
    }

    fn ask_bytes(&self, request: &[u8], address: &str) -> Page {
        self.log.borrow_mut().push(address.to_owned());
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the desk");
        // Who is refused is told before everything was sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().expect("a status").split(' ').nth(1).expect("a number");
        let fields = lines.filter_map(|line| line.split_once(": "));
        let fields = fields.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Page {
            status: status.parse().expect("a number"),
            head: fields.collect(),
            body: String::from_utf8_lossy(&bytes[split + 4..]).into_owned(),
            address: address.to_owned(),
        }
    }

    /// Sends a form of a page as it stands, with some of its fields filled in. `begin` is the only
    /// form of its page that is sent to `/new`; others go by their id.
    pub fn send(&self, page: &Page, form: &str, filled: &[(&str, &str)]) -> Page {
        let forms = page.forms();
        let form = forms.iter().find(|one| match form {
            "begin" => one.action == "/new",
            id => one.id == id,
        });
        let form = form.unwrap_or_else(|| panic!("no form in {}: {}", page.address, page.body));
        self.submit(form, filled)
    }

    /// Sends the last form of a page.
    pub fn send_last(&self, page: &Page, filled: &[(&str, &str)]) -> Page {
        self.submit(page.forms().last().expect("a form"), filled)
    }

    fn submit(&self, form: &FormFields, filled: &[(&str, &str)]) -> Page {
        let mut fields = form.fields.clone();
        for (name, value) in filled {
            let known = fields.iter_mut().find(|(known, _)| known == name);
            match known {
                Some((_, old)) => *old = (*value).to_owned(),
                None if *name == "do" => fields.push(("do".to_owned(), (*value).to_owned())),
                None => panic!("the form has no field {name}: {:?}", form.fields),
            }
        }
        let encode = |text: &str| -> String {
            // A browser ends lines with both characters.
            let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            text.bytes()
                .map(|byte| match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                    other => format!("%{other:02X}"),
                })
                .collect()
        };
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let body = pairs.join("&");
        self.post(&form.action, &body)
    }

    pub fn post(&self, address: &str, body: &str) -> Page {
        self.send_bytes(address, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends a form of any type from a page of the desk.
    pub fn send_bytes(&self, address: &str, media_type: &str, body: &[u8]) -> Page {
        let head = format!(
            "POST {address} HTTP/1.1\r\n{}origin: {}\r\n\
             content-type: {media_type}\r\ncontent-length: {}\r\n\r\n",
            self.head(),
            self.origin,
            body.len()
        );
        self.ask_bytes(&[head.as_bytes(), body].concat(), address)
    }
}

/// A program.
impl Client {
    /// Calls the interface for programs with a JSON document, which may be empty.
    pub fn call(&self, method: &str, path: &str, body: &str) -> Page {
        self.call_as(method, path, "application/json", body)
    }

    pub fn call_as(&self, method: &str, path: &str, kind: &str, body: &str) -> Page {
        let fields = format!(
            "authorization: Bearer {}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n",
            self.key,
            body.len()
        );
        self.called(method, path, &fields, body)
    }

    pub fn call_without_key(&self, method: &str, path: &str) -> Page {
        self.called(method, path, "", "")
    }

    fn called(&self, method: &str, path: &str, fields: &str, body: &str) -> Page {
        let (port, end) = (self.port, "connection: close\r\n");
        let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost:{port}\r\n{fields}{end}");
        self.ask(&format!("{head}\r\n{body}"), path)
    }
}

/// A form with the values that a browser would send.
struct FormFields {
    id: String,
    action: String,
    fields: Vec<(String, String)>,
}

impl Page {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.head
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The words of the page.
    pub fn text(&self) -> String {
        if !self.body.starts_with("<!DOCTYPE html>") {
            return self.body.clone();
        }
        let mut words = String::new();
        text(&parse(&self.body).document, &mut words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn links(&self) -> Vec<String> {
        let mut found = Vec::new();
        elements(&parse(&self.body).document, &mut |name, element| {
            if name == "a" {
                found.extend(attribute(element, "href"));
            }
        });
        found
    }

    fn forms(&self) -> Vec<FormFields> {
        let mut found = Vec::new();
        elements(&parse(&self.body).document, &mut |name, element| {
            if name == "form" && attribute(element, "method").as_deref() == Some("post") {
                let mut fields = Vec::new();
                elements(element, &mut |name, control| {
                    fields.extend(value(name, control));
                });
                found.push(FormFields {
                    id: attribute(element, "id").unwrap_or_default(),
                    action: attribute(element, "action").expect("an action"),
                    fields,
                });
            }
        });
        found
    }
}

/// What a control adds to a form.
fn value(name: &str, control: &Handle) -> Option<(String, String)> {
    let field = attribute(control, "name")?;
    let value = match name {
        "input" => match attribute(control, "type").as_deref() {
            Some("radio" | "checkbox") if attribute(control, "checked").is_none() => return None,
            _ => attribute(control, "value").unwrap_or_default(),
        },
        "textarea" => {
            let mut words = String::new();
            text(control, &mut words);
            words
        }
        "select" => {
            let (mut first, mut chosen) = (None, None);
            elements(control, &mut |name, option| {
                if name == "option" {
                    let value = attribute(option, "value");
                    first = first.clone().or_else(|| value.clone());
                    if attribute(option, "selected").is_some() {
                        chosen = value;
                    }
                }
            });
            chosen.or(first).unwrap_or_default()
        }
        _ => return None,
    };
    Some((field, value))
}

fn text(node: &Handle, out: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        out.push_str(&contents.borrow());
    }
    for child in node.children.borrow().iter() {
        text(child, out);
    }
}
