//! What stays the same from letter to letter: office, language, wording, compiled once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::house_view::HouseView;
use crate::calendar::Words;
use crate::finding::{Finding, suggest};
use crate::gather::{Bundle, Neighbours, gather_among};
use crate::house::House;
use crate::language::{Dictionary, Language, Lexicon, PersonNames};
use crate::letter::StyleChange;
use crate::memo::Memo;
use crate::node::Layers;
use crate::office::{Local, Office};
use crate::picture::Picture;
use crate::record::Record;
use crate::source::{Place, Source, Sources};
use crate::template::{Templates, Wording, words_of_design};

type Findings = Vec<Finding>;

/// The engine: templates, and what has been compiled of them so far.
///
/// It may be shared between threads; everything is compiled when it is first needed.
#[derive(Debug)]
pub struct Engine {
    templates: Templates,
    offices: Memo<String, KnownOffice>,
    dictionaries: Memo<String, Dictionary>,
}

/// An office, with what has been made of it by language.
#[derive(Debug)]
struct KnownOffice {
    office: Arc<Office>,
    /// As it calls itself in each language.
    locals: Memo<String, Office>,
    houses: Memo<String, House>,
    /// In letters of a frame, by its name.
    frames: Memo<String, KnownOffice>,
}

impl KnownOffice {
    fn new(office: Office) -> Self {
        let (locals, houses, frames) = (Memo::default(), Memo::default(), Memo::default());
        Self { office: Arc::new(office), locals, houses, frames }
    }
}

impl Engine {
    /// An engine over a set of templates.
    pub fn new(templates: Templates) -> Self {
        Self { templates, offices: Memo::default(), dictionaries: Memo::default() }
    }

    /// The templates.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The office called `id`.
    ///
    /// # Errors
    /// That there is none, or every mistake in its `office.toml`.
    pub fn office(&self, id: &str) -> Result<Arc<Office>, Findings> {
        self.known(id).map(|known| Arc::clone(&known.office))
    }

    fn known(&self, id: &str) -> Result<Arc<KnownOffice>, Findings> {
        self.offices.get_or(id, || {
            let files = self.templates.office_settings(id);
            let files = files.ok_or_else(|| vec![self.unknown_office(id)])?;
            if let Some(finding) = self.templates.broken_lineage(id) {
                return Err(vec![finding]);
            }
            Ok(KnownOffice::new(Office::read(id, &files)?))
        })
    }

    /// The office called `id` in letters of a frame, or of a kind whose name a frame has.
    fn known_in(
        &self,
        id: &str,
        frame: Option<&str>,
        kind: &str,
    ) -> Result<Arc<KnownOffice>, Findings> {
        let known = self.known(id)?;
        let common = |name: &str| self.templates.text(id, &format!("frames/{name}.toml"));
        let name = frame.unwrap_or(kind);
        let own = known.office.frames.0.iter().any(|own| own == name);
        // Frames that all offices share are for records that name them.
        let common = frame.and_then(common);
        if !own && common.is_none() {
            return match frame {
                None => Ok(known),
                Some(name) => Err(vec![self.unknown_frame(&known.office, name)]),
            };
        }
        known.frames.get_or(name, || {
            let files = self.templates.office_settings(id);
            let files = files.ok_or_else(|| vec![self.unknown_office(id)])?;
            let files = common.into_iter().fold(files, Layers::over);
            let office = Office::in_frame(id, &files, name, common.is_some())?;
            Ok(KnownOffice::new(office))
        })
    }

    /// A finding that there is no such frame.
    fn unknown_frame(&self, office: &Office, name: &str) -> Finding {
        let common = self.templates.within("frames/");
        let common =
            common.filter_map(|(path, _)| path.strip_prefix("frames/")?.strip_suffix(".toml"));
        let known = office.frames.0.iter().map(String::as_str).chain(common);
        Finding::error("unknown-frame", format!("there is no frame `{name}`"))
            .help(suggest(name, known.collect::<Vec<_>>()))
            .help("a frame of the office's own is a group `[frames.NAME]` in its office.toml")
    }

    /// The office called `id`, as it calls itself in the language `tag`: `TAG.toml` beside its
    /// `office.toml`, where it has one.
    ///
    /// # Errors
    /// That there is no such office, or every mistake in its files.
    pub fn office_in_language(&self, id: &str, tag: &str) -> Result<Arc<Office>, Findings> {
        self.local(&*self.known(id)?, tag)
    }

