//! The site: its page designs, its words, its language, and where it will stand.

mod address;
mod words;

use serde::{Deserialize, Serialize};
use tera::{Context, Value};

use super::search::{Languages, WordForms};
use crate::calendar;
use crate::compose::Engine;
use crate::finding::{Finding, nearest};
use crate::language::{DateOptions, Language, Lexicon, PersonNames, Run};
use crate::letter::{Date, Dates, Day, Style};
pub(super) use crate::pattern::fill;
use crate::source::Source;
use crate::template::{PageSet, Templates};
use crate::text::Fingerprint;
pub(super) use address::{folder_of, href, up};
pub use words::SiteWords;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteSettings {
    /// The title of the archive; the language has one if it is left out.
    pub title: Option<String>,
    /// The language of the site around the letters, as a BCP 47 tag: `en`.
    pub language: String,
    /// Where the site will stand, if that is known: `https://example.org/letters/`.
    pub base: Option<String>,
    /// The licence that the archive's own data is under, as an address:
    /// `https://creativecommons.org/licenses/by/4.0/`.
    pub licence: Option<String>,
    /// Without the search, whose index is the longest part of making a large site again.
    pub without_search: bool,
    /// How many letters one file of the register or the manifest holds at most. Where there are
    /// more, each year has a file of its own, so that a letter that changes leaves the others as
    /// they are.
    pub most_letters: usize,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: None,
            language: "en".to_owned(),
            base: None,
            licence: None,
            without_search: false,
            most_letters: 10_000,
        }
    }
}

/// That the templates have no words for a site in this language, and in which they have.
pub fn unknown_language(templates: &Templates, tag: &str) -> Option<Finding> {
    let has = |tag: &str| templates.text("", &format!("{tag}/site.toml")).is_some();
    if has(tag) {
        return None;
    }
    let known: Vec<_> = (templates.languages().into_iter()).filter(|tag| has(tag)).collect();
    let finding = Finding::error("setting", format!("there is no site in the language `{tag}`"));
    let near = nearest(tag, known.iter().map(|tag| &**tag));
    let finding = match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    };
    let known: Vec<_> = known.iter().map(|tag| format!("`{tag}`")).collect();
    let own = "another language is a folder of templates, with its words in site.toml";
    Some(finding.help(format!("known here: {}; {own}", known.join(", "))))
}

/// That no site can stand at this address.
pub fn wrong_address(address: &str) -> Option<Finding> {
    let finding = Finding::error("setting", format!("`{address}` is not the address of a site"));
    (!is_address(address)).then(|| finding.help("write it as https://letters.example.org/"))
}

/// That this is not the address of a licence.
pub fn wrong_licence(address: &str) -> Option<Finding> {
    let finding = Finding::error("setting", format!("`{address}` is not the address of a licence"));
    let help = "write where its text stands: https://creativecommons.org/licenses/by/4.0/";
    (!is_address(address)).then(|| finding.help(help))
}

/// The site of an archive: page designs and words, ready to make pages of.
#[derive(Debug)]
pub struct Site {
    pub(super) words: SiteWords,
    pub(super) title: String,
    /// Ends in a slash.
    pub(super) base: Option<String>,
    /// The address of the licence of its data.
    pub(super) licence: Option<String>,
    pub(super) css: String,
    /// What search knows of the languages of letters.
    pub(super) search: Languages,
    /// What the languages of letters call themselves, and whether they run from right to left.
    languages: BTreeMap<String, (String, bool)>,
    /// The scripts and the style of the search page, by their paths within the site.
    pub(super) scripts: Vec<(String, String)>,
    pub(super) without_search: bool,
    pub(super) most_letters: usize,
    /// What offices are called in its language.
    pub(super) writers: BTreeMap<String, String>,
    design: PageSet,
    /// What the programme says of meetings.
    pub(super) calendar: calendar::Words,
    language: Language,
    fingerprint: Fingerprint,
}

