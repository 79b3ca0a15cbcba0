//! Gathers what belongs to a letter: the records it encloses, files, pictures.
//!
//! Pure: a [`Neighbours`] gives bytes by name, whoever keeps them.

mod neighbours;

pub use neighbours::{InMemory, Neighbours, Unavailable};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::finding::Finding;
use crate::letter::{Enclosed, Letter, Signature};
use crate::picture::Picture;
use crate::record::{self, Record, RecordFile};
use crate::text::thousands;

/// How deep letters may enclose letters.
const MAX_ENCLOSED: usize = 8;

/// The letters of a package at most: a letter, those it encloses, those that these enclose.
const MAX_LETTERS: usize = 200;

/// A record with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The record.
    pub record: Record,
    /// The same letter in its other languages, in their order; the record is in the main one.
    pub versions: Vec<Arc<Bundle>>,
    /// The letters it encloses, each with its place among the enclosures.
    pub enclosed: Vec<(usize, Arc<Bundle>)>,
    /// The files it encloses, by name.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// The pictures of its signatures, by name.
    pub pictures: BTreeMap<String, Picture>,
    /// Of letters that it names by an id without their office, and that lie beside it, the office;
    /// by id.
    pub writers: BTreeMap<String, String>,
}

/// The largest file that may be enclosed: 64 MiB.
const MAX_FILE: u64 = 64 << 20;

/// Gathers what belongs to `record` from `neighbours`: all that can be had, and findings for
/// everything that is missing, broken, or encloses its encloser.
pub fn gather(record: Record, neighbours: &dyn Neighbours) -> (Arc<Bundle>, Vec<Finding>) {
    gather_among(record, neighbours, &|_| true)
}

/// The same where not every id names an office: `names_office` says whether what follows the date
/// of an id does. Of a letter whose id names a topic alone its own record tells the office.
pub fn gather_among(
    record: Record,
    neighbours: &dyn Neighbours,
    names_office: &dyn Fn(&str) -> bool,
) -> (Arc<Bundle>, Vec<Finding>) {
    let mut findings = Vec::new();
    let (main, others) = versions(record, neighbours, &mut findings);
    let mut known = Known {
        letters: HashMap::new(),
        pictures: HashMap::new(),
        writers: HashMap::new(),
        names_office,
    };
    let mut main = root(main, neighbours, &mut known, &mut findings);
    for other in others {
        let mut found = Vec::new();
        let version = root(other, neighbours, &mut known, &mut found);
        main.versions.push(Arc::new(version));
        // What is missing is missing in every language, and said once.
        found.retain(|finding| !findings.contains(finding));
        findings.append(&mut found);
    }
    (Arc::new(main), findings)
}

/// The versions of a record: the main one, which is itself where it has no others, and the others.
fn versions(
    record: Record,
    neighbours: &dyn Neighbours,
    findings: &mut Vec<Finding>,
) -> (Record, Vec<Record>) {
    let unlisted = neighbours.versions(&record.id).into_iter();
    let listed = &record.letter.languages.0;
    let unlisted = unlisted.filter(|tag| !listed.contains(tag));
    findings.extend(unlisted.map(|tag| self::unlisted(&record, &tag)));
    let beside = |tag: &str| neighbours.record(&format!("{}.{tag}", record.id)).ok();
    let (versions, mut mistakes) = record.versions(&beside);
    findings.append(&mut mistakes);
    let mut versions = versions.into_iter();
    (versions.next().unwrap_or(record), versions.collect())
}

/// The file of a version that the record does not know of.
fn unlisted(record: &Record, tag: &str) -> Finding {
    let (id, languages) = (&record.id, &record.letter.languages.0);
    let (place, list) = if languages.is_empty() {
        let main = record.letter.language.as_deref().unwrap_or("en");
        (record.place("languages"), format!("{main}, {tag}"))
    } else {
        let listed = format!("{}, {tag}", languages.join(", "));
        (record.place_of_key("languages"), listed)
    };
    Finding::error(
        "unlisted-version",
        format!("`{id}.{tag}` lies beside the record as its version in `{tag}`, and the record does not list it"),
    )
    .at(place)
    .help(format!("write `languages: [{list}]` into the record"))
    .help(format!("or give the file another name, if it is a letter of its own: `{id}-{tag}`"))
}

/// What is read once, however often letters ask for it.
struct Known<'o> {
    /// Letters that are enclosed, by id and language of the cover.
    letters: HashMap<(String, Option<String>), Arc<Bundle>>,
    /// Pictures by name, or why there is none.
    pictures: HashMap<String, Result<Picture, String>>,
    /// The offices of letters whose id names none, by id.
    writers: HashMap<String, Option<String>>,
    names_office: &'o dyn Fn(&str) -> bool,
}

