//! The pages of a PDF as a person sees them: each glyph with its place.

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape as _};

/// A glyph with ink.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// The characters it stands for.
    pub text: String,
    /// Its ink, in points from the top left corner of the page.
    pub ink: Rect,
    /// Where it stands on its line.
    pub origin: Point,
}

/// A page, in points.
#[derive(Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
}

/// The pages of a PDF.
pub fn pages(bytes: &[u8]) -> Vec<Page> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let cache = InterpreterCache::new();
    let pages = pdf.pages().iter();
    pages
        .map(|page| {
            let (width, height) = page.render_dimensions();
            let (width, height) = (f64::from(width), f64::from(height));
            let settings = InterpreterSettings::default();
            let sheet = Rect::new(0.0, 0.0, width, height);
            let turned = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]);
            let mut context = Context::new(turned, sheet, &cache, pdf.xref(), settings);
            let mut seen = Seen::default();
            interpret_page(page, &mut context, &mut seen);
            Page { width, height, glyphs: seen.0 }
        })
        .collect()
}

/// The glyphs of a page in lines from top to bottom, each from left to right.
pub fn lines(page: &Page) -> Vec<Vec<Glyph>> {
    let mut glyphs = page.glyphs.clone();
    glyphs.sort_by(|a, b| a.origin.y.total_cmp(&b.origin.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if glyph.origin.y - line[0].origin.y < 2.5 => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.ink.center().x.total_cmp(&b.ink.center().x));
    }
    lines
}

#[derive(Default)]
struct Seen(Vec<Glyph>);

impl Device<'_> for Seen {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let Drawn::Outline(outline) = glyph else {
            panic!("a glyph that is a drawing");
        };
        let shape = outline.outline();
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        if shape.elements().is_empty() {
            return;
        }
        let place = transform * glyph_transform;
        let ink = place.transform_rect_bbox(shape.bounding_box());
        self.0.push(Glyph { text, ink, origin: place * Point::ORIGIN });
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
