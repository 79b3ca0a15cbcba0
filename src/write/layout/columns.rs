//! How wide the columns of a table are.

use crate::document::{Inline, plain};

/// Characters a column is thought to hold at least and at most when widths are shared out.
const LEAST: usize = 6;
const MOST: usize = 48;

/// Shares a line out among columns by the longest text in each; evenly where a table has no head
/// and only sets things side by side.
pub(in crate::write) fn columns(
    count: usize,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    line: i32,
    has_head: bool,
) -> Vec<i32> {
    let mut needs = vec![LEAST; count];
    for row in rows.iter().map(Vec::as_slice).chain([head]).filter(|_| has_head) {
        for (need, cell) in needs.iter_mut().zip(row) {
            let longest = plain(cell).split('\n').map(textwrap::core::display_width).max();
            *need = (*need).max(longest.unwrap_or(0) + 2).min(MOST);
        }
    }
    let all: usize = needs.iter().sum();
    let share = |need: usize| i64::from(line) * need as i64 / all as i64;
    let mut widths: Vec<i32> = needs
        .iter()
        .map(|need| i32::try_from(share(*need)).unwrap_or(line))
        .collect();
    // What rounding lost goes to the last column, so that the table is as wide as a line.
    let lost = line - widths.iter().sum::<i32>();
    widths[count - 1] += lost;
    widths
}
