//! The page of a letter: its entry, what is known of it, its files, its relations, itself.

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::entry::list;
use super::groups::{cited_slug, cited_word};
use super::machines::Machines;
use super::threads;
use crate::archive::card::{File, language_of, year_of};
use crate::archive::site::{direction, fields, fill, href};
use crate::archive::views::{Other, ProblemSummary, RelationGroup, Standing, Summary, Views};
use crate::archive::with_fingerprint::WithFingerprint;
use crate::finding::Finding;
use crate::letter::Date;
use crate::package::ISSUED;
use crate::register::Entry;
use crate::text::{Fingerprint, capital, slug};
use crate::write::Format;

/// What the page of a letter is made of.
#[derive(Debug, Serialize)]
pub(super) struct LetterPage<'v> {
    pub(super) entry: WithFingerprint<&'v Entry<'v>>,
    pub(super) address: &'v str,
    pub(super) files: &'v [File<'v>],
    /// Those of the document that it is issued as.
    pub(super) issued_files: &'v [File<'v>],
    article: Fingerprint,
    pub(super) machines: Machines<'v>,
    standing: Vec<(Standing, Vec<Summary<'v>>)>,
    relations: Vec<RelationGroup<'v>>,
    problems: Vec<ProblemSummary<'v>>,
    /// The id of its thread, and how many letters that has.
    thread: Option<(&'v str, usize)>,
    previous: Option<Summary<'v>>,
    next: Option<Summary<'v>>,
}

impl<'v> LetterPage<'v> {
    /// The page of the letter at a place, with its places among the problems.
    pub(super) fn new(views: &'v Views<'v>, at: usize, problems: &[usize]) -> Self {
        let card = views.card(at);
        Self {
            entry: views.entry(at),
            address: &card.address,
            files: &card.files,
            issued_files: &card.issued_files,
            article: card.texts.first_fingerprint(),
            machines: Machines::new(views, at),
            standing: views.standing(at),
            relations: views.relations(at, true),
            problems: problems.iter().map(|problem| views.problem(*problem)).collect(),
            thread: views.thread_of(at),
            previous: at.checked_sub(1).and_then(|at| views.get(at)),
            next: views.get(at + 1),
        }
    }

    pub(super) fn render(
        &self,
        renderer: &Renderer<'_>,
        article: &str,
    ) -> Result<Vec<u8>, Vec<Finding>> {
        let mut context = Context::new();
        context.insert_value("title", self.entry.sentence.as_str().into());
        context.insert_value("section", "register".into());
        let filed = self.address.split_once('/').map_or("", |(year, _)| year);
        let year = year_of(self.address).unwrap_or_else(|| renderer.say("undated"));
        let above = [(renderer.say("register"), ""), (year, filed)].map(|(text, folder)| {
            let label = fields([("text", text.into())]);
            fields([("label", label), ("href", renderer.link(folder).into())])
        });
        context.insert_value("trail", Value::from(above.to_vec()));
        context.insert_value("letter", renderer.known(self));
        context.insert_value("metadata", renderer.metadata(self));
        context.insert_value("linked_data", Value::safe_string(&renderer.linked_data(self)));
        let standing = list(&self.standing, |(standing, by)| {
            fields([
                ("notice", renderer.say(standing.notice()).into()),
                ("by", renderer.entries(by)),
            ])
        });
        context.insert_value("standing", standing);
        context.insert_value("relations", renderer.relations(&self.relations));
        context.insert_value("problems", list(&self.problems, |one| renderer.problem(one)));
        let thread = self.thread.map(|(id, count)| {
            fields([("href", renderer.link(&threads::folder(id)).into()), ("count", count.into())])
        });
        context.insert_value("thread", thread.into());
        context.insert_value("previous", self.previous.map(|at| renderer.entry(at)).into());
        context.insert_value("next", self.next.map(|at| renderer.entry(at)).into());
        context.insert_value("article", Value::safe_string(article));
        renderer.render("letter.html", context)
    }
}

impl Renderer<'_> {
    /// What the letter says of itself.
    fn known(&self, page: &LetterPage<'_>) -> Value {
        let entry = &page.entry;
        let link = |folder: &str, name: &str| self.link(&format!("{folder}/{}", slug(name)));
        let signatories = list(&entry.signatories, |signer| {
            fields([
                ("name", signer.name.as_str().into()),
                ("title", signer.title.as_deref().into()),
                ("capacity", signer.capacity.as_deref().into()),
                ("href", link("persons", &signer.name).into()),
            ])
        });
        let cites = list(&entry.cites, |cited| {
            fields([
                ("sort", self.say(cited_word(cited.kind)).into()),
                ("symbol", cited.symbol.as_str().into()),
                ("title", cited.title.as_deref().into()),
                ("href", self.link(&format!("cited/{}", cited_slug(cited))).into()),
            ])
        });
        fields([
            ("entry", entry.sentence.as_str().into()),
            ("language", entry.language.as_str().into()),
            ("direction", direction(entry.rtl).into()),
            ("date", self.date(entry.date)),
            ("sender", capital(&entry.sender).into()),
            ("office", link("offices", &entry.office).into()),
            ("addressees", list(&entry.addressees, |name| name.as_str().into())),
            ("signatories", signatories),
            ("process", entry.process.as_deref().into()),
            ("process_href", entry.process.as_deref().map(|name| link("processes", name)).into()),
            ("kind", self.site.words.kind(&entry.kind).into()),
            ("kind_href", link("kinds", &entry.kind).into()),
            ("reference", entry.reference.as_deref().into()),
            ("subject", entry.subject.as_deref().into()),
            ("cites", cites),
            ("received", self.receipt(entry.received.as_deref())),
            ("issued", self.issued(page)),
            ("files", self.files(page, page.files, "")),
        ])
    }

    /// The document that the letter is issued as.
    fn issued(&self, page: &LetterPage<'_>) -> Value {
        let issued = page.entry.issued.as_ref().map(|issued| {
            fields([
                ("symbols", issued.symbols().into()),
                ("date", self.date(issued.date.map(Date::from))),
                ("files", self.files(page, page.issued_files, ISSUED)),
            ])
        });
        issued.into()
    }

    /// Files of a letter whose names end so before their extension.
    fn files(&self, page: &LetterPage<'_>, files: &[File<'_>], end: &str) -> Value {
        let main = &page.entry.language;
        let first = page.files.first();
        let language = |file| language_of(first, file, end).unwrap_or(main);
        let several = files.iter().any(|file| language(file) != main.as_str());
        list(files, |file| {
            let tag = language(file);
            let (name, rtl) = self.site.spoken(tag);
            let language = fields([
                ("tag", tag.into()),
                ("name", name.into()),
                ("direction", direction(rtl).into()),
            ]);
            fields([
                ("language", several.then_some(language).into()),
                ("href", href(&file.name).into()),
                ("name", file.name.as_str().into()),
                ("format", self.site.words.format(&file.name).into()),
                ("type", media_type(&file.name).into()),
                ("size", self.size(file.bytes).into()),
            ])
        })
    }

    /// The relations of a letter, group by group.
    pub(super) fn relations(&self, groups: &[RelationGroup<'_>]) -> Value {
        list(groups, |group| {
            let others = list(&group.others, |other| match other {
                Other::Outside(reference) => self.reference(reference).into(),
                Other::Named(name) => (*name).into(),
                Other::Missing(id) => fill(self.say("not-here"), &[("reference", id)]).into(),
            });
            fields([
                ("label", self.say(group.word).into()),
                ("letters", self.entries(&group.letters)),
                ("others", others),
                ("more", group.more.into()),
            ])
        })
    }

    /// The size of a file, in units of a thousand bytes.
    fn size(&self, bytes: u64) -> String {
        let (word, tenths) = match bytes {
            0..1_000_000 => ("kilobytes", bytes.div_ceil(1000) * 10),
            _ => ("megabytes", bytes.div_ceil(100_000)),
        };
        let size = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}.{rest}", tenths / 10),
        };
        fill(self.say(word), &[("size", &size)])
    }
}

/// The media type of a file by its extension.
pub(super) fn media_type(name: &str) -> &'static str {
    let format = name.rsplit('.').next().and_then(Format::named);
    format.map_or("application/octet-stream", Format::media_type)
}
