//! Who writes, who signs and who is addressed, as wordings see them.

use std::borrow::Cow;

use serde::Serialize;

use crate::compose::address::Address;
use crate::house::House;
use crate::letter::{Addressee, Letter, Signature};
use crate::office::{Office, SignedFirst};
use crate::pattern::fill;
use crate::register::Author;

/// Who writes a letter, in words.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::compose) struct SenderView<'a> {
    /// The full name.
    pub(super) name: &'a str,
    short: &'a str,
    role: &'a str,
    /// The name after "of", in languages with cases.
    pub(super) genitive: &'a str,
    /// The institution that speaks in the third person.
    pub(super) institution: Option<&'a str>,
    /// What a note verbale calls the office once its full name has been said.
    called: Option<&'a str>,
    /// The name is a plural.
    many: bool,
}

impl<'a> SenderView<'a> {
    /// An office, of which one or `many` sign.
    pub(super) fn new(office: &'a Office, many: bool) -> Self {
        let sender = &office.sender;
        let (name, short, role) = sender.names(many);
        Self {
            name,
            short,
            role,
            genitive: sender.genitive(many),
            institution: sender.institution.as_ref().map(|names| names.of(many)),
            called: sender.called.as_ref().map(|names| names.of(many)),
            many: many && sender.usually_many(),
        }
    }

    /// Who wrote another letter.
    pub(super) fn of(author: &'a Author) -> Self {
        Self::new(&author.office, author.several)
    }

    /// Somebody outside, in the words of the record.
    pub(super) fn outside(name: &'a str) -> Self {
        let (short, role, genitive) = (name, name, name);
        Self { name, short, role, genitive, institution: None, called: None, many: false }
    }
}

/// An addressee as a sentence names it.
#[derive(Debug, Serialize)]
pub(super) struct AddresseeView<'a> {
    name: &'a str,
    /// A person by name, who takes no article.
    person: bool,
    /// Of a person who is named by a title alone: "Monsieur", where the language says
    /// "Monsieur le Ministre".
    honorific: Option<&'a str>,
    /// What a note verbale calls it once its full name has been said.
    called: Option<&'a str>,
}

/// Each addressee as a sentence names it: a group, a person by name, or an institution.
pub(super) fn addressees<'a>(
    letter: &'a Letter,
    addresses: &'a [Address<'a>],
) -> Vec<AddresseeView<'a>> {
    let names = letter.to.iter().zip(addresses).map(|(addressee, address)| {
        let first = address.lines.first().map_or("", String::as_str);
        let (name, person, honorific) = match addressee {
            Addressee::Person(person) if person.group.is_none() && person.name.is_some() => {
                (first, true, None)
            }
            Addressee::Person(person) if person.group.is_none() => match &person.organisation {
                Some(organisation) => (organisation.as_str(), false, None),
                None => (first, false, person.honorific.as_deref()),
            },
            _ => (first, false, None),
        };
        let called = address.called();
        AddresseeView { name: name.trim_end_matches(','), person, honorific, called }
    });
    names.collect()
}

/// A signature block.
#[derive(Debug, Serialize)]
pub(super) struct SignatoryView<'a> {
    lines: Vec<Cow<'a, str>>,
    transcription: Option<&'a str>,
    picture: Option<&'a str>,
    /// A line by hand above the name.
    by_hand: Option<&'a str>,
    /// The name alone, for the alternative text of a picture.
    name: &'a str,
    /// Name and function as issued documents have them, without courtesy titles.
    issued: Vec<Cow<'a, str>>,
}

/// The signature blocks of a letter, as its office wants them.
pub(super) fn signatories<'a>(letter: &'a Letter, house: &House) -> Vec<SignatoryView<'a>> {
    let style = house.office.signature;
    let views = letter.signatories.iter().map(|signatory| {
        let name = signatory.name.as_deref();
        let honorific = signatory.honorific.as_deref().filter(|_| style.honorific);
        let named = match (honorific, name) {
            (Some(honorific), Some(name)) => Some(Cow::Owned(format!("{honorific} {name}"))),
            (_, name) => name.map(Cow::Borrowed),
        };
        let title = signatory.title.as_deref();
        let shown = title.filter(|_| style.title || name.is_none());
        let capacity = signatory.capacity.as_deref();
        let signs_for = signatory.signs_for.as_deref().map(|name| {
            let label = house.language.label("signed-for").unwrap_or_default();
            Cow::Owned(fill(label, &[("name", name)]))
        });
        let functions = [capacity, shown].into_iter().flatten().map(Cow::Borrowed);
        let functions: Vec<_> = functions.chain(signs_for.clone()).collect();
        let mut lines: Vec<Cow<'a, str>> = match style.first {
            SignedFirst::Name => named.into_iter().chain(functions).collect(),
            SignedFirst::Title => functions.into_iter().chain(named).collect(),
        };
        if style.one_line && lines.len() > 1 {
            let between = match style.first {
                SignedFirst::Name => house.language.label("comma").unwrap_or(", "),
                SignedFirst::Title => " ",
            };
            lines = vec![Cow::Owned(lines.join(between))];
        }
        let issued = [name, capacity, title].into_iter().flatten().map(Cow::Borrowed);
        let (transcription, picture) = match &signatory.signature {
            Some(Signature::Transcription(text)) => (Some(text.as_str()), None),
            Some(Signature::Image(name)) => (None, Some(name.as_str())),
            None => (None, None),
        };
        SignatoryView {
            lines,
            transcription,
            picture,
            by_hand: signatory.by_hand.as_deref(),
            name: name.unwrap_or_default(),
            issued: issued.chain(signs_for).collect(),
        }
    });
    views.collect()
}
