//! Of several records that may be, the one that says most words of the file with fewest words of its own.

use std::sync::Arc;

use super::house::{self, NewOffice};
use super::offers::{Knowledge, KnownOffice, Offers};
use super::proof::{self, Proof};
use super::rows::Rows;
use super::tail::is_title;
use super::{Given, Imported, Importer, State, record, split, tongue};
use crate::compose::Engine;
use crate::document::Role;
use crate::finding::Finding;
use crate::gather::InMemory;
use crate::language::Dictionary;
use crate::original::Original;
use crate::text::nfc;

/// What one record says otherwise than another.
#[derive(Debug, Clone, Default)]
pub(super) struct Variant {
    /// `letter` where none is said.
    pub(super) kind: Option<&'static str>,
    pub(super) frame: Option<String>,
    pub(super) style: Vec<(&'static str, &'static str)>,
    /// The salutation in the letter's own words.
    pub(super) salutation: bool,
    /// The close in the letter's own words.
    pub(super) closing: bool,
    /// Rows of signatories that say a title and no name.
    pub(super) titles: Vec<usize>,
}

impl Variant {
    /// How much it says of its own, in words: what explains nothing is not preferred.
    fn cost(&self) -> usize {
        3 * self.style.len()
            + usize::from(self.salutation)
            + usize::from(self.closing)
            + usize::from(self.frame.is_some())
    }
}

/// The kind whose frame a letter has that greets nobody and is not signed.
pub(super) const NOTE_VERBALE: &str = "note-verbale";

/// How letters write their date, where it is not the usual way.
const STYLES: &[&[(&str, &str)]] = &[
    &[("date", "month-first")],
    &[("weekday", "true")],
    &[("leading-zero", "true")],
    &[("before-year", "comma")],
    &[("date", "numeric")],
    &[("place", "after")],
    &[("weekday", "true"), ("after-weekday", "space")],
    &[("weekday", "true"), ("date", "month-first")],
    &[("leading-zero", "true"), ("before-year", "comma")],
    &[("beside-place", "comma")],
    &[("beside-place", "space")],
    &[("numerals", "words")],
    &[("numerals", "words"), ("place", "after")],
];

/// The records of a file: a cover, and the letters that it encloses.
pub(super) fn all(
    importer: &mut Importer,
    id: &str,
    original: &Original,
) -> Result<Vec<Imported>, Vec<Finding>> {
    let tag = match &importer.options.language {
        Some(tag) => tag.clone(),
        None => tongue::of(original, &importer.words)
            .map(str::to_owned)
            .ok_or_else(|| {
                let message =
                    format!("{}: it is not clear in which language it is written", original.name);
                vec![Finding::error("unknown-language", message).help("say it: `--language fr`")]
            })?,
    };
    let offices: Vec<String> = importer
        .engine
        .templates()
        .offices()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let some = importer
        .options
        .office
        .as_deref()
        .or(offices.first().map(String::as_str));
    let house = importer
        .engine
        .house(some.unwrap_or_default(), Some(&tag))
        .map_err(|findings| findings.clone())?;
    let mut printed = Vec::new();
    for office in &offices {
        if let Ok(office) = importer.engine.office_in_language(office, &tag) {
            let (letterhead, footer) = (office.letterhead.clone(), office.footer.clone());
            printed.push(KnownOffice { id: office.id.clone(), letterhead, footer });
        }
    }
    let table = importer.words[&tag].clone();
    let known = Knowledge {
        words: &table,
        reader: house.reader(),
        names: &house.names,
        after_place: house.language.label("after-place").unwrap_or_default(),
        offices: &printed,
    };
    let letters = split::letters(original, &known);
    let mut enclosed = InMemory::new();
    let mut done: Vec<Imported> = Vec::new();
    // The last first: a letter is made when those that it encloses are.
    for (number, letter) in letters.iter().enumerate().rev() {
        let encloses: Vec<String> = match number {
            0 => done.iter().rev().map(|it| it.id.clone()).collect(),
            _ => Vec::new(),
        };
        let name = if number == 0 { id.to_owned() } else { format!("{id}-{}", number + 1) };
        let one = One { id: &name, letter, dictionary: house.dictionary.as_deref(), tag: &tag };
        let made = choose(importer, &one, &known, (&encloses, &enclosed))?;
        enclosed.insert(format!("{}.md", made.id), made.record.clone());
        done.push(made);
    }
    done.reverse();
    Ok(done)
}

