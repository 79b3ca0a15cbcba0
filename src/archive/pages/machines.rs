//! What machines read on the page of a letter: Dublin Core terms and schema.org.

use serde::Serialize;
use serde_json::{Value as Json, json};
use tera::Value;

use super::Renderer;
use super::letter::{LetterPage, media_type};
use crate::archive::card::File;
use crate::archive::site::{fields, href};
use crate::archive::views::{Summary, Views, with};
use crate::letter::Relation;
use crate::register::Enclosed;

/// Letters that machines are told of, beside what a letter says of itself.
#[derive(Debug, Serialize)]
pub(super) struct Machines<'v> {
    /// Dublin Core terms, each with the id of a letter.
    relations: Vec<(&'static str, &'v str)>,
    /// What the letter encloses, as far as it is here, in the order of its entry.
    enclosed: Vec<Option<Summary<'v>>>,
}

impl<'v> Machines<'v> {
    pub(super) fn new(views: &'v Views<'v>, at: usize) -> Self {
        let links = views.links(at);
        let id = |letter: usize| views.shown(letter).id;
        let mut relations = Vec::new();
        for (term, links) in [("replaces", &links.to), ("isReplacedBy", &links.from)] {
            let letters = with(links, Some(Relation::Supersedes));
            relations.extend(letters.map(|letter| (term, id(letter))));
        }
        relations.extend(links.encloses.iter().map(|letter| ("hasPart", id(*letter))));
        relations.extend(links.enclosed_in.iter().map(|letter| ("isPartOf", id(*letter))));
        let enclosed = views.card(at).encloses.iter().map(|enclosed| match enclosed {
            Enclosed::Letter(id) => views.find(id),
            Enclosed::Other(_) => None,
        });
        Self { relations, enclosed: enclosed.collect() }
    }
}

impl Renderer<'_> {
    /// Dublin Core (DCMI Metadata Terms, 2020), each term with its value.
    pub(super) fn metadata(&self, page: &LetterPage<'_>) -> Value {
        let entry = &page.entry;
        let mut terms: Vec<(&'static str, &str)> = vec![
            ("type", "Text"),
            ("title", &entry.sentence),
            ("identifier", &entry.id),
            ("language", &entry.language),
            ("creator", &entry.sender),
        ];
        let date = entry.date.map(|day| day.to_string());
        terms.extend(date.as_deref().map(|date| ("date", date)));
        terms.extend(entry.reference.as_deref().map(|number| ("identifier", number)));
        let issued = entry.issued.as_deref();
        let symbols = issued.iter().flat_map(|issued| &issued.organs);
        terms.extend(symbols.map(|organ| ("identifier", organ.symbol.as_str())));
        let day = issued.and_then(|issued| issued.date).map(|day| day.to_string());
        terms.extend(day.as_deref().map(|day| ("issued", day)));
        terms.extend(entry.subject.as_deref().map(|subject| ("subject", subject)));
        let signers = entry.signatories.iter();
        terms.extend(signers.map(|signer| ("contributor", signer.name.as_str())));
        terms.extend(entry.addressees.iter().map(|name| ("audience", name.as_str())));
        terms.extend(entry.cites.iter().map(|cited| ("references", cited.symbol.as_str())));
        terms.extend(page.machines.relations.iter().copied());
        let terms = terms
            .into_iter()
            .map(|(term, value)| fields([("term", term.into()), ("value", value.into())]));
        Value::from(terms.collect::<Vec<_>>())
    }

    /// The letter as schema.org knows it, ready to stand in a `script` element.
    ///
    /// It is a `Message`: the one type that has a sender, a recipient and a day it was sent;
    /// a `Report` or another `CreativeWork` would lose to whom it went.
    pub(super) fn linked_data(&self, page: &LetterPage<'_>) -> String {
        let entry = &page.entry;
        let named = |sort: &str, name: &str| json!({ "@type": sort, "name": name });
        let mut letter = serde_json::Map::new();
        let mut set = |name: &str, value: Json| {
            let empty = match &value {
                Json::Null => true,
                Json::Array(items) => items.is_empty(),
                _ => false,
            };
            if !empty {
                letter.insert(name.to_owned(), value);
            }
        };
        set("@context", "https://schema.org".into());
        set("@type", "Message".into());
        let base = self.site.base.as_ref();
        set("url", base.map(|base| format!("{base}{}/", href(page.address))).into());
        set(
            "identifier",
            match &entry.reference {
                Some(reference) => json!([entry.id, reference]),
                None => entry.id.as_str().into(),
            },
        );
        set("name", entry.sentence.as_str().into());
        set("headline", entry.subject.as_deref().into());
        set("inLanguage", entry.language.as_str().into());
        set(
            "dateSent",
            entry
                .date
                .map(|date| date.to_string())
                .filter(|date| is_plain(date))
                .into(),
        );
        let received = entry.received.as_ref().and_then(|received| received.date);
        set("dateReceived", received.map(|day| day.to_string()).into());
        set("sender", named("Organization", &entry.sender));
        let authors = entry.signatories.iter().map(|signer| {
            let mut person = named("Person", &signer.name);
            if let Some(title) = &signer.title {
                person["jobTitle"] = title.as_str().into();
            }
            person
        });
        set("author", authors.collect());
        // Persons, groups and institutions alike: whom the letter is meant for.
        let recipients = entry.addressees.iter().map(|name| named("Audience", name));
        set("recipient", recipients.collect());
        let cites = entry.cites.iter().map(|cited| {
            let name = cited.title.as_ref().unwrap_or(&cited.symbol);
            let mut work = named("CreativeWork", name);
            work["identifier"] = cited.symbol.as_str().into();
            work
        });
        set("citation", cites.collect());
        let here = page.machines.enclosed.iter();
        let encloses =
            entry
                .encloses
                .iter()
                .zip(here)
                .map(|(enclosed, here)| match (enclosed, here) {
                    (Enclosed::Letter(_), Some(inner)) => {
                        let mut message = named("Message", inner.sentence);
                        message["identifier"] = inner.id.into();
                        message
                    }
                    (Enclosed::Letter(name) | Enclosed::Other(name), _) => {
                        named("CreativeWork", name)
                    }
                });
        set("messageAttachment", encloses.collect());
        set("encoding", page.files.iter().map(media).collect());
        let issued = entry.issued.as_ref().map(|issued| {
            let symbols = issued.organs.iter().map(|organ| organ.symbol.as_str());
            let mut work = named("CreativeWork", &issued.symbols());
            work["identifier"] = symbols.collect();
            if let Some(day) = issued.date {
                work["datePublished"] = day.to_string().into();
            }
            work["encoding"] = page.issued_files.iter().map(media).collect();
            work
        });
        set("workExample", issued.into());
        set("license", self.site.licence.as_deref().into());
        set("isPartOf", named("Collection", &self.site.title));
        script(&Json::Object(letter).to_string())
    }
}

/// A file as schema.org knows it.
fn media(file: &File<'_>) -> Json {
    json!({
        "@type": "MediaObject",
        "contentUrl": href(&file.name),
        "encodingFormat": media_type(&file.name),
        "contentSize": file.bytes.to_string(),
    })
}

/// JSON that can end no `script` element and begin no comment: `<`, `>` and `&` as escapes
/// (HTML, section 4.12.1.3; OWASP Cross Site Scripting Prevention).
fn script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// Whether a date is one of ISO 8601 without the signs of EDTF: a day, month or year.
pub(super) fn is_plain(date: &str) -> bool {
    date.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
}
