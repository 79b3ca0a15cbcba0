//! What machines read on the page of a letter: Dublin Core terms and schema.org.

use serde_json::{Value as Json, json};
use tera::Value;

use super::Making;
use super::letter::media_type;
use crate::archive::site::{fields, href};
use crate::letter::Relation;
use crate::register::Enclosed;

impl Making<'_> {
    /// Dublin Core (DCMI Metadata Terms, 2020), each term with its value.
    pub(super) fn metadata(&self, at: usize) -> Value {
        let (card, links) = (&self.catalogue.cards[at], &self.catalogue.links[at]);
        let mut terms: Vec<(&'static str, &str)> = vec![
            ("type", "Text"),
            ("title", &card.sentence),
            ("identifier", &card.id),
            ("language", &card.language),
            ("creator", &card.sender),
        ];
        let date = card.date.map(|day| day.to_string());
        terms.extend(date.as_deref().map(|date| ("date", date)));
        terms.extend(card.reference.as_deref().map(|number| ("identifier", number)));
        terms.extend(card.subject.as_deref().map(|subject| ("subject", subject)));
        terms.extend(
            card.signatories
                .iter()
                .map(|signed| ("contributor", signed.name.as_str())),
        );
        terms.extend(card.addressees.iter().map(|name| ("audience", name.as_str())));
        terms.extend(card.cites.iter().map(|cited| ("references", cited.symbol.as_str())));
        let id = |letter: usize| self.catalogue.cards[letter].id.as_str();
        let replaces = |relation| relation == Some(Relation::Supersedes);
        for (term, links) in [("replaces", &links.to), ("isReplacedBy", &links.from)] {
            let links = links.iter().filter(|link| replaces(link.relation));
            terms.extend(links.map(|link| (term, id(link.letter))));
        }
        terms.extend(links.encloses.iter().map(|letter| ("hasPart", id(*letter))));
        terms.extend(links.enclosed_in.iter().map(|letter| ("isPartOf", id(*letter))));
        let terms = terms
            .into_iter()
            .map(|(term, value)| fields([("term", term.into()), ("value", value.into())]));
        Value::from(terms.collect::<Vec<_>>())
    }

    /// The letter as schema.org knows it, ready to stand in a `script` element.
    ///
    /// It is a `Message`: the one type that has a sender, a recipient and a day it was sent;
    /// a `Report` or another `CreativeWork` would lose to whom it went.
    pub(super) fn linked_data(&self, at: usize) -> String {
        let card = &self.catalogue.cards[at];
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
        let address = self.site.base.as_ref();
        let address = address.map(|base| format!("{base}{}/", href(&card.address)));
        set("url", address.into());
        set(
            "identifier",
            match &card.reference {
                Some(reference) => json!([card.id, reference]),
                None => card.id.as_str().into(),
            },
        );
        set("name", card.sentence.as_str().into());
        set("headline", card.subject.as_deref().into());
        set("inLanguage", card.language.as_str().into());
        set("dateSent", card.date.map(|day| day.to_string()).into());
        set("sender", named("Organization", &card.sender));
        let authors = card.signatories.iter().map(|signed| {
            let mut person = named("Person", &signed.name);
            if let Some(title) = &signed.title {
                person["jobTitle"] = title.as_str().into();
            }
            person
        });
        set("author", authors.collect());
        // Persons, groups and institutions alike: whom the letter is meant for.
        let recipients = card.addressees.iter().map(|name| named("Audience", name));
        set("recipient", recipients.collect());
        let cites = card.cites.iter().map(|cited| {
            let name = cited.title.as_ref().unwrap_or(&cited.symbol);
            let mut work = named("CreativeWork", name);
            work["identifier"] = cited.symbol.as_str().into();
            work
        });
        set("citation", cites.collect());
        let encloses = card.encloses.iter().map(|enclosed| match enclosed {
            Enclosed::Other(name) => named("CreativeWork", name),
            Enclosed::Letter(id) => match self.catalogue.find(id) {
                Some(inner) => {
                    let inner = &self.catalogue.cards[inner];
                    let mut message = named("Message", &inner.sentence);
                    message["identifier"] = inner.id.as_str().into();
                    message
                }
                None => named("CreativeWork", id),
            },
        });
        set("messageAttachment", encloses.collect());
        let files = card.files.iter().map(|file| {
            json!({
                "@type": "MediaObject",
                "contentUrl": href(&file.name),
                "encodingFormat": media_type(&file.name),
                "contentSize": file.bytes.to_string(),
            })
        });
        set("encoding", files.collect());
        set("license", self.site.licence.as_deref().into());
        set("isPartOf", named("Collection", &self.site.title));
        script(&Json::Object(letter).to_string())
    }
}

/// JSON that can end no `script` element and begin no comment: `<`, `>` and `&` as escapes
/// (HTML, section 4.12.1.3; OWASP Cross Site Scripting Prevention).
fn script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