/// One letter of a file.
struct One<'o> {
    id: &'o str,
    letter: &'o Original,
    dictionary: Option<&'o Dictionary>,
    tag: &'o str,
}

fn choose(
    importer: &mut Importer,
    one: &One<'_>,
    known: &Knowledge<'_>,
    (encloses, enclosed): (&[String], &InMemory),
) -> Result<Imported, Vec<Finding>> {
    let One { id, letter: original, tag, .. } = *one;
    let (rows, offers) = Offers::of(Rows::of(original, one.dictionary, known.words), known);
    let titles = offers.signatures.iter().map(|block| block[0]);
    let titles: Vec<usize> = titles.filter(|at| is_title(&rows.rows[*at].text, known)).collect();
    let office = match (&importer.options.office, &offers.office) {
        (Some(office), _) | (None, Some(office)) => office.clone(),
        (None, None) if importer.options.new_office => {
            let made = house::settings(&rows, &offers, known, tag);
            adopt(&mut importer.engine, &mut importer.offices, made)
        }
        (None, None) => return Err(vec![unknown_office(original, &rows, &offers)]),
    };
    let engine = &importer.engine;
    let order = offers.order(&rows);
    let mut best: Option<(usize, Proof, Variant, String)> = None;
    let mut mistakes = Vec::new();
    let house = engine
        .house(&office, Some(tag))
        .map_err(|findings| findings.clone())?;
    let mut attempt = |variant: Variant, best: &mut Option<(usize, Proof, Variant, String)>| {
        let tried = record::write((&rows, &offers, original.format), (&house, encloses), &variant)
            .and_then(|text| Ok((proof::prove(engine, &text, (&rows, &order), enclosed)?, text)));
        match tried {
            Ok((proof, text)) => {
                let proved = proof.gaps.is_empty();
                let cost = if proved { 0 } else { proof.unlike() + variant.cost() };
                if proved || best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    *best = Some((cost, proof, variant, text));
                }
                proved
            }
            Err(findings) => {
                mistakes = findings;
                false
            }
        }
    };
    let mut proved = false;
    for variant in variants(engine, &offers, &titles) {
        proved = attempt(variant, &mut best);
        if proved {
            break;
        }
    }
    // How the date is written matters where it did not come back.
    let dated = offers.date.as_ref().map(|(row, _)| *row);
    let lost = best
        .as_ref()
        .is_some_and(|(_, proof, ..)| dated.is_some_and(|row| !proof.has(row, Role::PlaceAndDate)));
    let usual = best.as_ref().map(|(_, _, variant, _)| variant.clone());
    if let (false, true, Some(usual)) = (proved, lost, usual) {
        for style in STYLES {
            if attempt(Variant { style: style.to_vec(), ..usual.clone() }, &mut best) {
                break;
            }
        }
    }
    let Some((_, proof, variant, record)) = best else { return Err(mistakes) };
    let said = proof.said.iter().filter(|(_, role)| role.is_some()).count();
    let id = match &offers.date {
        Some((_, date)) => format!("{}-{office}", date.day),
        None => nfc(id).into_owned(),
    };
    Ok(Imported {
        id,
        state: if proof.gaps.is_empty() { State::Proved } else { State::Nearly },
        language: tag.to_owned(),
        encloses: encloses.to_vec(),
        office,
        fields: given(&rows, &offers, &proof, &variant),
        words: (proof.said.len(), said),
        gaps: proof.gaps,
        normalised: proof.normalised,
        notices: original.notices.clone(),
        record,
    })
}

