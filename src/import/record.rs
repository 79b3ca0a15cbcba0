//! A record of what was offered.

use super::blocks;
use super::candidates::Variant;
use super::offers::Offers;
use super::rows::Rows;
use crate::finding::Finding;
use crate::house::House;
use crate::language::clauses::Kind;
use crate::original::OriginalFormat;
use crate::record::Syntax;
use crate::record::edit::{Change, Data, edit};

/// The text of the record, as Markdown with front matter.
pub(super) fn write(
    (rows, offers, format): (&Rows, &Offers, OriginalFormat),
    (house, encloses): (&House, &[String]),
    variant: &Variant,
) -> Result<String, Vec<Finding>> {
    let row = |at: usize| rows.rows[at].text.as_str();
    let mut changes = Vec::new();
    let mut set =
        |path: &str, value: Data| changes.push(Change::Set { path: path.to_owned(), value });
    let text = |words: &str| Data::Text(words.to_owned());
    set("kind", text(variant.kind.unwrap_or("letter")));
    set("office", text(&house.office.id));
    if let Some(jointly) = &offers.jointly {
        set("jointly-with", text(jointly));
    }
    if house.language.tag() != house.office.language {
        set("language", text(house.language.tag()));
    }
    if let Some(frame) = &variant.frame {
        set("frame", text(frame));
    }
    match &offers.date {
        Some((_, date)) => {
            set("date", text(&date.day.to_string()));
            let usual = house.office.place.as_deref();
            if let Some(place) = date.place.as_deref().filter(|place| usual != Some(*place)) {
                set("place", text(place));
            }
        }
        None => {
            let reason = "The original bears no date, or none that is certain.";
            set("sic", Data::Map(vec![("undated".to_owned(), text(reason))]));
        }
    }
    if !variant.style.is_empty() {
        let style = variant
            .style
            .iter()
            .map(|(key, value)| ((*key).to_owned(), text(value)));
        set("style", Data::Map(style.collect()));
    }
    if let Some(reference) = &offers.reference {
        set("reference", text(&reference.words));
    }
    if let Some(at) = offers.marking {
        set("marking", text(row(at)));
    }
    if let Some(subject) = &offers.subject {
        set("subject", text(&subject.words));
    }
    if let Some(to) = addressees(rows, offers, house) {
        set("to", to);
    }
    if variant.salutation
        && let Some(at) = offers.salutation
    {
        set("salutation", text(row(at)));
    }
    if variant.closing
        && let Some(at) = offers.closing
    {
        set("closing", text(&one_line(&rows.paragraphs[at].text())));
    }
    if let Some(at) = offers.initials.filter(|_| variant.kind.is_some()) {
        set("initials", text(row(at)));
    }
    let signatories: Vec<Data> = offers
        .signatures
        .iter()
        .enumerate()
        .map(|(number, block)| {
            let mark = offers
                .marks
                .iter()
                .find(|(_, of)| *of == number)
                .map(|(at, _)| row(*at));
            signatory((rows, block, mark), house, variant)
        })
        .collect();
    if !signatories.is_empty() {
        set("signatories", Data::List(signatories));
    }
    let letter = |id: &String| Data::Map(vec![("letter".to_owned(), text(id))]);
    let mut enclosures: Vec<Data> = encloses.iter().map(letter).collect();
    if let Some(said) = &offers.enclosures {
        // A number counts the letters that are enclosed, too.
        let others = enclosed(&said.label, &said.words);
        enclosures.extend(others.into_iter().skip(encloses.len()));
    }
    if !enclosures.is_empty() {
        set("enclosures", Data::List(enclosures));
    }
    if let Some(copies) = &offers.copies {
        let first = copies.first.iter().map(|(_, words)| words.as_str());
        let all = first.chain(copies.rows.iter().map(|at| row(*at)));
        let group = |words: &str| Data::Map(vec![("group".to_owned(), text(words))]);
        set("copies", Data::List(all.map(group).collect()));
    }
    let mut body = offers.body.clone();
    let none = |clause: &str| (clause.to_owned(), text("none"));
    match variant.kind {
        // What a note verbale says stands whole in its prose, its close too.
        Some(kind) => {
            body.extend(offers.closing);
            let clauses = house.wording.plan(kind).map(Kind::clauses).unwrap_or_default();
            let clauses = clauses
                .into_iter()
                .filter(|clause| house.wording.clause(clause).is_some());
            set("turns", Data::Map(clauses.map(none).collect()));
        }
        None if offers.closing.is_none() => set("turns", Data::Map(vec![none("close")])),
        None => {}
    }
    let body = blocks::markdown_of(rows, &body, format);
    set("body", Data::Text(body));
    edit("record.md", "---\n---\n", Syntax::Markdown, &changes)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn addressees(rows: &Rows, offers: &Offers, house: &House) -> Option<Data> {
    let addressees = offers.addressees.as_ref()?;
    let mut all = Vec::new();
    for (number, block) in addressees.blocks.iter().enumerate() {
        let mut lines: Vec<&str> = block.iter().map(|at| rows.rows[*at].text.as_str()).collect();
        if number == 0
            && let Some(first) = &addressees.first
            && let Some(line) = lines.first_mut()
        {
            *line = first;
        }
        all.push(addressee(&lines, house, &|line| offers.titled.iter().any(|it| it == line)));
    }
    match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(Data::List(all)),
    }
}

