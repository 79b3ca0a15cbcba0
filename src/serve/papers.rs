//! PDFs that are looked at: what was made is kept for a while, so that its pages are drawn one by one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::text::Fingerprint;
use crate::write::pdf::{page_as_svg, page_sizes};

/// The PDFs that were looked at last.
#[derive(Debug, Default)]
pub(super) struct Papers(Mutex<VecDeque<Arc<Paper>>>);

/// How many are kept: those of a few letters, before and after a change.
const MOST: usize = 12;

/// A PDF, and its pages as pictures.
#[derive(Debug)]
pub(super) struct Paper {
    /// The fingerprint of its bytes.
    pub(super) print: String,
    bytes: Vec<u8>,
    pages: Vec<Page>,
}

#[derive(Debug)]
struct Page {
    size: (f32, f32),
    svg: OnceLock<Option<Arc<str>>>,
}

impl Papers {
    /// Keeps a PDF; the same one is kept once.
    pub(super) fn keep(&self, bytes: Vec<u8>) -> Arc<Paper> {
        let print = Fingerprint::of_text(&bytes).to_string();
        if let Some(known) = self.get(&print) {
            return known;
        }
        let pages = page_sizes(&bytes).into_iter();
        let pages = pages.map(|size| Page { size, svg: OnceLock::new() }).collect();
        let paper = Arc::new(Paper { print, bytes, pages });
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(Arc::clone(&paper));
        while kept.len() > MOST {
            kept.pop_front();
        }
        paper
    }

    /// The PDF with a fingerprint.
    pub(super) fn get(&self, print: &str) -> Option<Arc<Paper>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|paper| paper.print == print).cloned()
    }
}

impl Paper {
    /// The width and height of each page in points.
    pub(super) fn sizes(&self) -> impl ExactSizeIterator<Item = (f32, f32)> {
        self.pages.iter().map(|page| page.size)
    }

    /// A page as SVG, by its number from 0.
    pub(super) fn svg(&self, number: usize) -> Option<Arc<str>> {
        let page = self.pages.get(number)?;
        let made = page
            .svg
            .get_or_init(|| page_as_svg(&self.bytes, number).map(Into::into));
        made.clone()
    }
}
