//! The words of a letter's page, without its markup.

/// The text between `<main>` and `</main>` of a page that Chancery wrote. Its writer escapes
/// five characters and writes no others as references (`write/html/escape.rs`).
pub(in crate::archive) fn text(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").unwrap_or(html.len());
    let mut rest = html.get(start..end).unwrap_or(html);
    let mut out = String::with_capacity(rest.len());
    while let Some(open) = rest.find('<') {
        reference(&rest[..open], &mut out);
        let Some(length) = rest[open..].find('>') else {
            return out;
        };
        // Elements end words, but for those that stand within one.
        let tag = rest[open + 1..open + length].trim_start_matches('/');
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        if !matches!(name, "em" | "strong" | "a" | "time" | "bdi" | "span") {
            out.push(' ');
        }
        rest = &rest[open + length + 1..];
    }
    reference(rest, &mut out);
    out
}

/// Text with its character references resolved.
fn reference(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let known =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];
        match known.iter().find(|(name, _)| rest[at..].starts_with(name)) {
            Some((name, character)) => {
                out.push(*character);
                rest = &rest[at + name.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
}