impl Site {
    /// Compiles the designs in `site/` and reads the words in `LANGUAGE/site.toml`.
    ///
    /// # Errors
    /// Every mistake in them, at its place; a base that is no address.
    pub fn new(templates: &Templates, settings: SiteSettings) -> Result<Self, Vec<Finding>> {
        let tag = &settings.language;
        if let Some(finding) = unknown_language(templates, tag) {
            return Err(vec![finding]);
        }
        let words_source = needed(templates, &format!("{tag}/site.toml"))?;
        let phrases = needed(templates, &format!("{tag}/phrases.toml"))?;
        let words = SiteWords::read(words_source)?;
        let language = Language::read(phrases)?;
        let css = needed(templates, "site/site.css")?.text().to_owned();
        if let Some(finding) = settings.licence.as_deref().and_then(wrong_licence) {
            return Err(vec![finding]);
        }
        let base = settings.base.clone().map(base).transpose()?;
        let title = settings.title.clone().filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or_else(|| words.say("title").to_owned());
        let (mut search, mut languages) = (Languages::default(), BTreeMap::new());
        let mut words_of_languages = Vec::new();
        for tag in templates.languages() {
            if let Some(phrases) = templates.text("", &format!("{tag}/phrases.toml")) {
                let language = Language::read(phrases)?;
                let source = templates.text("", &format!("{tag}/words.toml"));
                let lexicon = source.map_or_else(|| Ok(Lexicon::default()), Lexicon::read)?;
                words_of_languages.extend(source.map(|source| source.text()));
                let forms = templates.text("", &format!("{tag}/search.toml"));
                let forms = forms.map_or_else(|| Ok(WordForms::default()), WordForms::read)?;
                search.add(&language, &lexicon, &forms);
                let name = (language.name().to_owned(), language.is_rtl());
                languages.insert(tag.to_owned(), name);
            }
        }
        if let Some(names) = templates.text("", "names.toml") {
            search.add_names(&PersonNames::read(names)?);
        }
        let scripts = ["search.js", "words.js", "known.js", "search.css"].map(|name| {
            let source = needed(templates, &format!("site/{name}"))?;
            Ok::<_, Vec<Finding>>((format!("search/{name}"), source.text().to_owned()))
        });
        let scripts = scripts.into_iter().collect::<Result<_, _>>()?;
        let mut always = Context::new();
        always.insert_value("words", words.value());
        always.insert_value(
            "site",
            fields([
                ("title", title.as_str().into()),
                ("language", language.tag().into()),
                ("direction", direction(language.is_rtl()).into()),
                ("search", (!settings.without_search).into()),
                ("licence", settings.licence.as_deref().into()),
            ]),
        );
        let designs = templates.within("site/").map(|(path, source)| (path, source.text()));
        let designs: Vec<_> = designs.collect();
        let fingerprint = Fingerprint::of(&(
            // Another program may make other pages of the same input.
            env!("CARGO_PKG_VERSION"),
            &settings,
            [words_source.text(), phrases.text()],
            &languages,
            search.known(),
            words_of_languages,
            designs,
        ));
        Ok(Self {
            writers: BTreeMap::new(),
            design: PageSet::load(templates, "site/", always)?,
            words,
            title,
            base,
            licence: settings.licence,
            css,
            search,
            languages,
            scripts,
            without_search: settings.without_search,
            most_letters: settings.most_letters,
            calendar: calendar::Words::new(language.labels()),
            language,
            fingerprint,
        })
    }

    /// The same, and it knows what the offices are called in its language: for references that
    /// name an office and lead to no letter.
    ///
    /// # Errors
    /// As [`Site::new`].
    pub fn of(engine: &Engine, settings: SiteSettings) -> Result<Self, Vec<Finding>> {
        let mut site = Self::new(engine.templates(), settings)?;
        site.writers = engine.office_names(site.tag());
        site.fingerprint = Fingerprint::of(&(site.fingerprint, &site.writers));
        Ok(site)
    }

    /// What all pages are made of: designs, words, settings.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// What a language calls itself, and whether its script runs from right to left.
    pub(super) fn spoken<'s>(&'s self, tag: &'s str) -> (&'s str, bool) {
        let known = self.languages.get(tag);
        known.map_or((tag, false), |(name, rtl)| (name, *rtl))
    }

    /// What the archive calls itself.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where it stands, with a slash at the end, if that is known.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// One page by the design `site/NAME`, standing at `path`. Beside what `context` holds, a
    /// design can print `root` (the way up to the front page), `words` and `site`.
    ///
    /// # Errors
    /// A mistake of the design, at its place.
    #[doc(hidden)]
    pub fn render(
        &self,
        name: &str,
        path: &str,
        mut context: Context,
    ) -> Result<Vec<u8>, Vec<Finding>> {
        if !context.contains_key("root") {
            context.insert_value("root", up(path).into());
        }
        if let Some(base) = &self.base {
            let folder = folder_of(path);
            context.insert_value("canonical", format!("{base}{}", href(folder)).into());
        }
        self.design.render(&format!("site/{name}"), &context)
    }

    /// The language of the site.
    pub(super) fn tag(&self) -> &str {
        self.language.tag()
    }

    /// A day, as the site's language writes it.
    pub(super) fn day(&self, day: Day) -> String {
        let runs = (self.language).date(day, &Style::default(), DateOptions::default());
        Run::join(&runs)
    }

    /// The date of a letter, as the site's language writes it.
    pub(super) fn date(&self, date: Date) -> String {
        Run::join(&self.language.date(date, &Style::default(), DateOptions::default()))
    }

    /// Days, as the site's language writes them.
    pub(super) fn dates(&self, dates: &Dates) -> String {
        let runs = (self.language).dates(dates, &Style::default(), DateOptions::default());
        Run::join(&runs)
    }
}

/// A value of several fields.
pub(super) fn fields<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let mut map = tera::Map::with_capacity_and_hasher(N, Default::default());
    for (name, value) in fields {
        map.insert(name.into(), value);
    }
    Value::from(map)
}

/// The direction of a script, as HTML writes it.
pub(super) fn direction(rtl: bool) -> &'static str {
    if rtl { "rtl" } else { "ltr" }
}

fn needed<'t>(templates: &'t Templates, path: &str) -> Result<&'t Arc<Source>, Vec<Finding>> {
    templates
        .text("", path)
        .ok_or_else(|| vec![Finding::error("template", format!("there is no `{path}`"))])
}

fn base(base: String) -> Result<String, Vec<Finding>> {
    match wrong_address(&base) {
        None => Ok(format!("{}/", base.trim_end_matches('/'))),
        Some(finding) => Err(vec![finding]),
    }
}

/// Whether this is an address of the web, whole and without anything that would need escaping.
fn is_address(address: &str) -> bool {
    let web = ["https://", "http://"];
    let host = web.iter().find_map(|scheme| address.strip_prefix(scheme));
    let clean = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}?#".contains(c);
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && host.chars().all(clean))
}
