//! The runs of a paragraph: word by word, what stands in both, what was inserted, what deleted.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::Marks;
use super::markup::{self, Element, Node};

/// A word, or what stands between words: a break, a picture, a mark.
#[derive(Debug, Clone)]
struct Atom {
    /// By what it is compared: its word, or what it is.
    key: String,
    /// What holds the run: a link.
    within: Option<Element>,
    /// The look of the run.
    look: Option<Element>,
    what: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Word(String),
    /// Something else in a run.
    Other(Element),
    /// Something beside runs, as a bookmark: it is no text, and never tracked.
    Beside(Element),
}

/// More words than this are not compared one by one.
const MOST: usize = 10_000;

/// The content of a paragraph that stands in both letters, after its properties.
pub(super) fn both(old: &Element, new: &Element, marks: &mut Marks<'_>) -> Vec<Node> {
    let (old, new) = (atoms(old), atoms(new));
    let mut out = Vec::new();
    if old.len().max(new.len()) > MOST {
        deleted_into(&old, marks, &mut out);
        inserted_into(&new, marks, &mut out);
        return out;
    }
    let keys = |atoms: &[Atom]| atoms.iter().map(|atom| atom.key.clone()).collect::<Vec<_>>();
    let mut done = 0;
    for (was, is) in replaced(&keys(&old), &keys(&new)) {
        let same = &new[done..is.start];
        written(same, &mut |run, out| out.push(Node::Element(run)), &mut out);
        done = is.end;
        deleted_into(&old[was], marks, &mut out);
        inserted_into(&new[is], marks, &mut out);
    }
    written(&new[done..], &mut |run, out| out.push(Node::Element(run)), &mut out);
    out
}

/// What stands in the place of what. Where words on both sides of a space or a mark are others, it
/// goes with them: "Protocol Hall" and "Room 4" share no more than a space.
fn replaced(old: &[String], new: &[String]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (was, is) = (op.old_range(), op.new_range());
        let joins = out.last().is_some_and(|(old_before, new_before)| {
            let between = &new[new_before.end..is.start];
            let is_word =
                |key: &String| key.starts_with('<') || key.contains(char::is_alphanumeric);
            let both = [old_before, new_before, &was, &is]
                .iter()
                .all(|range| !range.is_empty());
            both && !between.iter().any(is_word)
        });
        match out.last_mut().filter(|_| joins) {
            Some((old_before, new_before)) => {
                (old_before.end, new_before.end) = (was.end, is.end);
            }
            None => out.push((was, is)),
        }
    }
    out
}

/// The content of a paragraph that is new.
pub(super) fn inserted(new: &Element, marks: &mut Marks<'_>) -> Vec<Node> {
    let mut out = Vec::new();
    inserted_into(&atoms(new), marks, &mut out);
    out
}

/// The content of a paragraph that is no more.
pub(super) fn deleted(old: &Element, marks: &mut Marks<'_>) -> Vec<Node> {
    let mut out = Vec::new();
    deleted_into(&atoms(old), marks, &mut out);
    out
}

fn inserted_into(atoms: &[Atom], marks: &mut Marks<'_>, out: &mut Vec<Node>) {
    written(atoms, &mut |run, out| out.push(Node::Element(marks.mark("w:ins").with(run))), out);
}

fn deleted_into(atoms: &[Atom], marks: &mut Marks<'_>, out: &mut Vec<Node>) {
    // Links lead elsewhere by the relations of the old file, and pictures lie in it: neither is here.
    let kept: Vec<_> = atoms
        .iter()
        .filter(|atom| match &atom.what {
            Content::Word(_) => true,
            Content::Other(other) => matches!(
                other.name.as_str(),
                "w:br" | "w:cr" | "w:tab" | "w:noBreakHyphen" | "w:softHyphen"
            ),
            Content::Beside(_) => false,
        })
        .map(|atom| Atom { within: None, ..atom.clone() })
        .collect();
    let mut mark = |mut run: Element, out: &mut Vec<Node>| {
        for text in run.children.iter_mut().filter_map(Node::element_mut) {
            if text.name == "w:t" {
                "w:delText".clone_into(&mut text.name);
            }
        }
        out.push(Node::Element(marks.mark("w:del").with(run)));
    };
    written(&kept, &mut mark, out);
}

/// Atoms as runs again: those of one look and one link are one.
fn written(atoms: &[Atom], put: &mut dyn FnMut(Element, &mut Vec<Node>), out: &mut Vec<Node>) {
    let mut rest = atoms;
    while let Some(first) = rest.first() {
        if let Content::Beside(element) = &first.what {
            out.push(Node::Element(element.clone()));
            rest = &rest[1..];
            continue;
        }
        let same = |atom: &&Atom| {
            !matches!(atom.what, Content::Beside(_))
                && atom.look == first.look
                && atom.within == first.within
        };
        let count = rest.iter().take_while(same).count();
        let (run, after) = rest.split_at(count);
        rest = after;
        let mut element = Element::new("w:r");
        element.children.extend(first.look.clone().map(Node::Element));
        for atom in run {
            match &atom.what {
                Content::Word(word) => push_word(&mut element, word),
                Content::Other(other) => element.children.push(Node::Element(other.clone())),
                Content::Beside(_) => {}
            }
        }
        match &first.within {
            None => put(element, out),
            Some(link) => {
                let mut link = link.clone();
                put(element, &mut link.children);
                out.push(Node::Element(link));
            }
        }
    }
}

fn push_word(run: &mut Element, word: &str) {
    if let Some(Node::Element(last)) = run.children.last_mut()
        && last.name == "w:t"
        && let Some(Node::Text(text)) = last.children.last_mut()
    {
        return text.push_str(word);
    }
    let mut text = Element::new("w:t");
    text.set("xml:space", "preserve");
    text.children.push(Node::Text(word.to_owned()));
    run.children.push(Node::Element(text));
}

/// The atoms of a paragraph in order.
fn atoms(paragraph: &Element) -> Vec<Atom> {
    let mut out = Vec::new();
    for child in paragraph.elements().filter(|child| child.name != "w:pPr") {
        match child.name.as_str() {
            "w:r" => run(child, None, &mut out),
            "w:hyperlink" | "w:fldSimple" => {
                let within = Element { children: Vec::new(), ..child.clone() };
                child
                    .elements()
                    .filter(|inner| inner.name == "w:r")
                    .for_each(|inner| {
                        run(inner, Some(&within), &mut out);
                    });
            }
            _ => {
                let mut key = String::new();
                markup::into(child, &mut key);
                out.push(Atom {
                    key,
                    within: None,
                    look: None,
                    what: Content::Beside(child.clone()),
                });
            }
        }
    }
    out
}

fn run(run: &Element, within: Option<&Element>, out: &mut Vec<Atom>) {
    let look = run.child("w:rPr").cloned();
    for child in run.elements().filter(|child| child.name != "w:rPr") {
        if child.name == "w:t" {
            let words = child.words();
            out.extend(words.split_word_bounds().map(|word| Atom {
                key: word.to_owned(),
                within: within.cloned(),
                look: look.clone(),
                what: Content::Word(word.to_owned()),
            }));
            continue;
        }
        let mut key = String::new();
        markup::into(child, &mut key);
        // A number that is filled in by the program is the same wherever it stands.
        out.push(Atom {
            key,
            within: within.cloned(),
            look: look.clone(),
            what: Content::Other(child.clone()),
        });
    }
}
