//! Tables: a header row that comes again on each page, and columns as wide as they need.

use super::story::{Last, StoryWriter};
use super::xml;
use crate::document::{Align, Inline};
use crate::write::layout::{self, Style, findings};

/// The most columns Word has in a table.
const COLUMNS: usize = 63;

type Cell = Vec<Inline>;

impl StoryWriter<'_, '_> {
    /// Writes a table.
    pub(super) fn table(
        &mut self,
        columns: &[Align],
        head: &[Cell],
        rows: &[Vec<Cell>],
        schedule: bool,
    ) {
        let count = rows
            .iter()
            .map(Vec::len)
            .chain([columns.len(), head.len()])
            .max()
            .unwrap_or(0);
        let has_head = head.iter().any(|cell| !cell.is_empty());
        if count == 0 || (!has_head && rows.is_empty()) {
            return;
        }
        let (line, em) = (self.set().width, self.set().em(1.0));
        let widths =
            layout::columns(count, head, rows, line, em, has_head).filter(|_| count <= COLUMNS);
        let Some(widths) = widths else {
            let finding = findings::too_many_columns(self.member, head, count);
            return self.state.findings.push(finding);
        };
        self.part_tables();
        let style = match (has_head, schedule) {
            (true, true) => Style::ScheduleTable,
            (true, false) => Style::LetterTable,
            // Without a head it only sets things side by side.
            (false, _) => Style::SignatureTable,
        };
        self.open_table(style, &widths, has_head);
        if has_head {
            let styles = [Style::TableHeading, Style::TableHeadingCentred, Style::TableHeadingEnd];
            self.row(
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
                columns,
                head,
                &widths,
                styles,
            );
        }
        for row in rows {
            let styles = [Style::TableText, Style::TableTextCentred, Style::TableTextEnd];
            self.row("<w:tr><w:trPr><w:cantSplit/></w:trPr>", columns, row, &widths, styles);
        }
        self.out.push_str("</w:tbl>");
        self.last = Last::Table;
        self.empty(Style::TableSpace);
    }

    /// Opens a table as wide as a line, with its columns.
    pub(super) fn open_table(&mut self, style: Style, widths: &[i32], has_head: bool) {
        self.out.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"");
        self.state.push_style(style, self.set, &mut self.out);
        self.out.push_str("\"/>");
        if self.language.rtl {
            self.out.push_str("<w:bidiVisual/>");
        }
        self.out.push_str("<w:tblW w:w=\"");
        xml::number(widths.iter().sum::<i32>(), &mut self.out);
        self.out
            .push_str("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
        self.out.push_str(if has_head {
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        } else {
            "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        });
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for width in widths {
            self.out.push_str("<w:gridCol w:w=\"");
            xml::number(*width, &mut self.out);
            self.out.push_str("\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    /// Opens a cell.
    pub(super) fn open_cell(&mut self, width: i32) {
        self.out.push_str("<w:tc><w:tcPr><w:tcW w:w=\"");
        xml::number(width, &mut self.out);
        self.out.push_str("\" w:type=\"dxa\"/></w:tcPr>");
    }

    fn row(
        &mut self,
        open: &str,
        columns: &[Align],
        cells: &[Cell],
        widths: &[i32],
        [start, centre, end]: [Style; 3],
    ) {
        self.out.push_str(open);
        for (at, width) in widths.iter().enumerate() {
            self.open_cell(*width);
            self.open(match columns.get(at) {
                Some(Align::Center) => centre,
                Some(Align::End) => end,
                Some(Align::Start) | None => start,
            });
            if let Some(cell) = cells.get(at) {
                self.inlines(cell);
            }
            self.close();
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }
}
