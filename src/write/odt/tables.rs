//! Tables: a header row that comes again on each page, and columns as wide as they need.

use super::story::StoryWriter;
use super::styles::{column_name, table_name};
use crate::document::{Align, Inline};
use crate::write::layout::{self, Style, findings};

type Cell = Vec<Inline>;

impl StoryWriter<'_, '_> {
    pub(super) fn table(&mut self, columns: &[Align], head: &[Cell], rows: &[Vec<Cell>]) {
        let lengths = rows.iter().map(Vec::len).chain([columns.len(), head.len()]);
        let count = lengths.max().unwrap_or(0);
        let has_head = head.iter().any(|cell| !cell.is_empty());
        if count == 0 || (!has_head && rows.is_empty()) {
            return;
        }
        let (line, em) = (self.styles().width, self.styles().em(1.0));
        let Some(widths) = layout::columns(count, head, rows, line, em, has_head) else {
            let finding = findings::too_many_columns(self.member, head, count);
            return self.state.findings.push(finding);
        };
        self.leave_lists();
        self.open_table(&widths);
        if has_head {
            let styles = [Style::TableHeading, Style::TableHeadingCentred, Style::TableHeadingEnd];
            self.xml.open("table:table-header-rows", &[]);
            self.row("Head_20_Cell", columns, head, count, styles);
            self.xml.close("table:table-header-rows");
        }
        for (at, row) in rows.iter().enumerate() {
            // Without a head it only sets things side by side.
            let cell = match (has_head, at + 1 == rows.len()) {
                (false, _) => "Signature_20_Cell",
                (true, true) => "Last_20_Cell",
                (true, false) => "Cell",
            };
            let styles = [Style::TableText, Style::TableTextCentred, Style::TableTextEnd];
            self.row(cell, columns, row, count, styles);
        }
        self.close_table();
        self.empty(Style::TableSpace);
        self.enter_lists();
    }

    /// Opens a table with columns so wide, in twips. A page or letter begins with a paragraph.
    pub(super) fn open_table(&mut self, widths: &[i32]) {
        if self.start.is_some() || self.after_table {
            self.empty(Style::Spacer);
        }
        let width = widths.iter().sum();
        self.state.tables.insert((self.set, width));
        self.state.columns.extend(widths);
        self.state.numbered.0 += 1;
        let name = format!("Table {}", self.state.numbered.0);
        let style = table_name(self.set, width);
        self.xml
            .open("table:table", &[("table:name", &name), ("table:style-name", &style)]);
        for width in widths {
            self.xml
                .empty("table:table-column", &[("table:style-name", &column_name(*width))]);
        }
    }

    pub(super) fn close_table(&mut self) {
        self.xml.close("table:table");
        self.after_table = true;
    }

    pub(super) fn open_cell(&mut self, style: &str) {
        let attributes = [("table:style-name", style), ("office:value-type", "string")];
        self.xml.open("table:table-cell", &attributes);
    }

    fn row(
        &mut self,
        cell_style: &str,
        columns: &[Align],
        cells: &[Cell],
        count: usize,
        [start, centre, end]: [Style; 3],
    ) {
        self.xml.open("table:table-row", &[("table:style-name", "Row")]);
        for at in 0..count {
            self.open_cell(cell_style);
            let style = match columns.get(at) {
                Some(Align::Center) => centre,
                Some(Align::End) => end,
                Some(Align::Start) | None => start,
            };
            self.paragraph(style, cells.get(at).map_or(&[], Vec::as_slice));
            self.xml.close("table:table-cell");
        }
        self.xml.close("table:table-row");
    }
}
