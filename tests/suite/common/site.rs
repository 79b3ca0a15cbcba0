//! The sample letters as an archive in memory: every file of the site by its path.

use std::collections::BTreeMap;

use chancery::archive::{
    Card, Catalogue, File, Page, Pages, ProgrammeEntry, ProgrammeItem, ProgrammeLine, Site,
    SiteSettings, Sources,
};
use chancery::compose::{self, Engine};
use chancery::gather::gather;
use chancery::letter::Day;
use chancery::record::{self, Syntax};
use chancery::report;
use chancery::text::Fingerprint;
use chancery::write::Format;
use chancery::write::html::article;

use super::{Records, engine, letters, written};

/// An archive with the files of its letters.
pub struct Archive {
    pub catalogue: Catalogue<'static>,
    /// The files of each letter by its id, each by its name.
    pub files: BTreeMap<String, Vec<(String, String)>>,
    /// The article of each letter, by its id.
    pub articles: BTreeMap<String, String>,
}

impl Archive {
    /// The sample letters.
    pub fn sample() -> Self {
        Self::of(&engine(), &letters())
    }

    /// Records, each with its id and syntax.
    pub fn of(engine: &Engine, records: &[(String, String, Syntax)]) -> Self {
        let mut cards = Vec::new();
        let (mut files, mut articles) = (BTreeMap::new(), BTreeMap::new());
        for (id, text, syntax) in records {
            let (card, written, article) = card(engine, id, text, *syntax);
            files.insert(id.clone(), written);
            articles.insert(id.clone(), article);
            cards.push(card);
        }
        Self { catalogue: Catalogue::new(cards), files, articles }
    }

    /// The pages of the site, planned.
    pub fn plan<'a>(&'a self, site: &'a Site, programme: &[ProgrammeEntry]) -> Pages<'a> {
        let meetings = (0..).zip(programme).map(|(place, entry)| {
            let source = Fingerprint::of(entry);
            ProgrammeItem { day: entry.day, source, place, group: 0 }
        });
        Pages::new(site, &self.catalogue, meetings.collect())
    }

    /// Makes a page: what it is made of, hashed, and its bytes.
    pub fn make(
        &self,
        pages: &Pages<'_>,
        page: &Page,
        programme: &[ProgrammeEntry],
    ) -> (Fingerprint, Vec<u8>) {
        let data = pages.data(page);
        let bytes = pages.render(page, &data, &Given { archive: self, programme });
        let bytes = bytes.unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)));
        (data.fingerprint(Fingerprint::default(), &page.path), bytes)
    }

    /// Every page of the site, by its path.
    pub fn pages(&self, site: &Site, programme: &[ProgrammeEntry]) -> BTreeMap<String, String> {
        let pages = self.plan(site, programme);
        let mut made = BTreeMap::new();
        for page in &pages.all {
            let (_, bytes) = self.make(&pages, page, programme);
            let text = String::from_utf8(bytes).expect("all pages are UTF-8");
            let before = made.insert(page.path.clone(), text);
            assert!(before.is_none(), "{} is planned twice", page.path);
        }
        made
    }

    /// The paths of the letters' own files.
    pub fn letter_files(&self) -> Vec<(String, &str)> {
        let cards = self.catalogue.cards.iter();
        let files = cards.flat_map(|card| {
            let files = self.files.get(card.id.as_str()).into_iter().flatten();
            files.map(|(name, text)| (format!("{}/{name}", card.address), text.as_str()))
        });
        files.collect()
    }
}

/// What pages fetch: the articles of an archive, and meetings as a test gives them.
struct Given<'a> {
    archive: &'a Archive,
    programme: &'a [ProgrammeEntry],
}

impl Sources for Given<'_> {
    fn article(&self, letter: usize) -> Result<String, String> {
        let article = self
            .archive
            .articles
            .get(self.archive.catalogue.cards[letter].id.as_str());
        article.cloned().ok_or_else(|| "there is none".to_owned())
    }

    fn meetings(&self, meetings: &[&ProgrammeItem]) -> Vec<ProgrammeEntry> {
        let entry = |meeting: &&ProgrammeItem| self.programme[meeting.place as usize].clone();
        meetings.iter().map(entry).collect()
    }
}

/// The card of a record, its files, and its article.
fn card(
    engine: &Engine,
    id: &str,
    text: &str,
    syntax: Syntax,
) -> (Card<'static>, Vec<(String, String)>, String) {
    let fail = |findings: Vec<_>| -> ! { panic!("{}\n{text}", report::text(&findings, false)) };
    let record = record::read(id, id, text.as_bytes(), syntax).unwrap_or_else(|f| fail(f));
    let (bundle, findings) = gather(record, &Records::default());
    if !findings.is_empty() {
        fail(findings);
    }
    let entry = compose::entry(engine, &bundle).unwrap_or_else(|f| fail(f));
    let package = compose::package(engine, &bundle).unwrap_or_else(|f| fail(f));
    let year = id.get(..4).expect("an id begins with a year");
    let mut card = Card::new(entry, format!("{year}/{id}"));
    let mut files = Vec::new();
    for format in [Format::HTML, Format::MARKDOWN] {
        let name = format!("{id}.{}", format.extension());
        let text = written(engine, &package, format);
        card.files.push(File {
            name: name.clone().into(),
            bytes: text.len() as u64,
            sha256: [7; 32],
        });
        files.push((name, text));
    }
    (card, files, article(&package, 2))
}

/// The site with the built-in designs.
pub fn site(base: Option<&str>) -> Site {
    let settings = SiteSettings {
        title: None,
        language: "en".to_owned(),
        base: base.map(str::to_owned),
        ..SiteSettings::default()
    };
    Site::of(&super::engine(), settings)
        .unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)))
}

/// Three meetings, as a programme would say them.
pub fn programme() -> Vec<ProgrammeEntry> {
    let moved = ProgrammeEntry {
        title: "Fifth meeting of the intergovernmental negotiations".to_owned(),
        language: "en".to_owned(),
        day: Day::from_ymd(2018, 2, 1),
        dates: "1–2 February 2018".to_owned(),
        times: Some("10 a.m. to 1 p.m.".to_owned()),
        room: Some("Trusteeship Council Chamber".to_owned()),
        status: Some("Rescheduled".to_owned()),
        was: vec!["29–30 January 2018".to_owned()],
        history: vec![ProgrammeLine {
            text: "Moved from 29–30 January to 1–2 February 2018".to_owned(),
            letter: Some(1),
        }],
        ..ProgrammeEntry::default()
    };
    let cancelled = ProgrammeEntry {
        title: "Informal consultation".to_owned(),
        status: Some("Cancelled".to_owned()),
        cancelled: true,
        was: Vec::new(),
        history: Vec::new(),
        ..moved.clone()
    };
    vec![moved, cancelled]
}
