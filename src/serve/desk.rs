//! What a desk holds while it is open.

mod cards;
mod offers;
mod people;
mod reading;
mod recent;
mod store;
mod undo;

use std::collections::BTreeMap;
use std::path::PathBuf;

use tera::{Context, Value};

use super::Options;
use super::answer::Answer;
use super::form::{Choices, Layout};
use super::listing::Listing;
use super::merge::Lists;
use super::visitor::Visitor;
use super::words::Words;
use crate::archive::Stamp;
use crate::check::Rules;
use crate::compose::Engine;
use crate::error::Error;
use crate::files::{self, Folder, Records};
use crate::finding::Finding;
use crate::language::Language;
use crate::record::Syntax;
use crate::record::edit::{self, Fields};
use crate::template::PageSet;
use crate::text::{Fingerprint, Fingerprinter};
use crate::write::Writers;
use people::People;
use reading::DateReaders;
use recent::RecentTexts;
pub(super) use undo::Step;

/// Stamps are compared as they are, in this process and over its end.
const SETTLED: i64 = i64::MAX / 1_000_000_000;

/// The list as it is kept for the next start, and the most bytes of it that are read.
const LISTING: &str = "listing";
const MAX_LISTING: u64 = 512 << 20;

/// A folder of letters, and what makes letters and pages of it.
pub(super) struct Desk {
    pub(super) folder: PathBuf,
    /// The engine lives as long as the program: what is prepared for writing is kept beside it.
    pub(super) engine: &'static Engine,
    pub(super) writers: Writers<'static>,
    pub(super) rules: Rules,
    pub(super) listing: Listing,
    /// Lists that letters are made for.
    pub(super) lists: Lists,
    pub(super) person: String,
    pub(super) layout: Layout,
    pub(super) choices: Choices,
    words: BTreeMap<String, Words>,
    readers: DateReaders,
    pages: PageSet,
    store: files::desk::Store,
    shown: RecentTexts,
    #[cfg(feature = "pdf")]
    pub(super) papers: super::papers::Papers,
    people: People,
}

/// The text of a letter's record: as it lies on the disk, as it once was, or as it was just typed.
#[derive(Debug, Clone)]
pub(super) struct RecordText {
    /// Its path within the folder without an ending, by which the desk knows it: `2018/2018-01-18-pga`.
    pub(super) path: String,
    /// The path of its file: `2018/2018-01-18-pga.md`.
    pub(super) file: String,
    /// The id: the stem of its file.
    pub(super) id: String,
    pub(super) syntax: Syntax,
    pub(super) bytes: Vec<u8>,
    /// The fingerprint of what lay on the disk.
    pub(super) print: Fingerprint,
}

impl RecordText {
    /// The fingerprint by which a page says what it shows.
    pub(super) fn base(&self) -> String {
        self.print.to_string()
    }

    /// What it says, as a form shows it.
    pub(super) fn fields(&self) -> Fields {
        edit::fields(&self.file, &String::from_utf8_lossy(&self.bytes), self.syntax)
    }

    /// The same record with another text.
    pub(super) fn with(&self, text: String) -> Self {
        let bytes = text.into_bytes();
        Self { print: Fingerprint::of_text(&bytes), bytes, ..self.clone() }
    }
}

impl Desk {
    /// Opens a folder.
    ///
    /// # Errors
    /// That it is no folder; mistakes in the desk's own templates or words.
    pub(super) fn open(engine: Engine, rules: Rules, options: &Options) -> Result<Self, Error> {
        if !files::is_folder(&options.folder) {
            let folder = options.folder.display();
            return Err(Error::input(format!("{folder} is no folder"))
                .help("name the folder that holds the records of your letters"));
        }
        let wrong = |findings: Vec<Finding>| {
            let words: Vec<_> = findings.into_iter().map(|finding| finding.message).collect();
            Error::input(format!("the desk's templates have mistakes: {}", words.join("; ")))
        };
        let pages = PageSet::load(engine.templates(), "desk/", Context::new()).map_err(wrong)?;
        let words = languages(&engine).map_err(wrong)?;
        let engine: &'static Engine = Box::leak(Box::new(engine));
        Ok(Self {
            folder: options.folder.clone(),
            engine,
            writers: Writers::new(engine.templates(), Vec::new()),
            rules,
            listing: Listing::default(),
            lists: Lists::default(),
            person: options.person.clone(),
            layout: Layout::read(engine.templates()).map_err(wrong)?,
            choices: Choices::new(),
            words,
            readers: reading::readers(engine).map_err(wrong)?,
            pages,
            store: files::desk::Store::open(&options.folder, options.read_only)?,
            shown: RecentTexts::default(),
            #[cfg(feature = "pdf")]
            papers: super::papers::Papers::default(),
            people: People::default(),
        })
    }

