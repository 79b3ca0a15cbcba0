//! Text in XML.

use crate::write::xml::escape;

/// Text between tags or double quotes.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