impl Known<'_> {
    /// The offices of the letters that a letter names by an id without its office.
    fn writers(
        &mut self,
        letter: &Letter,
        neighbours: &dyn Neighbours,
    ) -> BTreeMap<String, String> {
        let follows = letter.follows.iter().map(|follows| &follows.letter);
        let was = letter.meetings.iter();
        let was = was.filter_map(|meeting| meeting.was.as_ref()?.letter.as_ref());
        let named = follows.chain(was).filter_map(|reference| {
            let (id, rest) = (reference.id.as_ref()?, reference.office.as_deref()?);
            if (self.names_office)(rest) {
                return None;
            }
            let read = || {
                let file = neighbours.record(id).ok()?;
                let record = record::read(id, &file.name, &file.bytes, file.syntax).ok()?;
                Some(record.letter.office.clone())
            };
            let office = self.writers.entry(id.clone()).or_insert_with(read);
            Some((id.clone(), office.clone()?))
        });
        named.collect()
    }

    fn picture(&mut self, name: &str, neighbours: &dyn Neighbours) -> Result<Picture, String> {
        if let Some(known) = self.pictures.get(name) {
            return known.clone();
        }
        let bytes = neighbours.file(name, Picture::MAX_BYTES);
        let read = bytes.map_err(|why| why.to_string()).and_then(Picture::read);
        self.pictures.insert(name.to_owned(), read.clone());
        read
    }
}

/// A letter that is no enclosure, with all it encloses; none of it if it is too much.
fn root(
    record: Record,
    neighbours: &dyn Neighbours,
    known: &mut Known<'_>,
    findings: &mut Vec<Finding>,
) -> Bundle {
    let mut bundle = bundle(record, neighbours, known, &mut Vec::new(), findings);
    let (letters, _) = bundle.size(&mut HashMap::new());
    if letters > MAX_LETTERS {
        let place = bundle.record.place_of_key("enclosures");
        let message = format!(
            "with all letters enclosed in one another there are {} letters here, and a package holds {MAX_LETTERS} at most",
            thousands(letters)
        );
        let help = "enclose each letter once, or hand some of them out by themselves";
        findings.push(Finding::error("enclosure-count", message).at(place).help(help));
        bundle.enclosed.clear();
    }
    bundle
}

fn bundle(
    record: Record,
    neighbours: &dyn Neighbours,
    known: &mut Known<'_>,
    open: &mut Vec<String>,
    findings: &mut Vec<Finding>,
) -> Bundle {
    open.push(record.id.clone());
    let (mut enclosed, mut files, mut pictures) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (at, enclosure) in record.letter.enclosures.iter().enumerate() {
        match enclosure.kind() {
            Enclosed::Letter(id) => {
                let place = || record.place(&format!("enclosures[{at}].letter"));
                let language = record.letter.language.as_deref();
                let key = (id.to_owned(), language.map(str::to_owned));
                if let Some(found) = known.letters.get(&key) {
                    let (_, height) = found.size(&mut HashMap::new());
                    if open.len() + height > MAX_ENCLOSED {
                        findings.push(too_deep().at(place()));
                    } else {
                        enclosed.push((at, Arc::clone(found)));
                    }
                    continue;
                }
                match letter(id, language, neighbours, open, findings) {
                    Ok(found) => {
                        let found = bundle(found, neighbours, known, open, findings);
                        let found = Arc::new(found);
                        known.letters.insert(key, Arc::clone(&found));
                        enclosed.push((at, found));
                    }
                    Err(Missing::Why(finding)) => findings.push((*finding).at(place())),
                    Err(Missing::Broken(mistakes)) => {
                        let finding = Finding::error(
                            "broken-enclosure",
                            format!("the enclosed letter `{id}` has mistakes"),
                        )
                        .help("its own findings are listed with this one");
                        findings.push(finding.at(place()));
                        findings.extend(mistakes);
                    }
                }
            }
            Enclosed::File(name) => match enclosed_file(name, neighbours) {
                Ok(bytes) => {
                    files.insert(name.to_owned(), bytes.into());
                }
                Err(finding) => {
                    findings.push(finding.at(record.place(&format!("enclosures[{at}].file"))))
                }
            },
            Enclosed::Document | Enclosed::Programme => {}
        }
    }
    for (at, signatory) in record.letter.signatories.iter().enumerate() {
        if let Some(Signature::Image(name)) = &signatory.signature {
            match known.picture(name, neighbours) {
                Ok(picture) => {
                    pictures.insert(name.clone(), picture);
                }
                Err(why) => findings.push(
                    Finding::error("signature-image", format!("the signature `{name}` cannot be used: {why}"))
                        .help("put a PNG or JPEG file of that name beside the record, or take `signature` out")
                        .at(record.place(&format!("signatories[{at}].signature.image"))),
                ),
            }
        }
    }
    open.pop();
    let writers = known.writers(&record.letter, neighbours);
    Bundle { record, versions: Vec::new(), enclosed, files, pictures, writers }
}