    fn local(&self, known: &KnownOffice, tag: &str) -> Result<Arc<Office>, Findings> {
        let office = &known.office;
        known.locals.get_or(tag, || {
            let files = self.templates.office_files(&office.id, tag);
            Ok(match Local::read(&files, tag, office)? {
                Some(local) => Arc::new(office.speaking(local, tag)),
                None if tag == office.language => Arc::clone(office),
                None => Arc::new(office.silent_in(tag)),
            })
        })
    }

    /// What `office` writes in `language`, or in its own language.
    ///
    /// # Errors
    /// That there is no such office or language, or every mistake in the files that make it.
    #[doc(hidden)]
    pub fn house(&self, office: &str, language: Option<&str>) -> Result<Arc<House>, Findings> {
        let known = self.known(office)?;
        self.house_in_style(office, &known, language, StyleChange::default(), false)
    }

    /// The same for letters that write dates and times in a style of their own, or are `traced`.
    fn house_in_style(
        &self,
        office: &str,
        known: &KnownOffice,
        language: Option<&str>,
        style: StyleChange,
        traced: bool,
    ) -> Result<Arc<House>, Findings> {
        let tag = language.unwrap_or(&known.office.language);
        let name = match style == StyleChange::default() && !traced {
            true => Cow::Borrowed(tag),
            false => Cow::Owned(format!("{tag} {style:?} {traced}")),
        };
        known.houses.get_or(&*name, || {
            let mut read = self.local(known, tag)?;
            if style != StyleChange::default() {
                let own = style.over(read.style);
                Arc::make_mut(&mut read).style = own;
            }
            let path = format!("{tag}/phrases.toml");
            let phrases = self.templates.layered(office, &path).ok_or_else(|| {
                vec![
                    Finding::error(
                        "unknown-language",
                        format!("there are no phrases for the language `{tag}`"),
                    )
                    .help(suggest(tag, self.templates.languages())),
                ]
            })?;
            let language = Arc::new(Language::layered(&phrases)?.with_labels(&read.labels));
            let lexicon = match self.templates.layered(office, &format!("{tag}/words.toml")) {
                Some(files) => Lexicon::layered(&files)?,
                None => Lexicon::default(),
            };
            let lexicon = lexicon.with(&read.words);
            let names = match self.templates.text(office, "names.toml") {
                Some(source) => PersonNames::read(source)?,
                None => PersonNames::default(),
            };
            let always = HouseView::new(&read, &language);
            let wording = Wording::load(&self.templates, &read, &language, &always, traced)?;
            let emblem = self.emblem(&read)?;
            let mut own = Arc::clone(&read);
            let named = emblem.as_ref().map(|(name, _)| name.clone());
            let letterhead = &own.sheet.letterhead;
            if letterhead.emblem != named || (letterhead.rule && !own.show.letterhead) {
                let letterhead = &mut Arc::make_mut(&mut own).sheet.letterhead;
                letterhead.emblem = named;
                letterhead.rule &= read.show.letterhead;
            }
            let settings = self.templates.office_settings(office);
            Ok(House {
                office: own,
                settings: settings
                    .map_or_else(|| Sources::one(&Source::new(office, "")), Layers::into_sources),
                is_localised: tag == read.language
                    || Local::is_given(&self.templates.office_files(office, tag)),
                calendar: Arc::new(Words::new(language.labels())),
                language,
                wording: Arc::new(wording),
                reader: OnceLock::new(),
                phrases: Arc::new(lexicon.finder()),
                lexicon,
                names: Arc::new(names),
                dictionary: self.dictionary(tag),
                vocabulary: OnceLock::new(),
                design: words_of_design(&self.templates, office),
                emblem,
            })
        })
    }

    /// The dictionary of a language, if it has one.
    fn dictionary(&self, tag: &str) -> Option<Arc<Dictionary>> {
        let make = || self.templates.dictionary(tag).ok_or(());
        self.dictionaries.get_or(tag, make).ok()
    }

    fn emblem(&self, office: &Office) -> Result<Option<(String, Picture)>, Findings> {
        let name = office.sheet.letterhead.emblem.as_ref();
        let Some(name) = name.filter(|name| office.show.letterhead && !name.is_empty()) else {
            return Ok(None);
        };
        let bytes = self.templates.binary(&office.id, name).map(|bytes| bytes.to_vec());
        let picture = bytes
            .ok_or_else(|| "there is no such file".to_owned())
            .and_then(Picture::read);
        // Two offices of a package may each have an emblem of that name.
        picture
            .map(|picture| Some((format!("{}/{name}", office.id), picture)))
            .map_err(|why| {
                let finding =
                    Finding::error("emblem", format!("the emblem `{name}` cannot be used: {why}"))
                        .help(format!(
                            "put a PNG or JPEG file of that name into offices/{}/",
                            office.id
                        ));
                vec![self.at_setting(finding, &office.id, name)]
            })
    }

