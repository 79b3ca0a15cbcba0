//! The blocks of a part: paragraphs and tables that stand in both letters, in the old one, in the
//! new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::markup::{Element, Node};
use super::{Marks, runs};

/// Up to so many blocks, each is compared with those before it that have no counterpart.
const MOST: usize = 64;

/// What is done with a block of the new letter, or of the old one.
enum Step<'e> {
    Both(&'e Element, &'e Element),
    New(&'e Element),
    Old(&'e Element),
}

/// The blocks of a container, with what changed.
pub(super) fn container(old: &[Node], new: &[Node], marks: &mut Marks<'_>) -> Vec<Node> {
    let is_block = |element: &&Element| matches!(element.name.as_str(), "w:p" | "w:tbl");
    let of = |nodes: &'_ [Node]| -> Vec<Element> {
        nodes
            .iter()
            .filter_map(Node::element)
            .filter(is_block)
            .cloned()
            .collect()
    };
    let (was, is) = (of(old), of(new));
    let mut steps = steps(&was, &is);
    keep_last(&was, &is, &mut steps);
    let last_kept = steps.iter().rposition(|step| matches!(step, Step::Both(..)));
    let mut out: Vec<Element> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        // The last mark of a container stays: the one before those that come or go takes its place.
        let is_after = last_kept.is_some_and(|last| at > last);
        match step {
            Step::Both(old, new) if old.name == "w:tbl" => out.push(table(old, new, marks)),
            Step::Both(old, new) => out.push(paragraph(old, new, marks)),
            Step::New(new) if new.name == "w:tbl" => out.push(whole_table(new, "w:ins", marks)),
            Step::New(new) => {
                let mut element = whole(new, "w:ins", marks);
                mark_end(&mut out, &mut element, is_after, "w:ins", marks);
                out.push(element);
            }
            Step::Old(old) if old.name == "w:tbl" => out.push(whole_table(old, "w:del", marks)),
            Step::Old(old) => {
                let mut element = whole(old, "w:del", marks);
                mark_end(&mut out, &mut element, is_after, "w:del", marks);
                out.push(element);
            }
        }
    }
    let rest = new
        .iter()
        .filter(|node| !node.element().is_some_and(|element| is_block(&element)));
    out.into_iter().map(Node::Element).chain(rest.cloned()).collect()
}

/// Where nothing stands in both, the last paragraphs of a container are one: its end has one mark.
fn keep_last<'e>(old: &'e [Element], new: &'e [Element], steps: &mut Vec<Step<'e>>) {
    let (Some(was), Some(is)) = (old.last(), new.last()) else { return };
    let is_kept = steps.iter().any(|step| matches!(step, Step::Both(..)));
    if is_kept || was.name != "w:p" || is.name != "w:p" {
        return;
    }
    steps.clear();
    steps.extend(old[..old.len() - 1].iter().map(Step::Old));
    steps.extend(new[..new.len() - 1].iter().map(Step::New));
    steps.push(Step::Both(was, is));
}

fn steps<'e>(old: &'e [Element], new: &'e [Element]) -> Vec<Step<'e>> {
    let keys = |all: &[Element]| -> Vec<(String, String)> {
        all.iter()
            .map(|element| (element.name.clone(), element.words()))
            .collect()
    };
    let mut steps = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            steps.extend(was.iter().zip(is).map(|(old, new)| Step::Both(old, new)));
            continue;
        }
        let mut next = 0;
        for new in is {
            let within = &was[next..was.len().min(next + MOST)];
            let rated = within.iter().enumerate().filter(|(_, old)| old.name == new.name);
            let rated = rated.map(|(at, old)| (likeness(old, new), at));
            let best = rated.max_by_key(|(ratio, at)| (*ratio, std::cmp::Reverse(*at)));
            match best.filter(|(ratio, _)| *ratio >= 300) {
                Some((_, at)) => {
                    steps.extend(was[next..next + at].iter().map(Step::Old));
                    steps.push(Step::Both(&was[next + at], new));
                    next += at + 1;
                }
                None => steps.push(Step::New(new)),
            }
        }
        steps.extend(was[next..].iter().map(Step::Old));
    }
    steps
}

