//! How wide the columns of a table are: as wide as they need, as far as the line goes.

use crate::document::{Inline, plain};

/// A column that is no longer than so many ems stays whole while the others can give way:
/// "11.30 a.m. to 12.30 p.m.".
const KEPT: f32 = 12.0;
/// What columns that stay whole may take of the line.
const SHARE: f32 = 0.7;
/// How much less than its length a longer text counts, so that no column starves beside it.
const DAMPING: f32 = 0.65;

/// What a column needs, with the space around its text; in ems of its type.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::write) struct Need {
    /// For one character a line.
    floor: f32,
    /// For its longest word.
    least: f32,
    /// For all of its longest cell in one line.
    most: f32,
}

/// What `count` columns need, by how wide a text is in ems and the space around each cell.
pub(in crate::write) fn needs(
    count: usize,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    space: f32,
    width: &dyn Fn(&str) -> f32,
) -> Vec<Need> {
    let mut needs = vec![Need { floor: 1.0 + space, ..Need::default() }; count];
    for row in rows.iter().map(Vec::as_slice).chain([head]) {
        for (need, cell) in needs.iter_mut().zip(row) {
            for line in plain(cell).split('\n') {
                let mut all = 0.0;
                for word in words(line) {
                    let word_width = width(word.trim_end_matches(' '));
                    need.least = need.least.max(word_width + space);
                    all += width(word);
                }
                need.most = need.most.max(all + space);
            }
        }
    }
    for need in &mut needs {
        need.least = need.least.max(need.floor);
        need.most = need.most.max(need.least);
    }
    needs
}

/// Shares a line out among columns; none where there is not even room for one character in each.
pub(in crate::write) fn share(needs: &[Need], line: f32) -> Option<Vec<f32>> {
    let sum = |of: &dyn Fn(&Need) -> f32| needs.iter().map(of).sum::<f32>();
    let most = sum(&|need| need.most);
    if most <= line {
        return Some(needs.iter().map(|need| need.most * line / most).collect());
    }
    if sum(&|need| need.floor) > line {
        return None;
    }
    let least = sum(&|need| need.least);
    if least > line {
        // Longest words break, and no others: the widest columns come down to one width.
        let (mut low, mut high) = (0.0, line);
        let widths = |cap: f32| needs.iter().map(move |need| need.least.min(cap).max(need.floor));
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if widths(middle).sum::<f32>() > line { high = middle } else { low = middle }
        }
        return Some(widths(low).collect());
    }
    let whole = |need: &Need| if need.most <= KEPT { need.most } else { need.least };
    let kept = sum(&whole);
    let short = sum(&|need| if need.most <= KEPT { need.most } else { 0.0 });
    let base =
        |need: &Need| if kept <= line && short <= SHARE * line { whole(need) } else { need.least };
    let mut widths: Vec<f32> = needs.iter().map(base).collect();
    // What is left goes to whoever wants more, and no further than that.
    for _ in 0..needs.len() {
        let left = line - widths.iter().sum::<f32>();
        let wants = |at: usize, widths: &[f32]| (needs[at].most - widths[at]).max(0.0);
        let weight = |at: usize, widths: &[f32]| wants(at, widths).powf(DAMPING);
        let all: f32 = (0..needs.len()).map(|at| weight(at, &widths)).sum();
        if left < 0.01 || all < 0.01 {
            break;
        }
        let more: Vec<_> = (0..needs.len())
            .map(|at| (left * weight(at, &widths) / all).min(wants(at, &widths)))
            .collect();
        widths.iter_mut().zip(more).for_each(|(width, more)| *width += more);
    }
    Some(widths)
}

/// The columns of a table of a word processor, in twips, in type of so many twips an em.
pub(in crate::write) fn columns(
    count: usize,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    line: i32,
    em: i32,
    has_head: bool,
) -> Option<Vec<i32>> {
    if !has_head {
        // It only sets things side by side.
        let even = line / i32::try_from(count).ok()?;
        return (even > em * 2).then(|| vec![even; count]);
    }
    let width = |text: &str| text.chars().map(letter).sum();
    #[expect(clippy::cast_precision_loss, reason = "a page is small")]
    let (line_ems, em) = (line as f32 / em as f32, em as f32);
    let shares = share(&needs(count, head, rows, SPACE, &width), line_ems)?;
    #[expect(clippy::cast_possible_truncation, reason = "no wider than the line")]
    let mut widths: Vec<i32> = shares.iter().map(|share| (share * em) as i32).collect();
    // What rounding lost goes to the last column, so that the table is as wide as a line.
    let lost = line - widths.iter().sum::<i32>();
    *widths.last_mut()? += lost;
    Some(widths)
}

/// The space beside a cell of a word processor, in ems.
const SPACE: f32 = 1.0;

/// About how wide a letter of a serif is, in ems: no less than it is, bold or not.
fn letter(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' => {
            0.36
        }
        ' ' | '\u{A0}' | '-' | '(' | ')' | '[' | ']' | '/' | 'r' | 's' => 0.45,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.0,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 0.58,
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' => 0.0,
        c if c < '\u{1100}' => 0.8,
        _ => 1.0,
    }
}

/// The pieces of a line that it may be broken between, each with the spaces behind it.
pub(in crate::write) fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, mut before) = chars.next()?;
        let end = chars.find_map(|(at, c)| {
            let parts = before == ' ' && c != ' ' || is_full(before) && is_full(c);
            before = c;
            parts.then_some(at)
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// Whether a line may be broken beside a character: the ideographs of East Asia.
fn is_full(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[&[&str]], line: f32) -> Option<Vec<i32>> {
        let row = |row: &&[&str]| row.iter().map(|cell| vec![Inline::text(*cell)]).collect();
        let rows: Vec<Vec<Vec<Inline>>> = cells.iter().map(row).collect();
        let width = |text: &str| text.chars().count() as f32;
        let widths = share(&needs(cells[0].len(), &rows[0], &rows[1..], 1.0, &width), line)?;
        Some(widths.into_iter().map(|width| width.round() as i32).collect())
    }

    #[test]
    fn columns_share_the_line_by_need() {
        // All fit: each has its part of what is left.
        assert_eq!(table(&[&["aaa", "bbbbbbb"]], 24.0), Some(vec![8, 16]));
        // A short column stays whole, a text wraps.
        let text = "some words that go on and on for longer than a line";
        assert_eq!(table(&[&["10 October", text]], 40.0), Some(vec![11, 29]));
        // A long word has its room as long as there is any.
        assert_eq!(table(&[&["someone@mission.example", text]], 40.0), Some(vec![24, 16]));
        // Where there is none, long words alone give way.
        assert_eq!(
            table(&[&["short", "someone.else@mission.example", "someone@mission.example"]], 40.0),
            Some(vec![6, 17, 17])
        );
        assert_eq!(table(&[&["a", "b", "c"]], 5.9), None);
    }

    #[test]
    fn lines_break_at_spaces_and_between_ideographs() {
        let pieces = |line| words(line).collect::<Vec<_>>();
        assert_eq!(pieces("a  b-c\u{A0}d"), ["a  ", "b-c\u{A0}d"]);
        assert_eq!(pieces("会议 A"), ["会", "议 ", "A"]);
        assert_eq!(pieces(""), [""; 0]);
    }
}
