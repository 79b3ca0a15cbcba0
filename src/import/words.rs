//! By what a language knows the parts of a letter: `LANGUAGE/import.toml`.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::node::fields::fields;
use crate::node::from_toml;
use crate::template::Templates;

fields! {
    /// What letters of any hand say, by which their parts are known.
    #[holds(words)]
    pub struct ImportWords as "import.toml" {
        /// Small words by which the language is known, in small letters.
        #[field(required)]
        pub common: Vec<String>,
        /// The first words of salutations: "Dear", "Excellency".
        #[field(required)]
        pub greetings: Vec<String>,
        /// Words of complimentary closes, of which one is enough: "sincerely", "assurances".
        #[field(required)]
        pub closes: Vec<String>,
        /// Words of titles and bodies, which are in no person's name: "Ambassador", "Mission".
        #[field(required)]
        pub titles: Vec<String>,
        /// Words that call many: "All Permanent Representatives".
        #[field(required)]
        pub groups: Vec<String>,
        /// Markings, whole: "Confidential".
        #[field(required)]
        pub markings: Vec<String>,
        /// What stands before an addressee: "To".
        #[field(required)]
        pub to: Vec<String>,
        /// What stands before those who receive a copy: "cc".
        #[field(required)]
        pub copies: Vec<String>,
        /// What stands before what is enclosed: "Enclosure", "Encl.".
        #[field(required)]
        pub enclosures: Vec<String>,
        /// What stands before the subject: "Subject", "Re".
        #[field(required)]
        pub subject: Vec<String>,
        /// What stands before the letter's own number: "Ref.", "No.".
        #[field(required)]
        pub reference: Vec<String>,
        /// What stands before the date: "Date".
        #[field(required)]
        pub date: Vec<String>,
    }
}

/// The tables of all languages that have one, by tag.
pub(super) fn all(templates: &Templates) -> Result<BTreeMap<String, ImportWords>, Vec<Finding>> {
    let mut all = BTreeMap::new();
    for tag in templates.languages() {
        if let Some(source) = templates.text("", &format!("{tag}/import.toml")) {
            all.insert(tag.to_owned(), from_toml(source)?);
        }
    }
    Ok(all)
}

/// What follows a label at the start of a line: "Subject: the visit" gives the label with its mark,
/// and "the visit". A label stands before a colon, a full stop, or alone on its line.
pub(super) fn after_label<'l>(line: &'l str, labels: &[String]) -> Option<(&'l str, &'l str)> {
    let line = line.trim();
    let mut found: Option<(&str, &str)> = None;
    for label in labels {
        let Some(head) = line.get(..label.len()) else { continue };
        if !head.eq_ignore_ascii_case(label) && head.to_lowercase() != label.to_lowercase() {
            continue;
        }
        let rest = &line[label.len()..];
        let bare = rest.trim_start_matches(['.', '(', ')', 's', ' ', '\u{A0}']);
        let marked = bare.strip_prefix([':', '：']);
        let split = match marked {
            Some(after) => Some(line.len() - after.len()),
            None if rest.is_empty() => Some(line.len()),
            None => None,
        };
        if let Some(at) = split
            && found.is_none_or(|(label, _)| label.len() < at)
        {
            found = Some((line[..at].trim_end(), line[at..].trim()));
        }
    }
    found
}
