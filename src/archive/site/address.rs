//! Addresses within the site: folders named after people and things, and links between pages.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::Fingerprinter;
use crate::archive::letter::hex;

/// The longest name of a folder, in bytes: with its ending it fits every file system.
const LONGEST: usize = 120;

/// Names that some file systems keep for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The name of a folder for a person or thing: `Miroslav Lajčák` is `miroslav-lajcak`. Letters
/// that do not come down to the Latin alphabet stand as they are.
pub(in crate::archive) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkc().flat_map(char::to_lowercase) {
        let mut base = c;
        let mut first = true;
        decompose_canonical(c, |part| {
            if std::mem::take(&mut first) {
                base = part;
            }
        });
        let plain_before = out.ends_with(|c: char| c.is_ascii_alphanumeric());
        if base.is_ascii_alphanumeric() {
            out.push(base);
        } else if let Some(latin) = latin(c) {
            out.push_str(latin);
        } else if is_combining_mark(c) {
            if !plain_before && !out.is_empty() && !out.ends_with('-') {
                out.push(c);
            }
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | 'ʻ' | 'ʼ') && !out.is_empty() && !out.ends_with('-')
        {
            out.push('-');
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    let digest = || {
        let print = Fingerprinter::default().add(name).fingerprint();
        hex(&print.as_ref()[..6])
    };
    if out.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| out.is_char_boundary(*at));
        out.truncate(cut.unwrap_or(0));
        let _ = write!(out, "-{}", digest());
    } else if out.is_empty() || DEVICES.contains(&out.as_str()) {
        let _ = write!(out, "x-{}", digest());
    }
    out
}

/// Letters of the Latin script that Unicode does not take apart.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// A path as it stands in a link (RFC 3986, section 2.3: all but the unreserved is encoded).
pub(in crate::archive) fn href(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    if path.bytes().all(plain) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The way from the page at `path` up to the front page.
pub(in crate::archive) fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A path as people cite it: without the name that servers add.
pub(in crate::archive) fn folder_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}
