//! Records: a text that a person wrote becomes a letter, or a list of what is wrong with it.
//!
//! Every syntax is read into the same tree of nodes with places, and one decoder makes
//! the letter from it: so all mistakes of a record are found at once, whatever its syntax.

mod body;
mod cells;
#[cfg(feature = "edit")]
pub mod edit;
mod front_matter;
mod holders;
mod json;
mod sections;
mod stem;
mod text;
mod texts;
mod tree;
mod versions;
mod yaml;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::finding::{Finding, has_errors};
use crate::letter::Letter;
use crate::node::{self, Decode, Decoder, Node, Notation, Value};
use crate::source::{Place, Source, Sources};
use crate::text::nfc;

pub use cells::Cells;
pub use stem::{is_version_tag, version_of};
use tree::Tree;
pub use versions::Version;

/// The most bytes a record may have: 16 MiB, a thousand times a long letter.
pub const MAX_RECORD: usize = 16 * 1024 * 1024;

pub use crate::node::MAX_DEPTH;

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Markdown below YAML front matter.
    Markdown,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// The file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// What messages call it.
    pub name: String,
    /// How it is written.
    pub syntax: Syntax,
    /// Its text.
    pub bytes: Vec<u8>,
}

impl Syntax {
    /// The extensions of records, in the order in which the record of an id is looked for.
    pub const EXTENSIONS: &'static [(&'static str, Self)] = &[
        ("md", Self::Markdown),
        ("yaml", Self::Yaml),
        ("yml", Self::Yaml),
        ("toml", Self::Toml),
        ("json", Self::Json),
    ];

    /// The syntax of a file by its extension, in capitals or not.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let known = Self::EXTENSIONS.iter();
        let mut known = known.filter(|(known, _)| extension.eq_ignore_ascii_case(known));
        known.next().map(|(_, syntax)| *syntax)
    }

    /// How its fields are written.
    fn notation(self) -> Notation {
        match self {
            Self::Markdown | Self::Yaml => Notation::Yaml,
            Self::Toml => Notation::Toml,
            Self::Json => Notation::Json,
        }
    }

    /// The syntax of a text that came without a name: Markdown if it begins with front
    /// matter, JSON if it begins with a brace, else YAML.
    pub fn guess(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(text::BYTE_ORDER_MARK).unwrap_or(bytes);
        match text.trim_ascii_start() {
            [b'{', ..] => Self::Json,
            start if start.starts_with(b"---") => Self::Markdown,
            _ => Self::Yaml,
        }
    }
}

/// The JSON Schema (2020-12) of a record, made from the types that read it.
pub fn schema() -> String {
    node::schema::<Letter>()
}

/// A record that was read: the letter, and where each of its fields was written.
#[derive(Debug, Clone)]
pub struct Record {
    /// The name by which other records refer to it: the file's stem.
    pub id: String,
    /// The text it was read from, without a byte order mark.
    pub source: Arc<Source>,
    /// The letter.
    pub letter: Arc<Letter>,
    /// All texts that its places are in.
    sources: Sources,
    tree: Arc<Node>,
    /// The bytes of the Markdown below front matter.
    body: Option<Range<usize>>,
    /// Where the lines of its prose stand; read when the first place is asked for.
    body_lines: OnceLock<Option<(Arc<Source>, body::Lines)>>,
    /// The prose of further languages in the record itself.
    sections: Vec<sections::Section>,
    /// What it is a version of, where the letter is in several languages.
    pub version: Option<Version>,
    /// What should be looked at; never errors, for with an error there is no record.
    pub findings: Vec<Finding>,
    /// Where a row of a list says what the letter took from it.
    cells: Option<Arc<Cells>>,
}

/// Reads a record. `name` is what messages call it; nothing of that name is opened.
///
/// # Errors
/// All that is wrong with the record, in the order of the text; at least one is an error.
pub fn read(id: &str, name: &str, bytes: &[u8], syntax: Syntax) -> Result<Record, Vec<Finding>> {
    match read_on(id, name, bytes, syntax) {
        (Some(record), findings) if findings.is_empty() => Ok(record),
        (_, findings) => Err(findings),
    }
}

/// Reads what can be read of a record, and what is wrong with it. With errors among the
/// findings, fields that were wrong are left out: such a letter is good for looking on for
/// more mistakes, and for nothing else. Without errors, remarks are in the record.
pub fn read_on(
    id: &str,
    name: &str,
    bytes: &[u8],
    syntax: Syntax,
) -> (Option<Record>, Vec<Finding>) {
    let (source, mut findings) = match text::decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(findings) => return (None, findings),
    };
    let Tree { root, body, sections, findings: written, doubts, .. } = match syntax {
        Syntax::Markdown => front_matter::read(&source),
        Syntax::Yaml => yaml::read(&source),
        Syntax::Toml => toml(&source),
        Syntax::Json => json::read(&source),
    };
    findings.extend(written);
    let Some(mut root) = root else {
        Finding::sort(&mut findings);
        return (None, findings);
    };
    let mut decoder = Decoder::new(&source).written_in(syntax.notation());
    let mut about_languages = Vec::new();
    versions::name_main(&mut root, &mut about_languages);
    for (finding, range) in about_languages {
        decoder.note(finding, range);
    }
    let mut letter = Letter::decode(&root, &mut decoder);
    if let Some(letter) = &mut letter {
        // Names of files and folders.
        let enclosed = letter
            .enclosures
            .iter_mut()
            .filter_map(|enclosure| enclosure.letter.as_mut());
        let named = enclosed.chain(&mut letter.jointly_with);
        for name in named.chain([&mut letter.office]) {
            *name = nfc(name).into_owned();
        }
    }
    require_date(&root, &mut decoder);
    findings.extend(
        decoder
            .into_findings()
            .into_iter()
            .filter(|finding| doubts.allow(finding)),
    );
    Finding::sort(&mut findings);
    let wrong = has_errors(&findings) || letter.is_none();
    let (remarks, mistakes) = if wrong { (Vec::new(), findings) } else { (findings, Vec::new()) };
    let record = letter.map(|letter| Record {
        id: nfc(id).into_owned(),
        sources: Sources::one(&source),
        source,
        letter: Arc::new(letter),
        tree: Arc::new(root),
        body,
        body_lines: OnceLock::new(),
        sections,
        version: None,
        findings: remarks,
        cells: None,
    });
    (record, mistakes)
}

