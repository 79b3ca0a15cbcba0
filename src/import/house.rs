//! An office that is not known yet: a folder of its own, from what its letter shows.

use serde::Serialize;

use super::offers::Knowledge;
use super::offers::{Offers, Place};
use super::rows::Rows;
use super::tail::is_title;
use crate::text::slug;

/// An office made from a letter, to be looked over by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffice {
    /// The name of its folder.
    pub id: String,
    /// What its `office.toml` says.
    pub settings: String,
}

impl NewOffice {
    /// The path of its settings among the templates.
    pub fn path(&self) -> String {
        format!("offices/{}/office.toml", self.id)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    letterhead: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    footer: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    sender: Sender,
    addressee: Addressee,
    signature: Signature,
    show: Show,
    labels: std::collections::BTreeMap<&'static str, String>,
    sheet: Sheet,
}

#[derive(Serialize)]
struct Sender {
    name: String,
}

#[derive(Serialize)]
struct Addressee {
    label: String,
}

#[derive(Serialize)]
struct Signature {
    title: bool,
}

#[derive(Serialize)]
struct Show {
    letterhead: bool,
    subject: bool,
    addressee: bool,
    salutation: bool,
    closing: bool,
    enclosures: bool,
    footer: bool,
    place: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Sheet {
    addressee: &'static str,
    date_at: &'static str,
}

/// The folder name and the settings of the office that wrote the letter.
pub(super) fn settings(
    rows: &Rows,
    offers: &Offers,
    known: &Knowledge<'_>,
    language: &str,
) -> (String, String) {
    let row = |at: &usize| rows.rows[*at].text.clone();
    let letterhead: Vec<String> = offers.letterhead.iter().map(row).collect();
    let signed = offers
        .signatures
        .first()
        .map(|block| block.iter().map(row).collect::<Vec<_>>());
    let titled = |lines: &Vec<String>| lines.iter().find(|line| is_title(line, known)).cloned();
    let name = letterhead
        .first()
        .cloned()
        .or_else(|| signed.as_ref().and_then(titled))
        .or_else(|| signed.as_ref().and_then(|lines| lines.first().cloned()))
        .unwrap_or_else(|| "an unknown office".to_owned());
    let mut labels = std::collections::BTreeMap::new();
    let mut label = |name, text: &str| labels.insert(name, text.to_owned());
    if let Some(subject) = &offers.subject {
        label("subject", &subject.label);
    }
    if let Some(reference) = &offers.reference {
        label("reference", &reference.label);
    }
    if let Some(copies) = &offers.copies {
        label("copies", &copies.label);
    }
    if let Some(enclosures) = &offers.enclosures {
        let name = if enclosures.words.is_empty() { "enclosure" } else { "enclosures" };
        label(name, enclosures.label.trim_end_matches([':', '：', ' ']));
    }
    let addressees = offers.addressees.as_ref();
    let place = offers.date.as_ref().and_then(|(_, date)| date.place.clone());
    let top = addressees.is_some_and(|it| it.at == Place::Top);
    let slug = slug(&name);
    let settings = Settings {
        language: (language != "en").then(|| language.to_owned()),
        footer: offers.footer.iter().map(row).collect(),
        sender: Sender { name },
        addressee: Addressee {
            label: addressees.and_then(|it| it.label.clone()).unwrap_or_default(),
        },
        signature: Signature { title: true },
        show: Show {
            letterhead: !letterhead.is_empty(),
            subject: offers.subject.is_some(),
            addressee: addressees.is_some(),
            salutation: offers.salutation.is_some(),
            closing: true,
            enclosures: offers.enclosures.is_some(),
            footer: !offers.footer.is_empty(),
            place: place.is_some(),
        },
        letterhead,
        place,
        labels,
        sheet: Sheet {
            addressee: if top { "top" } else { "foot" },
            date_at: if offers.date_at_foot { "foot" } else { "head" },
        },
    };
    let text = toml::to_string(&settings).unwrap_or_default();
    let slug = if slug.is_empty() { "office".to_owned() } else { slug.chars().take(40).collect() };
    (slug.trim_end_matches('-').to_owned(), text)
}
