//! Text of several lines: blocks of YAML, and strings between three quotes of TOML.

use super::scalar::{basic_char, printable, shown};

/// A block of YAML: what stands after the name of the field, and the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) header: String,
    pub(super) lines: Vec<String>,
}

/// A literal block (`|`) whose lines are indented by `indent`, `step` of it more than what it stands
/// in. None where it cannot hold the text.
pub(super) fn literal(text: &str, indent: usize, step: usize, prose: bool) -> Option<Block> {
    let content = text.trim_matches('\n');
    if content.is_empty() || !text.chars().all(printable) {
        return None;
    }
    let ends = text.len() - text.trim_end_matches('\n').len();
    let chomping = match ends {
        _ if prose => "",
        0 => "-",
        1 => "",
        _ => "+",
    };
    let body = if ends > 0 { &text[..text.len() - 1] } else { text };
    let first = body.split('\n').find(|line| !line.trim().is_empty())?;
    let lead = body.split('\n').take_while(|line| line.trim().is_empty());
    let spaced = first.starts_with([' ', '\t']) || lead.into_iter().any(|line| !line.is_empty());
    let indicator = match spaced {
        true if step > 9 => return None,
        true => step.to_string(),
        false => String::new(),
    };
    let margin = " ".repeat(indent);
    let line = |line: &str| {
        if line.is_empty() { String::new() } else { format!("{margin}{line}") }
    };
    let lines = body.split('\n').map(line).collect();
    Some(Block { header: format!("|{indicator}{chomping}"), lines })
}

/// A folded block (`>`) in the place of another, with the lines of that as far as they stay.
/// None where folding cannot hold the text.
pub(super) fn folded(
    text: &str,
    old: &[&str],
    header: &str,
    indent: usize,
    prose: bool,
) -> Option<Block> {
    let ends = text.len() - text.trim_end_matches('\n').len();
    let strips = header.contains('-');
    let plain = header.trim_end_matches('-') == ">";
    if !plain || !(prose || ends == usize::from(!strips)) || !text.chars().all(printable) {
        return None;
    }
    let passages: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
    let folds = |passage: &&str| {
        !passage.is_empty()
            && passage.trim() == *passage
            && !passage.contains("  ")
            && !passage.contains('\t')
    };
    if !passages.iter().all(folds) {
        return None;
    }
    let width = old.iter().map(|line| line.chars().count()).max().unwrap_or(0).max(40);
    let before: Vec<&[&str]> = old.split(|line| line.is_empty()).collect();
    let margin = " ".repeat(indent);
    let mut lines = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        if number > 0 {
            lines.push(String::new());
        }
        let kept = before.get(number).copied().unwrap_or_default();
        lines.extend(
            wrapped(passage, kept, width)
                .into_iter()
                .map(|line| format!("{margin}{line}")),
        );
    }
    Some(Block { header: header.to_owned(), lines })
}

/// A passage in lines: those of the old one where they begin or end it, the rest wrapped.
fn wrapped(passage: &str, old: &[&str], width: usize) -> Vec<String> {
    let (mut rest, mut first) = (passage, Vec::new());
    for line in old {
        match rest.strip_prefix(line) {
            Some(after) if after.is_empty() || after.starts_with(' ') => {
                first.push((*line).to_owned());
                rest = after.trim_start_matches(' ');
            }
            _ => break,
        }
    }
    let mut last = Vec::new();
    for line in old.iter().skip(first.len()).rev() {
        match rest.strip_suffix(line) {
            Some(before) if before.is_empty() || before.ends_with(' ') => {
                last.insert(0, (*line).to_owned());
                rest = before.trim_end_matches(' ');
            }
            _ => break,
        }
    }
    let mut line = String::new();
    for word in rest.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            first.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    first.extend(Some(line).filter(|line| !line.is_empty()));
    first.append(&mut last);
    first
}

/// A string of several lines of TOML. `quotes` are those of what it replaces; prose ends with a line
/// break.
pub(super) fn toml(text: &str, quotes: &str, eol: &str, prose: bool) -> String {
    let ending = if prose && !text.ends_with('\n') { "\n" } else { "" };
    let held = text.chars().all(shown) && !text.contains("'''") && !text.ends_with('\'');
    if quotes == "'''" && held {
        return format!("'''\n{text}{ending}'''").replace('\n', eol);
    }
    let mut written = String::from("\"\"\"");
    written.push_str(eol);
    let mut chars = text.chars().chain(ending.chars()).peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '\n' => written.push_str(eol),
            '\t' => written.push('\t'),
            '"' if !quoted && chars.peek().is_some() => written.push('"'),
            c => basic_char(&mut written, c),
        }
        quoted = c == '"' && !quoted;
    }
    written.push_str("\"\"\"");
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_block_keeps_its_lines() {
        let old = [
            "the resumption of the negotiations on the",
            "question of equitable representation",
            "on the Council",
        ];
        let text = "the resumption of the negotiations on the question of fair and equitable representation on the Council";
        let block = folded(text, &old, ">-", 2, false).unwrap();
        assert_eq!(
            block.lines,
            [
                "  the resumption of the negotiations on the",
                "  question of fair and equitable",
                "  representation",
                "  on the Council"
            ]
        );
    }
}