/// Reads the data of a record in TOML.
fn toml(source: &Arc<Source>) -> Tree {
    let tree = Tree::from(node::toml::read(source));
    match &tree.root {
        Some(Node { value: Value::Map(entries), .. })
            if entries.is_empty() && tree.findings.is_empty() =>
        {
            Tree::refused(vec![text::empty(source)])
        }
        _ => tree,
    }
}

/// The text of a record by itself, as its places count it; none where it is not UTF-8.
pub fn text(name: &str, bytes: &[u8]) -> Option<Arc<Source>> {
    let (source, findings) = text::decode(name, bytes).ok()?;
    findings.is_empty().then_some(source)
}

/// A letter without a date is no letter, but an archive has pieces that never had one.
fn require_date(root: &Node, decoder: &mut Decoder) {
    let date = root.entry("date");
    let undated = root.get("sic").is_some_and(|sic| sic.entry("undated").is_some());
    if undated
        || !matches!(root.value, Value::Map(_))
        || date.is_some_and(|date| date.node.value != Value::Null)
    {
        return;
    }
    let range = date.map_or_else(|| decoder.first_line(&root.range), |date| date.range.clone());
    let finding = Finding::error("missing-date", "the record gives no `date`")
        .help("add a line such as `date: 2018-01-18`")
        .help("an old letter that bears no date says so: `sic: { undated: the original bears no date }`");
    decoder.note(finding, range);
}

impl Record {
    /// The record with another letter. Its places stay those of the record.
    #[must_use]
    pub fn with_letter(&self, letter: Letter) -> Self {
        Self { letter: Arc::new(letter), ..self.clone() }
    }

    /// The record with the row of a list that fills some of its fields, or without one.
    #[must_use]
    pub fn with_cells(self, cells: Option<Arc<Cells>>) -> Self {
        Self { cells, ..self }
    }

    /// Whether the record says something at a path such as `to[0].name`, be it right or wrong.
    pub fn says(&self, path: &str) -> bool {
        let found = self.tree.follow(path);
        found.whole && !matches!(found.node.value, Value::Null)
    }

    /// Whether the value at a path came from the row of a list.
    pub fn is_cell(&self, path: &str) -> bool {
        self.cells.as_ref().is_some_and(|cells| cells.place(path).is_some())
    }

    /// Whether the record says anything for one of its fields.
    pub fn gives(&self, field: &str) -> bool {
        match self.tree.get(field).map(|node| &node.value) {
            None | Some(Value::Null) => false,
            Some(Value::List(items)) => !items.is_empty(),
            Some(_) => true,
        }
    }

    /// Where the value at a path such as `meetings[0].dates` was written; where the path
    /// leads further than the record, the group of fields that lacks it.
    pub fn place(&self, path: &str) -> Place {
        if let Some(place) = self.cells.as_ref().and_then(|cells| cells.place(path)) {
            return place;
        }
        let found = self.tree.follow(path);
        match found.key {
            Some(entry) if !found.whole => self.sources.place(entry.range.clone()),
            _ if !found.whole => {
                let whole = self.sources.place(found.node.range.clone());
                Place::new(whole.source(), whole.source().first_line(&whole.range()))
            }
            _ => self.sources.place(found.node.range.clone()),
        }
    }

    /// Where the name of the field at a path was written; the value's place where it has no name.
    pub fn place_of_key(&self, path: &str) -> Place {
        match self.tree.follow(path).key {
            Some(entry) => self.sources.place(entry.range.clone()),
            None => self.place(path),
        }
    }

    /// Where bytes of the prose in `letter.body` were written. Exact where the record spells
    /// the prose as it is: below front matter, and in a YAML literal block; otherwise the whole prose.
    pub fn body_place(&self, range_in_body: Range<usize>) -> Place {
        let length = self.letter.body.as_ref().map_or(0, |body| body.0.len());
        let range = range_in_body.start.min(length)..range_in_body.end.min(length);
        match self.body_lines.get_or_init(|| self.lines_of_body()) {
            Some((source, lines)) => Place::new(source, lines.locate(range)),
            None => self.place("body"),
        }
    }

    fn lines_of_body(&self) -> Option<(Arc<Source>, body::Lines)> {
        let found = self.tree.follow("body");
        let (Value::Text(value), Some(key), true) = (&found.node.value, found.key, found.whole)
        else {
            return None;
        };
        let (source, from) = self.sources.around(found.node.range.start);
        let within = |range: &Range<usize>| range.start - from..range.end - from;
        let lines = body::Lines::of(&body::Written {
            text: source.text(),
            value,
            key_end: key.range.end - from,
            range: within(&found.node.range),
            below: self.body.as_ref().map(within),
        });
        Some((Arc::clone(source), lines?))
    }
}
