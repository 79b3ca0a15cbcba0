//! A sanitiser, which finds nothing to do in a page of ours.

use crate::common::{html, words};

/// What a page of ours may hold, and nothing that could run or be fetched.
pub(super) fn sanitiser() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .tags(
            [
                "article", "section", "header", "footer", "address", "div", "p", "h1", "h2", "h3",
                "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
                "blockquote", "a", "bdi", "em", "strong", "time", "br", "img", "span",
            ]
            .into(),
        )
        .generic_attributes(
            ["class", "id", "lang", "dir", "aria-label", "aria-hidden", "scope", "datetime"].into(),
        )
        .tag_attributes(
            [
                ("a", ["href"].into()),
                ("ol", ["start"].into()),
                ("img", ["src", "alt", "style"].into()),
            ]
            .into(),
        )
        .url_schemes(["https", "http", "mailto", "data"].into())
        .link_rel(None);
    builder
}

/// The name of an element, and its attributes.
pub(super) type Element = (String, Vec<(String, String)>);

/// Every element with its attributes, and the text.
pub(super) fn shape(fragment: &str) -> (Vec<Element>, String) {
    let dom = html::parse_fragment(fragment);
    let mut elements = Vec::new();
    html::elements(&dom.document, &mut |name, element| {
        let mut attributes = html::attributes(element);
        attributes.sort();
        elements.push((name.to_owned(), attributes));
    });
    (elements, words::folded(&html::text(&dom.document)))
}
