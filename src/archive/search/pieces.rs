//! The index as files: pieces of a few dozen kilobytes, of which a search loads two or three.
//!
//! Terms with the same beginning stand together in one piece; a beginning that fills more than one
//! is divided by its next character, and small neighbours share a piece. So a letter that changes
//! touches the pieces of its own terms and leaves the others as they are, whatever the history of
//! the index. A beginning that is divided gets a list of all letters that have any of its terms,
//! under the beginning with a star, `con*`: so the first letters of a word are cheap to search.

use rayon::prelude::*;

use super::index::{Index, Writer};
use super::postings::Postings;
use super::{OFFICE, STAR};

/// What a piece holds at most, in bytes, unless a single term is larger.
const PIECE: usize = 40 * 1024;

/// A file of terms in order.
#[derive(Debug)]
pub(super) struct Piece {
    /// All terms from here to the beginning of the next piece are in it.
    pub(super) begins: String,
    pub(super) bytes: Vec<u8>,
}

/// Divides an index of so many letters into pieces, in order.
pub(super) fn divide(index: &Index, letters: u32) -> Vec<Piece> {
    let (mut terms, mut places) = (String::new(), Vec::new());
    let mut lists = Vec::new();
    index.each(|term, of| {
        terms.push_str(term);
        lists.extend_from_slice(of);
        places.push((terms.len(), lists.len()));
    });
    let starts = std::iter::once((0, 0)).chain(places.iter().copied());
    let terms: Vec<Term<'_>> = starts
        .zip(&places)
        .map(|(start, end)| Term { text: &terms[start.0..end.0], lists: &lists[start.1..end.1] })
        .collect();
    node("", &terms, letters as usize).0
}

/// A term with its lists.
#[derive(Clone, Copy)]
struct Term<'i> {
    text: &'i str,
    lists: &'i [u8],
}

/// The pieces of terms that share a beginning and do not fit in one, and which letters have any.
fn node(beginning: &str, terms: &[Term<'_>], letters: usize) -> (Vec<Piece>, Marks) {
    let own = terms.first().is_some_and(|term| term.text == beginning);
    let (own, longer) = terms.split_at(usize::from(own));
    let next = |term: &Term<'_>| term.text[beginning.len()..].chars().next();
    let begins = |terms: &[Term<'_>]| {
        let end = beginning.len() + next(&terms[0]).map_or(0, char::len_utf8);
        terms[0].text[..end].to_owned()
    };
    let groups: Vec<&[Term<'_>]> = longer.chunk_by(|a, b| next(a) == next(b)).collect();
    let divided = groups.par_iter().map(|terms| {
        let fits = size(terms) <= PIECE || terms.len() == 1;
        (!fits).then(|| node(&begins(terms), terms, letters))
    });
    let divided: Vec<_> = divided.collect();
    let mut pieces = Packer::default();
    let mut marks = Marks(vec![0; letters]);
    // All letters begin with nothing.
    if !beginning.is_empty() {
        marks.add(own);
        for (terms, divided) in groups.iter().zip(&divided) {
            match divided {
                Some((_, inner)) => marks.join(inner),
                None => marks.add(terms),
            }
        }
        pieces.add(beginning, own);
        if !beginning.starts_with(OFFICE) {
            let (star, lists) = (format!("{beginning}{STAR}"), marks.lists());
            pieces.add(beginning, &[Term { text: &star, lists: &lists }]);
        }
    }
    for (terms, divided) in groups.into_iter().zip(divided) {
        match divided {
            Some((inner, _)) => {
                pieces.close();
                pieces.done.extend(inner);
            }
            None => pieces.add(&begins(terms), terms),
        }
    }
    pieces.close();
    (pieces.done, marks)
}

fn size(terms: &[Term<'_>]) -> usize {
    terms.iter().map(|term| term.text.len() + term.lists.len()).sum()
}

/// Puts neighbours into pieces, as many as fit.
#[derive(Default)]
struct Packer {
    done: Vec<Piece>,
    open: Option<(String, Writer)>,
    /// How much stands in the open piece.
    size: usize,
}

impl Packer {
    fn add(&mut self, begins: &str, terms: &[Term<'_>]) {
        if terms.is_empty() {
            return;
        }
        let size = size(terms);
        if self.size + size > PIECE {
            self.close();
        }
        self.size += size;
        let (_, writer) = self
            .open
            .get_or_insert_with(|| (begins.to_owned(), Writer::default()));
        for term in terms {
            writer.add(term.text, term.lists);
        }
    }

    fn close(&mut self) {
        self.size = 0;
        if let Some((begins, writer)) = self.open.take() {
            self.done.push(Piece { begins, bytes: writer.bytes });
        }
    }
}

/// Which letters have any of several terms, each a byte: in its head, or only in its text.
struct Marks(Vec<u8>);

const TEXT: u8 = 1;
const HEAD: u8 = 2;

impl Marks {
    fn add(&mut self, terms: &[Term<'_>]) {
        let mut postings = Postings::default();
        for term in terms {
            postings.clear();
            // What is read here was written by this program.
            let _ = postings.read(term.lists);
            for (letters, mark) in [(&postings.head, HEAD), (&postings.text, TEXT)] {
                for letter in letters {
                    if let Some(known) = self.0.get_mut(*letter as usize) {
                        *known |= mark;
                    }
                }
            }
        }
    }

    fn join(&mut self, other: &Self) {
        for (mark, other) in self.0.iter_mut().zip(&other.0) {
            *mark |= other;
        }
    }

    /// The lists of all these letters.
    fn lists(&self) -> Vec<u8> {
        let mut postings = Postings::default();
        for (letter, mark) in (0..).zip(&self.0) {
            match *mark {
                0 => {}
                TEXT => postings.text.push(letter),
                _ => postings.head.push(letter),
            }
        }
        let mut lists = Vec::new();
        postings.write(&mut lists);
        lists
    }
}