    /// A finding placed where an office's settings say `words`.
    pub(crate) fn at_setting(&self, finding: Finding, office: &str, words: &str) -> Finding {
        let mut settings = self.templates.layers(office, "office.toml").into_iter();
        let place = settings.find_map(|source| {
            let start = source.text().find(&format!("\"{words}\""))? + 1;
            Some(Place::new(source, start..start + words.len()))
        });
        match place {
            Some(place) => finding.at(place),
            None => finding,
        }
    }

    /// The forms of address that an office names, and its language does not know.
    pub(crate) fn unknown_forms(&self, house: &House) -> Findings {
        let office = &house.office;
        let own = office.presets.values().filter_map(|preset| preset.form.as_deref());
        let unknown = own
            .chain([office.form.as_str()])
            .filter(|form| house.language.form(form).is_none());
        unknown
            .map(|form| self.at_setting(house.unknown_form(form), &office.id, form))
            .collect()
    }

    /// What each office is called in a language, by its id: "the President of the General
    /// Assembly". An office with mistakes is left out: whoever writes letters of it is told.
    pub fn office_names(&self, language: &str) -> BTreeMap<String, String> {
        let name = |id: &str| {
            let office = self.office_in_language(id, language).ok()?;
            // How many sign is not known without a letter.
            let several = office.sender.usually_many();
            Some((id.to_owned(), office.sender.names(several).0.to_owned()))
        };
        self.templates.offices().into_iter().filter_map(name).collect()
    }

    /// The house of a record.
    ///
    /// # Errors
    /// What is wrong with office, language or kind, placed in the record.
    #[doc(hidden)]
    pub fn house_of(&self, record: &Record) -> Result<Arc<House>, Findings> {
        self.house_for(record, false)
    }

    /// The house of a record, to compose its letter in the ordinary way or `traced`.
    ///
    /// # Errors
    /// What is wrong with office, language or kind, placed in the record.
    pub(super) fn house_for(&self, record: &Record, traced: bool) -> Result<Arc<House>, Findings> {
        self.house_in(record, record.letter.frame.as_deref(), traced)
    }

    /// The house of a record in another frame than its own.
    ///
    /// # Errors
    /// What is wrong with office, language or frame, placed in the record.
    pub(super) fn house_in_frame(
        &self,
        record: &Record,
        frame: &str,
        traced: bool,
    ) -> Result<Arc<House>, Findings> {
        self.house_in(record, Some(frame), traced)
    }

    fn house_in(
        &self,
        record: &Record,
        frame: Option<&str>,
        traced: bool,
    ) -> Result<Arc<House>, Findings> {
        let letter = &record.letter;
        let kind = letter.kind.as_deref().unwrap_or("letter");
        self.known_in(&letter.office, frame, kind)
            .and_then(|known| {
                let tag = letter.language.as_deref();
                self.house_in_style(&letter.office, &known, tag, letter.style, traced)
            })
            .map_err(|mut findings| {
                for finding in findings.iter_mut().filter(|finding| finding.place.is_none()) {
                    let field = match finding.rule {
                        "unknown-language" => "language",
                        "unknown-frame" => "frame",
                        _ => "office",
                    };
                    finding.place = Some(record.place(field));
                }
                findings
            })
    }

    /// The office that the rest of a letter's id begins with; the longest, where one name
    /// begins another.
    pub(super) fn office_prefix<'i>(&self, rest: &'i str) -> Option<&'i str> {
        let ends = rest.match_indices('-').map(|(at, _)| at).chain([rest.len()]);
        let mut names = ends.rev().map(|end| &rest[..end]);
        names.find(|name| self.templates.has_office(name))
    }

    /// A record with all that belongs to it; of letters that it names, their offices.
    pub fn gather(
        &self,
        record: Record,
        neighbours: &dyn Neighbours,
    ) -> (Arc<Bundle>, Vec<Finding>) {
        gather_among(record, neighbours, &|rest| self.office_prefix(rest).is_some())
    }

    /// A finding that there is no such office.
    pub(super) fn unknown_office(&self, id: &str) -> Finding {
        Finding::error("unknown-office", format!("there is no office called `{id}`"))
            .help(suggest(id, self.templates.offices()))
            .help("an office of your own is a folder with an `office.toml`, given with --templates")
    }
}
