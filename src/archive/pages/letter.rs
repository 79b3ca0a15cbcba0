//! The page of a letter: its entry, what is known of it, its files, its relations, itself.

use rayon::prelude::*;
use tera::{Context, Value};

use super::entry::Standing;
use super::groups::{cited_slug, cited_word};
use super::{Making, Page, Plan, What, prints, threads};
use crate::archive::card::Card;
use crate::archive::site::{direction, fields, fill, href};
use crate::finding::Finding;
use crate::letter::Relation;
use crate::register::Enclosed;
use crate::text::{capital, slug};
use crate::write::Format;

/// How many letters are shown that stand in one relation to a letter; its thread has them all.
const SHOWN: usize = 50;

pub(super) fn plan(plan: &mut Plan) {
    let catalogue = plan.catalogue;
    let mut problems: Vec<Vec<usize>> = vec![Vec::new(); catalogue.cards.len()];
    for (at, problem) in catalogue.problems.iter().enumerate() {
        problems[problem.letter].push(at);
    }
    // Most pages are letters: their fingerprints are taken side by side.
    let planned = &*plan;
    let pages = problems.into_par_iter().enumerate();
    let pages = pages.map(|(at, problems)| page(planned, at, problems));
    let pages: Vec<_> = pages.collect();
    plan.pages.extend(pages);
}

fn page(plan: &Plan, at: usize, problems: Vec<usize>) -> Page {
    let catalogue = plan.catalogue;
    let (card, links) = (&catalogue.cards[at], &catalogue.links[at]);
    let path = format!("{}/index.html", card.address);
    let mut fingerprinter = plan.site.fingerprinter(&path);
    let entries = &plan.prints.entries;
    fingerprinter.add(plan.prints.cards[at]);
    for links in [&links.to, &links.from] {
        prints::count(&mut fingerprinter, links.len());
        for link in links {
            fingerprinter.add(prints::relation(link.relation));
            fingerprinter.add(entries[link.letter]);
        }
    }
    for letters in [&links.encloses, &links.enclosed_in] {
        prints::count(&mut fingerprinter, letters.len());
        for letter in letters {
            fingerprinter.add(entries[*letter]);
        }
    }
    for beside in [at.checked_sub(1), Some(at + 1)] {
        if let Some(entry) = beside.and_then(|beside| entries.get(beside)) {
            fingerprinter.add(entry);
        }
    }
    if let Some(thread) = links.thread.map(|thread| &catalogue.threads[thread]) {
        fingerprinter.add(&thread.id);
        prints::count(&mut fingerprinter, thread.letters.len());
    }
    for problem in &problems {
        plan.print_problem(*problem, &mut fingerprinter);
    }
    let (print, what) = (fingerprinter.fingerprint(), What::Letter(at, problems));
    Page { path, print, what }
}

/// Makes the page of the letter at a place.
pub(super) fn make(
    making: &Making,
    at: usize,
    problems: &[usize],
    article: &str,
) -> Result<Vec<u8>, Vec<Finding>> {
    let catalogue = making.catalogue;
    let (card, links) = (&catalogue.cards[at], &catalogue.links[at]);
    let mut context = Context::new();
    context.insert_value("title", card.sentence.as_str().into());
    context.insert_value("section", "register".into());
    let filed = card.address.split_once('/').map_or("", |(year, _)| year);
    let year = card.year().unwrap_or_else(|| making.say("undated"));
    let above = [(making.say("register"), ""), (year, filed)].map(|(text, folder)| {
        let label = fields([("text", text.into())]);
        fields([("label", label), ("href", making.link(folder).into())])
    });
    context.insert_value("trail", Value::from(above.to_vec()));
    context.insert_value("letter", making.known(card));
    context.insert_value("metadata", making.metadata(at));
    context.insert_value("linked_data", Value::safe_string(&making.linked_data(at)));
    context.insert_value("standing", making.standing(at));
    context.insert_value("relations", making.relations(at, true));
    let problems = problems.iter().map(|problem| making.problem(*problem));
    context.insert_value("problems", Value::from(problems.collect::<Vec<_>>()));
    let thread = links.thread.map(|thread| {
        let thread = &catalogue.threads[thread];
        fields([
            ("href", making.link(&threads::folder(&thread.id)).into()),
            ("count", thread.letters.len().into()),
        ])
    });
    context.insert_value("thread", thread.into());
    let beside = |at: usize| (at < catalogue.cards.len()).then(|| making.entry(at));
    context.insert_value("previous", at.checked_sub(1).and_then(beside).into());
    context.insert_value("next", beside(at + 1).into());
    context.insert_value("article", Value::safe_string(article));
    making.site.render("letter.html", making.path, context)
}

