//! ODS: the first sheet that is shown. Its cells hold what they show (OpenDocument 1.3, part 3,
//! clause 9); days and times are taken by their value, so that the letter says them as its office
//! does.

mod cell;

use std::collections::HashMap;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::pack::{Pack, Xml, add_text, attribute};
use super::{Book, Budget, Growing, MAX_ROWS, Refusal, Sheet};
use cell::{Cell, Parts};

/// The most styles of a workbook.
const MAX_STYLES: usize = 1 << 16;

/// What styles say of cells and sheets.
#[derive(Debug, Default)]
struct Styles {
    /// The parts that a style of days or times shows.
    parts: HashMap<String, Parts>,
    /// The data style of a style of cells.
    data: HashMap<String, String>,
    /// The styles of sheets that are not shown.
    hidden: Vec<String>,
}

impl Styles {
    fn parts_of(&self, cell: &str) -> Option<Parts> {
        self.parts.get(self.data.get(cell)?).copied()
    }
}

pub(super) fn read(pack: &mut Pack) -> Result<Book, Refusal> {
    let mut styles = Styles::default();
    if let Some(mut xml) = pack.part("META-INF/manifest.xml")? {
        // What is not XML here is no reason to refuse what is read below.
        while let Ok((event, _)) = xml.next() {
            match event {
                Event::Start(start) if start.local_name().as_ref() == "encryption-data" => {
                    return Err(Refusal {
                        why: "it is protected by a password".to_owned(),
                        help: "take the password off, and save it again",
                    });
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    if let Some(mut xml) = pack.part("styles.xml")? {
        let mut current = String::new();
        while let (event, _) = xml.next()?
            && !matches!(event, Event::Eof)
        {
            style(&event, &mut current, &mut styles)?;
        }
    }
    let mut xml = pack
        .part("content.xml")?
        .ok_or_else(|| Refusal::broken("it is no OpenDocument spreadsheet"))?;
    let (mut book, mut budget) = (Book::default(), Budget::default());
    let (mut current, mut found, mut any) = (String::new(), false, false);
    loop {
        let event = xml.next()?.0;
        match &event {
            Event::Start(start) if start.local_name().as_ref() == "table" => {
                let name = attribute(start, "name").unwrap_or_default();
                let hidden = attribute(start, "style-name")
                    .is_some_and(|style| styles.hidden.contains(&style));
                any = true;
                if hidden && !found {
                    book.passed.push(name);
                    skip(&mut xml)?;
                } else if hidden {
                    skip(&mut xml)?;
                } else if found {
                    book.others.push(name);
                    skip(&mut xml)?;
                } else {
                    book.sheet = sheet(&mut xml, name, &styles, &mut budget)?;
                    found = !book.sheet.rows.is_empty();
                }
            }
            Event::Eof if !any => return Err(Refusal::broken("it has no sheet")),
            Event::Eof => return Ok(book),
            event => style(event, &mut current, &mut styles)?,
        }
    }
}

/// Reads what an element says of styles; `current` is the style that is being read.
fn style(event: &Event<'_>, current: &mut String, styles: &mut Styles) -> Result<(), Refusal> {
    let (Event::Start(start) | Event::Empty(start)) = event else {
        return Ok(());
    };
    if styles.parts.len() + styles.data.len() + styles.hidden.len() > MAX_STYLES {
        return Err(Refusal::large(format!("it has more than {MAX_STYLES} styles")));
    }
    match start.local_name().as_ref() {
        "date-style" | "time-style" => {
            *current = attribute(start, "name").unwrap_or_default();
            let elapsed =
                attribute(start, "truncate-on-overflow").is_some_and(|value| value == "false");
            styles
                .parts
                .insert(current.clone(), Parts { elapsed, ..Parts::default() });
        }
        "style" => {
            *current = attribute(start, "name").unwrap_or_default();
            if let Some(data) = attribute(start, "data-style-name") {
                styles.data.insert(current.clone(), data);
            }
        }
        "table-properties" => {
            if attribute(start, "display").is_some_and(|value| value == "false") {
                styles.hidden.push(current.clone());
            }
        }
        name => {
            if let Some(parts) = styles.parts.get_mut(current.as_str()) {
                match name {
                    "year" => parts.year = true,
                    "month" => parts.month = true,
                    "day" => parts.day = true,
                    "hours" => parts.hours = true,
                    "seconds" => parts.seconds = true,
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

/// Passes over the element that was begun.
fn skip(xml: &mut Xml<impl Read>) -> Result<(), Refusal> {
    let mut inside = 1_usize;
    while inside > 0 {
        match xml.next()?.0 {
            Event::Start(_) => inside += 1,
            Event::End(_) => inside -= 1,
            _ => {}
        }
    }
    Ok(())
}

/// How often an element stands for itself.
fn repeated(start: &BytesStart<'_>, name: &str) -> u64 {
    let said = attribute(start, name).and_then(|count| count.parse().ok());
    said.unwrap_or(1).max(1)
}

fn sheet(
    xml: &mut Xml<impl Read>,
    name: String,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<Sheet, Refusal> {
    let mut sheet = Sheet { name, ..Sheet::default() };
    let mut number = 1_u64;
    loop {
        match xml.next()?.0 {
            Event::Start(start) if start.local_name().as_ref() == "table-row" => {
                let times = repeated(&start, "number-rows-repeated");
                let hidden = attribute(&start, "visibility").is_some_and(|said| said != "visible");
                let before = sheet.rows.len();
                row(xml, (number, hidden), styles, budget, &mut sheet)?;
                again(&mut sheet, before, (number, times, hidden), budget)?;
                number = number.saturating_add(times);
            }
            Event::Empty(start) if start.local_name().as_ref() == "table-row" => {
                let times = repeated(&start, "number-rows-repeated");
                number = number.saturating_add(times);
            }
            Event::Start(start)
                if matches!(
                    start.local_name().as_ref(),
                    "shapes" | "forms" | "named-expressions"
                ) =>
            {
                skip(xml)?;
            }
            Event::End(end) if end.local_name().as_ref() == "table" => return Ok(sheet),
            Event::Eof => return Err(Refusal::broken("it ends before its end")),
            _ => {}
        }
    }
}

/// Adds a row that holds something as often as it stands for itself.
fn again(
    sheet: &mut Sheet,
    before: usize,
    (number, times, hidden): (u64, u64, bool),
    budget: &mut Budget,
) -> Result<(), Refusal> {
    if hidden && sheet.hidden.last() == Some(&number) {
        let last = number.saturating_add(times - 1).min(MAX_ROWS);
        sheet.hidden.extend(number + 1..=last);
    }
    let Some(row) = sheet.rows.get(before).cloned().filter(|_| times > 1) else {
        return Ok(());
    };
    let last = number.saturating_add(times - 1);
    let count = usize::try_from(times - 1).unwrap_or(usize::MAX);
    let text: usize = row.cells.iter().map(String::len).sum();
    if last > MAX_ROWS {
        let most = crate::text::thousands(MAX_ROWS as usize);
        let message =
            format!("its rows {number} to {last} are one row, and no sheet has more than {most}");
        return Err(Refusal::large(message));
    }
    budget.text(text.saturating_mul(count))?;
    budget.cells(row.cells.len().saturating_mul(count))?;
    for number in number + 1..=last {
        sheet.rows.push(crate::merge::table::Row { number, ..row.clone() });
    }
    Ok(())
}

fn row(
    xml: &mut Xml<impl Read>,
    (number, hidden): (u64, bool),
    styles: &Styles,
    budget: &mut Budget,
    sheet: &mut Sheet,
) -> Result<(), Refusal> {
    let (mut growing, mut column) = (Growing::default(), 0_u64);
    loop {
        match xml.next()?.0 {
            Event::Start(start) if is_cell(&start) => {
                let times = repeated(&start, "number-columns-repeated");
                let cell = Cell::of(&start);
                let shown = cell.shown(text(xml)?, styles.parts_of(&cell.style));
                if !shown.0.trim().is_empty() {
                    for at in column..column.saturating_add(times) {
                        let at = usize::try_from(at).unwrap_or(usize::MAX - 1);
                        growing.put((number, at), shown.clone(), budget)?;
                    }
                }
                column = column.saturating_add(times);
            }
            Event::Empty(start) if is_cell(&start) => {
                let times = repeated(&start, "number-columns-repeated");
                let cell = Cell::of(&start);
                let shown = cell.shown(None, styles.parts_of(&cell.style));
                if !shown.0.is_empty() {
                    for at in column..column.saturating_add(times) {
                        let at = usize::try_from(at).unwrap_or(usize::MAX - 1);
                        growing.put((number, at), shown.clone(), budget)?;
                    }
                }
                column = column.saturating_add(times);
            }
            Event::End(end) if end.local_name().as_ref() == "table-row" => {
                growing.end(number, hidden, sheet);
                return Ok(());
            }
            Event::Eof => return Err(Refusal::broken("it ends before its end")),
            _ => {}
        }
    }
}

fn is_cell(start: &BytesStart<'_>) -> bool {
    matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

/// The words of the cell that was begun, a line for each paragraph; none where it has none.
fn text(xml: &mut Xml<impl Read>) -> Result<Option<String>, Refusal> {
    let mut lines: Option<String> = None;
    let (mut inside, mut paragraph) = (1_usize, false);
    loop {
        let event = xml.next()?.0;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "p" | "h" if inside == 1 => {
                    paragraph = true;
                    inside += 1;
                    match &mut lines {
                        Some(lines) => lines.push('\n'),
                        None => lines = Some(String::new()),
                    }
                }
                // Comments, drawings and notes are not in the cell.
                "annotation" | "note" | "ruby-text" | "frame" | "table" => skip(xml)?,
                _ => inside += 1,
            },
            Event::End(_) => {
                inside -= 1;
                paragraph &= inside > 1;
                if inside == 0 {
                    return Ok(lines);
                }
            }
            Event::Empty(start) => match (start.local_name().as_ref(), &mut lines) {
                ("s" | "tab", Some(lines)) => lines.push(' '),
                ("line-break", Some(lines)) => lines.push('\n'),
                ("p", lines) if inside == 1 => match lines {
                    Some(lines) => lines.push('\n'),
                    None => *lines = Some(String::new()),
                },
                _ => {}
            },
            Event::Eof => return Err(Refusal::broken("it ends before its end")),
            event => {
                if let (true, Some(lines)) = (paragraph, &mut lines) {
                    add_text(event, lines);
                }
            }
        }
    }
}