/// A preset where its lines are those; else a person, or a group with its address.
fn addressee(lines: &[&str], house: &House, is_titled: &dyn Fn(&str) -> bool) -> Data {
    let words = |lines: &[&str]| {
        lines
            .join(" ")
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for (name, preset) in &house.office.presets {
        let preset: Vec<&str> = preset.lines.iter().map(String::as_str).collect();
        if words(&preset) == words(lines) {
            return Data::Text(name.clone());
        }
    }
    let first = lines.first().copied().unwrap_or_default();
    let (honorific, name) = house.names.without_honorifics(first);
    let mut fields: Vec<(String, Data)> = Vec::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            fields.push((key.to_owned(), Data::Text(value.to_owned())));
        }
    };
    if honorific.is_empty() {
        put("group", first);
    } else {
        put("honorific", honorific);
        put("name", name);
    }
    let mut rest = &lines[1..];
    if let Some(line) = rest.first().filter(|line| !honorific.is_empty() && is_titled(line)) {
        put("title", line);
        rest = &rest[1..];
    }
    let rest: Vec<Data> = rest.iter().map(|line| Data::Text((*line).to_owned())).collect();
    if !rest.is_empty() {
        fields.push(("address".to_owned(), Data::List(rest)));
    }
    Data::Map(fields)
}

/// Name and title; a block of titles alone is an office that signs without a name.
fn signatory(
    (rows, block, mark): (&Rows, &[usize], Option<&str>),
    house: &House,
    variant: &Variant,
) -> Data {
    let lines: Vec<&str> = block.iter().map(|at| rows.rows[*at].text.as_str()).collect();
    let mut fields: Vec<(String, Data)> = Vec::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            fields.push((key.to_owned(), Data::Text(value.to_owned())));
        }
    };
    let is_titled = variant.titles.contains(&block[0]);
    let title = |lines: &[&str]| lines.join(" ");
    if is_titled {
        put("title", &title(&lines));
    } else {
        let (honorific, name) = house.names.without_honorifics(lines[0]);
        if house.office.signature.honorific && !honorific.is_empty() {
            put("honorific", honorific);
            put("name", name);
        } else {
            put("name", lines[0]);
        }
        put("title", &title(&lines[1..]));
    }
    if let Some(mark) = mark {
        let mark = vec![("transcription".to_owned(), Data::Text(mark.to_owned()))];
        fields.push(("signature".to_owned(), Data::Map(mark)));
    }
    Data::Map(fields)
}

/// What is enclosed: so many things as a number says, or what is named.
fn enclosed(label: &str, words: &str) -> Vec<Data> {
    const MOST: usize = 50;
    let titled = |title: &str| Data::Map(vec![("title".to_owned(), Data::Text(title.to_owned()))]);
    let bare = label.trim_end_matches([':', '：', ' ']);
    match words.parse::<usize>() {
        Ok(count) if (1..=MOST).contains(&count) => {
            (1..=count).map(|at| titled(&format!("{bare} {at}"))).collect()
        }
        _ if words.is_empty() => vec![titled(bare)],
        _ => vec![titled(words)],
    }
}