/// How many words two blocks share, in thousandths.
fn likeness(old: &Element, new: &Element) -> usize {
    let (old, new) = (old.words(), new.words());
    let mut counts = std::collections::BTreeMap::new();
    let (mut all, mut same) = (0, 0);
    for word in old.split_whitespace() {
        all += 1;
        *counts.entry(word).or_insert(0_usize) += 1;
    }
    for word in new.split_whitespace() {
        all += 1;
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            same += 2;
        }
    }
    (same * 1000_usize).checked_div(all).unwrap_or(1000)
}

fn paragraph(old: &Element, new: &Element, marks: &mut Marks<'_>) -> Element {
    if old.words() == new.words() {
        return new.clone();
    }
    let mut out = Element { children: Vec::new(), ..new.clone() };
    out.children.extend(new.child("w:pPr").cloned().map(Node::Element));
    out.children.extend(runs::both(old, new, marks));
    out
}

/// A paragraph that came or went, but for its mark.
fn whole(element: &Element, mark: &str, marks: &mut Marks<'_>) -> Element {
    let mut out = Element { children: Vec::new(), ..element.clone() };
    let mut look = element.child("w:pPr").cloned();
    if mark == "w:del"
        && let Some(look) = &mut look
    {
        look.children
            .retain(|child| child.element().is_none_or(|child| is_known(child, marks)));
    }
    out.children.extend(look.map(Node::Element));
    out.children.extend(match mark {
        "w:ins" => runs::inserted(element, marks),
        _ => runs::deleted(element, marks),
    });
    out
}

/// Whether a property of the old paragraph means something in the new file: its sections end no
/// page there, and its lists may be none.
fn is_known(property: &Element, marks: &Marks<'_>) -> bool {
    match property.name.as_str() {
        "w:sectPr" => false,
        "w:numPr" => property
            .child("w:numId")
            .and_then(|id| id.attribute("w:val"))
            .is_some_and(|id| marks.numbering.contains(&format!("<w:num w:numId=\"{id}\""))),
        _ => true,
    }
}

/// Says of the end of a paragraph that it came or went; of the last ones in a container, of the end
/// before it.
fn mark_end(
    before: &mut [Element],
    element: &mut Element,
    is_last: bool,
    mark: &str,
    marks: &mut Marks<'_>,
) {
    let end = marks.mark(mark);
    // A table that comes or goes as well is no end.
    let mut before = before.iter_mut().rev();
    match before.find(|it| it.name != "w:tbl" || !is_whole_table(it, mark)) {
        Some(previous) if is_last && previous.name == "w:p" => push_end(previous, end),
        _ if is_last => {}
        _ => push_end(element, end),
    }
}

/// Puts a mark among the looks of a paragraph's own mark (`w:pPr/w:rPr`), which stands before the
/// section; one that is inserted and deleted is deleted.
fn push_end(paragraph: &mut Element, mark: Element) {
    if !paragraph.elements().any(|child| child.name == "w:pPr") {
        paragraph.children.insert(0, Node::Element(Element::new("w:pPr")));
    }
    let Some(Node::Element(look)) = paragraph.children.first_mut() else { return };
    let place = look
        .elements()
        .position(|child| matches!(child.name.as_str(), "w:rPr" | "w:sectPr" | "w:pPrChange"));
    let place = place.unwrap_or(look.children.len());
    let has = look
        .children
        .get(place)
        .and_then(Node::element)
        .is_some_and(|child| child.name == "w:rPr");
    if !has {
        look.children.insert(place, Node::Element(Element::new("w:rPr")));
    }
    if let Some(Node::Element(run)) = look.children.get_mut(place) {
        run.children.insert(0, Node::Element(mark));
    }
}

