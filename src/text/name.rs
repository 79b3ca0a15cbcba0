//! Names of files and folders, made of what people call things.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::fold::{base, latin};
use super::{Fingerprinter, hex, nfc};

/// The longest name of a folder or file, in bytes: with its ending it fits every file system.
const LONGEST: usize = 120;

/// Whether Windows keeps a name for a device, whatever its case and ending.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = |port: &str| {
        let number = base.strip_prefix(port);
        number.is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    matches!(base.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The name of a folder for a person or thing: `Miroslav Lajčák` is `miroslav-lajcak`. Letters
/// that do not come down to the Latin alphabet stand as they are. Never empty.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkc().flat_map(char::to_lowercase) {
        let base = base(c);
        let plain_before = out.ends_with(|c: char| c.is_ascii_alphanumeric());
        if base.is_ascii_alphanumeric() {
            out.push(base);
        } else if let Some(letters) = latin(c) {
            out.push_str(letters);
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
    out.truncate(out.trim_end_matches('-').len());
    let digest = || hex(&Fingerprinter::default().add(name).fingerprint().as_ref()[..6]);
    if out.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| out.is_char_boundary(*at));
        out.truncate(cut.unwrap_or(0));
        format!("{out}-{}", digest())
    } else if out.is_empty() || is_device(&out) {
        format!("{out}x-{}", digest())
    } else {
        out
    }
}

/// Words in lower case with a hyphen for all that is no letter or figure, in any script.
pub(crate) fn kebab(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Letters and figures of any script, in their case, with one hyphen for all else between them;
/// at most so many bytes.
pub(crate) fn hyphenated(name: &str, longest: usize) -> String {
    let mut out = String::new();
    for c in name.nfc() {
        if out.len() + c.len_utf8() > longest {
            break;
        }
        match c {
            c if c.is_alphanumeric() || c == '_' => out.push(c),
            // An apostrophe is within a word.
            '\'' | '’' => {}
            // Marks that are no letters by themselves belong to the one before them.
            c if is_combining_mark(c) => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a path, with `/` between its parts, names a place within a folder: no part of it is
/// empty or leads upwards.
pub fn is_inner_path(path: &str) -> bool {
    let inner = |part: &str| !part.is_empty() && !matches!(part, "." | "..");
    !path.contains('\0') && path.split('/').all(inner)
}

/// The longest stem of a file, in bytes: a language, an ending and what a file is called that is
/// not yet whole find room beside it.
const LONGEST_STEM: usize = 200;

/// A file's stem made of an id: letters, digits, `-`, `_` and `.` stay, all else becomes `-`.
///
/// In NFC, so that it is the same whatever file system the id comes from. Never empty, never hidden, never a device name of an old system, at most 120 characters and
/// 200 bytes.
pub fn file_stem(id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let mut stem: String = nfc(id).chars().take(120).map(safe).collect();
    stem.truncate(stem.floor_char_boundary(LONGEST_STEM));
    if stem.starts_with('.') {
        stem.replace_range(..1, "-");
    }
    if stem.is_empty() || is_device(&stem) {
        stem.insert_str(0, "letter-");
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_one_list() {
        for name in ["con", "NUL.txt", "com9", "Lpt0.a.b"] {
            assert!(is_device(name), "{name}");
            assert!(file_stem(name).starts_with("letter-"), "{name}");
        }
        for name in ["", "console", "com", "com10", "comx", "a.con"] {
            assert!(!is_device(name), "{name}");
        }
        assert!(slug("Com5").starts_with("com5x-") && slug("").starts_with("x-"));
    }

    #[test]
    fn paths_stay_within_their_folder() {
        for path in ["a", "2018/a/a.html", "a..b/.c", "…"] {
            assert!(is_inner_path(path), "{path}");
        }
        for path in ["", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\0"] {
            assert!(!is_inner_path(path), "{path:?}");
        }
        assert_eq!(file_stem(&"議".repeat(90)).len(), 198);
    }

    #[test]
    fn names_of_folders_come_down_to_latin_letters() {
        let of = ["Miroslav Lajčák", "Łucja Ærø", "O’Brien, J.", "Владимир"].map(slug);
        assert_eq!(of, ["miroslav-lajcak", "lucja-aero", "obrien-j", "владимир"]);
        assert_eq!(slug(&"a".repeat(200)).len(), LONGEST + 13);
    }

    #[test]
    fn words_keep_their_script() {
        assert_eq!(kebab(" A/RES/72/313, État "), "a-res-72-313-état");
        assert_eq!(hyphenated("  Côte d’Ivoire / 2 ", 80), "Côte-dIvoire-2");
        assert_eq!(hyphenated("abcdef", 3), "abc");
    }
}
