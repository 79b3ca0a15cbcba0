//! The set of template files: what is embedded, and what an office lays over it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Finding;
use crate::language::Dictionary;
use crate::node::Spanned;
use crate::office::extended;
use crate::source::{Place, Source};
use crate::text::nfc;

#[derive(rust_embed::Embed)]
#[folder = "templates/"]
struct Embedded;

/// The file of components that stands among the wordings of a language.
pub(super) const PARTS: &str = "parts";

/// Files of a language's folder that word no kind of letter.
pub(super) const NO_KINDS: &[&str] =
    &["phrases", "words", "site", "search", "clauses", "desk", "difference", "import"];

/// The ends of files that are text.
const TEXTS: &[&str] = &[".md", ".toml", ".html", ".css", ".typ", ".csv", ".txt", ".aff", ".dic"];

/// Whether a file belongs to the dictionary of a language.
fn is_dictionary(path: &str) -> bool {
    path.split_once('/')
        .is_some_and(|(_, name)| name.starts_with("spelling"))
}

/// All template files by their path within the templates folder.
#[derive(Debug, Clone)]
pub struct Templates {
    texts: BTreeMap<String, Arc<Source>>,
    binaries: BTreeMap<String, Arc<[u8]>>,
    /// Paths that an overlay brought.
    overlaid: BTreeSet<String>,
    /// All offices by name, each with the one that it extends.
    pub(super) offices: BTreeMap<String, Option<Spanned<String>>>,
    mistakes: Vec<Finding>,
}

impl Templates {
    /// What is embedded in the program.
    pub fn embedded() -> Self {
        let mut set = Self {
            texts: BTreeMap::new(),
            binaries: BTreeMap::new(),
            overlaid: BTreeSet::new(),
            offices: BTreeMap::new(),
            mistakes: Vec::new(),
        };
        // A dictionary is large, and few who open the templates look words up.
        for path in Embedded::iter().filter(|path| !is_dictionary(path)) {
            if let Some(file) = Embedded::get(&path) {
                set.insert(&path, &format!("templates/{path}"), file.data.into_owned());
            }
        }
        set
    }

    /// Lays files over the set, file by file. Each is its path within the folder,
    /// the name to show in messages, and its bytes.
    pub fn overlay(&mut self, files: impl IntoIterator<Item = (String, String, Vec<u8>)>) {
        for (path, shown, bytes) in files {
            self.insert(&path, &shown, bytes);
            self.overlaid.insert(path);
        }
    }