impl Making<'_> {
    /// What the letter says of itself.
    fn known(&self, card: &Card<'_>) -> Value {
        let link = |folder: &str, name: &str| self.link(&format!("{folder}/{}", slug(name)));
        let signatories = card.signatories.iter().map(|signed| {
            fields([
                ("name", signed.name.as_str().into()),
                ("title", signed.title.as_deref().into()),
                ("capacity", signed.capacity.as_deref().into()),
                ("href", link("persons", &signed.name).into()),
            ])
        });
        let cites = card.cites.iter().map(|cited| {
            fields([
                ("sort", self.say(cited_word(cited.kind)).into()),
                ("symbol", cited.symbol.as_str().into()),
                ("title", cited.title.as_deref().into()),
                ("href", self.link(&format!("cited/{}", cited_slug(cited))).into()),
            ])
        });
        let own = card.language.as_str();
        let several = card.files.iter().any(|file| card.language_of(file) != own);
        let files = card.files.iter().map(|file| {
            let tag = card.language_of(file);
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
        });
        let addressees = card.addressees.iter().map(|name| Value::from(name.as_str()));
        fields([
            ("entry", card.sentence.as_str().into()),
            ("language", card.language.as_str().into()),
            ("direction", direction(card.rtl).into()),
            ("date", self.day(card.date)),
            ("sender", capital(&card.sender).into()),
            ("office", link("offices", &card.office).into()),
            ("addressees", Value::from(addressees.collect::<Vec<_>>())),
            ("signatories", Value::from(signatories.collect::<Vec<_>>())),
            ("process", card.process.as_deref().into()),
            ("process_href", card.process.as_deref().map(|name| link("processes", name)).into()),
            ("kind", self.site.words.kind(&card.kind).into()),
            ("kind_href", link("kinds", &card.kind).into()),
            ("reference", card.reference.as_deref().into()),
            ("subject", card.subject.as_deref().into()),
            ("cites", Value::from(cites.collect::<Vec<_>>())),
            ("files", Value::from(files.collect::<Vec<_>>())),
        ])
    }

    /// What became of the letter, with the letters that made it so.
    fn standing(&self, at: usize) -> Value {
        let links = &self.catalogue.links[at];
        let standing = Standing::of(links).map(|standing| {
            let relation = match standing {
                Standing::Superseded => Relation::Supersedes,
                Standing::Cancelled => Relation::Cancels,
            };
            let by = links.from.iter();
            let by = by.filter(|link| link.relation == Some(relation));
            fields([
                ("notice", self.say(notice(standing)).into()),
                ("by", self.entries(by.map(|link| link.letter).take(SHOWN))),
            ])
        });
        Value::from(standing.collect::<Vec<_>>())
    }

    /// The relations of a letter: those it states, and with `both` also those stated of it.
    pub(super) fn relations(&self, at: usize, both: bool) -> Value {
        let (card, links) = (&self.catalogue.cards[at], &self.catalogue.links[at]);
        let mut groups = Vec::new();
        let mut add = |word: &str, letters: Vec<usize>, others: Vec<String>| {
            if letters.is_empty() && others.is_empty() {
                return;
            }
            let more = letters.len().saturating_sub(SHOWN);
            groups.push(fields([
                ("label", self.say(word).into()),
                ("letters", self.entries(letters.into_iter().take(SHOWN))),
                ("others", others.into()),
                ("more", more.into()),
            ]));
        };
        let of = |links: &[crate::register::Link], relation| {
            let links = links.iter().filter(|link| link.relation == relation);
            links.map(|link| link.letter).collect::<Vec<_>>()
        };
        for (relation, to, _) in RELATIONS {
            // What somebody outside wrote has no page here.
            let outside = card.refers.iter().filter(|reference| {
                reference.relation == *relation && reference.letter.sender.is_some()
            });
            let outside = outside.map(|reference| self.reference(&reference.letter));
            add(to, of(&links.to, *relation), outside.collect());
        }
        let others = card.encloses.iter().filter_map(|enclosed| match enclosed {
            Enclosed::Other(name) => Some(name.to_string()),
            Enclosed::Letter(id) => (self.catalogue.find(id).is_none())
                .then(|| fill(self.say("not-here"), &[("reference", id)])),
        });
        add("encloses", links.encloses.clone(), others.collect());
        if both {
            for (relation, _, from) in RELATIONS {
                add(from, of(&links.from, *relation), Vec::new());
            }
            add("enclosed-in", links.enclosed_in.clone(), Vec::new());
        }
        Value::from(groups)
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

/// Each relation, with its word seen from the later letter and from the earlier.
const RELATIONS: &[(Option<Relation>, &str, &str)] = &[
    (Some(Relation::Replies), "replies", "replied-by"),
    (Some(Relation::Follows), "follows", "followed-by"),
    (Some(Relation::Supersedes), "supersedes", "superseded-by"),
    (Some(Relation::Cancels), "cancels", "cancelled-by"),
    (None, "moves", "moved-by"),
];

fn notice(standing: Standing) -> &'static str {
    match standing {
        Standing::Superseded => "superseded-notice",
        Standing::Cancelled => "cancelled-notice",
    }
}

/// The media type of a letter's file, by its extension.
pub(super) fn media_type(name: &str) -> &'static str {
    let format = Format::named(name.rsplit('.').next().unwrap_or_default());
    format.map_or("application/octet-stream", Format::media_type)
}
