//! What wordings may print that is the same in every letter of a house.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::Language;
use crate::letter::Style;
use crate::office::{AddresseeAt, Audience, DateAt, Office, Show};

/// What is the same in every letter of an office in a language.
#[derive(Debug, Serialize)]
pub(super) struct HouseView<'a> {
    office: OfficeView<'a>,
    /// Whom the letters speak of when they speak of their readers.
    audience: &'a Audience,
    labels: &'a BTreeMap<String, String>,
    style: Style,
}

impl<'a> HouseView<'a> {
    pub(super) fn new(office: &'a Office, language: &'a Language) -> Self {
        Self {
            office: OfficeView::new(office),
            audience: &office.audience,
            labels: language.labels(),
            style: office.style,
        }
    }
}

#[derive(Debug, Serialize)]
struct OfficeView<'a> {
    id: &'a str,
    place: Option<&'a str>,
    letterhead: &'a [String],
    footer: &'a [String],
    label: Option<&'a str>,
    addressee: AddresseeAt,
    show: &'a Show,
    date_at: DateAt,
}

impl<'a> OfficeView<'a> {
    fn new(office: &'a Office) -> Self {
        Self {
            id: &office.id,
            place: office.place.as_deref(),
            letterhead: &office.letterhead,
            footer: &office.footer,
            label: office.addressee.label.as_deref(),
            addressee: office.sheet.addressee,
            show: &office.show,
            date_at: office.sheet.date_at,
        }
    }
}
