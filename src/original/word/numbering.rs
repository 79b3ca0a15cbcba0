//! Lists as Word numbers them (ECMA-376, part 1, section 17.9).

use std::collections::HashMap;

use crate::original::Item;
use crate::original::xml::{Attributes, Space, Visitor, visit};

const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// `decimal`, `lowerLetter`, `bullet` …
    format: String,
    /// "%1.", "(%2)".
    text: String,
    start: u32,
}

/// The lists of a file, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By abstract list.
    plans: HashMap<u32, Vec<Level>>,
    /// The abstract list of each list, and where it starts its levels anew.
    lists: HashMap<u32, (u32, HashMap<usize, u32>)>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let mut reader = Reader::default();
        if !xml.is_empty() {
            visit(xml, &mut reader)?;
        }
        Ok(reader.found)
    }

    /// The mark of the next item of a list; none where the list has no marks.
    pub(super) fn next(&mut self, list: u32, level: u8) -> Option<Item> {
        let (plan, starts) = self.lists.get(&list)?;
        let levels = self.plans.get(plan)?;
        let at = usize::from(level).min(LEVELS - 1);
        let own = levels.get(at)?;
        let starts_at = |at: usize| {
            let usual = levels.get(at).map_or(1, |level| level.start);
            starts.get(&at).copied().unwrap_or(usual)
        };
        // Lists that share a plan go on from each other.
        let counts = self.counts.entry(*plan).or_default();
        counts[at] =
            Some(counts[at].map_or_else(|| starts_at(at), |count| count.saturating_add(1)));
        counts[at + 1..].fill(None);
        if own.format == "none" || own.format.is_empty() && own.text.is_empty() {
            return None;
        }
        if own.format == "bullet" {
            return Some(Item { level, mark: "•".to_owned(), numbered: false });
        }
        let mut mark = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                mark.push(c);
                continue;
            }
            let Some(of) = chars.next().and_then(|c| c.to_digit(10)) else { continue };
            let of = (of as usize).saturating_sub(1).min(LEVELS - 1);
            let count = counts[of].unwrap_or_else(|| starts_at(of));
            let format = levels.get(of).map_or("decimal", |level| level.format.as_str());
            mark.push_str(&number(format, count));
        }
        let mark = mark.trim().to_owned();
        (!mark.is_empty()).then_some(Item { level, mark, numbered: true })
    }
}

/// A number as a format writes it.
pub(in crate::original) fn number(format: &str, count: u32) -> String {
    let letters = |first: u8| {
        let (times, at) = (count.saturating_sub(1) / 26 + 1, count.saturating_sub(1) % 26);
        let letter = char::from(first + u8::try_from(at).unwrap_or(0));
        letter.to_string().repeat(times.min(20) as usize)
    };
    match format {
        "lowerLetter" => letters(b'a'),
        "upperLetter" => letters(b'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

fn roman(mut count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while count >= value {
            out.push_str(sign);
            count -= value;
        }
    }
    out
}

#[derive(Default)]
struct Reader {
    found: Numbering,
    plan: Option<u32>,
    list: Option<u32>,
    level: Option<usize>,
}

impl Visitor for Reader {
    fn start(
        &mut self,
        (space, name): (Space, &str),
        attributes: &Attributes,
    ) -> Result<(), String> {
        if space != Space::Word {
            return Ok(());
        }
        let get = |name: &str| attributes.get(Space::Word, name);
        let count = |name: &str| get(name).and_then(|value| value.parse::<u32>().ok());
        match (name, self.list, self.plan, self.level) {
            ("abstractNum", ..) => self.plan = count("abstractNumId"),
            ("num", ..) => self.list = count("numId"),
            ("abstractNumId", Some(list), ..) => {
                self.found.lists.entry(list).or_default().0 = count("val").unwrap_or_default();
            }
            ("lvl" | "lvlOverride", ..) => {
                self.level = count("ilvl")
                    .map(|level| level as usize)
                    .filter(|level| *level < LEVELS);
            }
            ("startOverride", Some(list), _, Some(level)) => {
                let starts = &mut self.found.lists.entry(list).or_default().1;
                starts.insert(level, count("val").unwrap_or(1));
            }
            ("numFmt" | "lvlText" | "start", None, Some(plan), Some(level)) => {
                let levels = self
                    .found
                    .plans
                    .entry(plan)
                    .or_insert_with(|| vec![Level { start: 1, ..Level::default() }; LEVELS]);
                match name {
                    "numFmt" => levels[level].format = get("val").unwrap_or_default().to_owned(),
                    "lvlText" => levels[level].text = get("val").unwrap_or_default().to_owned(),
                    _ => levels[level].start = count("val").unwrap_or(1),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, (space, name): (Space, &str)) -> Result<(), String> {
        if space == Space::Word {
            match name {
                "abstractNum" => self.plan = None,
                "num" => self.list = None,
                "lvl" | "lvlOverride" => self.level = None,
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}