/// Why there is no enclosed letter.
enum Missing {
    Why(Box<Finding>),
    Broken(Vec<Finding>),
}

impl From<Finding> for Missing {
    fn from(finding: Finding) -> Self {
        Self::Why(Box::new(finding))
    }
}

/// An enclosed letter: in the language of its cover if it has a version in it, else in its main one.
fn letter(
    id: &str,
    language: Option<&str>,
    neighbours: &dyn Neighbours,
    open: &[String],
    findings: &mut Vec<Finding>,
) -> Result<Record, Missing> {
    if open.iter().any(|opened| opened == id) {
        let chain = open
            .iter()
            .map(String::as_str)
            .chain([id])
            .collect::<Vec<_>>()
            .join("` encloses `");
        let message = format!("`{chain}`: a letter cannot enclose itself");
        let finding = Finding::error("enclosure-circle", message);
        return Err(finding.help("take one of these enclosures out").into());
    }
    if open.len() >= MAX_ENCLOSED {
        return Err(too_deep().into());
    }
    let RecordFile { name, syntax, bytes } =
        neighbours.record(id).map_err(|why| missing(id, &why, neighbours))?;
    let record = record::read(id, &name, &bytes, syntax).map_err(Missing::Broken)?;
    let (main, others) = versions(record, neighbours, findings);
    let wanted = others.into_iter().find(|version| {
        let tag = version.version.as_ref().map(|version| version.tag.as_str());
        tag == language
    });
    Ok(wanted.unwrap_or(main))
}

fn too_deep() -> Finding {
    let message = format!(
        "letters may be enclosed in one another {MAX_ENCLOSED} deep, and this one is deeper"
    );
    Finding::error("enclosure-depth", message)
}

/// A finding that an enclosed letter is not there.
fn missing(id: &str, why: &Unavailable, neighbours: &dyn Neighbours) -> Finding {
    let why = match why {
        Unavailable::Missing => "there is no such record in the folder".to_owned(),
        why => why.to_string(),
    };
    let message = format!("the enclosed letter `{id}` cannot be read: {why}");
    let mut finding = Finding::error("missing-enclosure", message);
    if let Some(near) = neighbours.nearest(id) {
        finding = finding.help(format!("did you mean `{near}`?"));
    }
    finding.help(format!("put its record beside this one, as `{id}.md`, .yaml, .toml or .json"))
}

impl Bundle {
    /// How many letters it is, with those enclosed in one another, each as often as it stands;
    /// and how deep. What is known of a letter is not counted again.
    fn size(&self, known: &mut HashMap<*const Self, (usize, usize)>) -> (usize, usize) {
        if let Some(size) = known.get(&std::ptr::from_ref(self)) {
            return *size;
        }
        let (mut letters, mut height) = (1usize, 1);
        for (_, enclosed) in &self.enclosed {
            let (more, below) = enclosed.size(known);
            letters = letters.saturating_add(more);
            height = height.max(below + 1);
        }
        known.insert(std::ptr::from_ref(self), (letters, height));
        (letters, height)
    }

    /// How many letters it is, with those enclosed in one another, each as often as it stands.
    pub fn letters(&self) -> usize {
        self.size(&mut HashMap::new()).0
    }

    /// The same of another letter, which names the same files and letters.
    #[must_use]
    pub fn with_letter(&self, letter: Letter) -> Self {
        Self {
            record: self.record.with_letter(letter),
            versions: Vec::new(),
            enclosed: self.enclosed.clone(),
            files: self.files.clone(),
            pictures: self.pictures.clone(),
            writers: self.writers.clone(),
        }
    }

    /// The letter in each of its languages, the main one first.
    pub fn in_each(self: &Arc<Self>) -> impl Iterator<Item = &Arc<Self>> {
        std::iter::once(self).chain(&self.versions)
    }

    /// The tag of its language, where it is one of several.
    pub fn tag(&self) -> Option<&str> {
        Some(self.record.version.as_ref()?.tag.as_str())
    }

    /// Whether it has no prose although the letter has some in another language.
    pub fn lacks_prose(&self, letter: &Arc<Bundle>) -> bool {
        let has = |bundle: &Bundle| {
            let body = bundle.record.letter.body.as_ref();
            body.is_some_and(|body| !body.0.trim().is_empty())
        };
        !has(self) && letter.in_each().any(|bundle| has(bundle))
    }
}

fn enclosed_file(name: &str, neighbours: &dyn Neighbours) -> Result<Vec<u8>, Finding> {
    let finding = |why: String| {
        Finding::error(
            "missing-enclosure",
            format!("the enclosed file `{name}` cannot be used: {why}"),
        )
        .help("put a PDF file of that name beside the record")
    };
    let bytes = neighbours
        .file(name, MAX_FILE)
        .map_err(|why| finding(why.to_string()))?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(finding("it is not a PDF file".to_owned()));
    }
    Ok(bytes)
}
