//! Dictionaries of the system, in the form of Hunspell.

use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};

use super::templates::MAX_TEMPLATE;
use super::{plainly, read};
use crate::error::Error;

/// A file of a dictionary: its path among the templates, the name to show, and its text in UTF-8.
type DictionaryFile = (String, String, Vec<u8>);

/// The dictionaries of languages in a folder, as files of these languages' folders of templates:
/// `fr.dic`, or else `fr_FR.dic`, or else the first that begins so; each with its `.aff`.
///
/// # Errors
/// That the folder or a file of it cannot be read.
pub fn dictionaries_in(folder: &Path, tags: &[&str]) -> Result<Vec<DictionaryFile>, Error> {
    let wrong = |error: std::io::Error| {
        Error::input(format!("cannot read {}: {}", folder.display(), plainly(&error)))
            .help("install dictionaries of Hunspell, or name their folder: --dictionaries=DIR")
    };
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        names.extend(entry.map_err(wrong)?.file_name().into_string());
    }
    names.sort();
    let mut found = Vec::new();
    for tag in tags {
        let Some(stem) = stem_of(tag, &names) else { continue };
        let file = |end: &str| -> PathBuf { folder.join(format!("{stem}.{end}")) };
        let rules = read(&file("aff"), MAX_TEMPLATE)?;
        let encoding = encoding_of(&rules);
        for (end, bytes) in [("dic", read(&file("dic"), MAX_TEMPLATE)?), ("aff", rules)] {
            let (text, ..) = encoding.decode(&bytes);
            let path = format!("{tag}/spelling.{end}");
            found.push((path, file(end).display().to_string(), text.into_owned().into_bytes()));
        }
    }
    Ok(found)
}

/// The name of a language's dictionary among those of a folder, without its end.
fn stem_of<'n>(tag: &str, names: &'n [String]) -> Option<&'n str> {
    let whole = |stem: &&str| names.iter().any(|name| *name == format!("{stem}.aff"));
    let stems = names.iter().filter_map(|name| name.strip_suffix(".dic"));
    let stems = stems.filter(whole).filter(|stem| {
        let rest = stem.strip_prefix(tag);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-']))
    });
    let region = tag.to_uppercase();
    stems.min_by_key(|stem| {
        let rest = &stem[tag.len()..];
        (!rest.is_empty(), rest.get(1..) != Some(region.as_str()), *stem)
    })
}

/// The encoding that the rules of a dictionary name: `SET ISO8859-1`.
fn encoding_of(rules: &[u8]) -> &'static Encoding {
    let lines = rules.split(|byte| *byte == b'\n');
    let named = lines.filter_map(|line| line.strip_prefix(b"SET ")).next();
    let named = String::from_utf8_lossy(named.unwrap_or_default())
        .trim()
        .to_lowercase();
    let named = named
        .replace("iso8859", "iso-8859")
        .replace("microsoft-cp", "windows-");
    Encoding::for_label(named.as_bytes()).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_s_own_country_comes_first() {
        let names = ["fr_BE.aff", "fr_BE.dic", "fr_FR.aff", "fr_FR.dic", "fro.aff", "fro.dic"];
        let names = names.map(str::to_owned);
        assert_eq!(stem_of("fr", &names), Some("fr_FR"));
        assert_eq!(stem_of("fr", &names[..2]), Some("fr_BE"));
        assert_eq!(stem_of("fr", &names[4..]), None);
    }

    #[test]
    fn rules_name_their_encoding() {
        assert_eq!(encoding_of(b"# x\nSET ISO8859-15\n").name(), "ISO-8859-15");
        assert_eq!(encoding_of(b"SET KOI8-R\r\n").name(), "KOI8-R");
        assert_eq!(encoding_of(b"SET microsoft-cp1251\n").name(), "windows-1251");
        assert_eq!(encoding_of(b"").name(), "UTF-8");
    }
}
