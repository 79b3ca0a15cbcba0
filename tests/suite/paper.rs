//! Pages measured: where every glyph stands, in every format that has pages.

mod direction;
mod edges;

use crate::prelude::*;

/// A record in one format.
fn made(text: &str, format: Format) -> Vec<u8> {
    let engine = engine();
    let package = package(&engine, text);
    Writers::new(engine.templates(), Vec::new())
        .write(&package, format)
        .unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)))
        .bytes
}