/// A table that stands in both letters, row by row.
fn table(old: &Element, new: &Element, marks: &mut Marks<'_>) -> Element {
    let rows = |table: &Element| -> Vec<Element> {
        table
            .elements()
            .filter(|child| child.name == "w:tr")
            .cloned()
            .collect()
    };
    let (was, is) = (rows(old), rows(new));
    let mut out = Element { children: Vec::new(), ..new.clone() };
    let head = new
        .children
        .iter()
        .filter(|node| node.element().is_none_or(|it| it.name != "w:tr"));
    out.children.extend(head.cloned());
    for step in steps(&was, &is) {
        let rows = match step {
            Step::Both(old, new) if cells(old).count() == cells(new).count() => {
                vec![row(old, new, marks)]
            }
            // Cells come and go with their row alone.
            Step::Both(old, new) => {
                vec![whole_row(old, "w:del", marks), whole_row(new, "w:ins", marks)]
            }
            Step::New(new) => vec![whole_row(new, "w:ins", marks)],
            Step::Old(old) => vec![whole_row(old, "w:del", marks)],
        };
        out.children.extend(rows.into_iter().map(Node::Element));
    }
    out
}

fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|child| child.name == "w:tc")
}

fn row(old: &Element, new: &Element, marks: &mut Marks<'_>) -> Element {
    let mut left = cells(old);
    let mut out = Element { children: Vec::new(), ..new.clone() };
    for child in &new.children {
        let Some(cell) = child.element().filter(|child| child.name == "w:tc") else {
            out.children.push(child.clone());
            continue;
        };
        let before = left.next().map_or(&[][..], |cell| &cell.children);
        let mut merged = Element { children: Vec::new(), ..cell.clone() };
        merged
            .children
            .extend(cell.child("w:tcPr").cloned().map(Node::Element));
        let inner: Vec<_> = cell
            .children
            .iter()
            .filter(|node| node.element().is_none_or(|it| it.name != "w:tcPr"))
            .cloned()
            .collect();
        merged.children.extend(container(before, &inner, marks));
        out.children.push(Node::Element(merged));
    }
    out
}

fn whole_table(table: &Element, mark: &str, marks: &mut Marks<'_>) -> Element {
    let mut out = table.clone();
    for row in out
        .children
        .iter_mut()
        .filter_map(Node::element_mut)
        .filter(|child| child.name == "w:tr")
    {
        *row = whole_row(row, mark, marks);
    }
    out
}

fn is_whole_table(table: &Element, mark: &str) -> bool {
    let mut rows = table.elements().filter(|child| child.name == "w:tr");
    rows.all(|row| row.child("w:trPr").is_some_and(|look| look.child(mark).is_some()))
}

fn whole_row(row: &Element, mark: &str, marks: &mut Marks<'_>) -> Element {
    let mut out = row.clone();
    let properties = out.elements().position(|child| child.name == "w:trPr");
    let end = Node::Element(marks.mark(mark));
    match properties
        .and_then(|at| out.children.get_mut(at))
        .and_then(Node::element_mut)
    {
        Some(properties) => properties.children.push(end),
        None => {
            let at = usize::from(out.child("w:tblPrEx").is_some());
            let mut properties = Element::new("w:trPr");
            properties.children.push(end);
            out.children.insert(at, Node::Element(properties));
        }
    }
    for cell in out
        .children
        .iter_mut()
        .filter_map(Node::element_mut)
        .filter(|child| child.name == "w:tc")
    {
        for block in cell.children.iter_mut().filter_map(Node::element_mut) {
            match block.name.as_str() {
                "w:p" => *block = whole(block, mark, marks),
                "w:tbl" => *block = whole_table(block, mark, marks),
                _ => {}
            }
        }
    }
    out
}
