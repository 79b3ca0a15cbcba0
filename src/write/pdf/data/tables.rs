//! Tables: how their columns share the line, and which of their rows are taller than a page likes.

use super::reader::Reader;
use super::text::{length, side};
use super::{Node, Run};
use crate::document::{Align, Inline};
use crate::finding::Finding;
use crate::write::layout::{findings, needs, share};

/// The type of a table, as a part of that of the letter: what the page design makes of it.
const SIZE: f32 = 0.92;
/// The space beside a cell, in points: what the page design keeps, and a hair.
const SPACE: f32 = 8.7;
/// The space between two things side by side, in points, and a hair.
const BESIDE: f32 = 23.0;
/// A row of more lines may go on on the next page; a shorter one stays together.
const TALL: f32 = 12.0;

type Cell = Vec<Inline>;

impl<'a> Reader<'a, '_> {
    pub(super) fn table(
        &mut self,
        columns: &'a [Align],
        head: &'a [Cell],
        rows: &'a [Vec<Cell>],
        depth: usize,
    ) -> Result<Node<'a>, Finding> {
        let around = self.joints.room;
        // Without a head it only sets things side by side, in the type of the letter.
        let has_head = head.iter().any(|cell| !cell.is_empty());
        let (size, space) = if has_head { (SIZE, SPACE) } else { (1.0, BESIDE) };
        let (line, space) = (around / size, space / (self.size * size));
        let cells = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        let measure = |text: &str| self.joints.measure.text(text);
        let needs = needs(cells, head, rows, space, &measure);
        let shared = if has_head { share(&needs, line) } else { even(cells, line, space) };
        let Some(widths) = shared else {
            return Err(findings::too_many_columns(self.member, head, cells));
        };
        let mut table = Vec::with_capacity(rows.len() + 1);
        let mut tall = Vec::with_capacity(rows.len() + 1);
        for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
            let mut lines: f32 = 0.0;
            let mut out: Vec<Vec<Run<'a>>> = Vec::with_capacity(row.len());
            for (cell, width) in row.iter().zip(&widths) {
                self.joints.room = width - space;
                #[expect(clippy::cast_precision_loss, reason = "a guess")]
                let ems = length(cell) as f32 * 0.5;
                lines = lines.max(ems / self.joints.room);
                out.push(self.line(cell, depth)?);
            }
            tall.push(lines > TALL);
            table.push(out);
        }
        self.joints.room = around;
        let rows = table.split_off(1);
        Ok(Node::Table {
            columns: columns.iter().map(|align| side(*align)).collect(),
            widths,
            tall,
            head: table.pop().unwrap_or_default(),
            rows,
        })
    }
}

/// Columns of one width; none where they would be no wider than the space beside them.
#[expect(clippy::cast_precision_loss, reason = "columns are few")]
fn even(count: usize, line: f32, space: f32) -> Option<Vec<f32>> {
    let width = line / count.max(1) as f32;
    (width > space + 1.0).then(|| vec![width; count])
}
