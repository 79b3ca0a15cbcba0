//! The table styles.

use super::Style;

/// Appends the properties of a table style, in the order of CT_TblPrBase.
pub(super) fn define(style: Style, out: &mut String) {
    match style {
        Style::TableNormal => out.push_str(
            "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
             <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
             <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr>",
        ),
        Style::LetterTable => out.push_str(
            "<w:tblPr><w:tblBorders>\
             <w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
             <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
             <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>\
             </w:tblBorders></w:tblPr>\
             <w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders>\
             <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
             </w:tcBorders></w:tcPr></w:tblStylePr>",
        ),
        // Signatures have no lines between them, and their first column begins where text does.
        Style::SignatureTable => out.push_str(
            "<w:tblPr><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>\
             <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>",
        ),
        _ => {}
    }
}
