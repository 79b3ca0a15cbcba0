//! The edges of the paper: nothing is set beyond them, or over anything else.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

use crate::finding::Finding;
use crate::package::Package;
use crate::source::Place;

/// What rounding and the shapes of letters may take, in points.
const HAIR: f64 = 1.0;
/// How many texts are named; the rest look the same.
const MOST: usize = 4;

/// A text where it stands: its line, from where to where, and what it says.
struct Set {
    line: f64,
    from: f64,
    to: f64,
    text: String,
}

/// Refuses a document in which a text would be cut off, or stand on another.
pub(super) fn check(document: &PagedDocument, package: &Package) -> Result<(), Vec<Finding>> {
    let mut findings: Vec<Finding> = Vec::new();
    for page in document.pages() {
        let mut texts = Vec::new();
        look(&page.frame, Point::zero(), &mut texts);
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        for text in &texts {
            let outside = text.from < -HAIR
                || text.to > width + HAIR
                || text.line < 0.0
                || text.line > height + HAIR;
            if outside {
                findings.push(finding(package, &text.text, "is cut off at the edge of the paper"));
            }
        }
        texts.sort_by(|a, b| a.line.total_cmp(&b.line).then(a.from.total_cmp(&b.from)));
        for pair in texts.windows(2) {
            let [left, right] = pair else { continue };
            if left.line == right.line && right.from < left.to - HAIR {
                findings.push(finding(package, &left.text, "runs over what stands beside it"));
            }
        }
    }
    let mut said = Vec::new();
    findings.retain(|finding| {
        let new = !said.contains(&finding.message) && said.len() < MOST;
        if new {
            said.push(finding.message.clone());
        }
        new
    });
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The texts of a frame; what is turned lies behind the letter, as the mark of a draft does.
fn look(frame: &Frame, at: Point, texts: &mut Vec<Set>) {
    for (offset, item) in frame.items() {
        let at = at + *offset;
        match item {
            FrameItem::Group(group) => {
                let Transform { sx, ky, kx, sy, tx, ty } = group.transform;
                let straight =
                    [sx.get(), sy.get()] == [1.0, 1.0] && ky.get() == 0.0 && kx.get() == 0.0;
                if straight {
                    look(&group.frame, at + Point::new(tx, ty), texts);
                }
            }
            FrameItem::Text(item) => {
                let width: Abs = item.width();
                // A space at the end of a line may hang beyond it.
                if !item.text.trim().is_empty() {
                    let from = at.x.to_pt();
                    texts.push(Set {
                        // Runs of one line may differ by what rounding leaves.
                        line: at.y.to_pt().round(),
                        from,
                        to: from + width.to_pt(),
                        text: item.text.to_string(),
                    });
                }
            }
            _ => {}
        }
    }
}

fn finding(package: &Package, text: &str, what: &str) -> Finding {
    let text = text.trim();
    let shown: String = text.chars().take(60).collect();
    let finding = Finding::error("off-the-page", format!("“{shown}” {what}"))
        .help("write it shorter, break it into lines, or give it more room on the page");
    let records = package.members.iter().map(|member| member.record());
    let mut found = records.filter_map(|record| Some((record, record.text().find(text)?)));
    match found.next() {
        Some((record, at)) => finding.at(Place::new(record, at..at + text.len())),
        None => finding,
    }
}