    fn insert(&mut self, path: &str, shown: &str, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.binaries.remove(path);
                // Files from other systems may carry a mark and other line ends; places stay exact without them.
                let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
                let source = Source::new(shown, text);
                let office = path.strip_prefix("offices/");
                let office = office.and_then(|path| path.strip_suffix("/office.toml"));
                let office = office.filter(|name| !name.contains('/')).map(str::to_owned);
                self.offices.extend(office.map(|office| (office, extended(&source))));
                self.texts.insert(path.to_owned(), source);
            }
            Err(error) if TEXTS.iter().any(|end| path.ends_with(end)) => {
                self.mistakes.push(not_text(path, shown, &error));
            }
            Err(error) => {
                self.texts.remove(path);
                self.binaries.insert(path.to_owned(), error.into_bytes().into());
            }
        }
    }

    /// A text as `office` sees it: its own file of that name, that of an office it extends, or
    /// the common one.
    pub fn text(&self, office: &str, path: &str) -> Option<&Arc<Source>> {
        self.layers(office, path).into_iter().next()
    }

    /// All texts of that name that `office` could see, those that stand before others first.
    pub fn layers(&self, office: &str, path: &str) -> Vec<&Arc<Source>> {
        let path = &*nfc(path);
        let own = self.lineage(office).into_iter();
        let own = own.filter_map(|office| self.texts.get(&format!("offices/{office}/{path}")));
        own.chain(self.texts.get(path)).collect()
    }

    /// The texts in `folder`, which ends in a slash, by their path.
    pub fn within<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Arc<Source>)> {
        let texts = self.texts.iter();
        texts
            .map(|(path, source)| (path.as_str(), source))
            .filter(move |(path, _)| path.starts_with(folder))
    }

    /// A file that is not text, from the office's own folder or that of an office it extends.
    pub fn binary(&self, office: &str, path: &str) -> Option<&Arc<[u8]>> {
        let path = nfc(path);
        let mut own = self.lineage(office).into_iter();
        own.find_map(|office| self.binaries.get(&format!("offices/{office}/{path}")))
    }

    /// All files, by their paths within the templates folder.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        // No letter depends on a dictionary.
        let texts = self.texts.iter().filter(|(path, _)| !is_dictionary(path));
        let texts = texts.map(|(path, source)| (path.as_str(), source.text().as_bytes()));
        texts.chain(self.binaries.iter().map(|(path, bytes)| (path.as_str(), &**bytes)))
    }

    /// The font files in the folders of the office and of those it extends, each in the order of
    /// their names.
    pub fn fonts(&self, office: &str) -> Vec<Vec<u8>> {
        let is_font = |path: &str| {
            let path = path.to_ascii_lowercase();
            [".ttf", ".otf", ".ttc"].iter().any(|end| path.ends_with(end))
        };
        let mut fonts = Vec::new();
        for office in self.lineage(office) {
            let folder = format!("offices/{office}/");
            let own = self.binaries.iter();
            let own = own.filter(|(path, _)| path.starts_with(&folder) && is_font(path));
            fonts.extend(own.map(|(_, bytes)| bytes.to_vec()));
        }
        fonts
    }

    /// The names of all offices.
    pub fn offices(&self) -> Vec<&str> {
        self.offices.keys().map(String::as_str).collect()
    }

    /// Whether there is an office of that name.
    pub fn has_office(&self, name: &str) -> bool {
        self.offices.contains_key(name)
    }

    /// The `office.toml` of an office, without those it extends.
    pub fn settings_of(&self, office: &str) -> Option<&Arc<Source>> {
        self.texts.get(&format!("offices/{office}/office.toml"))
    }

    /// An office's own names in a language: `TAG.toml` beside its `office.toml`.
    pub fn names_of(&self, office: &str, language: &str) -> Option<&Arc<Source>> {
        self.texts.get(&format!("offices/{office}/{language}.toml"))
    }

    /// The dictionary of a language: `spelling.aff` and `spelling.dic` in its folder.
    pub(crate) fn dictionary(&self, language: &str) -> Option<Dictionary> {
        let text = |end: &str| -> Option<Cow<'static, str>> {
            let path = format!("{language}/spelling.{end}");
            if let Some(source) = self.texts.get(&path) {
                return Some(Cow::Owned(source.text().to_owned()));
            }
            match Embedded::get(&path)?.data {
                Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
                Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
            }
        };
        Some(Dictionary::new(text("aff")?, text("dic")?))
    }

    /// Whether a language has a dictionary.
    pub fn has_dictionary(&self, language: &str) -> bool {
        ["aff", "dic"].iter().all(|end| {
            let path = format!("{language}/spelling.{end}");
            self.texts.contains_key(&path) || Embedded::get(&path).is_some()
        })
    }

    /// The languages: folders with a `phrases.toml`.
    pub fn languages(&self) -> Vec<&str> {
        let folders = self
            .texts
            .keys()
            .filter_map(|path| path.strip_suffix("/phrases.toml"));
        folders.filter(|name| !name.contains('/')).collect()
    }

    /// The languages that an overlay changes: their folders, or an office's names or wordings in them.
    pub fn touched_languages(&self) -> Vec<&str> {
        let languages = self.languages().into_iter();
        languages
            .filter(|tag| {
                self.overlaid.iter().any(|path| {
                    let own = path.strip_prefix("offices/");
                    let own = own.and_then(|path| Some(path.split_once('/')?.1));
                    let rest = own.unwrap_or(path).strip_prefix(tag);
                    rest.is_some_and(|rest| {
                        rest.starts_with('/') || (own.is_some() && rest == ".toml")
                    })
                })
            })
            .collect()
    }

    /// The Markdown templates directly in `folder`, as `office` sees them, by stem.
    pub fn stems(&self, office: &str, folder: &str) -> Vec<&str> {
        self.stems_of(office, folder, ".md")
    }

    /// The files directly in `folder` whose names end so, as `office` sees them, by stem.
    fn stems_of(&self, office: &str, folder: &str, end: &str) -> Vec<&str> {
        let own = self.lineage(office).into_iter();
        let mut folders: Vec<_> = own.map(|office| format!("offices/{office}/{folder}")).collect();
        folders.push(folder.to_owned());
        let stem = |path: &'_ str, folder: &str| {
            let stem = path.strip_prefix(folder)?.strip_suffix(end)?;
            (!stem.contains('/')).then_some(path.len() - end.len() - stem.len())
        };
        let mut stems: Vec<_> = self
            .texts
            .keys()
            .filter_map(|path| {
                let start = folders.iter().find_map(|folder| stem(path, folder))?;
                path[start..].strip_suffix(end)
            })
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The kinds of letter that `office` has wording for in `language`.
    pub fn kinds(&self, office: &str, language: &str) -> Vec<&str> {
        let stems = self.stems(office, &format!("{language}/"));
        let mut kinds: Vec<_> = stems.into_iter().filter(|stem| *stem != PARTS).collect();
        kinds.extend(self.kinds_of_clauses(office, language));
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The kinds of letter that have a `KIND.toml`.
    pub(super) fn kinds_of_clauses(&self, office: &str, language: &str) -> Vec<&str> {
        let mut kinds = self.stems_of(office, &format!("{language}/"), ".toml");
        kinds.retain(|stem| !NO_KINDS.contains(stem));
        kinds
    }

    /// Whether the file at `path` is nearer to `office` than the one at `other`, or as near.
    pub(super) fn is_nearer(&self, office: &str, path: &str, other: &str) -> bool {
        let own = self
            .lineage(office)
            .into_iter()
            .map(|office| format!("offices/{office}/"));
        let mut folders = own.chain([String::new()]);
        let nearest = folders.find_map(|folder| {
            let has = |path: &str| self.texts.contains_key(&format!("{folder}{path}"));
            (has(path) || has(other)).then(|| (has(path), has(other)))
        });
        nearest.is_some_and(|(has, has_other)| has && !has_other)
    }

    /// The folders of clauses that `office` sees, those that are laid over others last.
    pub(super) fn clause_folders(&self, office: &str, language: &str) -> Vec<String> {
        let folder = format!("{language}/clauses/");
        let own = self.lineage(office).into_iter().rev();
        let own = own.map(|office| format!("offices/{office}/{folder}"));
        std::iter::once(folder.clone()).chain(own).collect()
    }

    /// Files of an overlay that cannot be what they are named.
    pub fn mistakes(&self) -> &[Finding] {
        &self.mistakes
    }

    /// The offices whose letters an overlay changes: all of them, unless it lies only in
    /// their own folders.
    pub fn touched_offices(&self) -> Vec<&str> {
        let own = |path: &'_ str| {
            let name = path.strip_prefix("offices/")?.split('/').next()?;
            Some(name.to_owned())
        };
        let touched: Option<BTreeSet<_>> = self.overlaid.iter().map(|path| own(path)).collect();
        let mut offices = self.offices();
        if let Some(touched) = touched {
            offices.retain(|office| {
                let mut all = self.lineage(office).into_iter();
                all.any(|office| touched.contains(office))
            });
        }
        offices
    }
}

fn not_text(path: &str, shown: &str, error: &std::string::FromUtf8Error) -> Finding {
    let valid = error.utf8_error().valid_up_to();
    let source = Source::new(shown, String::from_utf8_lossy(error.as_bytes()));
    let replaced = char::REPLACEMENT_CHARACTER.len_utf8();
    Finding::error("template", format!("`{path}` is not UTF-8 text"))
        .at(Place::new(&source, valid..valid + replaced))
        .help("save the file as UTF-8")
}
