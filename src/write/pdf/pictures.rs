//! Pages of a PDF as pictures, drawn from its own bytes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::Pdf;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

/// The width and height of each page of a PDF, in points; none of bytes that are no PDF.
pub fn page_sizes(pdf: &[u8]) -> Vec<(f32, f32)> {
    let sizes = |pdf: &Pdf| pdf.pages().iter().map(|page| page.render_dimensions()).collect();
    read(pdf, sizes).unwrap_or_default()
}

/// A page of a PDF as SVG on white, its letters as outlines; none where there is no page of that
/// number, from 0. It holds no text, script or link, and asks for nothing.
pub fn page_as_svg(pdf: &[u8], number: usize) -> Option<String> {
    let drawn = |pdf: &Pdf| {
        let page = pdf.pages().get(number)?;
        let settings = SvgRenderSettings { bg_color: [255, 255, 255, 255] };
        Some(convert(page, &RenderCache::new(), &InterpreterSettings::default(), &settings))
    };
    read(pdf, drawn).flatten()
}

/// A file that a letter encloses may hold anything: a panic of the reader is no page.
fn read<T>(pdf: &[u8], what: impl FnOnce(&Pdf) -> T) -> Option<T> {
    let read = AssertUnwindSafe(|| Pdf::new(pdf.to_vec()).ok().map(|pdf| what(&pdf)));
    catch_unwind(read).ok().flatten()
}
