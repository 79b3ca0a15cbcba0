//! XLSX: the first sheet that is shown, with its formats (ECMA-376, part 1, clause 18).

use std::collections::HashMap;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::pack::{Pack, Xml, add_text, attribute, says_yes};
use super::shown::{Format, general, separated};
use super::{Book, Budget, Growing, Refusal, Sheet};
use crate::merge::table::Doubt;

/// The most texts, formats, sheets and relations of a workbook.
const MAX_ITEMS: usize = 1 << 20;

/// A relation of the workbook to one of its parts.
#[derive(Debug)]
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`.
    kind: String,
    target: String,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct Listed {
    name: String,
    path: String,
    hidden: bool,
}

/// What cells refer to.
#[derive(Debug, Default)]
struct Shared {
    texts: Vec<Box<str>>,
    formats: Vec<Format>,
    from_1904: bool,
}

pub(super) fn read(pack: &mut Pack) -> Result<Book, Refusal> {
    let roots = relations(pack, "_rels/.rels", "")?;
    let main = roots.into_iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(pack, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let (listed, from_1904) = listed(pack, &main, &relations)?;
    let mut budget = Budget::default();
    let path = |kind: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.clone())
    };
    let mut shared = Shared { from_1904, ..Shared::default() };
    if let Some(path) = path("sharedStrings") {
        shared.texts = texts(pack, &path, &mut budget)?;
    }
    if let Some(path) = path("styles") {
        shared.formats = formats(pack, &path)?;
    }
    let mut book = Book::default();
    let mut shown = listed.iter().filter(|sheet| !sheet.hidden).peekable();
    if shown.peek().is_none() {
        return Err(Refusal::broken("it has no sheet that is shown"));
    }
    while let Some(sheet) = shown.next() {
        book.sheet = self::sheet(pack, sheet, &shared, &mut budget)?;
        // A list behind an empty sheet is the list.
        if !book.sheet.rows.is_empty() || shown.peek().is_none() {
            book.others = shown.map(|sheet| sheet.name.clone()).collect();
            break;
        }
    }
    let before = listed.iter().take_while(|sheet| sheet.name != book.sheet.name);
    book.passed = before
        .filter(|sheet| sheet.hidden)
        .map(|sheet| sheet.name.clone())
        .collect();
    Ok(book)
}

/// The relations of a part in a folder.
fn relations(pack: &mut Pack, path: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let Some(mut xml) = pack.part(path)? else {
        return Ok(Vec::new());
    };
    let mut relations = Vec::new();
    loop {
        match xml.next()?.0 {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "Relationship" =>
            {
                let get = |name: &str| attribute(&start, name).unwrap_or_default();
                let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
                let target = get("Target");
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                few(relations.len())?;
                relations.push(Relation { id: get("Id"), kind, target });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The sheets of a workbook, and whether its days begin with 1904.
fn listed(
    pack: &mut Pack,
    path: &str,
    relations: &[Relation],
) -> Result<(Vec<Listed>, bool), Refusal> {
    let mut xml = pack
        .part(path)?
        .ok_or_else(|| Refusal::broken("it is no workbook of Excel"))?;
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.next()?.0 {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "workbookPr" => from_1904 = says_yes(&start, "date1904"),
                "sheet" => {
                    few(sheets.len())?;
                    let id = attribute(&start, "id").unwrap_or_default();
                    let relation = relations.iter().find(|relation| relation.id == id);
                    // A sheet may be a chart, or a dialogue.
                    let relation = relation.filter(|relation| relation.kind == "worksheet");
                    sheets.extend(relation.map(|relation| {
                        Listed {
                            name: attribute(&start, "name").unwrap_or_default(),
                            path: relation.target.clone(),
                            hidden: attribute(&start, "state")
                                .is_some_and(|state| state.to_lowercase().ends_with("hidden")),
                        }
                    }));
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}

/// The texts that cells share.
fn texts(pack: &mut Pack, path: &str, budget: &mut Budget) -> Result<Vec<Box<str>>, Refusal> {
    let Some(mut xml) = pack.part(path)? else {
        return Ok(Vec::new());
    };
    let mut texts = Vec::new();
    loop {
        match xml.next()?.0 {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                let text = text(&mut xml, "si")?;
                few(texts.len())?;
                budget.text(text.len())?;
                texts.push(text.into_boxed_str());
            }
            Event::Empty(start) if start.local_name().as_ref() == "si" => {
                few(texts.len())?;
                texts.push(Box::default());
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// The text up to the end of an element, without readings of ideographs.
fn text(xml: &mut Xml<impl Read>, element: &str) -> Result<String, Refusal> {
    let (mut text, mut shown, mut reading) = (String::new(), false, 0_usize);
    loop {
        let event = xml.next()?.0;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "rPh" => reading += 1,
                "t" => shown = reading == 0,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => reading = reading.saturating_sub(1),
                "t" => shown = false,
                name if name == element => return Ok(unescaped(text)),
                _ => {}
            },
            Event::Eof => return Err(Refusal::broken("it ends before its end")),
            event if shown => add_text(event, &mut text),
            _ => {}
        }
    }
}

/// Text with the characters that XML cannot hold: `_x000D_` is the end of a line.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest[6..].starts_with('_'));
        match code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
        {
            Some(c) => {
                out.push(c);
                rest = &rest[7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    out + rest
}

/// The number format of each style of cells.
fn formats(pack: &mut Pack, path: &str) -> Result<Vec<Format>, Refusal> {
    let Some(mut xml) = pack.part(path)? else {
        return Ok(Vec::new());
    };
    let (mut codes, mut styles) = (HashMap::<u32, String>::new(), Vec::new());
    let mut cells = false;
    loop {
        match xml.next()?.0 {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    few(codes.len())?;
                    if let (Some(number), Some(code)) =
                        (number(&start, "numFmtId"), attribute(&start, "formatCode"))
                    {
                        codes.insert(number, code);
                    }
                }
                "cellXfs" => cells = true,
                "xf" if cells => {
                    few(styles.len())?;
                    styles.push(number(&start, "numFmtId").unwrap_or_default());
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => cells = false,
            Event::Eof => break,
            _ => {}
        }
    }
    let format = |number: u32| Format::new(number, codes.get(&number).map(String::as_str));
    Ok(styles.into_iter().map(format).collect())
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.parse().ok()
}

/// A cell as it is written.
#[derive(Debug, Default)]
struct Written {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    inline: String,
}

fn sheet(
    pack: &mut Pack,
    listed: &Listed,
    shared: &Shared,
    budget: &mut Budget,
) -> Result<Sheet, Refusal> {
    let mut sheet = Sheet { name: listed.name.clone(), ..Sheet::default() };
    let mut xml = pack
        .part(&listed.path)?
        .ok_or_else(|| Refusal::broken(format!("it has no {}", listed.path)))?;
    let (mut row, mut hidden, mut column) = (0_u64, false, 0_usize);
    let mut growing = Growing::default();
    loop {
        match xml.next()?.0 {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => {
                    let said = attribute(&start, "r").and_then(|row| row.parse().ok());
                    row = said.filter(|said| *said > row).unwrap_or(row + 1);
                    (hidden, column) = (says_yes(&start, "hidden"), 0);
                }
                "c" => {
                    let at = attribute(&start, "r").and_then(|at| column_of(&at));
                    let mut cell = Written {
                        column: at.unwrap_or(column),
                        kind: attribute(&start, "t").unwrap_or_default(),
                        style: number(&start, "s").unwrap_or_default() as usize,
                        ..Written::default()
                    };
                    column = cell.column + 1;
                    read_cell(&mut xml, &mut cell)?;
                    growing.put((row, cell.column), shown(cell, shared)?, budget)?;
                }
                _ => {}
            },
            Event::Empty(start) => match start.local_name().as_ref() {
                "row" => row += 1,
                "c" => {
                    let at = attribute(&start, "r").and_then(|at| column_of(&at));
                    column = at.unwrap_or(column) + 1;
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "row" => {
                growing.end(row, hidden, &mut sheet);
            }
            Event::End(end) if end.local_name().as_ref() == "sheetData" => return Ok(sheet),
            Event::Eof => return Ok(sheet),
            _ => {}
        }
    }
}

/// Reads a cell to its end.
fn read_cell(xml: &mut Xml<impl Read>, cell: &mut Written) -> Result<(), Refusal> {
    let mut value = false;
    loop {
        let event = xml.next()?.0;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "v" => value = true,
                "is" => cell.inline = text(xml, "is")?,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "v" => value = false,
                "c" => return Ok(()),
                _ => {}
            },
            Event::Eof => return Err(Refusal::broken("it ends before its end")),
            event if value => add_text(event, &mut cell.value),
            _ => {}
        }
    }
}

/// What a cell shows.
fn shown(cell: Written, shared: &Shared) -> Result<(String, Option<Doubt>), Refusal> {
    let format = shared.formats.get(cell.style);
    let in_format = |text: String| match format {
        Some(format) => format.text(text),
        None => text,
    };
    let value = cell.value.trim();
    Ok(match cell.kind.as_str() {
        "s" if value.is_empty() => (String::new(), None),
        "s" => {
            let text = value.parse().ok().and_then(|at: usize| shared.texts.get(at));
            let text =
                text.ok_or_else(|| Refusal::broken("a cell has a text that there is not"))?;
            (in_format(text.to_string()), None)
        }
        "inlineStr" | "is" => (in_format(cell.inline), None),
        "str" => (in_format(unescaped(cell.value)), None),
        "b" => (if matches!(value, "1" | "true" | "TRUE") { "TRUE" } else { "FALSE" }.into(), None),
        "e" => (value.to_owned(), Some(Doubt::Error)),
        "d" => (value.to_owned(), None),
        _ if value.is_empty() => (String::new(), None),
        _ => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => match format {
                Some(format) => format.number(number, shared.from_1904),
                None => separated(general(number), number),
            },
            _ => (value.to_owned(), None),
        },
    })
}

/// The column of a cell such as `AB12`, counted from 0.
fn column_of(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(4).fold(0, |column: usize, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    column.checked_sub(1)
}

fn few(count: usize) -> Result<(), Refusal> {
    match count {
        ..MAX_ITEMS => Ok(()),
        _ => Err(Refusal::large("it has more than a million texts or formats")),
    }
}