    /// The words for a visitor: of the first language they like that the desk speaks.
    pub(super) fn words(&self, visitor: &Visitor) -> &Words {
        let liked = visitor.languages.iter().find_map(|tag| {
            let main = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
            self.words.get(tag).or_else(|| self.words.get(&main))
        });
        #[allow(clippy::expect_used, reason = "a desk without English does not open")]
        liked.unwrap_or_else(|| self.words.get("en").expect("English"))
    }

    /// A page by the design `desk/NAME`, in the visitor's language.
    pub(super) fn page(&self, name: &str, visitor: &Visitor, mut context: Context) -> Answer {
        let words = self.words(visitor);
        context.insert_value("words", words.value());
        context.insert("language", words);
        context.insert("here", &visitor.here);
        context.insert("languages", &self.words.values().collect::<Vec<_>>());
        context.insert("person", visitor.name.as_deref().unwrap_or(&self.person));
        context.insert("read_only", &(self.store.is_read_only() || visitor.reads_only));
        context.insert("is_known", &visitor.is_known);
        context.insert_value("assets", Value::from(super::assets::FINGERPRINT.as_str()));
        // Without random numbers the page goes without what it would let in.
        let nonce = super::keys::random().unwrap_or_else(|_| "none".to_owned());
        context.insert("nonce", &nonce);
        match self.pages.render(&format!("desk/{name}"), &context) {
            Ok(page) => Answer::page(page, &nonce),
            Err(findings) => Answer::broken(&findings),
        }
    }

    /// The files of all records of the folder.
    pub(super) fn list(&self) -> Result<Vec<(String, Stamp)>, Error> {
        Ok(self.store.list(SETTLED)?.records)
    }

    /// The records of the folder, for what reads many.
    pub(super) fn records(&self) -> Records {
        self.store.records(SETTLED)
    }

    /// What makes the list: this program, its templates and its rules.
    pub(super) fn made_by(&self) -> Fingerprint {
        let mut print = Fingerprinter::default();
        print.add(env!("CARGO_PKG_VERSION")).add(files::executable());
        for (path, source) in self.engine.templates().within("") {
            print.add(path).add(source.text());
        }
        print.add(Fingerprint::of(&self.rules)).fingerprint()
    }

    /// Keeps the list for the next start; where it cannot be kept, that reads the folder.
    pub(super) fn keep_listing(&self, bytes: &[u8]) {
        let _ = self.store.remember(LISTING, bytes);
    }

    /// The list that was kept.
    pub(super) fn kept_listing(&self) -> Option<Vec<u8>> {
        self.store.remembered(LISTING, MAX_LISTING)
    }

    /// What lies beside a record.
    pub(super) fn beside(&self, path: &str) -> Folder {
        Folder::of(&self.folder.join(path))
    }
}

/// The words of every language that the templates have.
fn languages(engine: &Engine) -> Result<BTreeMap<String, Words>, Vec<Finding>> {
    let templates = engine.templates();
    let mut all = BTreeMap::new();
    for tag in templates.languages() {
        let has = templates.text("", &format!("{tag}/desk.toml")).is_some();
        let Some(phrases) = templates.text("", &format!("{tag}/phrases.toml")).filter(|_| has)
        else {
            continue;
        };
        let language = Language::read(phrases)?;
        let words = Words::read(templates, tag, (language.name(), language.is_rtl()))?;
        all.insert(tag.to_owned(), words);
    }
    if !all.contains_key("en") {
        return Err(vec![Finding::error("setting", "there is no `en/desk.toml`")]);
    }
    Ok(all)
}

/// The name of a record as the address of its pages has it.
pub(super) fn encoded(path: &str) -> String {
    crate::text::percent::encode(path, crate::text::percent::PATH)
}
