//! The key file: who may come to the desk, and as what.
//!
//! One key a line: what it is for, the SHA-256 of the key, and a name.
//!
//! ```text
//! writer   5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5  Anna Berg
//! program  ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d  case system
//! ```
//!
//! A key is 256 random bits, which nobody can guess: a slow hash, as passwords need, adds nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::files;
use crate::text::hex;

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A person who reads.
    Reader,
    /// A person who reads and writes.
    Writer,
    /// A program that calls the desk at `/api/`.
    Program,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Writer, Self::Program];

    /// `reader`, `writer` or `program`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Writer => "writer",
            Self::Program => "program",
        }
    }
}

/// A line of the key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    /// What it is for.
    pub role: Role,
    /// Whose it is.
    pub name: String,
    /// The SHA-256 of the key, in hexadecimal digits.
    pub hash: String,
}

/// The largest key file that is read.
const MAX_FILE: u64 = 1 << 20;

/// The longest name of a person or program, in characters.
const MAX_NAME: usize = 80;

/// What a new key file begins with.
const HEAD: &str = "\
# Who may come to the desk: what the key is for, its SHA-256, and a name. `chancery key add` adds a
# line; whoever's line is taken out has no way in any more.
";

/// Reads a key file.
///
/// # Errors
/// That a line cannot be read.
pub fn read(path: &Path) -> Result<Vec<KnownKey>, Error> {
    let bytes = files::read(path, MAX_FILE)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::input(format!("{} is no text", path.display())))?;
    let mut all: Vec<KnownKey> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let key = known_key(line).filter(|key| !all.iter().any(|known| known.hash == key.hash));
        let key = key.ok_or_else(|| {
            Error::input(format!("line {} of {} is no key of its own", at + 1, path.display()))
                .help("a line is `writer`, `reader` or `program`, 64 digits and a name; take it out and make a key with `chancery key add`")
        })?;
        all.push(key);
    }
    Ok(all)
}

fn known_key(line: &str) -> Option<KnownKey> {
    let (role, rest) = line.split_once(char::is_whitespace)?;
    let role = Role::ALL.into_iter().find(|known| known.name() == role)?;
    let (hash, name) = rest.trim_start().split_once(char::is_whitespace)?;
    let name = name.trim();
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && is_name(name)).then(|| KnownKey {
        role,
        name: name.to_owned(),
        hash: hash.to_ascii_lowercase(),
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= MAX_NAME && !name.chars().any(char::is_control)
}

/// Makes a key, and adds its line to a key file, which is made if need be. The key itself is kept
/// nowhere.
///
/// # Errors
/// That the name is none or taken, or the file cannot be read or written.
pub fn add(path: &Path, name: &str, role: Role) -> Result<String, Error> {
    let name = name.trim();
    if !is_name(name) {
        return Err(Error::usage(format!(
            "a name has 1 to {MAX_NAME} characters, all of them visible"
        )));
    }
    let is_new = !files::is_file(path);
    let known = if is_new { Vec::new() } else { read(path)? };
    if known.iter().any(|known| known.name == name) {
        return Err(Error::usage(format!("{} has a key for `{name}`", path.display()))
            .help("take it out with `chancery key remove`, or give another name"));
    }
    let key = format!("chancery-{}", random()?);
    let line = format!("{:<7}  {}  {name}\n", role.name(), hash(&key));
    if is_new {
        files::make(path, format!("{HEAD}{line}").as_bytes())?;
    } else {
        let text = text(path)?;
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        files::replace(path, &text, &format!("{text}{end}{line}"))?;
    }
    Ok(key)
}

/// Takes the key of a name out of a key file.
///
/// # Errors
/// That there is none, or the file cannot be read or written.
pub fn remove(path: &Path, name: &str) -> Result<(), Error> {
    let known = read(path)?;
    let name = name.trim();
    if !known.iter().any(|known| known.name == name) {
        let names = crate::finding::suggest(name, known.iter().map(|known| known.name.as_str()));
        return Err(Error::usage(format!("{} has no key for `{name}`", path.display())).help(names));
    }
    let text = text(path)?;
    let is_theirs = |line: &str| known_key(line.trim()).is_some_and(|key| key.name == name);
    let left: String = text.split_inclusive('\n').filter(|line| !is_theirs(line)).collect();
    files::replace(path, &text, &left)
}

fn text(path: &Path) -> Result<String, Error> {
    let bytes = files::read(path, MAX_FILE)?;
    let text = String::from_utf8_lossy(&bytes);
    // A byte order mark is kept by whoever replaces the text.
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

/// A number that nobody can guess: 256 bits in hexadecimal digits.
///
/// # Errors
/// That the system has no random numbers.
pub(super) fn random() -> Result<String, Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Error::input("the system gives no random numbers"))?;
    Ok(hex(&bytes))
}

/// What is kept of a key.
pub(super) fn hash(key: &str) -> String {
    hex(&Sha256::digest(key))
}

/// A key file that is read again when it changes: whoever is taken out is out at once.
#[derive(Debug)]
pub(super) struct Keys {
    path: PathBuf,
    read: Mutex<Read>,
}

type Read = (Option<files::Change>, Arc<[KnownKey]>);

impl Keys {
    /// Opens a key file.
    ///
    /// # Errors
    /// That it cannot be read.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let change = files::change(path);
        let known = read(path)?;
        Ok(Self { path: path.to_owned(), read: Mutex::new((change, known.into())) })
    }

    /// The keys as the file has them now; none where it cannot be read.
    pub(super) fn all(&self) -> Arc<[KnownKey]> {
        let change = files::change(&self.path);
        let mut kept = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if change.is_none() || kept.0 != change {
            *kept = (change, read(&self.path).unwrap_or_default().into());
        }
        Arc::clone(&kept.1)
    }

    /// The key that somebody shows.
    pub(super) fn shown(&self, key: &str) -> Option<KnownKey> {
        self.hashed(&hash(key))
    }

    /// The key with a hash.
    pub(super) fn hashed(&self, hash: &str) -> Option<KnownKey> {
        self.all().iter().find(|known| known.hash == hash).cloned()
    }
}