/// The records that are tried, those with the fewest words of their own first.
fn variants(engine: &Engine, offers: &Offers, titles: &[usize]) -> Vec<Variant> {
    let mut frames = vec![None];
    if offers.salutation.is_none() {
        let all = engine.templates().stems("", "frames/");
        frames.extend(
            all.into_iter()
                .filter(|frame| *frame != "issued")
                .map(|frame| Some(frame.to_owned())),
        );
    }
    let mut kinds: Vec<(Option<&'static str>, Option<String>)> =
        frames.into_iter().map(|frame| (None, frame)).collect();
    if offers.salutation.is_none() {
        kinds.push((Some(NOTE_VERBALE), None));
    }
    let own = [(false, false), (true, false), (false, true), (true, true)];
    let mut all = Vec::new();
    for (kind, frame) in &kinds {
        for (salutation, closing) in own {
            let has_close = offers.closing.is_some() && kind.is_none();
            if salutation && offers.salutation.is_none() || closing && !has_close {
                continue;
            }
            all.push(Variant {
                kind: *kind,
                frame: frame.clone(),
                style: Vec::new(),
                salutation,
                closing,
                titles: titles.to_vec(),
            });
        }
    }
    all
}

/// Gives an office that is not known a folder, or finds the one that was made for its last letter.
fn adopt(
    engine: &mut Arc<Engine>,
    offices: &mut Vec<NewOffice>,
    (slug, settings): (String, String),
) -> String {
    if let Some(office) = offices.iter().find(|office| office.settings == settings) {
        return office.id.clone();
    }
    let taken = |id: &str| engine.templates().has_office(id);
    let mut id = slug.clone();
    let mut number = 2;
    while taken(&id) {
        id = format!("{slug}-{number}");
        number += 1;
    }
    let office = NewOffice { id: id.clone(), settings };
    let mut templates = engine.templates().clone();
    templates.overlay([(office.path(), office.path(), office.settings.clone().into_bytes())]);
    *engine = Arc::new(Engine::new(templates));
    offices.push(office);
    id
}

fn unknown_office(original: &Original, rows: &Rows, offers: &Offers) -> Finding {
    let lines: Vec<_> = offers
        .letterhead
        .iter()
        .map(|at| rows.rows[*at].text.as_str())
        .collect();
    let message = match lines.as_slice() {
        [] => format!("{}: it has no letterhead that an office is known by", original.name),
        lines => format!("{}: no office has the letterhead “{}”", original.name, lines.join(" / ")),
    };
    Finding::error("unknown-office", message)
        .help("name the office: `--office NAME`")
        .help("or give each that is not known a folder to look over: `--new-office DIR`")
}

/// The fields that the file gives, with their grounds.
fn given(rows: &Rows, offers: &Offers, proof: &Proof, variant: &Variant) -> Vec<Given> {
    let mut all = Vec::new();
    let mut give = |field: &str, role: Role, its: &[usize], ground: &str| {
        let Some(first) = its.first() else { return };
        let words: Vec<_> = its.iter().map(|at| rows.rows[*at].text.as_str()).collect();
        all.push(Given {
            field: field.to_owned(),
            words: words.join(" / "),
            ground: ground.to_owned(),
            page: rows.rows[*first].page,
            proved: its.iter().all(|at| proof.has(*at, role)),
        });
    };
    give("office", Role::Letterhead, &offers.letterhead, "the letterhead");
    if let Some((at, _)) = &offers.date {
        give("date", Role::PlaceAndDate, &[*at], "a line that is a date and nothing else");
    }
    if let Some(reference) = &offers.reference {
        give("reference", Role::Reference, &[reference.row], "its label");
    }
    if let Some(at) = offers.marking {
        give("marking", Role::Marking, &[at], "a marking, whole");
    }
    if let Some(subject) = &offers.subject {
        let ground =
            if subject.label.is_empty() { "a heading above the salutation" } else { "its label" };
        give("subject", Role::Subject, &[subject.row], ground);
    }
    if let Some(addressees) = &offers.addressees {
        give("to", Role::Addressee, &addressees.blocks.concat(), addressees.ground);
    }
    if let Some(at) = offers.salutation {
        let ground = if variant.salutation { "words of greeting" } else { "the form of address" };
        give("salutation", Role::Salutation, &[at], ground);
    }
    if let Some(paragraph) = offers.closing.filter(|_| variant.kind.is_none()) {
        let its: Vec<usize> = rows.of_paragraph(paragraph).map(|(at, _)| at).collect();
        let ground = if variant.closing { "words of a close" } else { "the form of address" };
        give("closing", Role::Closing, &its, ground);
    }
    for (number, block) in offers.signatures.iter().enumerate() {
        give(
            &format!("signatories[{number}]"),
            Role::Signatures,
            block,
            "what stands below the close",
        );
    }
    if let Some(row) = offers.initials.filter(|_| variant.kind.is_some()) {
        give("initials", Role::PlaceAndDate, &[row], "a few capitals below the date");
    }
    if let Some(copies) = &offers.copies {
        let first = copies.first.iter().map(|(at, _)| *at);
        let its: Vec<usize> = first.chain(copies.rows.iter().copied()).collect();
        give("copies", Role::Copies, &its, "their label");
    }
    if let Some(enclosures) = &offers.enclosures {
        give("enclosures", Role::Enclosures, &[enclosures.row], "their label");
    }
    all
}
